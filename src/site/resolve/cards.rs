//! What one page may know of another.
//!
//! A card's fingerprint covers every field: a page that shows a card is rendered again when any of them changes, and
//! only then. Never put here what no list shows: it would make lists re-render for nothing.

use std::{any::Any, collections::BTreeMap, sync::OnceLock};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        url::{Url, encode},
        value::Value,
    },
    load::nature::Nature,
    text::date::Date,
};

/// A page as lists, menus and links show it.
#[derive(Debug)]
pub struct Card {
    /// Its URL.
    pub url: Url,
    /// The part of that page that it is, a row of a table; empty: the page itself.
    pub part: String,
    /// Its file; the place it would have for a page that nobody wrote.
    pub path: String,
    /// The title as written, ruby included.
    pub title: String,
    /// The description; empty if none.
    pub description: String,
    /// The beginning of the text.
    pub summary: String,
    /// The kind's name.
    pub kind: String,
    /// What pages of this kind are.
    pub nature: Nature,
    /// Its topics, in the order of the front matter.
    pub topics: Vec<Label>,
    /// Its tags.
    pub tags: Vec<Label>,
    /// First published.
    pub date: Option<Date>,
    /// Last changed.
    pub updated: Option<Date>,
    /// Whether visitors see it.
    pub status: Status,
    /// Its picture.
    pub image: Option<Url>,
    /// Whether it stands in for a missing translation.
    pub fallback: bool,
    /// The kind's own front matter.
    pub fields: BTreeMap<String, Value>,
    /// How many answers it has.
    pub answers: usize,
    /// Whether it is an event that is over.
    pub over: bool,
    /// The districts that its answers speak of, each once.
    pub areas: Vec<String>,
    /// Fingerprint of all of the above.
    pub fingerprint: Fingerprint,
    /// What rendering made of this card.
    pub slot: RenderCache,
}

/// A topic or tag as a page shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The key in front matter; a tag's is its name.
    pub key: String,
    /// The word.
    pub label: String,
    /// The page of everything under it.
    pub url: Url,
    /// Whether nobody has translated the word: it is in the site's own language.
    pub own: bool,
}

/// Whether visitors see a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// They do.
    Public,
    /// `draft: true`, on the page or on a section above.
    Draft,
    /// From this day on.
    Scheduled(Date),
    /// No longer since the day after this one.
    Expired(Date),
    /// From the salon, and the ledger holds no approval for it as it is.
    Unapproved,
}

impl Status {
    /// The word that templates compare.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Draft => "draft",
            Self::Scheduled(_) => "scheduled",
            Self::Expired(_) => "expired",
            Self::Unapproved => "unapproved",
        }
    }

    /// The day that matters to it.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Public | Self::Draft | Self::Unapproved => None,
            Self::Scheduled(day) | Self::Expired(day) => Some(day),
        }
    }
}

/// What a field of a card holds.
#[derive(Clone, Copy, Debug)]
pub enum CardField<'a> {
    /// Words, a path, a name.
    Text(&'a str),
    /// Words with readings.
    Ruby(&'a str),
    /// Where a link to the card leads: a page and the part of it.
    Link(&'a Url, &'a str),
    /// Topics or tags.
    Labels(&'a [Label]),
    /// A day.
    Day(Option<Date>),
    /// Whether visitors see it.
    Status(Status),
    /// Where a picture is.
    Picture(Option<&'a Url>),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Count(usize),
    /// A list of words.
    Words(&'a [String]),
    /// The kind's own front matter.
    Own(&'a BTreeMap<String, Value>),
}

impl Card {
    /// Everything that others may know of it, under the names that templates use. Both the fingerprint and the
    /// template's value are made from this list: a field that is not here is seen by nobody.
    pub fn fields(&self) -> [(&'static str, CardField<'_>); 17] {
        let Self {
            url,
            part,
            path,
            title,
            description,
            summary,
            kind,
            topics,
            tags,
            date,
            updated,
            status,
            image,
            fallback,
            fields,
            answers,
            over,
            areas,
            // It follows from the kind's name.
            nature: _,
            fingerprint: _,
            slot: _,
        } = self;
        [
            ("url", CardField::Link(url, part)),
            ("path", CardField::Text(path)),
            ("title", CardField::Ruby(title)),
            ("description", CardField::Text(description)),
            ("summary", CardField::Text(summary)),
            ("kind", CardField::Text(kind)),
            ("topics", CardField::Labels(topics)),
            ("tags", CardField::Labels(tags)),
            ("date", CardField::Day(*date)),
            ("updated", CardField::Day(*updated)),
            ("status", CardField::Status(*status)),
            ("image", CardField::Picture(image.as_ref())),
            ("fallback", CardField::Flag(*fallback)),
            ("fields", CardField::Own(fields)),
            ("answers", CardField::Count(*answers)),
            ("over", CardField::Flag(*over)),
            ("areas", CardField::Words(areas)),
        ]
    }

    /// Closes a card: computes its fingerprint.
    pub fn sealed(mut self) -> Self {
        let mut digest = Digest::new();
        for (_, field) in self.fields() {
            field.add_to(&mut digest);
        }
        self.fingerprint = digest.finish();
        self
    }

    /// Where a link to it leads, below the site's root.
    pub fn link(&self) -> String {
        if self.part.is_empty() { self.url.to_string() } else { format!("{}#{}", self.url, self.part) }
    }

    /// The same, away from the site.
    pub fn absolute(&self, base_url: &str) -> String {
        let page = self.url.absolute(base_url);
        if self.part.is_empty() { page } else { format!("{page}#{}", encode(&self.part, true)) }
    }
}

impl CardField<'_> {
    fn add_to(self, digest: &mut Digest) {
        match self {
            Self::Text(text) | Self::Ruby(text) => digest.part(text),
            Self::Link(url, part) => digest.part(url.as_str()).part(part),
            Self::Labels(labels) => {
                digest.number(labels.len() as u64);
                labels.iter().fold(digest, |digest, Label { key, label, url, own }| {
                    digest.part(key).part(label).part(url.as_str()).number(u64::from(*own))
                })
            }
            Self::Day(day) => digest.option(day.map(|day| day.days().to_le_bytes())),
            Self::Status(status) => digest.part(status.name()).option(status.day().map(|day| day.days().to_le_bytes())),
            Self::Picture(url) => digest.option(url.map(Url::as_str)),
            Self::Flag(flag) => digest.number(u64::from(flag)),
            Self::Count(count) => digest.number(count as u64),
            Self::Words(words) => digest.list(words),
            Self::Own(fields) if fields.is_empty() => digest.number(0),
            Self::Own(fields) => digest.part(format!("{fields:?}")),
        };
    }
}

/// A place for what a higher floor makes of a value once and uses many times. Not part of the value.
#[derive(Default)]
pub struct RenderCache(OnceLock<Box<dyn Any + Send + Sync>>);

impl RenderCache {
    /// What is kept here, made on the first call; every call must ask for the same type.
    pub fn get<T: Clone + Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> T {
        let kept = self.0.get_or_init(|| Box::new(make()));
        kept.downcast_ref::<T>().expect("one slot keeps one type").clone()
    }
}

impl std::fmt::Debug for RenderCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slot")
    }
}
