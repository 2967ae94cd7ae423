//! Floor 5: a value is made again only when what it was made from has changed.
//!
//! Everything that a build leaves to the next one is a [`Memo`]: documents, pictures, tables, the configuration, the
//! theme, the ledger, outputs, findings. A value is kept if its own input and the answers to all its recorded questions
//! are as they were. By induction over the questions that is exact: the same input asks the same first question, the
//! same answer leads to the same second one. What a build does not want is dropped, so that deletion needs no code.

use std::{
    collections::{BTreeMap, btree_map},
    ops::Deref,
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    base::hash::Fingerprint,
    incremental::questions::Questions,
    report::{
        diagnostic::Diagnostic,
        progress::{Progress, Stage},
    },
    site::query::{Asked, Query},
};

/// A value with everything needed to know whether it still holds.
#[derive(Debug)]
pub struct Entry<V> {
    /// Fingerprint of what its making was handed.
    pub input: Fingerprint,
    /// What its making asked, in order; nothing for what is loaded.
    pub reads: Box<[Arc<Asked>]>,
    /// What was made.
    pub value: V,
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

/// A value that a build wants.
pub struct Wanted<K, J> {
    /// By what it is found.
    pub key: K,
    /// Fingerprint of everything that its making is handed.
    pub input: Fingerprint,
    /// What its making is handed.
    pub job: J,
}

/// A value just made, what came up, and what it asked.
pub struct Made<V> {
    /// The value.
    pub value: V,
    /// What came up in the making.
    pub findings: Vec<Diagnostic>,
    /// What its making asked, in order.
    pub reads: Box<[Arc<Asked>]>,
}

impl<V> Made<V> {
    /// A value that was made without a question.
    pub fn unasked(value: V, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings, reads: Box::default() }
    }
}

/// The values of one build by key; reads like a map.
#[derive(Debug)]
pub struct Memo<K, V>(BTreeMap<K, Arc<Entry<V>>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Clone, V> Clone for Memo<K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K, V> Deref for Memo<K, V> {
    type Target = BTreeMap<K, Arc<Entry<V>>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// The entries that hold, by the number of what is wanted; the numbers of those that do not, and why.
type Kept<V> = (Vec<Option<Arc<Entry<V>>>>, Vec<(usize, Invalidation)>);

/// The memo of a build, and which of its values were made anew, and why.
pub type Renewed<K, V> = (Memo<K, V>, BTreeMap<K, Invalidation>);

impl<K: Ord + Clone + Send + Sync, V: Send + Sync> Memo<K, V> {
    /// The memo of this build: keeps what has the same input and no changed answer, and makes the rest, in parallel. Of
    /// two values with one key the first is made.
    pub fn renew<J: Send + Sync>(
        &self,
        mut wanted: Vec<Wanted<K, J>>,
        questions: Option<&Questions>,
        (progress, stage): (&Progress, Stage),
        make: impl Fn(&K, &J) -> Made<V> + Sync,
    ) -> Renewed<K, V> {
        wanted.sort_by(|a, b| a.key.cmp(&b.key));
        wanted.dedup_by(|later, first| later.key == first.key);
        let (mut entries, reasons) = self.kept(&wanted, questions);
        let again: Vec<&Wanted<K, J>> = reasons.iter().map(|(number, _)| &wanted[*number]).collect();
        progress.begin(stage, again.len());
        let one = |wanted: &&Wanted<K, J>| {
            let Made { value, findings, reads } = make(&wanted.key, &wanted.job);
            progress.step();
            Arc::new(Entry { input: wanted.input, reads, value, findings })
        };
        let made: Vec<_> = again.par_iter().map(one).collect();
        for ((number, _), entry) in reasons.iter().zip(made) {
            entries[*number] = Some(entry);
        }
        let why = reasons.into_iter().map(|(number, reason)| (wanted[number].key.clone(), reason)).collect();
        let entry = |(wanted, entry): (Wanted<K, J>, Option<_>)| (wanted.key, entry.expect("it was kept or made"));
        (Self(wanted.into_iter().zip(entries).map(entry).collect()), why)
    }

    /// The memo of values that ask nothing: what is loaded, each from its own file.
    pub fn load<J: Send + Sync>(
        &self,
        wanted: Vec<Wanted<K, J>>,
        progress: (&Progress, Stage),
        make: impl Fn(&K, &J) -> (V, Vec<Diagnostic>) + Sync,
    ) -> Self {
        let make = |key: &K, job: &J| {
            let (value, findings) = make(key, job);
            Made::unasked(value, findings)
        };
        self.renew(wanted, None, progress, make).0
    }

    /// The entry of each wanted value that still holds; of the others, by number, why there is none.
    fn kept<J: Send + Sync>(&self, wanted: &[Wanted<K, J>], questions: Option<&Questions>) -> Kept<V> {
        // Both sides are in the order of their keys.
        let mut before = self.0.iter().peekable();
        let mut entries: Vec<_> = wanted.iter().map(|wanted| same_key(&mut before, &wanted.key).cloned()).collect();
        let changed: Vec<Option<Query>> = match questions.filter(|questions| questions.any_changed()) {
            Some(questions) => {
                let query = |entry: &Option<Arc<Entry<V>>>| questions.first_changed(&entry.as_ref()?.reads).cloned();
                entries.par_iter().map(query).collect()
            }
            None => Vec::new(),
        };
        let mut reasons = Vec::new();
        for (number, (entry, wanted)) in entries.iter_mut().zip(wanted).enumerate() {
            let reason = match entry {
                None => Some(Invalidation::New),
                Some(entry) if entry.input != wanted.input => Some(Invalidation::Input),
                Some(_) => changed.get(number).cloned().flatten().map(Invalidation::Read),
            };
            if let Some(reason) = reason {
                *entry = None;
                reasons.push((number, reason));
            }
        }
        (entries, reasons)
    }

    /// What came up in the making of all of them.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.values().flat_map(|entry| &entry.findings)
    }
}

/// The entry of a key; the entries before it are passed over.
fn same_key<'a, K: Ord, V>(
    entries: &mut std::iter::Peekable<btree_map::Iter<'a, K, Arc<Entry<V>>>>,
    key: &K,
) -> Option<&'a Arc<Entry<V>>> {
    while entries.next_if(|(known, _)| *known < key).is_some() {}
    entries.next_if(|(known, _)| *known == key).map(|(_, entry)| entry)
}

