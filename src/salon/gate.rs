//! What the ledger and the inbox are told of the privacy gate's decisions.
//!
//! Must never keep or print what was found: only its type, its place and how much it matters.

use std::ops::Range;

pub use crate::privacy::Severity;
use crate::{
    base::secret::sha256,
    check::rules::quasi_identifiers,
    load::document::Document,
    privacy::{self, Lists, Review, detectors::DETECTORS, quasi},
    report::diagnostic::Diagnostic,
    salon::words::is_word,
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
pub struct PrivacyReview {
    /// What it found and nobody has let pass, in the order of the text.
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

impl PrivacyReview {
    /// What was decided of a page, by these lists; its speakers may be told of too much as well.
    pub(super) fn of(review: &Review, document: &Document, lists: &Lists, roster: bool) -> Self {
        let hit = |hit: &privacy::Hit| Hit { range: hit.range.clone(), kind: hit.kind.name(), severity: hit.severity };
        let waivers = review.waivers().into_iter().map(in_ledger).collect();
        let hits = review.open.iter().map(hit).chain(speakers(document)).collect();
        Self { hits, rules: rules(), lists: self::lists(lists), roster, waivers }
    }
}

/// A waiver's id as the ledger may hold it: an editor may have written somebody's name.
fn in_ledger(id: &str) -> String {
    if is_word(id) { id.to_owned() } else { format!("w-{}", &sha256(id)[..8]) }
}

/// The code of findings about what together tells who somebody is.
pub const QUASI: &str = quasi_identifiers::CODE;

/// The speakers of a page of whom it tells so much that an approval has to acknowledge it; too much is a finding of its
/// own.
fn speakers(document: &Document) -> impl Iterator<Item = Hit> {
    let shown = quasi_identifiers::speakers(document).into_iter().filter(|speaker| speaker.severity == Severity::Warn);
    shown.map(|speaker: quasi::Speaker| Hit {
        range: speaker.heading.start..speaker.heading.end,
        kind: quasi_identifiers::KIND,
        severity: speaker.severity,
    })
}

/// What a page tells of its speakers together, in words.
pub fn told(document: &Document) -> Vec<Diagnostic> {
    let speakers = quasi_identifiers::speakers(document);
    speakers.iter().map(|speaker| quasi_identifiers::report_speaker(&document.path, speaker)).collect()
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
