//! What a key of `site.toml` is: a name, a form, a default, an example, and what it is for in both languages.

use crate::{msg, msgf, report::message::Message};

/// A key of a table of `site.toml`.
#[derive(Debug)]
pub struct Key {
    /// As it is written; `label_*` stands for `label_en`, `label_easy` and so on.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// What a missing key is taken for, as TOML; empty: there is nothing.
    pub default: &'static str,
    /// What it is for.
    pub about: Message,
    /// Whether a row without it is none.
    pub must: bool,
    /// A value as TOML; of a table, nothing; of tables, the name of one; of a table of the site's own keys, its lines.
    pub example: &'static str,
}

impl Key {
    pub(super) const fn new(name: &'static str, form: Form, example: &'static str, about: Message) -> Self {
        Self { name, form, default: "", about, must: false, example }
    }

    pub(super) const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    pub(super) const fn must(mut self) -> Self {
        self.must = true;
        self
    }

    /// Whether this is the key's name.
    pub fn is(&self, name: &str) -> bool {
        match self.name.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => self.name == name,
        }
    }
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Words.
    Text,
    /// A number from 1 up.
    Number,
    /// true or false.
    Flag,
    /// A list of words.
    List,
    /// A day.
    Day,
    /// Words, or a day.
    TextOrDay,
    /// Words, or figures.
    TextOrNumber,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A table with these keys: `[municipality]`.
    Table(&'static [Key]),
    /// The same, or only its name: `theme = "machi"`.
    TableOrText(&'static [Key]),
    /// The number of a colour: `#1e4d3b`.
    Color,
    /// Tables with these keys, each under a name of the site's own: `[contacts.iju]`.
    Tables(&'static [Key]),
    /// A list of tables with these keys: `footer = [{ … }]`.
    Items(&'static [Key]),
    /// Where a link leads: a page's file, a URL of the site, or an address with its scheme.
    Target,
    /// A table whose keys are the site's own: `[check]`.
    Pairs,
    /// The same, or only a list of its keys.
    PairsOrList,
    /// Whatever the theme makes of it.
    Free,
}

impl Form {
    /// What is to be written, for messages: "`title` takes …".
    pub fn wanted(self, name: &str) -> Message {
        match self {
            Self::Text | Self::TextOrDay | Self::TextOrNumber | Self::Free => {
                msg!(ja: "\" で囲んだ文字", en: "words in double quotes")
            }
            Self::Number => msg!(ja: "1以上の数字", en: "a number from 1 up"),
            Self::Flag => msg!(ja: "true か false", en: "true or false"),
            Self::List => msg!(ja: "`[\"a\", \"b\"]` のような並び", en: "a list like `[\"a\", \"b\"]`"),
            Self::Day => msg!(ja: "2026-10-01 のような日付", en: "a day like 2026-10-01"),
            Self::OneOf(words) => {
                let all = words.join("、");
                msgf!(ja: "{all} のどれか", en: "one of {all}")
            }
            Self::Color => msg!(
                ja: "`\"#1e4d3b\"` のような色の番号（`#` と、0〜9・a〜f の6桁か3桁）",
                en: "the number of a colour like `\"#1e4d3b\"`: `#` and six or three of the digits 0–9 and a–f"),
            Self::Items(_) => msgf!(
                ja: "`{name} = [{{ … }}, {{ … }}]` のような並び",
                en: "a list of rows like `{name} = [{{ … }}, {{ … }}]`"),
            Self::Target => msg!(
                ja: "\" で囲んだ行き先（`content/….md`、`/…/`、`https://…`）",
                en: "in double quotes where it leads (`content/….md`, `/…/`, `https://…`)"),
            Self::Tables(_) => msgf!(ja: "`[{name}.名前]` のような組", en: "tables like `[{name}.NAME]`"),
            Self::Table(_) | Self::TableOrText(_) | Self::Pairs | Self::PairsOrList => {
                msgf!(ja: "`[{name}]` の下の組", en: "a table `[{name}]`")
            }
        }
    }
}