impl<V: Send + Sync> Memo<(), V> {
    /// The memo of a single value.
    pub fn load_one(&self, input: Fingerprint, make: impl Fn() -> (V, Vec<Diagnostic>) + Sync) -> Self {
        self.load(vec![Wanted { key: (), input, job: () }], (&Progress::default(), Stage::Load), |(), ()| make())
    }

    /// The single value; `None` before the first build.
    pub fn one(&self) -> Option<&V> {
        self.0.get(&()).map(|entry| &entry.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(before: &Memo<u8, String>, wanted: &[(u8, &'static str)]) -> Memo<u8, String> {
        let wanted = wanted.iter().map(|(key, text)| Wanted { key: *key, input: Fingerprint::of(text), job: *text });
        before.load(wanted.collect(), (&Progress::default(), Stage::Load), |_, text| ((*text).to_owned(), Vec::new()))
    }

    #[test]
    fn what_is_the_same_is_kept_and_what_nobody_wants_is_dropped() {
        let before = load(&Memo::default(), &[(3, "c"), (1, "a"), (2, "b"), (2, "second")]);
        assert_eq!(before.values().map(|entry| entry.value.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        let after = load(&before, &[(0, "new"), (1, "a"), (3, "changed")]);
        assert_eq!(after.values().map(|entry| entry.value.as_str()).collect::<Vec<_>>(), ["new", "a", "changed"]);
        assert!(Arc::ptr_eq(&before[&1], &after[&1]));
    }

    #[test]
    fn every_value_made_anew_has_its_reason() {
        let before = load(&Memo::default(), &[(1, "a"), (2, "b")]);
        let wanted =
            [(1, "a"), (2, "c"), (3, "d")].map(|(key, text)| Wanted { key, input: Fingerprint::of(text), job: text });
        let made = |_: &u8, text: &&str| Made::unasked((*text).to_owned(), Vec::new());
        let (_, why) = before.renew(wanted.into(), None, (&Progress::default(), Stage::Load), made);
        assert_eq!(why.into_iter().collect::<Vec<_>>(), [(2, Invalidation::Input), (3, Invalidation::New)]);
    }
}
