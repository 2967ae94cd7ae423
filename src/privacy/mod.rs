//! Floor 7: the privacy gate, which finds personal data in text. It keeps the people who wrote in the salon, their
//! families and neighbours from appearing on the web by accident; what may be told, a person decides.
//!
//! Patterns, checksums, dictionaries and context; no language model. Values never leave this module but inside the text
//! they were found in: a [`Hit`] says where, and nothing here prints.

mod block;
pub mod detectors;
pub mod guard;
mod kind;
pub mod lists;
mod markup;
pub(crate) mod names;
mod person;
pub(crate) mod quasi;
mod register;
pub mod roster;
mod score;
mod shadow;
mod sieve;
pub(crate) mod waiver;
mod written;

use std::ops::Range;

pub use kind::{Kind, Severity};
pub use lists::{Lists, RosterName};

use crate::privacy::{
    block::Block,
    detectors::DETECTORS,
    score::{Weighed, settle, weigh},
    shadow::Shadow,
};

/// Something personal in a text: where and what, never the value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The bytes of the text given.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// How much it matters, after the words around it and the lists.
    pub severity: Severity,
    /// The one form of the value, for lists and waivers.
    pub(crate) value: Value,
}

/// A value in its one form; what shows it, shows its length.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value(pub(crate) String);

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Value({} characters)", self.0.chars().count())
    }
}

/// The gate, with a site's lists.
pub struct Gate {
    lists: Lists,
}

impl Gate {
    /// A gate that knows these lists.
    pub fn new(lists: &Lists) -> Self {
        Self { lists: lists.clone() }
    }

    /// What the gate knows.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Finds what is personal in a text of one block or several; ascending, never overlapping.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        self.look(text, true)
    }

    /// Finds what is personal in a table of lines, whose first line is the heading of all.
    pub fn scan_table(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let head = text.lines().next().unwrap_or_default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            self.block(line, head, at, true, &mut hits);
            at += line.len();
        }
        hits
    }

    /// The same without the sieve, for tests that compare.
    #[doc(hidden)]
    pub fn scan_all(&self, text: &str) -> Vec<Hit> {
        self.look(text, false)
    }

    fn look(&self, text: &str, sieve: bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (range, head) in block::blocks(text) {
            self.block(&text[range.clone()], &text[head], range.start, sieve, &mut hits);
        }
        hits
    }

    fn block(&self, source: &str, head: &str, offset: usize, sieve: bool, hits: &mut Vec<Hit>) {
        let mut signs = if sieve { sieve::signs(source, false) } else { sieve::ALL };
        if self.lists.has_roster() && (signs != 0 || self.lists.may_name(source)) {
            signs |= sieve::ROSTER;
        }
        if signs == 0 {
            return;
        }
        let shadow = Shadow::new(source);
        if sieve && signs & sieve::ODD != 0 {
            signs = sieve::signs(&shadow.text, true) | sieve::ROSTER;
        }
        let block = Block { text: &shadow.text, head };
        let mut all = Vec::new();
        let mut found = Vec::new();
        for detector in DETECTORS.iter().filter(|detector| detector.signs & signs != 0) {
            (detector.find)(&block, &self.lists, &mut found);
            let weighed = found.drain(..).filter_map(|found| weigh(&block, detector.kind, &found, &detector.words));
            all.extend(weighed.map(|hit| self.listed(&block, hit)));
        }
        let start = hits.len();
        for hit in settle(all) {
            let value = Value(lists::canonical(hit.kind, &shadow.text[hit.range.clone()]));
            let range = shadow.source(&hit.range);
            hits.push(Hit { range: offset + range.start..offset + range.end, kind: hit.kind, severity: hit.severity, value });
        }
        for range in &shadow.hidden {
            let range = offset + range.start..offset + range.end;
            // What hides inside a value goes with the value.
            if hits[start..].iter().all(|hit| hit.range.end <= range.start || range.end <= hit.range.start) {
                let value = Value(source[range.start - offset..range.end - offset].to_owned());
                hits.push(Hit { range, kind: Kind::HiddenChar, severity: Severity::Block, value });
            }
        }
        for inner in &shadow.inner {
            let at = hits.len();
            self.block(&source[inner.clone()], "", offset + inner.start, sieve, hits);
            debug_assert!(hits.len() >= at);
        }
        hits[start..].sort_by_key(|hit| hit.range.start);
    }

    /// A listed value may appear; it is counted, and nothing else is found inside it.
    fn listed(&self, block: &Block<'_>, hit: Weighed) -> Weighed {
        let public =
            hit.severity != Severity::Never && self.lists.is_public(hit.kind, &lists::canonical(hit.kind, &block.text[hit.range.clone()]));
        if public { Weighed { severity: Severity::Info, score: score::LISTED, ..hit } } else { hit }
    }

    /// The text with the values of N and B masked: for the terminal, JSON and logs.
    pub fn masked(&self, text: &str) -> String {
        Self::mask_hits(text, &self.scan(text))
    }

    /// The text with the values of these hits masked where they block.
    pub fn mask_hits(text: &str, hits: &[Hit]) -> String {
        replace(text, hits, |hit| hit.severity.blocks().then(|| mask(&text[hit.range.clone()], hit)))
    }

    /// The text with replacements for what blocks; `label` may name a person's role, also for what is only shown. Everything
    /// else that is only shown stays for the editor, who is told of it.
    pub fn replaced(&self, text: &str, label: &dyn Fn(&Hit) -> Option<String>) -> String {
        let hits = self.scan(text);
        let own = |hit: &Hit| hit.severity.blocks().then(|| hit.kind.replacement().to_owned());
        replace(text, &hits, |hit| if hit.severity == Severity::Info { None } else { label(hit).or_else(|| own(hit)) })
    }
}

fn replace(text: &str, hits: &[Hit], with: impl Fn(&Hit) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in hits {
        if let Some(word) = with(hit).filter(|_| hit.range.start >= at) {
            out.push_str(&text[at..hit.range.start]);
            out.push_str(&word);
            at = hit.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A value as people may see it: numbers keep their first group and the last two digits, names and mail the first
/// character; what may never appear shows kind and length.
pub(crate) fn mask(value: &str, hit: &Hit) -> String {
    let count = value.chars().count();
    match hit.kind {
        _ if hit.severity == Severity::Never => format!("[{} {count}]", hit.kind.name()),
        Kind::Phone | Kind::BankAccount | Kind::Plate | Kind::BirthDate => {
            let digits = value.chars().filter(|c| c.is_alphanumeric()).count();
            let mut seen = 0;
            let mut first = true;
            let show = |c: char| {
                seen += usize::from(c.is_alphanumeric());
                first &= seen == 0 || c.is_alphanumeric();
                if !c.is_alphanumeric() || (first && seen <= 4 && digits > 6) || seen + 2 > digits { c } else { '*' }
            };
            value.chars().map(show).collect()
        }
        Kind::HiddenChar => "…".to_owned(),
        _ => value.chars().take(1).chain(std::iter::repeat_n('*', count.saturating_sub(1).min(8))).collect(),
    }
}
