//! Floor 5: a value is made again only when what it was made from has changed.
//!
//! `recall` keeps the old value if its own input and the answers to all its recorded questions are as they were. By
//! induction over the questions that is exact: the same input asks the same first question, the same answer leads to
//! the same second one.

use std::sync::Arc;

use crate::{
    base::hash::Fingerprint,
    incremental::tracked::{self, Read, Viewpoint},
    report::diagnostic::Diagnostic,
    site::{Site, query::Query},
};

/// A value with everything needed to know whether it still holds.
#[derive(Debug)]
pub struct Entry<T> {
    /// Fingerprint of what its making was handed.
    pub input: Fingerprint,
    /// What its making asked, in order.
    pub reads: Vec<Read>,
    /// What was made.
    pub value: T,
    /// What came up in the making.
    pub findings: Vec<Diagnostic>,
}

/// Why a value was made again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Invalidation {
    /// It was not there before.
    New,
    /// Its own input changed.
    Input,
    /// The answer to this question changed.
    Read(Query),
}

impl<T> Entry<T> {
    /// The first of its questions whose answer has changed. An entry of one build holds for the site of that build: what
    /// cannot differ since need not be asked again.
    pub fn outdated(&self, site: &Site) -> Option<&Query> {
        self.reads
            .iter()
            .find(|(query, before)| site.may_differ(query) && site.fingerprint(query) != *before)
            .map(|(query, _)| query)
    }
}

/// Returns `old` if it still holds, else makes the value anew and says why.
pub fn recall<T>(
    old: Option<&Arc<Entry<T>>>,
    input: Fingerprint,
    site: &Arc<Site>,
    place: Viewpoint,
    make: impl FnOnce() -> (T, Vec<Diagnostic>),
) -> (Arc<Entry<T>>, Option<Invalidation>) {
    let why = match old {
        None => Invalidation::New,
        Some(entry) if entry.input != input => Invalidation::Input,
        Some(entry) => match entry.outdated(site) {
            None => return (entry.clone(), None),
            Some(query) => Invalidation::Read(query.clone()),
        },
    };
    let ((value, findings), reads) = tracked::within(site, place, make);
    (Arc::new(Entry { input, reads, value, findings }), Some(why))
}
