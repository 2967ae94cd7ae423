//! The questions that a render may ask about the rest of the site, and the answers.
//!
//! An answer's fingerprint covers exactly what the answer shows. Whoever adds a field to an answer adds it to
//! `fingerprint` in the same breath, or incremental builds go stale.

use std::sync::Arc;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::Url,
        value::Value,
    },
    image::variants::VariantSet,
    load::tables::{DatasetKind, Row, Table},
    report::diagnostic::Reported,
    site::{
        narrowed::Narrowed,
        resolve::cards::{Card, RenderCache},
    },
};

#[allow(missing_docs, reason = "a variant's line says what its fields are")]
/// A question. `lang` is the number of a language; 0 is the site's default.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Query {
    /// The page of a content file, in a language.
    Page { path: Arc<str>, lang: usize },
    /// The `number`th part of a section's list.
    Children { of: Url, number: usize },
    /// The sections below the top page.
    Sections { lang: usize },
    /// A page's section, the section above it and so on, from the top page down.
    Ancestors { of: Url },
    /// The pages before and after this one in its section.
    Siblings { of: Url },
    /// The newest pages of a kind (empty: of any).
    Latest { kind: String, count: usize, lang: usize },
    /// The newest public pages of the site, a section or a topic, without stand-ins for missing translations.
    Feed { of: Url, count: usize, lang: usize },
    /// The events in the order of their days; with `coming` those that are not over.
    Events { lang: usize, coming: bool },
    /// The `number`th part of a topic's or tag's list.
    Term { taxonomy: Taxonomy, key: String, number: usize, lang: usize },
    /// All topics or tags in use.
    Terms { taxonomy: Taxonomy, lang: usize },
    /// All pages of a kind, in the order of their sections.
    Kin { kind: String, lang: usize },
    /// The pages on the same matter as a question's: the guide's own first, then other questions.
    Related { of: Url },
    /// The map of the areas: its shapes, each with the page of its area.
    AreaMap { lang: usize },
    /// All pages of a kind, by topic or by one of its fields.
    Groups { kind: String, by: String, lang: usize },
    /// The `number`th part of the questions, all or narrowed.
    Questions { list: Narrowed, number: usize, lang: usize },
    /// What a list of questions may be narrowed to: by topic or by tone.
    Choices { list: Narrowed, by_topic: bool, lang: usize },
    /// The pages that link to this one.
    Backlinks { to: Url },
    /// The same page in every language.
    Translations { of: Url },
    /// Where a link to this file and anchor leads.
    Target { path: SourcePath, anchor: String, lang: usize },
    /// Why a file that exists is no page of the site: `draft`, `scheduled`, `expired`, `unapproved`, `broken`.
    Hidden { path: SourcePath },
    /// Files that a dead link may have meant, as seen from a file: pairs of reference and title, the likeliest first.
    Candidates { from: SourcePath, path: SourcePath },
    /// The anchors of a page.
    Anchors { path: SourcePath, lang: usize },
    /// Whether the site has this URL.
    Route { url: Url },
    /// A file beside the pages, or one of `static/`.
    File { path: SourcePath },
    /// An asset of the theme.
    Asset { path: String },
    /// A table of `data/`.
    Data { path: SourcePath },
    /// A table of open data.
    Table { path: SourcePath },
    /// Everything of a sort that the site publishes as open data: its pages and the tables that pages show.
    Register { sort: DatasetKind },
    /// A value of site.toml, by dotted path.
    Setting { key: String },
    /// Words of the theme.
    Words { key: String, lang: usize },
    /// Today, as the build was told.
    Today,
    /// A desk to ask, in the words of a language; an unknown or empty key is the first.
    Contact { key: String, lang: usize },
}

