//! What the codes of findings mean: one file a subject, read by `shirube explain` and `docs/codes.md`.
//!
//! Rules and kinds of personal data own their explanations; `check/explanations.rs` puts them beside these.
//!
//! - **In**: nothing; these are words.
//! - **Out**: [`GROUPS`], the codes by subject.
//! - **Never**: explain a rule or a kind of personal data; hold a code that nothing utters.
//! - **Read first**: [`Code`], then any subject, such as `pages.rs`.
//! - **One more**: a `Code` in the file of its subject; a subject is a file with a `GROUP` and one word in the list.
//! - **Tests**: `tests/it/codes.rs` compares these with what the sources utter, and writes `docs/codes.md`.

mod approval;
mod attachments;
mod commands;
mod files;
mod images;
mod ledger;
mod lookalikes;
mod pages;
mod privacy;
mod publish;
mod salon;
mod settings;
mod tables;
mod text;
mod text_tables;
mod theme;

use crate::report::{diagnostic::Level, message::Message};

/// A code and its explanation.
#[derive(Clone, Debug)]
pub struct Code {
    /// Kebab-case name of the fault, stable for ever; a kind of personal data has the name that reports show.
    pub code: &'static str,
    /// The levels at which it is uttered, the gravest first.
    pub levels: &'static [Level],
    /// What it means, in one sentence without a full stop.
    pub what: Message,
    /// Why it matters.
    pub why: Message,
    /// How to mend it.
    pub how: Message,
    /// What brings it about; empty where nothing is written wrongly.
    pub wrong: &'static str,
    /// The same put right, or the command that helps; empty where the answer is to leave it out.
    pub right: &'static str,
}

/// Codes about one subject.
#[derive(Debug)]
pub struct Group {
    /// The subject.
    pub title: Message,
    /// Its codes, in the order in which they are explained.
    pub codes: &'static [Code],
}

/// Declares the subjects: one module and one entry each.
macro_rules! groups {
    ($($name:ident),* $(,)?) => {
        /// Every subject but rules and kinds of personal data, in the order in which they are explained.
        pub static GROUPS: &[Group] = &[$($name::GROUP),*];
    };
}

groups![
    settings,
    pages,
    text,
    lookalikes,
    text_tables,
    images,
    tables,
    theme,
    files,
    attachments,
    privacy,
    ledger,
    salon,
    approval,
    publish,
    commands,
];
