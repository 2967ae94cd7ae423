//! What is served right now, and who waits to hear that it changed.

use std::{
    collections::{BTreeMap, VecDeque},
    process,
    sync::{Arc, Condvar, Mutex, RwLock},
    time::Duration,
};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::{OutPath, Url},
    },
    image::variants::VariantJob,
    incremental::memo::Entry,
    input::source_tree::SourceTree,
    pipeline::Snapshot,
    render::job::Output,
    report::diagnostic::{Diagnostic, Level},
    serve::change::{Change, ReloadEvent},
};

/// How many revisions a tab may be behind and still be told exactly what changed.
const REMEMBERED: usize = 64;

/// The newest finished build, and the changes that led to it.
pub(super) struct LiveState {
    served: RwLock<Arc<Revision>>,
    past: Mutex<VecDeque<(u64, Change)>>,
    changed: Condvar,
}

/// One revision: what requests are answered from.
pub(super) struct Revision {
    /// Which build of this run it is, from 1.
    pub(super) revision: u64,
    /// The path of the site's root, `/` or `/iju/`.
    pub(super) base: String,
    /// The build.
    pub(super) snapshot: Arc<Snapshot>,
    /// The last good form of outputs that cannot be made now.
    pub(super) kept: BTreeMap<OutPath, Arc<Entry<Output>>>,
    /// The files as they lie on the disk: what the findings speak of.
    pub(super) tree: SourceTree,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
    /// Files that are shown in their last good form.
    pub(super) held: Vec<SourcePath>,
    /// Fingerprint of the findings: what is told once need not be told again.
    pub(super) mark: Fingerprint,
}

/// What a finished build brings to be served.
pub(super) struct Fresh {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) tree: SourceTree,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) held: Vec<SourcePath>,
}

impl Revision {
    fn new(fresh: Fresh, revision: u64, before: Option<&Self>) -> Self {
        let Fresh { snapshot, tree, findings, held } = fresh;
        let unmade = snapshot.outputs.iter().filter(|(_, entry)| entry.value.bytes.is_none());
        let kept = unmade.filter_map(|(path, _)| Some((path.clone(), before?.entry(path)?.clone()))).collect();
        let mark = match before.filter(|before| before.findings == findings) {
            Some(before) => before.mark,
            None => Digest::new().list(findings.iter().map(|finding| finding.fingerprint().to_string())).finish(),
        };
        Self { revision, base: base(&snapshot), kept, mark, snapshot, tree, findings, held }
    }

    fn entry(&self, path: &OutPath) -> Option<&Arc<Entry<Output>>> {
        self.snapshot.outputs.get(path).filter(|entry| entry.value.bytes.is_some()).or_else(|| self.kept.get(path))
    }

    /// The bytes at a path and their fingerprint.
    pub(super) fn file(&self, path: &OutPath) -> Option<(&Arc<[u8]>, Fingerprint)> {
        let output = &self.entry(path)?.value;
        Some((output.bytes.as_ref()?, output.fingerprint))
    }

    /// The variant of a picture at a decoded URL path, and its file.
    pub(super) fn picture(&self, path: &str) -> Option<(OutPath, &Arc<VariantJob>)> {
        let out = self.out(path)?;
        let recipe = self.snapshot.site.as_ref()?.pictures().get(&out)?;
        Some((out, recipe))
    }

    /// The file that cannot be shown at a path, though a page belongs there; empty if it is no single one's fault.
    pub(super) fn unshown(&self, path: &OutPath) -> Option<String> {
        if let Some(entry) = self.snapshot.outputs.get(path) {
            return entry.value.bytes.is_none().then(|| entry.value.from.clone());
        }
        let broken = self.snapshot.site.as_ref()?.broken().iter().find(|page| page.url.out() == *path)?;
        Some(broken.document.path.to_string())
    }

    /// The output file of a decoded URL path below the base; `None` outside of the site.
    pub(super) fn out(&self, path: &str) -> Option<OutPath> {
        path.strip_prefix(self.base.as_str()).map(|inner| Url::new(format!("/{inner}")).out())
    }

    /// The decoded path under which browsers know an output.
    pub(super) fn path(&self, out: &OutPath) -> String {
        let name = out.as_str();
        let shown = if name == "index.html" || name.ends_with("/index.html") {
            &name[..name.len() - "index.html".len()]
        } else {
            name
        };
        format!("{}{shown}", self.base)
    }

    /// How many findings call for somebody's hand.
    pub(super) fn faults(&self) -> usize {
        self.findings.iter().filter(|finding| finding.level != Level::Hint).count()
    }

    /// Names this revision; a tab of an earlier run of the server can tell that it is behind.
    pub(super) fn name(&self) -> String {
        format!("{}-{}", process::id(), self.revision)
    }
}

/// The revision that a tab says it shows; `None` if it is of another run.
pub(super) fn revision(name: &str) -> Option<u64> {
    let (run, revision) = name.split_once('-')?;
    (run == process::id().to_string()).then(|| revision.parse().ok()).flatten()
}

impl LiveState {
    /// Starts with a first build.
    pub(super) fn new(fresh: Fresh) -> Self {
        let served = Arc::new(Revision::new(fresh, 1, None));
        Self { served: RwLock::new(served), past: Mutex::default(), changed: Condvar::new() }
    }

    /// The newest revision.
    pub(super) fn now(&self) -> Arc<Revision> {
        self.served.read().expect("no thread panics while holding it").clone()
    }

    /// Puts a new build in place and wakes everyone who waits. Nothing happens, if a browser would see no difference;
    /// else the build before is returned, to be given back when there is time.
    pub(super) fn swap(&self, fresh: Fresh) -> Option<Arc<Revision>> {
        let before = self.now();
        let mut served = Revision::new(fresh, before.revision, Some(&before));
        let change = Change::between(&before, &served);
        let seen = !change.is_empty() || before.mark != served.mark || before.held != served.held;
        served.revision += u64::from(seen);
        let revision = served.revision;
        // Locked first: nobody must see the new revision without its change.
        let mut past = self.past.lock().expect("no thread panics while holding it");
        *self.served.write().expect("no thread panics while holding it") = Arc::new(served);
        if seen {
            past.push_back((revision, change));
            if past.len() > REMEMBERED {
                past.pop_front();
            }
            self.changed.notify_all();
        }
        seen.then_some(before)
    }

    /// What has changed since a revision; waits for a change, if there is none. `None`: the time is up.
    pub(super) fn since(&self, known: Option<u64>, most: Duration) -> Option<ReloadEvent> {
        let past = self.past.lock().expect("no thread panics while holding it");
        let newest = || self.now().revision;
        let (past, _) = self
            .changed
            .wait_timeout_while(past, most, |_| known == Some(newest()))
            .expect("no thread panics while holding it");
        let served = self.now();
        if known == Some(served.revision) {
            return None;
        }
        let missed =
            past.iter().filter(|(revision, _)| known.is_some_and(|known| *revision > known)).map(|(_, change)| change);
        let all_remembered = known.is_some_and(|known| past.front().is_some_and(|(first, _)| *first <= known + 1));
        Some(ReloadEvent::of(&served, missed, all_remembered))
    }
}

fn base(snapshot: &Snapshot) -> String {
    let url = snapshot.site.as_ref().map_or("", |site| site.config().base_url.as_str());
    let after = url.split_once("://").map_or("", |(_, rest)| rest);
    after.find('/').map_or_else(|| "/".to_owned(), |at| after[at..].to_owned())
}