impl Query {
    /// The number of the language that it is asked in; `None` where the answer is the same in all.
    fn lang(&self) -> Option<usize> {
        match self {
            Self::Page { lang, .. }
            | Self::Sections { lang }
            | Self::Latest { lang, .. }
            | Self::Feed { lang, .. }
            | Self::Events { lang, .. }
            | Self::Term { lang, .. }
            | Self::Terms { lang, .. }
            | Self::Groups { lang, .. }
            | Self::Kin { lang, .. }
            | Self::AreaMap { lang }
            | Self::Questions { lang, .. }
            | Self::Choices { lang, .. }
            | Self::Target { lang, .. }
            | Self::Anchors { lang, .. }
            | Self::Contact { lang, .. }
            | Self::Words { lang, .. } => Some(*lang),
            Self::Children { .. }
            | Self::Ancestors { .. }
            | Self::Siblings { .. }
            | Self::Related { .. }
            | Self::Backlinks { .. }
            | Self::Translations { .. }
            | Self::Hidden { .. }
            | Self::Candidates { .. }
            | Self::Route { .. }
            | Self::File { .. }
            | Self::Asset { .. }
            | Self::Data { .. }
            | Self::Table { .. }
            | Self::Register { .. }
            | Self::Setting { .. }
            | Self::Today => None,
        }
    }

    /// Whether it is asked in one of a site's languages. A question of the build before may not be.
    pub(super) fn is_in_one_of(&self, languages: usize) -> bool {
        self.lang().is_none_or(|lang| lang < languages)
    }

    /// Whether only one page asks it, so that its answer is not worth keeping.
    pub fn is_of_one_page(&self) -> bool {
        matches!(
            self,
            Self::Siblings { .. } | Self::Related { .. } | Self::Backlinks { .. } | Self::Translations { .. }
        )
    }
}

/// What groups pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Taxonomy {
    /// `topics`, declared in site.toml.
    Topics,
    /// `tags`, free.
    Tags,
}

impl Taxonomy {
    /// Its name in front matter, templates and URLs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Tags => "tags",
        }
    }
}

/// An answer.
#[derive(Debug)]
pub enum Answer {
    /// There is none.
    Nothing,
    /// One page.
    Card(Arc<Card>),
    /// Pages in order.
    Cards(Vec<Arc<Card>>),
    /// The page before and the page after.
    Pair([Option<Arc<Card>>; 2]),
    /// A part of a list.
    List(List),
    /// Groups of pages, in order.
    Groups(Vec<Group>),
    /// Topics or tags.
    Terms(Vec<TermEntry>),
    /// Languages.
    Translations(Vec<Translation>),
    /// Where a link leads.
    Target(Target),
    /// A file or an asset.
    File(FileEntry),
    /// A value of a table or of site.toml.
    Value(Value),
    /// A table of open data; without a sort, if no profile knows its header.
    Table(Arc<Reported<Table>>),
    /// Rows of open data.
    Rows(Vec<Row>),
    /// Words.
    Words(String),
}

/// A part of a long list.
#[derive(Debug)]
pub struct List {
    /// What the list is of: a term's words; empty for a section's.
    pub title: String,
    /// A term's description; may be empty.
    pub description: String,
    /// The list's first page.
    pub url: Url,
    /// The entries of this part.
    pub items: Vec<Arc<Card>>,
    /// Which part, from 1.
    pub number: usize,
    /// How many parts.
    pub pages: usize,
    /// How many entries in all.
    pub total: usize,
}

/// Pages under one heading.
#[derive(Debug)]
pub struct Group {
    /// The topic's key or the field's value.
    pub key: String,
    /// The topic's words; the value itself for a field.
    pub label: String,
    /// The pages, in order.
    pub items: Vec<Arc<Card>>,
}

/// A topic or tag in a list of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermEntry {
    /// The key.
    pub key: String,
    /// The words.
    pub label: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Its page.
    pub url: Url,
    /// Whether nobody has translated the words: they are in the site's own language.
    pub own: bool,
    /// How many pages it has.
    pub count: usize,
}

/// A page in one of the site's languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Translation {
    /// As in file names; empty for the default language.
    pub code: String,
    /// BCP 47.
    pub tag: String,
    /// The language's own name.
    pub label: String,
    /// The page.
    pub url: Url,
    /// Whether nobody has translated it yet.
    pub fallback: bool,
    /// Whether it is the page that asks.
    pub current: bool,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The page's URL.
    pub url: Url,
    /// Whether the page has the anchor that was asked for.
    pub anchor_found: bool,
    /// Whether visitors can go there.
    pub public: bool,
}

