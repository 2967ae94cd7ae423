//! The one place where the salon's commands ask the privacy gate.
//!
//! Must never keep or print what was found: only its type, its place and how much it matters.

use std::ops::Range;

use crate::{config::Config, source::SourceTree};

/// How much personal data of a kind matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Blocks, and nothing lifts it.
    Never,
    /// Blocks, unless waived.
    Block,
    /// A person decides and says why.
    Warn,
    /// Counted only.
    Info,
}

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
    /// Hash of its rules, `sha256:…`; empty if it has none.
    pub rules: String,
    /// Hash of the lists it used, `sha256:…`; empty if it has none.
    pub lists: String,
    /// Whether it knew the salon's nicknames.
    pub roster: bool,
    /// Ids of the waivers it used.
    pub waivers: Vec<String>,
}

/// Looks for personal data in a page's text: the seam at which the privacy gate is connected. Without it nothing is found.
pub fn look(_: &Config, _: &SourceTree, _: &str) -> Looked {
    Looked::default()
}
