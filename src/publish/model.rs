//! A place in memory that is stopped after any operation, or in the middle of one. For tests.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use crate::{
    msg,
    publish::store::{Abilities, Fault, FaultKind, Locked, Read, Store},
};

/// How an operation ends at which everything ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Crash {
    /// It is done.
    After,
    /// It is half done.
    Torn,
}

/// What lies in the place, and when it stops.
#[derive(Default)]
pub(super) struct World {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    pub(super) lock: Option<Vec<u8>>,
    pub(super) lock_age: Duration,
    /// Operations so far.
    pub(super) operations: usize,
    /// Operations that changed something.
    pub(super) writes: usize,
    /// At which operation everything ends.
    pub(super) crash: Option<(usize, Crash)>,
    pub(super) is_dead: bool,
    /// Files that cannot be read.
    pub(super) unreadable: Vec<String>,
    /// Stores only so many bytes of a file.
    pub(super) cut: Option<usize>,
}

/// What is told of every operation, before it is done.
pub(super) type Watcher = Arc<dyn Fn(usize) + Send + Sync>;

/// A connection to the place.
#[derive(Clone)]
pub(super) struct Model {
    pub(super) world: Arc<Mutex<World>>,
    pub(super) watcher: Option<Watcher>,
}

fn lost() -> Fault {
    Fault { kind: FaultKind::Passing, message: msg!(ja: "切れました", en: "lost") }
}

pub(super) fn temp(path: &str) -> String {
    format!("{path}.up~")
}

impl Model {
    pub(super) fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { world: Arc::new(Mutex::new(World { files, ..World::default() })), watcher: None }
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.lock().unwrap())
    }

    /// Counts an operation and does it, whole or half, or not at all where everything has ended.
    fn operate<T>(&self, act: impl FnOnce(&mut World, bool) -> T) -> Result<T, Fault> {
        if let Some(watcher) = &self.watcher {
            let number = self.with(|world| world.operations);
            watcher(number);
        }
        self.with(|world| {
            if world.is_dead {
                return Err(lost());
            }
            let crash = world.crash.filter(|(at, _)| *at == world.operations).map(|(_, how)| how);
            world.operations += 1;
            let done = act(world, crash == Some(Crash::Torn));
            world.is_dead = crash.is_some();
            if crash.is_some() { Err(lost()) } else { Ok(done) }
        })
    }

    fn change<T>(&self, act: impl FnOnce(&mut World, bool) -> T) -> Result<T, Fault> {
        self.operate(|world, torn| {
            world.writes += 1;
            act(world, torn)
        })
    }
}

impl Store for Model {
    fn probe(&mut self) -> Result<Abilities, Fault> {
        Ok(Abilities { is_atomic: true, has_unicode: true, has_case: true })
    }

    fn read(&mut self, path: &str) -> Read {
        let read = self.operate(|world, _| {
            if world.unreadable.iter().any(|known| known == path) {
                return Read::Unknown(lost());
            }
            world.files.get(path).map_or(Read::Absent, |bytes| Read::Found(bytes.clone()))
        });
        read.unwrap_or_else(Read::Unknown)
    }

    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.change(|world, torn| {
            let end = if torn { bytes.len() / 2 } else { world.cut.unwrap_or(bytes.len()).min(bytes.len()) };
            world.files.insert(temp(path), bytes[..end].to_vec());
        })
    }

    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault> {
        self.operate(|world, _| world.files.get(&temp(path)).map_or(0, |bytes| bytes.len() as u64))
    }

    fn replace(&mut self, path: &str) -> Result<(), Fault> {
        self.change(|world, torn| {
            // Half of a rename is none: the place promises it.
            if torn {
                return;
            }
            if let Some(bytes) = world.files.remove(&temp(path)) {
                world.files.insert(path.to_owned(), bytes);
            }
        })
    }

    fn exists(&mut self, path: &str) -> Result<bool, Fault> {
        self.operate(|world, _| world.files.contains_key(path))
    }

    fn delete(&mut self, path: &str) -> Result<(), Fault> {
        self.change(|world, torn| {
            world.files.remove(path);
            if !torn {
                world.files.remove(&temp(path));
            }
        })
    }

    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault> {
        self.operate(|world, _| match &world.lock {
            Some(held) => Locked::Held(held.clone(), world.lock_age),
            None => {
                world.writes += 1;
                world.lock = Some(claim.to_vec());
                Locked::Taken
            }
        })
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        self.change(|world, _| world.lock = None)
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        self.operate(|world, _| world.files.keys().cloned().collect())
    }
}
