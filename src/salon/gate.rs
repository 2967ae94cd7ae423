//! The privacy gate as the salon's commands ask it: with the names of everyone in the inbox.
//!
//! Must never keep or print what was found: only its type, its place and how much it matters.

use std::{collections::BTreeSet, ops::Range};

pub use crate::privacy::Severity;
use crate::{
    check::rules::quasi_identifiers,
    diagnostic::Diagnostic,
    key::sha256,
    load::document::Document,
    privacy::{Gate, Lists, detectors::DETECTORS, quasi, roster},
    salon::records::Person,
};

/// Personal data in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The type's name: `PHONE`.
    pub kind: &'static str,
    /// How much it matters.
    pub severity: Severity,
}

/// What the gate says of a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looked {
    /// What it found, in the order of the text.
    pub hits: Vec<Hit>,
    /// Hash of its rules, `sha256:…`.
    pub rules: String,
    /// Hash of the lists it used, `sha256:…`.
    pub lists: String,
    /// Whether it knew the salon's nicknames.
    pub roster: bool,
    /// Ids of the waivers it used.
    pub waivers: Vec<String>,
}

/// Looks for personal data in the text of a page; `item` is its own opaque id, which says nothing of anybody.
pub(super) fn look(gate: &Gate, known: &Lists, text: &str, item: &str) -> Looked {
    let text = text.replace(item, &"-".repeat(item.len()));
    let hits = gate.scan(&text).into_iter().map(|hit| Hit { range: hit.range, kind: hit.kind.name(), severity: hit.severity }).collect();
    Looked { hits, rules: rules(), lists: lists(known), roster: gate.lists().has_roster(), waivers: Vec::new() }
}

/// The code of findings about what together tells who somebody is.
pub const QUASI: &str = quasi_identifiers::CODE;

/// The speakers of a page of whom it tells so much that an approval has to acknowledge it; too much is a finding of its own.
pub fn speakers(document: &Document) -> Vec<Hit> {
    let shown = quasi::look(document).into_iter().filter(|speaker| speaker.severity == Severity::Warn);
    let hit = |speaker: quasi::Speaker| Hit {
        range: speaker.heading.start..speaker.heading.end,
        kind: quasi_identifiers::KIND,
        severity: speaker.severity,
    };
    shown.map(hit).collect()
}

/// What a page tells of its speakers together, in words.
pub fn told(document: &Document) -> Vec<Diagnostic> {
    quasi::look(document).iter().map(|speaker| quasi_identifiers::finding(&document.path, speaker)).collect()
}

/// The gate with these lists and everyone's names; `common` are those that the editor says are words as well.
pub(super) fn of(lists: &Lists, common: &BTreeSet<String>, people: &mut dyn Iterator<Item = &Person>) -> Gate {
    let names = people.filter(|person| !person.bot).flat_map(|person| person.names.iter());
    Gate::new(&lists.clone().with_roster(roster::names(names.map(String::as_str), common)))
}

/// Which rules there are, as the ledger says it: the program's version and its detectors.
pub(super) fn rules() -> String {
    let names: Vec<&str> = DETECTORS.iter().map(|detector| detector.kind.name()).collect();
    format!("sha256:{}", sha256(format!("{} {}", env!("CARGO_PKG_VERSION"), names.join(" "))))
}

/// Which lists the site has, as the ledger says it.
pub(super) fn lists(lists: &Lists) -> String {
    format!("sha256:{}", sha256(lists.fingerprint().to_string()))
}

/// A severity as the inbox writes it.
pub(super) fn letter(severity: Severity) -> char {
    match severity {
        Severity::Never => 'N',
        Severity::Block => 'B',
        Severity::Warn => 'W',
        Severity::Info => 'I',
    }
}
