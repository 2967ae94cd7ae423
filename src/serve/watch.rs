//! When to look again, and where. What changed is found by comparing the files, never by what an event says.
//!
//! Paths of events are hints: a file is read again, a folder with all below. After a calm second everything is looked
//! at once more, so that an event that the system lost costs a second and never a change. And every ten seconds
//! everything is looked at whatever the system says: a folder may go deaf without a word (a share that comes back, a
//! disk image, a synced folder).

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use notify::{
    EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, ModifyKind},
};

use crate::{
    base::os::{fs, mounts, private_place},
    input::scanned::{SCANNED, is_scanned},
    msg,
    report::message::Message,
};

/// How long it must be quiet, so that ten files saved at once are one build.
const QUIET: Duration = Duration::from_millis(40);
/// The longest wait for quiet.
const MOST: Duration = Duration::from_millis(400);
/// How often to look where nobody tells us of changes.
const POLL: Duration = Duration::from_secs(1);
/// After how long a calm everything is looked at once more.
const CALM: Duration = Duration::from_secs(1);
/// How long to trust a system that says nothing.
const TRUST: Duration = Duration::from_secs(10);
/// With more paths than this, looking at everything is quicker.
const MANY: usize = 500;

/// Where an import puts the salon's people; of all that lies there only they are looked at.
const INBOX: &str = ".shirube/salon";

/// Where to look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Look {
    /// At these files, and at these folders with all below.
    Again(BTreeSet<PathBuf>),
    /// At everything.
    Everything,
}

/// What the watcher's thread passes on.
enum Signal {
    Paths(Vec<PathBuf>),
    /// Something was lost.
    Unclear,
    /// The system has no more watches.
    Failed,
}

/// Waits for changes below a folder.
pub(super) struct Watch {
    root: PathBuf,
    signals: Receiver<Signal>,
    /// `None` while polling.
    watcher: Option<RecommendedWatcher>,
    /// The top folders that are watched.
    covered: BTreeSet<PathBuf>,
    /// Whether events came after the last look at everything.
    unsure: bool,
}

impl Watch {
    /// Starts to watch; where that is of no use it polls, and says why. With `poll` it polls in any case.
    pub(super) fn new(root: &Path, poll: bool) -> (Self, Option<Message>) {
        let (sender, signals) = mpsc::channel();
        let shared = mounts::is_shared(root);
        let watcher = if shared || poll { None } else { watcher(root, sender) };
        let words = match watcher {
            Some(_) => None,
            None if shared => Some(msg!(
                ja: "共有フォルダーのため、1秒ごとに変更を確かめます。",
                en: "The folder is shared over a network; looking for changes every second.")),
            None if poll => Some(msg!(
                ja: "1秒ごとに変更を確かめます。",
                en: "Looking for changes every second.")),
            None => Some(cannot_watch()),
        };
        let mut watch = Self { root: root.to_owned(), signals, watcher, covered: BTreeSet::new(), unsure: false };
        let failed = watch.watcher.is_some() && !watch.cover(&BTreeSet::new());
        (watch, words.or_else(|| failed.then(cannot_watch)))
    }

    /// Waits until files may have changed and it has been quiet since; says where to look, and what there is to tell.
    pub(super) fn wait(&mut self) -> (Look, Option<Message>) {
        if self.watcher.is_none() {
            thread::sleep(POLL);
            return (Look::Everything, None);
        }
        let first = self.signals.recv_timeout(if self.unsure { CALM } else { TRUST });
        let mut paths = BTreeSet::new();
        let mut everything = first.is_err();
        let mut failed = matches!(first, Err(RecvTimeoutError::Disconnected));
        let start = Instant::now();
        let mut next = first;
        while let Ok(signal) = next {
            match signal {
                Signal::Paths(some) => paths.extend(some),
                Signal::Unclear => everything = true,
                Signal::Failed => failed = true,
            }
            let left = MOST.saturating_sub(start.elapsed());
            next = if left.is_zero() {
                Err(RecvTimeoutError::Timeout)
            } else {
                self.signals.recv_timeout(QUIET.min(left))
            };
        }
        if failed || !self.cover(&paths) {
            self.watcher = None;
            return (Look::Everything, Some(cannot_watch()));
        }
        everything |= paths.len() > MANY;
        self.unsure = !everything;
        (if everything { Look::Everything } else { Look::Again(paths) }, None)
    }

