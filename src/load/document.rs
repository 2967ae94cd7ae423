//! What loading makes of one Markdown file.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

use crate::{
    base::{hash::Fingerprint, path::SourcePath, value::Value},
    load::{facets::Facets, nature::Nature, prose::Prose, section::Section, stored_sections::StoredSections},
    report::diagnostic::Diagnostic,
    text::{
        date::Date,
        language::code_in_name,
        normalize::{Encoding, decode},
        span::Span,
    },
};

/// A page's file, read and understood on its own.
#[derive(Debug)]
pub struct Document {
    /// The file, `content/sumai/rent.en.md`.
    pub path: SourcePath,
    /// Where it stands in the site, without language and ending: `sumai/rent`, `sumai/_index`.
    pub key: String,
    /// The language by file name (`en` of `rent.en.md`); `None` is the site's default.
    pub lang: Option<String>,
    /// Fingerprint of the file's bytes and of the options it was loaded with.
    pub fingerprint: Fingerprint,
    /// The front matter.
    pub meta: Meta,
    /// What pages of the kind that it names are.
    pub nature: Nature,
    /// The text as HTML with holes.
    pub text: Text,
    /// The file's bytes; empty for a page that nobody wrote.
    pub source: Arc<[u8]>,
    /// How its characters are stored.
    pub encoding: Encoding,
    /// The answers of a `qa` page, in order.
    pub answers: Vec<Answer>,
    /// Headings in order, the answers' among them.
    pub headings: Vec<Heading>,
    /// The title's place in an order of titles: its reading where it is given, as comparable text.
    pub reading: String,
    /// Every link and image of the text, in order; holes refer to them by index.
    pub links: Vec<Link>,
    /// Every id that a link may end in (headings, `{#id}`, footnotes excluded), in order.
    pub anchors: Vec<String>,
    /// The first paragraph as plain text, without ruby, at most 120 characters.
    pub summary: String,
    /// Where its texts stand, for the linter.
    pub prose: Prose,
    /// The text by headings, plain, for the search: see [`Self::sections`].
    pub stored_sections: StoredSections,
    /// Characters of plain text (a Japanese page's "word count").
    pub characters: usize,
    /// How many words of the text have a reading above them.
    pub readings: usize,
    /// What is wrong with the file as a file: encoding, front matter, Markdown.
    pub findings: Vec<Diagnostic>,
    /// Whether the page must not be published as it is (unreadable front matter, no title).
    pub broken: bool,
    /// Where the front matter's keys stand, looked up when the first finding needs it: few do.
    pub places: OnceLock<BTreeMap<String, KeyPlace>>,
    /// What the rest of the site is made from, of all this.
    pub facets: Facets,
}

impl Document {
    /// A document with nothing in it.
    pub fn empty(path: SourcePath, key: String) -> Self {
        Self {
            path,
            key,
            lang: None,
            fingerprint: Fingerprint::default(),
            meta: Meta::default(),
            nature: Nature::ORDINARY,
            text: Text::default(),
            source: Arc::default(),
            encoding: Encoding::Utf8,
            answers: Vec::new(),
            headings: Vec::new(),
            reading: String::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            summary: String::new(),
            prose: Prose::default(),
            stored_sections: StoredSections::default(),
            characters: 0,
            readings: 0,
            findings: Vec::new(),
            broken: false,
            places: OnceLock::new(),
            facets: Facets::default(),
        }
    }

    /// Closes a document: projects it.
    pub fn sealed(mut self) -> Self {
        self.facets = Facets::of(&self);
        self
    }
}

impl Document {
    /// The text by headings, plain.
    pub fn sections(&self) -> Vec<Section> {
        self.stored_sections.read(&self.source)
    }

    /// What the file says in a place, without reading all of it where it need not be read.
    pub fn written(&self, span: Span) -> Option<Cow<'_, str>> {
        let mark = match self.encoding {
            Encoding::Utf8 => 0,
            Encoding::Utf8Bom => 3,
            Encoding::Utf16 | Encoding::ShiftJis { .. } => {
                return decode(&self.source)?.0.get(span.range()).map(|text| Cow::Owned(text.to_owned()));
            }
        };
        let bytes = self.source.get(span.start + mark..span.end + mark)?;
        simdutf8::basic::from_utf8(bytes).ok().map(Cow::Borrowed)
    }

    /// The language that its name holds and the site does not have; such a page is left out.
    pub fn unknown_language(&self) -> Option<&str> {
        let is_written = self.lang.is_none() && !self.source.is_empty();
        code_in_name(self.path.page_stem().filter(|_| is_written)?)
    }

    /// When a desk verified the page, and when it was edited, where that was later.
    pub fn edited_since(&self) -> Option<(Date, Date)> {
        let verified = Date::parse(self.meta.fields.get("verified")?.text_of("on"))?;
        self.meta.updated.filter(|updated| *updated > verified).map(|updated| (verified, updated))
    }

    /// The districts that its answers speak of, each once, in their order.
    pub fn areas(&self) -> Vec<String> {
        let mut areas: Vec<String> = Vec::new();
        for area in self.answers.iter().filter_map(|answer| answer.attributes.get("area")) {
            if !areas.contains(area) {
                areas.push(area.clone());
            }
        }
        areas
    }
}

