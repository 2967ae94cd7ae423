//! Page kinds: one file each, and one word in the list below.

use crate::say::Say;

/// A page kind.
#[derive(Debug)]
pub struct Kind {
    /// The name in front matter.
    pub name: &'static str,
    /// The template that shows it.
    pub template: &'static str,
    /// Front matter of its own, beside what every page has.
    pub fields: &'static [Field],
    /// Whether its page is a list of what is below it, in parts.
    pub list: bool,
}

/// A front matter key of a kind.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it is, in words.
    pub words: Say,
    /// What it holds.
    pub form: Form,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Words.
    Text,
    /// Words of at most so many characters.
    Short(usize),
    /// A month: 2025-12.
    Month,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of words.
    List,
    /// `{ by: 課, on: 2026-10-01 }`.
    Verified,
}

/// Declares the kinds: one module and one entry each.
macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every kind.
        pub static KINDS: &[Kind] = &[$($name::KIND),*];
    };
}

kinds![guide, home, section, qa, not_found];

/// The kind of this name; pages of an unknown kind are shown as guides.
pub fn kind(name: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.name == name).unwrap_or(&KINDS[0])
}