    /// Watches the top folders that have come into being since, and those of which the event itself tells; false if it
    /// cannot.
    fn cover(&mut self, changed: &BTreeSet<PathBuf>) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        // Where the inbox lies elsewhere, it is watched there; where nobody can say, the next look tells.
        let inbox = private_place::private_root(&self.root).unwrap_or_else(|_| self.root.clone()).join(INBOX);
        for folder in SCANNED.into_iter().map(|name| self.root.join(name)).chain([inbox]) {
            if changed.contains(&folder) && self.covered.remove(&folder) {
                // Moved away, perhaps, and another one put in its place.
                let _ = watcher.unwatch(&folder);
            }
            if !self.covered.contains(&folder) && fs::is_dir(&folder).unwrap_or(false) {
                if watcher.watch(&folder, RecursiveMode::Recursive).is_err() && fs::is_dir(&folder).unwrap_or(false) {
                    self.watcher = None;
                    return false;
                }
                self.covered.insert(folder);
            }
        }
        true
    }
}

fn cannot_watch() -> Message {
    msg!(
        ja: "変更の知らせを受け取れないため、1秒ごとに変更を確かめます。",
        en: "Changes cannot be watched here; looking every second.")
}

/// A watcher of the root itself (site.toml is replaced by rename); `None` where the system cannot watch.
fn watcher(root: &Path, sender: Sender<Signal>) -> Option<RecommendedWatcher> {
    let folder = root.to_owned();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let signal = match event {
            Ok(event) if event.need_rescan() => Signal::Unclear,
            Ok(event) if only_looked(event.kind) => return,
            Ok(event) => match changed_paths(&folder, event) {
                paths if paths.is_empty() => return,
                paths => Signal::Paths(paths),
            },
            Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => Signal::Failed,
            Err(_) => Signal::Unclear,
        };
        let _ = sender.send(signal);
    })
    .ok()?;
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Whether an event tells of reading alone: our own looks must not wake us.
fn only_looked(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// The paths of an event at which there is something to look.
fn changed_paths(root: &Path, event: notify::Event) -> Vec<PathBuf> {
    let kind = event.kind;
    let mut paths = event.paths;
    paths.retain(|path| path.strip_prefix(root).map_or(true, is_scanned) && !is_of_entries(kind, path));
    paths
}

/// Whether an event says no more of a folder than that one of its entries changed, of which there is an event of its
/// own: Windows sends one for every folder above a saved file, and a folder is read again with all below.
fn is_of_entries(kind: EventKind, path: &Path) -> bool {
    let is_change = matches!(kind, EventKind::Modify(change) if !matches!(change, ModifyKind::Name(_)));
    is_change && fs::is_dir(path).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, RenameMode};

    use super::*;

    #[test]
    fn a_folder_is_read_again_only_where_it_came_went_or_was_renamed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (content, page) = (folder.path().join("content"), folder.path().join("content/a.md"));
        fs::create_dir(&content).expect("a folder in it");
        fs::write(&page, "a").expect("a page");
        let looked =
            |kind, path: &PathBuf| changed_paths(folder.path(), notify::Event::new(kind).add_path(path.clone()));
        for change in [ModifyKind::Any, ModifyKind::Data(notify::event::DataChange::Any)] {
            assert!(looked(EventKind::Modify(change), &content).is_empty(), "{change:?}");
            assert_eq!(looked(EventKind::Modify(change), &page), std::slice::from_ref(&page), "{change:?}");
        }
        for kind in [EventKind::Create(CreateKind::Any), EventKind::Modify(ModifyKind::Name(RenameMode::Any))] {
            assert_eq!(looked(kind, &content), std::slice::from_ref(&content), "{kind:?}");
        }
        let gone = folder.path().join("content/gone");
        assert_eq!(looked(EventKind::Modify(ModifyKind::Any), &gone), std::slice::from_ref(&gone));
    }

    #[test]
    fn what_editors_and_builds_leave_is_no_change() {
        for path in [
            "content/a.md",
            "site.toml",
            "themes/x/templates/a.html",
            "content/住まい/_index.md",
            ".shirube/salon/people.jsonl",
        ] {
            assert!(is_scanned(Path::new(path)), "{path}");
        }
        for path in [
            "public/a/index.html",
            ".shirube/cache/x",
            ".shirube/salon/people.jsonl.new",
            ".shirube/salon/messages/1.jsonl",
            ".git/HEAD",
            "content/.#a.md",
            "content/.a.md.swp",
            "content/4913",
            "content/a.md~",
            "content/~$a.docx",
            "README.md",
        ] {
            assert!(!is_scanned(Path::new(path)), "{path}");
        }
    }
}