/// Front matter as PRODUCT defines it for every page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meta {
    /// The title; empty if missing.
    pub title: String,
    /// The title's reading in kana, for ordering; empty: the title itself.
    pub kana: String,
    /// One or two sentences for search results; empty if missing.
    pub description: String,
    /// The page kind's name; empty: by place (`home`, `section`, `guide`).
    pub kind: String,
    /// When the page was first published.
    pub date: Option<Date>,
    /// When its content last changed.
    pub updated: Option<Date>,
    /// Order among siblings, ascending; `None` comes last.
    pub weight: Option<i64>,
    /// Keys of `[topics]`.
    pub topics: Vec<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Not ready: in no output.
    pub draft: bool,
    /// First day on which the page is public.
    pub publish_from: Option<Date>,
    /// Last day on which the page is public.
    pub publish_until: Option<Date>,
    /// Day by which somebody looks at the page again.
    pub review_by: Option<Date>,
    /// The last part of the URL, if it is not to be the file's name; empty: none.
    pub slug: String,
    /// Old URLs that lead here.
    pub aliases: Vec<String>,
    /// The page's picture, relative to the file; empty: none.
    pub image: String,
    /// A key of `[contacts]`; empty: the site's default.
    pub contact: String,
    /// `easy` for やさしい日本語; else empty.
    pub lang_level: String,
    /// Free table for themes.
    pub extra: BTreeMap<String, Value>,
    /// Every other key: those of the page's kind, and those that are mistakes.
    pub fields: BTreeMap<String, Value>,
}

/// Where one front matter key stands in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct KeyPlace {
    /// The key's own bytes.
    pub key: Span,
    /// The bytes of its value as written; of the key where there is none.
    pub value: Span,
}

/// A page's text as HTML with holes: made when the file is loaded, given to the first render that asks and made again
/// from the source for every later one. So a large site is never in memory twice, as bodies and as pages.
#[derive(Default)]
pub struct Text {
    made: Mutex<Option<Parts>>,
    again: Option<Box<dyn Fn() -> Parts + Send + Sync>>,
}

impl Text {
    /// A text that is made, and how to make it again.
    pub fn new(made: Parts, again: impl Fn() -> Parts + Send + Sync + 'static) -> Self {
        Self { made: Mutex::new(Some(made)), again: Some(Box::new(again)) }
    }

    /// The parts; the same ones every time.
    pub fn parts(&self) -> Parts {
        let made = self.made.lock().expect("no thread panics while holding it").take();
        made.or_else(|| self.again.as_ref().map(|again| again())).unwrap_or_default()
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text")
    }
}

/// The parts of a page's text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Parts {
    /// The text before the first answer; the whole text on a page that is no `qa`.
    pub body: Body,
    /// The text of each answer.
    pub answers: Vec<Body>,
}

/// HTML with holes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Body {
    /// HTML as far as one file can know it.
    pub html: String,
    /// What is inserted where; ascending by `at`.
    pub holes: Vec<Hole>,
}

/// A place in a [`Body`] that rendering fills.
#[derive(Clone, PartialEq, Debug)]
pub struct Hole {
    /// Byte offset in `Body::html`.
    pub at: usize,
    /// What goes there.
    pub fill: Fill,
}

/// What goes into a hole.
#[derive(Clone, PartialEq, Debug)]
pub enum Fill {
    /// The value of an `href` attribute (escaped, without quotes): the target of `Document::links[index]`.
    Href(usize),
    /// What follows a link's text inside `<a>`: a file's type and size, the words for another site; may be nothing.
    LinkNote(usize),
    /// A whole `<img>` or `<picture>` for `Document::links[index]`, which is an image; the flag: the first of the page.
    Image(usize, bool),
    /// Words of the theme's `strings`, escaped.
    Words(&'static str),
    /// A code block to highlight: language (may be empty) and text. Its `<pre>` is part of the fill.
    Code(String, String),
}

/// A heading of the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Plain text, without ruby and markup.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An answer of a `qa` page: a level-2 heading with the class `answer` and what follows it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answer {
    /// The heading as written: 「市民（移住して4年目）」.
    pub heading: String,
    /// Its anchor.
    pub id: String,
    /// `asker`, `resident`, `mover`, `staff`, `expert`, `participant`; empty if missing.
    pub role: String,
    /// Attributes of the heading: `years`, `area`, `month`, `section`, …
    pub attributes: BTreeMap<String, String>,
    /// The heading's place, for findings.
    pub span: Span,
}

/// A link or an image of the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// The target as written, percent-decoding and sentinels aside.
    pub target: String,
    /// The link's words, or the image's alternative text, plain.
    pub text: String,
    /// An image's title (its caption); empty if none.
    pub title: String,
    /// The whole link, `[x](y)`.
    pub span: Span,
    /// The bytes of the target inside it; equal to `span` where they cannot be told (reference links).
    pub target_span: Span,
}

/// What a link is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// `[text](target)`.
    Link,
    /// `![text](target)`.
    Image,
}
