//! A connection that may be lost: it is opened again, and what does no harm twice is tried again, with pauses that
//! grow.
//!
//! Must never log in again after a place has refused: some hosts shut out whoever fails often.

use std::{sync::Arc, thread, time::Duration};

use crate::publish::store::{Abilities, Fault, FaultKind, Locked, Policies, Read, Store};

/// Opens one connection.
pub type Connect = Arc<dyn Fn() -> Result<Box<dyn Store>, Fault> + Send + Sync>;

/// How often something is tried in all.
const TRIES: u32 = 4;

/// The first pause.
const PAUSE: Duration = Duration::from_millis(500);

/// A place whose connection is opened when it is needed.
pub struct Reconnecting {
    connect: Connect,
    open: Option<Box<dyn Store>>,
    /// Why nothing more is tried: the place has refused us.
    refused: Option<Fault>,
    /// How often in a row the connection was lost.
    lost: u32,
    pause: Duration,
    policies: Policies,
}

impl Reconnecting {
    /// So many connections, none of them open yet.
    pub fn connections(number: usize, connect: &Connect) -> Vec<Box<dyn Store>> {
        (0..number.max(1)).map(|_| Box::new(Self::new(connect.clone(), PAUSE)) as Box<dyn Store>).collect()
    }

    /// One connection with this first pause.
    pub(super) fn new(connect: Connect, pause: Duration) -> Self {
        Self { connect, open: None, refused: None, lost: 0, pause, policies: Policies::default() }
    }

    fn connected(&mut self) -> Result<&mut Box<dyn Store>, Fault> {
        if let Some(fault) = &self.refused {
            return Err(fault.clone());
        }
        if self.open.is_none() {
            if self.lost > 0 {
                let part = f64::from(getrandom::u32().unwrap_or(u32::MAX)) / f64::from(u32::MAX);
                thread::sleep(self.pause.mul_f64(f64::from(1 << self.lost.min(6)) * part));
            }
            match (self.connect)() {
                Ok(mut store) => {
                    store.describe(&self.policies);
                    self.open = Some(store);
                }
                Err(fault) => {
                    self.lost += 1;
                    self.refused = (fault.kind != FaultKind::Passing).then(|| fault.clone());
                    return Err(fault);
                }
            }
        }
        Ok(self.open.as_mut().expect("it was opened above"))
    }

    fn once<T>(&mut self, act: impl FnOnce(&mut dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        let done = act(self.connected()?.as_mut());
        match &done {
            Err(fault) if fault.kind == FaultKind::Passing => {
                self.open = None;
                self.lost += 1;
            }
            _ => self.lost = 0,
        }
        done
    }

    fn again<T>(&mut self, act: impl Fn(&mut dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        for _ in 1..TRIES {
            match self.once(&act) {
                Err(fault) if fault.kind == FaultKind::Passing => {}
                done => return done,
            }
        }
        self.once(&act)
    }
}

impl Store for Reconnecting {
    fn probe(&mut self) -> Result<Abilities, Fault> {
        self.again(|store| store.probe())
    }

    fn read(&mut self, path: &str) -> Read {
        let read = self.again(|store| match store.read(path) {
            Read::Unknown(fault) => Err(fault),
            read => Ok(read),
        });
        read.unwrap_or_else(Read::Unknown)
    }

    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.once(|store| store.put_temp(path, bytes))
    }

    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault> {
        self.once(|store| store.size_of_temp(path))
    }

    fn replace(&mut self, path: &str) -> Result<(), Fault> {
        self.once(|store| store.replace(path))
    }

    fn exists(&mut self, path: &str) -> Result<bool, Fault> {
        self.again(|store| store.exists(path))
    }

    fn delete(&mut self, path: &str) -> Result<(), Fault> {
        self.again(|store| store.delete(path))
    }

    // Should only the answer have been lost, the lock is found to be our own.
    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault> {
        self.again(|store| store.lock(claim))
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        self.again(|store| store.unlock())
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        self.again(|store| store.list())
    }

    fn describe(&mut self, policies: &Policies) {
        if let Some(store) = &mut self.open {
            store.describe(policies);
        }
        self.policies = policies.clone();
    }

    fn tries(&self) -> u32 {
        TRIES
    }
}
