//! The gate: a text goes through the detectors, block by block, and what they found is weighed and settled.
//!
//! It says what is there. Whether it may stay is decided by [`crate::privacy::review`], which alone asks it.

use crate::privacy::{
    block::{self, Block},
    detectors::DETECTORS,
    hit::Hit,
    kind::{Kind, Severity},
    lists::Lists,
    normalized::{NormalizedText, kanji_digit},
    numbers::find_numbers,
    prefilter::{self, Called},
    score::{self, Weighed, settle, weigh},
    steps,
    value::{Value, canonical},
};

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
    pub(super) fn scan(&self, text: &str) -> Vec<Hit> {
        self.look(text, true)
    }

    /// Finds what is personal in a table of lines, whose first line is the heading of all.
    pub(super) fn scan_table(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let head = text.lines().next().unwrap_or_default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            self.block(line, head, at, true, &mut hits);
            at += line.len();
        }
        hits
    }

    /// Finds what is personal in a text without asking the prefilter, for tests that compare.
    #[doc(hidden)]
    pub fn scan_all(&self, text: &str) -> Vec<Hit> {
        self.look(text, false)
    }

    fn look(&self, text: &str, prefiltered: bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (range, head) in block::blocks(text) {
            self.block(&text[range.clone()], &text[head], range.start, prefiltered, &mut hits);
        }
        hits
    }

    fn block(&self, source: &str, head: &str, offset: usize, prefiltered: bool, hits: &mut Vec<Hit>) {
        let as_written = if prefiltered { prefilter::called_as_written(source) } else { Some(Called::ALL) };
        let lists_people = block::lists_people(head);
        let mut called = if lists_people { Called::ALL } else { as_written.unwrap_or(Called::ALL) };
        if self.lists.has_roster() && (!called.is_empty() || self.lists.may_name(source)) {
            called = called.with_roster();
        }
        if called.is_empty() {
            return;
        }
        let normalized = NormalizedText::new(source);
        steps::count(source.len());
        if as_written.is_none() && !lists_people {
            called = prefilter::called_in_normal_form(&normalized.text).with_roster();
        }
        let block = Block { text: &normalized.text, head };
        let mut all = Vec::new();
        let mut found = Vec::new();
        for (_, detector) in DETECTORS.iter().enumerate().filter(|(number, _)| called.has(*number)) {
            (detector.find)(&block, &self.lists, &mut found);
            let weighed = found.drain(..).filter_map(|found| weigh(&block, detector.kind, &found, &detector.words));
            all.extend(weighed.map(|hit| self.listed(&block, hit)));
        }
        let start = hits.len();
        for hit in settle(all) {
            let value = Value(canonical(hit.kind, &normalized.text[hit.range.clone()]));
            let range = normalized.source(&hit.range);
            if is_left_blank(hit.kind, &source[range.clone()]) {
                continue;
            }
            hits.push(Hit {
                range: offset + range.start..offset + range.end,
                kind: hit.kind,
                severity: hit.severity,
                value,
            });
        }
        let settled = hits.len();
        for range in &normalized.hidden {
            let range = offset + range.start..offset + range.end;
            // What hides inside a value goes with the value; values ascend and never overlap.
            let values = &hits[start..settled];
            let next = values.partition_point(|hit| hit.range.end <= range.start);
            if values.get(next).is_none_or(|hit| range.end <= hit.range.start) {
                let value = Value(source[range.start - offset..range.end - offset].to_owned());
                hits.push(Hit { range, kind: Kind::HiddenChar, severity: Severity::Block, value });
            }
        }
        for inner in normalized.inner.iter().filter(|inner| !calls_shown(&source[(*inner).clone()], &normalized.text)) {
            let at = hits.len();
            self.block(&source[inner.clone()], "", offset + inner.start, prefiltered, hits);
            debug_assert!(hits.len() >= at);
        }
        hits[start..].sort_by_key(|hit| hit.range.start);
    }

    /// A listed value may appear; it is counted, and nothing else is found inside it.
    fn listed(&self, block: &Block<'_>, hit: Weighed) -> Weighed {
        let name = || hit.kind == Kind::PersonName && self.lists.is_public_name(block.text, &hit.range);
        let public = hit.severity != Severity::Never
            && (self.lists.is_public(hit.kind, &canonical(hit.kind, &block.text[hit.range.clone()])) || name());
        if public { Weighed { severity: Severity::Info, score: score::LISTED, ..hit } } else { hit }
    }
}

/// Whether 〇 stand in a value for all that is to be filled in: a number of nothing else, a telephone's area code with
/// 〇 behind it. Beside any other figure 〇 is a zero, or hides a part of a value whose rest tells enough.
fn is_left_blank(kind: Kind, value: &str) -> bool {
    let is_blank = |c: char| matches!(c, '〇' | '○');
    let figures: Vec<char> = value.chars().filter(|c| c.is_numeric() || kanji_digit(*c).is_some()).collect();
    let begun = figures.iter().position(|c| is_blank(*c)).unwrap_or(figures.len());
    let (given, left) = figures.split_at(begun);
    let area =
        kind == Kind::Phone && given.len() <= 4 && left.len() >= 6 && given.iter().all(|c| kanji_digit(*c).is_none());
    left.len() > 1 && left.iter().all(|c| is_blank(*c)) && (given.is_empty() || area)
}

/// Whether an address calls a number that stands in the text as well, where it is read with what is around it.
fn calls_shown(address: &str, text: &str) -> bool {
    let number = address.strip_prefix("tel:").map(|number| canonical(Kind::Phone, number));
    number.is_some_and(|number| find_numbers(text).iter().any(|found| found.number == number))
}
