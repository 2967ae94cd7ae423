//! What is served right now, and who waits to hear that it changed.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Condvar, Mutex, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::{hash::Fingerprint, model::url::OutPath, pipeline::Snapshot};

/// The newest finished build.
pub(super) struct Live {
    outputs: RwLock<Arc<Served>>,
    revision: AtomicU64,
    changed: (Mutex<()>, Condvar),
}

/// The outputs of one revision.
pub(super) struct Served {
    /// Which build of this run it is, from 1.
    pub(super) revision: u64,
    /// The path of the site's root, `/` or `/iju/`.
    pub(super) base: String,
    /// Bytes and fingerprint by path. A page that cannot be rendered now keeps its last good bytes.
    pub(super) files: BTreeMap<OutPath, (Arc<[u8]>, Fingerprint)>,
}

impl Live {
    /// Starts with a first build.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let served = Served { revision: 1, base: base(snapshot), files: files(snapshot, &BTreeMap::new()) };
        Self { outputs: RwLock::new(Arc::new(served)), revision: AtomicU64::new(1), changed: Default::default() }
    }

    /// The newest revision.
    pub(super) fn now(&self) -> Arc<Served> {
        self.outputs.read().expect("no thread panics while holding it").clone()
    }

    /// The path of the site's root.
    pub(super) fn base_path(&self) -> String {
        self.now().base.clone()
    }

    /// Puts a new build in place and wakes everyone who waits.
    pub(super) fn swap(&self, snapshot: &Snapshot) {
        let before = self.now();
        let served = Served { revision: before.revision + 1, base: base(snapshot), files: files(snapshot, &before.files) };
        let revision = served.revision;
        *self.outputs.write().expect("no thread panics while holding it") = Arc::new(served);
        let _guard = self.changed.0.lock().expect("no thread panics while holding it");
        self.revision.store(revision, Ordering::Release);
        self.changed.1.notify_all();
    }

    /// Waits until there is a revision after `known`, or the time is up; returns the newest.
    pub(super) fn after(&self, known: u64, most: Duration) -> u64 {
        let newest = || self.revision.load(Ordering::Acquire);
        let guard = self.changed.0.lock().expect("no thread panics while holding it");
        let _ = self.changed.1.wait_timeout_while(guard, most, |()| newest() <= known).expect("no thread panics while holding it");
        newest()
    }
}

fn base(snapshot: &Snapshot) -> String {
    let url = snapshot.site.as_ref().map_or("", |site| site.config().base_url.as_str());
    let after = url.split_once("://").map_or("", |(_, rest)| rest);
    after.find('/').map_or_else(|| "/".to_owned(), |at| after[at..].to_owned())
}

fn files(snapshot: &Snapshot, before: &BTreeMap<OutPath, (Arc<[u8]>, Fingerprint)>) -> BTreeMap<OutPath, (Arc<[u8]>, Fingerprint)> {
    let file = |(path, entry): (&OutPath, &Arc<crate::memo::Entry<crate::render::Output>>)| {
        let output = &entry.value;
        let bytes = output.bytes.clone().map(|bytes| (bytes, output.fingerprint)).or_else(|| before.get(path).cloned())?;
        Some((path.clone(), bytes))
    };
    snapshot.outputs.iter().filter_map(file).collect()
}
