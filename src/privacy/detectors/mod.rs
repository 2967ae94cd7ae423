//! The detectors: one file each, and one word in the list below. `tests/privacy.rs` runs their examples.

use std::ops::Range;

use regex::Regex;

use crate::privacy::{
    block::Block,
    kind::Kind,
    lists::Lists,
    score::{Found, Words},
};

/// Finds one kind of personal data.
pub struct Detector {
    /// What it finds.
    pub kind: Kind,
    /// Which signs of the sieve call it; the tests hold it to that.
    pub(crate) signs: u32,
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

/// Declares the detectors: one module and one entry each.
macro_rules! detectors {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*
        /// Every detector.
        pub static DETECTORS: &[Detector] = &[$($name::DETECTOR),*];
    };
}

detectors![
    phone,
    email,
    address,
    postal_code,
    my_number,
    driver_license,
    passport,
    residence_card,
    health_insurance,
    pension_number,
    credit_card,
    corporate_number,
    bank_account,
    birth_date,
    person_name,
    nickname,
    slack_id,
    secret,
    sns_id,
    ip_address,
    plate,
    geo_point,
    school_grade,
    workplace,
    sensitive,
    hidden_char
];

pub(crate) use phone::is_personal_line;

/// The places of a pattern in a block.
fn all<'a>(pattern: &'a Regex, block: &'a Block<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    pattern.find_iter(block.text).map(|found| found.range())
}

/// The digits of a text.
fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// A pattern of the program's own, which always compiles.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the detectors' own patterns are well-formed")
}
