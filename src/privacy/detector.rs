//! What a detector is: the one kind it finds, what calls it, the words that decide, its examples. All of it stands in
//! the detector's own file; nothing about it stands anywhere else.

use std::ops::Range;

use regex::Regex;

use crate::privacy::{
    block::Block,
    kind::Kind,
    lists::Lists,
    score::{Found, Words},
    steps,
};

/// Finds one kind of personal data.
pub struct Detector {
    /// What it finds.
    pub kind: Kind,
    /// What calls it; the tests hold it to that.
    pub(crate) triggers: Triggers,
    /// Words that decide.
    pub(crate) words: Words,
    /// Puts what it finds at the end of the list.
    pub(crate) find: fn(&Block<'_>, &Lists, &mut Vec<Found>),
    /// Sentences with and without it.
    pub examples: &'static [Example],
}

/// A sentence; ⟦ and ⟧ stand around what is found, «» breaks strings that look like live keys.
pub enum Example {
    /// Nothing of the kind.
    Good(&'static str),
    /// Something that blocks.
    Bad(&'static str),
    /// Something that is shown.
    Warned(&'static str),
}

/// What a text has to hold for a detector to be called. It may call too often, never too seldom.
pub(crate) struct Triggers {
    /// One of these is enough.
    pub(crate) any: &'static [Trigger],
    /// Asked last, of a text that holds one of them; `None`: the text needs nothing more.
    pub(crate) and: Option<fn(&str) -> bool>,
}

impl Triggers {
    /// One of these is enough.
    pub(crate) const fn any(any: &'static [Trigger]) -> Self {
        Self { any, and: None }
    }
}

/// Something that a text may hold.
pub(crate) enum Trigger {
    /// Characters of this shape.
    Shape(Shape),
    /// One of these words.
    Holds(&'static [&'static str]),
    /// One of these words at a place where the function says yes.
    HoldsAt(&'static [&'static str], fn(&str, Range<usize>) -> bool),
    /// Each of these shapes and lists of words, wherever they stand.
    Together(&'static [Trigger]),
    /// A run of kanji that begins with one of these characters, where the function says yes of its first byte.
    KanjiAt(fn() -> Vec<char>, fn(&str, usize) -> bool),
    /// A capital that begins a word of Latin letters, where the function says yes of its byte.
    CapitalAt(fn(&str, usize) -> bool),
    /// A name of the roster.
    Roster,
}

/// Shapes that one pass over the characters of a text finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// A digit, in figures or kanji; not the kanji for ten and more.
    Digit,
    /// Six digits and more, with little between them, or a word of letters that could be a number with letters.
    LongNumber,
    /// Two numbers joined, or a number before 丁目, 番地, 号.
    JoinedNumbers,
    /// Digits with three dots, or with colons.
    DottedNumbers,
    /// A kana, or the letter of a newer number plate, between numbers.
    KanaBetweenNumbers,
    /// Letters and digits in one long word.
    Token,
}

impl Shape {
    /// Every shape.
    pub(crate) const ALL: [Self; 6] = [
        Self::Digit,
        Self::LongNumber,
        Self::JoinedNumbers,
        Self::DottedNumbers,
        Self::KanaBetweenNumbers,
        Self::Token,
    ];
}

/// The places of a pattern in a block.
pub(crate) fn all<'a>(pattern: &'a Regex, block: &'a Block<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    pattern.find_iter(block.text).map(|found| found.range()).inspect(|range| steps::count(range.len()))
}

/// The digits of a text.
pub(crate) fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// A pattern of the program's own, which always compiles.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the detectors' own patterns are well-formed")
}
