//! What a run asks of a place that files are put into one by one. A target implements it; so does the model in memory
//! in which every crash is tried.
//!
//! Must never hide whether something is missing or only could not be looked at.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use crate::report::message::Message;

/// Why a place did not do what it was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// What happened, for people.
    pub message: Message,
}

/// Kinds of faults, by what can be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// Not allowed: it helps nothing to try again.
    Denied,
    /// No room left.
    Full,
    /// The connection was lost, or something else that may pass.
    Passing,
}

/// What came of reading a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Read {
    /// Its bytes.
    Found(Vec<u8>),
    /// It is certainly not there.
    Absent,
    /// Nobody knows.
    Unknown(Fault),
}

/// What came of asking for the lock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Locked {
    /// It is ours.
    Taken,
    /// Somebody holds it: what they wrote into it, and how old it is by the place's own clock.
    Held(Vec<u8>, Duration),
}

/// What a place can do, found by trying.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Abilities {
    /// Whether a file is replaced in one moment.
    pub is_atomic: bool,
    /// Whether Japanese names come back as they were given.
    pub has_unicode: bool,
    /// Whether names differ by case.
    pub has_case: bool,
}

/// The name of the policy of each file, by path.
pub type Policies = Arc<BTreeMap<String, String>>;

/// A place that files are put into one by one, under one connection.
pub trait Store: Send {
    /// Tries what the place can do, in a folder of its own that is gone afterwards.
    fn probe(&mut self) -> Result<Abilities, Fault>;
    /// The bytes of a file.
    fn read(&mut self, path: &str) -> Read;
    /// Writes the file that is to become `path` beside it, durably, making folders.
    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault>;
    /// How many bytes the place says that it holds for the file beside `path`.
    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault>;
    /// Puts the file beside `path` in its place.
    fn replace(&mut self, path: &str) -> Result<(), Fault>;
    /// Whether anything lies at `path`.
    fn exists(&mut self, path: &str) -> Result<bool, Fault>;
    /// Removes a file, and what was put beside it, and the folders that this leaves empty. A file that is not there
    /// is no fault.
    fn delete(&mut self, path: &str) -> Result<(), Fault>;
    /// Takes the lock if nobody has it.
    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault>;
    /// Gives the lock back, or breaks it.
    fn unlock(&mut self) -> Result<(), Fault>;
    /// All files, for looking only: no plan is made from it.
    fn list(&mut self) -> Result<Vec<String>, Fault>;
    /// Says for how long others may keep each file, for places that keep more of a file than its bytes.
    fn describe(&mut self, _policies: &Policies) {}
    /// How often a file is sent in all when the connection is lost meanwhile.
    fn tries(&self) -> u32 {
        1
    }
}
