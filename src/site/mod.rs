//! Floor 4: the whole site, resolved: routes, tree, taxonomies, links, cards.
//!
//! [`resolve`] makes a [`Site`]; rendering looks at it by asking [`query::Query`]s only, through `tracked::read`. The fields stay
//! private to this folder: a render that could reach around the questions could not be reused safely.
//!
//! - **In**: documents, settings, images, tables, approvals.
//! - **Out**: [`Site`], [`query::Answer`].
//! - **Never**: see HTML; read a file.
//! - **Read first**: [`query`].
//! - **One more**: a question is a variant of [`query::Query`], its answer a line in [`answer`].
//! - **Tests**: `tests/it/incremental.rs`, `tests/it/lists.rs`.

pub mod answer;
pub mod approval;
pub mod candidates;
mod edit;
mod events;
pub mod links;
pub mod query;
mod query_words;
pub mod questions;
mod register;
pub mod resolve;
pub mod taxonomy;
pub mod theme_files;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use ahash::{AHashMap, RandomState};

use crate::{
    base::{
        hash::Fingerprint,
        path::SourcePath,
        secret::Key,
        url::{OutPath, Url},
        value::Value,
    },
    config::types::Config,
    image::variants::VariantJob,
    load::{
        document::Document,
        tables::{DatasetKind, store::TableStore},
    },
    report::diagnostic::Diagnostic,
    site::{
        edit::Edit,
        query::{CachedAnswer, FileEntry, Query, Taxonomy},
        questions::Lists,
        resolve::cards::{Card, Status},
        taxonomy::Term,
        theme_files::ThemeFiles,
    },
    text::date::Date,
};

/// What a build is asked for, beside the files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Today, in the municipality: decides publish windows and nothing else.
    pub now: Date,
    /// Whether drafts and pages outside their publish window are part of the site.
    pub drafts: bool,
    /// Whether pages from the salon that are not approved are part of the site: of a preview, never of what is written.
    pub unapproved: bool,
    /// The site's key, where it is known: the marks of the ledger's records are checked with it.
    pub key: Option<Key>,
}

/// A page: one document in one language at one URL.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its URL.
    pub url: Url,
    /// The number of its language; 0 is the default.
    pub lang: usize,
    /// Its place in the site, the same in every language: `sumai/rent`, `sumai/_index`.
    pub key: String,
    /// What it shows.
    pub document: Arc<Document>,
    /// What others may know of it.
    pub card: Arc<Card>,
    /// The section it belongs to; `None` for the top page.
    pub parent: Option<Url>,
    /// Whether it is a section's page (the top page is).
    pub section: bool,
}

/// An old URL that leads to a page, or its old parts to several.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The old URL.
    pub from: Url,
    /// The number of the language it is told in.
    pub lang: usize,
    /// Where it leads; the page as a whole first. Never empty.
    pub goals: Vec<Goal>,
}

/// Where an old URL or a part of it leads.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The part, without `#`; empty: the page as a whole.
    pub part: String,
    /// The page.
    pub to: Url,
    /// The page's file.
    pub path: SourcePath,
}

/// A file beside the pages, as it is published.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their fingerprint.
    pub fingerprint: Fingerprint,
}

/// A language of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteLanguage {
    /// As in file names and URLs; empty for the default.
    pub code: String,
    /// BCP 47.
    pub tag: String,
    /// Its own name.
    pub label: String,
    /// The site's name in it.
    pub title: String,
    /// Where its pages begin: `/` or `/en/`.
    pub root: Url,
}

/// Maps that threads share, so that they seldom wait for each other; which one a question falls into changes nothing.
const SHARDS: usize = 16;
static SHARDING: RandomState = RandomState::with_seeds(1, 2, 3, 4);

/// The resolved site.
pub struct Site {
    config: Arc<Config>,
    options: Options,
    langs: Vec<SiteLanguage>,
    theme: Arc<ThemeFiles>,
    /// In the order of language, then key.
    pages: Vec<Page>,
    by_url: Arc<AHashMap<Url, usize>>,
    by_key: Arc<Vec<AHashMap<String, usize>>>,
    /// Children of each section, in order.
    children: Arc<AHashMap<Url, Vec<usize>>>,
    /// Place among the siblings.
    rank: Arc<Vec<usize>>,
    /// All pages that are no sections, newest first, by language.
    newest: Arc<Vec<Vec<usize>>>,
    terms: Arc<[Vec<BTreeMap<String, Term>>; 2]>,
    /// Lists of questions, by language.
    questions: Arc<Vec<Lists>>,
    backlinks: Arc<AHashMap<String, Vec<usize>>>,
    files: Arc<BTreeMap<SourcePath, FileEntry>>,
    published: Arc<BTreeMap<SourcePath, Published>>,
    pictures: Arc<BTreeMap<OutPath, Arc<VariantJob>>>,
    /// Pages that cannot be shown.
    broken: Arc<Vec<Page>>,
    /// Pages that exist and are not part of the site, and why.
    hidden: Arc<BTreeMap<String, &'static str>>,
    /// Every file below `content/`, to guess what a dead link meant.
    present: Arc<BTreeSet<SourcePath>>,
    data: Arc<BTreeMap<SourcePath, Arc<Value>>>,
    shelf: Arc<TableStore>,
    aliases: Arc<Vec<Alias>>,
    findings: Vec<Diagnostic>,
    /// What alone differs from the site that this one was made from; `None`: anything may.
    edit: Option<Edit>,
    asked: [Mutex<AHashMap<Query, Arc<CachedAnswer>>>; SHARDS],
}

