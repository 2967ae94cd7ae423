//! Page kinds: one file each, and one word in the list below.
//!
//! A kind's file is data, and a function where it has structured data of its own; its template shows it.
//!
//! - **In**: nothing.
//! - **Out**: [`KINDS`].
//! - **Never**: render.
//! - **Read first**: [`event`].
//! - **One more**: a file with a `KIND`, a template of that name, and one word in the list.
//! - **Tests**: `tests/it/kinds.rs`.

mod area;
mod decision;
mod event;
mod facility;
mod guide;
mod home;
mod not_found;
mod procedure;
mod qa;
mod section;
mod support;
mod table;
mod trial;
mod voice;

use crate::{
    render::structured::{Node, Shown},
    report::message::Message,
};

/// A page kind.
#[derive(Debug)]
pub struct PageKind {
    /// The name in front matter.
    pub name: &'static str,
    /// The template that shows it.
    pub template: &'static str,
    /// Front matter of its own, beside what every page has; a key of every page stands here if this kind must have it.
    pub fields: &'static [Field],
    /// Whether its page is a list of what is below it, in parts.
    pub list: bool,
    /// What it is for machines, beside a page.
    pub structured: Option<fn(&Shown<'_>) -> Option<Node>>,
}

impl PageKind {
    /// A kind without fields of its own.
    const fn new(name: &'static str, template: &'static str) -> Self {
        Self { name, template, fields: &[], list: false, structured: None }
    }

    /// Its field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A front matter key of a kind.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it is: the label on the page, and the word in messages.
    pub words: Message,
    /// The label in やさしい日本語, with ruby; empty: the Japanese one.
    pub easy: &'static str,
    /// What it holds.
    pub form: FieldForm,
    /// The example that a message gives, of a field that every page of the kind has; empty: it may be left out.
    pub required: &'static str,
}

impl Field {
    /// A field that may be left out.
    const fn new(name: &'static str, form: FieldForm, words: Message, easy: &'static str) -> Self {
        Self { name, words, easy, form, required: "" }
    }

    /// Asks for it on every page of the kind.
    const fn required(mut self, example: &'static str) -> Self {
        self.required = example;
        self
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum FieldForm {
    /// Words; a list of them is shown as a list.
    Text,
    /// Words of at most so many characters.
    Short(usize),
    /// A month: 2025-12.
    Month,
    /// A day: 2026-10-03.
    Day,
    /// A day, or a day and a time: 2026-10-03T10:00.
    DayTime,
    /// A number, with or without a part behind the point.
    Number,
    /// true or false.
    Flag,
    /// One of these keys; the theme has words for them.
    OneOf(&'static [&'static str]),
    /// One of these words, written in Japanese.
    Choice(&'static [Choice]),
    /// A list of words.
    List,
    /// A URL, or a path in the site that begins with `/`.
    Link,
    /// A key of `[contacts]`.
    Contact,
    /// `{ by: 課, on: 2026-10-01 }`.
    Verified,
    /// A list of maps with these keys.
    Records(&'static [Field]),
    /// A key of every page, whose form the front matter itself knows.
    Common,
}

/// A word of a [`FieldForm::Choice`].
#[derive(Debug)]
pub struct Choice {
    /// The word; its Japanese is what an editor writes.
    pub words: Message,
    /// In やさしい日本語, with ruby; empty: the Japanese one.
    pub easy: &'static str,
}

/// Declares the kinds: one module and one entry each.
macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        /// Every kind.
        pub static KINDS: &[PageKind] = &[$($name::KIND),*];
    };
}

kinds![guide, home, section, qa, procedure, support, event, decision, facility, area, voice, trial, table, not_found];

/// The kind of this name; pages of an unknown kind are shown as guides.
pub fn kind(name: &str) -> &'static PageKind {
    KINDS.iter().find(|kind| kind.name == name).unwrap_or(&KINDS[0])
}