/// A published file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEntry {
    /// Its URL.
    pub url: Url,
    /// Its name where it lies, under which it is saved.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Width and height in CSS pixels, of an image.
    pub dimensions: Option<(u32, u32)>,
    /// The variants in which pages show it; `None`: it is no picture, or one that is shown as it is.
    pub plan: Option<VariantSet>,
}

impl Answer {
    /// The pages that the answer shows.
    pub fn cards(&self) -> Vec<&Card> {
        match self {
            Self::Card(card) => vec![card],
            Self::Cards(cards) => cards.iter().map(Arc::as_ref).collect(),
            Self::Pair(pair) => pair.iter().flatten().map(Arc::as_ref).collect(),
            Self::List(list) => list.items.iter().map(Arc::as_ref).collect(),
            Self::Groups(groups) => groups.iter().flat_map(|group| &group.items).map(Arc::as_ref).collect(),
            _ => Vec::new(),
        }
    }

    /// A fingerprint of everything the answer shows.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::new();
        let cards = |digest: &mut Digest, cards: &[Arc<Card>]| {
            digest.number(cards.len() as u64);
            for card in cards {
                digest.print(card.fingerprint);
            }
        };
        match self {
            Self::Nothing => return Fingerprint::default(),
            Self::Card(card) => return card.fingerprint,
            Self::Cards(list) => cards(&mut digest, list),
            Self::Pair(pair) => {
                for card in pair {
                    digest.print(card.as_ref().map_or(Fingerprint::default(), |card| card.fingerprint));
                }
            }
            Self::List(List { title, description, url, items, number, pages, total }) => {
                digest.part(title).part(description).part(url.as_str());
                digest.number(*number as u64).number(*pages as u64).number(*total as u64);
                cards(&mut digest, items);
            }
            Self::Groups(groups) => {
                for Group { key, label, items } in groups {
                    digest.part(key).part(label);
                    cards(&mut digest, items);
                }
            }
            Self::Terms(terms) => {
                for TermEntry { key, label, description, url, own, count } in terms {
                    digest.part(key).part(label).part(description).part(url.as_str());
                    digest.number(u64::from(*own)).number(*count as u64);
                }
            }
            Self::Translations(list) => {
                for Translation { code, tag, label, url, fallback, current } in list {
                    digest.part(code).part(tag).part(label).part(url.as_str());
                    digest.number(u64::from(*fallback)).number(u64::from(*current));
                }
            }
            Self::Target(Target { url, anchor_found, public }) => {
                digest.part(url.as_str()).number(u64::from(*anchor_found)).number(u64::from(*public));
            }
            Self::File(FileEntry { url, name, size, dimensions, plan }) => {
                let (width, height) = dimensions.unwrap_or_default();
                digest.part(url.as_str()).part(name).number(*size).number(u64::from(width)).number(u64::from(height));
                digest.print(plan.map_or(Fingerprint::default(), |plan| plan.print));
            }
            Self::Value(value) => drop(digest.part(format!("{value:?}"))),
            Self::Table(table) => return table.value.fingerprint,
            Self::Rows(rows) => {
                for Row { span: _, fields, other } in rows {
                    digest.part(format!("{fields:?}{other:?}"));
                }
            }
            Self::Words(words) => drop(digest.part(words)),
        }
        digest.finish()
    }
}

/// A question that was asked, and the fingerprint of its answer: what is written down of it.
#[derive(PartialEq, Eq, Debug)]
pub struct Asked {
    /// The question.
    pub query: Query,
    /// The answer's fingerprint.
    pub fingerprint: Fingerprint,
}

/// An answer, what is written down of its question, and what rendering made of it.
#[derive(Debug)]
pub struct CachedAnswer {
    /// The answer.
    pub answer: Answer,
    /// The question and the answer's fingerprint.
    pub asked: Arc<Asked>,
    /// The template engine's form of it, made once.
    pub slot: RenderCache,
}

impl CachedAnswer {
    /// An answer that nothing was made of yet.
    pub fn new(answer: Answer, asked: Arc<Asked>) -> Self {
        Self { answer, asked, slot: RenderCache::default() }
    }
}