impl Site {
    /// Answers a question; only `tracked::read` may call it from a render.
    pub fn ask(&self, query: &Query) -> Arc<CachedAnswer> {
        if query.is_of_one_page() {
            return Arc::new(CachedAnswer::from(self.answer(query)));
        }
        let shard = &self.asked[SHARDING.hash_one(query) as usize % SHARDS];
        if let Some(asked) = shard.lock().expect("no thread panics while holding it").get(query) {
            return asked.clone();
        }
        let asked = Arc::new(CachedAnswer::from(self.answer(query)));
        shard.lock().expect("no thread panics while holding it").entry(query.clone()).or_insert(asked).clone()
    }

    /// The fingerprint of a question's answer.
    pub fn fingerprint(&self, query: &Query) -> Fingerprint {
        self.ask(query).fingerprint
    }

    /// The configuration.
    pub fn config(&self) -> &Arc<Config> {
        &self.config
    }

    /// What the build was asked for.
    pub fn options(&self) -> Options {
        self.options
    }

    /// The languages; the first is the default.
    pub fn langs(&self) -> &[SiteLanguage] {
        &self.langs
    }

    /// The theme's files, layered.
    pub fn theme(&self) -> &Arc<ThemeFiles> {
        &self.theme
    }

    /// All pages, by language and place.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Pages that cannot be shown; only checks look at them.
    pub fn broken(&self) -> &[Page] {
        &self.broken
    }

    /// The places of pages that are no part of the site, and why.
    pub fn hidden(&self) -> &BTreeMap<String, &'static str> {
        &self.hidden
    }

    /// The page at a URL.
    pub fn page_at(&self, url: &Url) -> Option<&Page> {
        self.by_url.get(url).map(|index| &self.pages[*index])
    }

    /// The page of a file, in a language.
    pub fn page_of(&self, path: &SourcePath, lang: usize) -> Option<&Page> {
        let (key, _) = links::key_of(path, self.langs.iter().skip(1).map(|lang| lang.code.as_str()));
        self.by_key.get(lang)?.get(&key).map(|index| &self.pages[*index])
    }

    /// The page of this place in the site, in a language.
    pub fn page_by_key(&self, key: &str, lang: usize) -> Option<&Page> {
        self.by_key.get(lang)?.get(key).map(|index| &self.pages[*index])
    }

    /// The bytes of a file that is published whole: pictures without what the camera wrote into them.
    pub fn published(&self, path: &SourcePath) -> Option<Published> {
        self.published.get(path).cloned()
    }

    /// The variants of pictures, by where they are written. Pages name them; their bytes are made when they are asked for.
    pub fn pictures(&self) -> &BTreeMap<OutPath, Arc<VariantJob>> {
        &self.pictures
    }

    /// How many entries a section's list has.
    pub fn child_count(&self, of: &Url) -> usize {
        self.children.get(of).map_or(0, Vec::len)
    }

    /// The children of a section, in order.
    pub fn children(&self, of: &Url) -> impl Iterator<Item = &Page> {
        self.children.get(of).into_iter().flatten().map(|index| &self.pages[*index])
    }

    /// The terms of a taxonomy in a language, by key.
    pub fn terms(&self, taxonomy: Taxonomy, lang: usize) -> &BTreeMap<String, Term> {
        &self.terms[taxonomy as usize][lang]
    }

    /// The published files beside the pages.
    pub fn files(&self) -> &BTreeMap<SourcePath, FileEntry> {
        &self.files
    }

    /// The tables of open data.
    pub fn shelf(&self) -> &Arc<TableStore> {
        &self.shelf
    }

    /// Whether the site has anything of a sort to publish as open data.
    pub fn has_register(&self, sort: DatasetKind) -> bool {
        !self.register(sort).is_empty()
    }

    /// The redirects.
    pub fn aliases(&self) -> &[Alias] {
        &self.aliases
    }

    /// The old parts of a page that are none of its headings.
    pub fn old_parts(page: &Page) -> Vec<String> {
        crate::site::resolve::files::old_parts(page)
    }

    /// What came up in resolving.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Whether visitors see this page.
    pub fn is_public(page: &Page) -> bool {
        page.card.status == Status::Public
    }
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("pages", &self.pages.len())
            .field("files", &self.files.len())
            .finish_non_exhaustive()
    }
}
