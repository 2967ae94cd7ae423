//! What a page kind consists of: its template, its front matter, what it is for machines. The kinds themselves are
//! data, one file each in `page_kinds`.

use crate::{
    load::nature::Nature,
    render::node::{Node, Shown},
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
    /// What its pages are.
    pub nature: Nature,
    /// What its template shows of the page in a sentence or two.
    pub lead: Lead,
    /// The text that a new page begins with.
    pub outline: &'static str,
    /// What it is for machines, beside a page.
    pub structured: Option<fn(&Shown<'_>) -> Option<Node>>,
}

impl PageKind {
    /// A kind without fields of its own.
    pub const fn new(name: &'static str, template: &'static str) -> Self {
        Self {
            name,
            template,
            fields: &[],
            nature: Nature::ORDINARY,
            lead: Lead::Description,
            outline: "（ここに本文を書きます。）\n\n## 見出し\n\n（つづき）\n",
            structured: None,
        }
    }

    /// Its field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// What a page says of itself where its template shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead {
    /// The description.
    Description,
    /// The description of a page that has no text.
    WithoutText,
    /// A field of the kind.
    Field(&'static str),
    /// Nothing.
    Nothing,
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
    pub const fn new(name: &'static str, form: FieldForm, words: Message, easy: &'static str) -> Self {
        Self { name, words, easy, form, required: "" }
    }

    /// Asks for it on every page of the kind.
    pub const fn required(mut self, example: &'static str) -> Self {
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
    /// What `check --fix` writes for calendars: `{ uid: …, sequence: 1, of: … }`.
    Calendar,
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
