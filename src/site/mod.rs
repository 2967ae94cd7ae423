//! Floor 4: the whole site, resolved: routes, tree, taxonomies, links, cards.
//!
//! [`resolve`] makes a [`Site`]; rendering looks at it by asking [`query::Query`]s only, through
//! `tracked::read`. The fields stay private to this folder: a render that could reach around the questions could not be
//! reused safely.
//!
//! - **In**: documents, settings, images, tables, approvals.
//! - **Out**: [`Site`], [`query::Answer`].
//! - **Never**: see HTML; read a file.
//! - **Read first**: [`query`].
//! - **One more**: a question is a variant of [`query::Query`], its answer a line in [`answer`], the tables that it is
//!   made from one in `query_tables.rs`.
//! - **Tests**: `tests/it/incremental.rs`, `tests/it/lists.rs`.

pub mod answer;
pub mod approval;
pub mod area_map;
mod beside;
pub mod candidates;
mod declared;
mod differences;
pub mod ejected;
mod event_days;
mod events;
pub mod inputs;
pub mod language;
pub mod links;
mod matter;
pub mod narrowed;
pub mod options;
pub mod page;
pub mod query;
mod query_tables;
mod query_words;
mod questions;
mod register;
mod related;
pub mod resolve;
pub mod routes;
pub mod search;
pub mod search_index;
pub mod setting_target;
pub mod tables;
pub mod taxonomy;
pub mod theme_files;
pub mod traces;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ahash::AHashMap;

use crate::{
    base::{
        hash::Fingerprint,
        path::SourcePath,
        url::{OutPath, Url, decode},
        value::Value,
    },
    config::types::Config,
    image::variants::VariantJob,
    load::{
        document::Document,
        facets::Facets,
        nature::Natures,
        tables::{DatasetKind, store::TableStore},
    },
    site::{
        approval::Judged,
        area_map::AreaMap,
        language::SiteLanguage,
        narrowed::Lists,
        options::Options,
        page::{Alias, Page, Pages, Published},
        query::{FileEntry, Taxonomy},
        related::Related,
        resolve::{
            cards::Status,
            files::{Aliases, Attached, LostPicture},
            order::Order,
            routes::Routes,
            statics::Statics,
        },
        search_index::Search,
        tables::Table,
        taxonomy::{Spellings, Term, Terms},
        theme_files::ThemeFiles,
    },
    text::{date::Date, normalize::fold},
};

/// The resolved site. Its tables are shared with the site before where nothing that they are made from differs.
pub struct Site {
    config: Arc<Config>,
    options: Options,
    langs: Vec<SiteLanguage>,
    theme: Arc<ThemeFiles>,
    data: BTreeMap<SourcePath, Arc<Value>>,
    shelf: Arc<TableStore>,
    /// The sums of all documents' facets.
    facets: Facets,
    routes: Table<Routes>,
    spellings: Table<Spellings>,
    /// In the order of language, then file; their numbers are those of `routes`.
    pages: Vec<Arc<Page>>,
    /// Pages that cannot be shown.
    broken: Vec<Arc<Page>>,
    /// Stands for all that cards are made from beside documents.
    card_frame: Fingerprint,
    /// The sum of all pages' cards.
    card_sum: Fingerprint,
    /// Pages that are left out of what is written.
    left_out: Arc<BTreeSet<SourcePath>>,
    order: Table<Order>,
    terms: Table<Terms>,
    /// Lists of questions, by language.
    questions: Table<Vec<Lists>>,
    /// Numbers of the pages that link to a file, by its path.
    backlinks: Table<AHashMap<String, Vec<usize>>>,
    /// The pages on the matter of each question.
    related: Table<Related>,
    /// The shapes of the map of the areas.
    area_map: Table<AreaMap>,
    attached: Table<Attached>,
    aliases: Table<Aliases>,
    /// The files of `static/`.
    statics: Table<Statics>,
    /// Every file below `content/`, to guess what a dead link meant.
    present: Table<BTreeSet<SourcePath>>,
    /// Two documents for one URL, of which the second is left out.
    clashes: Vec<(Url, Arc<Document>, Arc<Document>)>,
    /// Pages that wait for their approval and for nothing else.
    unapproved: Vec<(Arc<Document>, Judged)>,
    /// Pages whose last day has passed.
    expired: Vec<(Arc<Document>, Date)>,
    /// The pictures that site.toml names and that cannot be shown.
    lost_pictures: Vec<LostPicture>,
    /// What pages of each kind are.
    natures: Natures,
    /// What the search finds pages by.
    search: Search,
    /// What the outputs have at URLs that are no page's own.
    declared: Arc<routes::Routes>,
    /// Two things that stand at one place, the first written by somebody.
    collisions: Vec<(routes::Claim, routes::Claim)>,
}

impl Site {
    /// The configuration.
    pub fn config(&self) -> &Arc<Config> {
        &self.config
    }

    /// Whether there is a file of this name below `content/`, a page or not.
    pub fn is_present(&self, path: &SourcePath) -> bool {
        self.present.contains(path)
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
    pub fn pages(&self) -> Pages<'_> {
        Pages(&self.pages)
    }

    /// Pages that cannot be shown; only checks look at them.
    pub fn broken(&self) -> Pages<'_> {
        Pages(&self.broken)
    }

    /// The places of pages that are no part of the site, and why.
    pub fn hidden(&self) -> &BTreeMap<String, &'static str> {
        &self.routes.hidden
    }

    /// The page at a URL.
    pub fn page_at(&self, url: &Url) -> Option<&Page> {
        self.routes.by_url.get(url).map(|index| &*self.pages[*index])
    }

    /// The page of a file, in a language.
    pub fn page_of(&self, path: &SourcePath, lang: usize) -> Option<&Page> {
        let (key, _) = links::key_of(path, self.langs.iter().skip(1).map(|lang| lang.code.as_str()));
        self.routes.by_key.get(lang)?.get(&key).map(|index| &*self.pages[*index])
    }

    /// The page of this place in the site, in a language.
    pub fn page_by_key(&self, key: &str, lang: usize) -> Option<&Page> {
        self.routes.by_key.get(lang)?.get(key).map(|index| &*self.pages[*index])
    }

    /// The bytes of a file that is published whole: pictures without what the camera wrote into them.
    pub fn published(&self, path: &SourcePath) -> Option<Published> {
        self.attached.published.get(path).cloned()
    }

    /// The variants of pictures, by where they are written. Pages name them; their bytes are made when they are asked
    /// for.
    pub fn pictures(&self) -> &BTreeMap<OutPath, Arc<VariantJob>> {
        &self.attached.pictures
    }

    /// How many entries a section's list has.
    pub fn child_count(&self, of: &Url) -> usize {
        self.order.children.get(of).map_or(0, Vec::len)
    }

    /// The children of a section, in order.
    pub fn children(&self, of: &Url) -> impl Iterator<Item = &Page> {
        self.order.children.get(of).into_iter().flatten().map(|index| &*self.pages[*index])
    }

    /// The terms of a taxonomy in a language, by key.
    pub fn terms(&self, taxonomy: Taxonomy, lang: usize) -> &BTreeMap<String, Term> {
        &self.terms.by_key[taxonomy as usize][lang]
    }

    /// The published files beside the pages.
    pub fn files(&self) -> &BTreeMap<SourcePath, FileEntry> {
        &self.attached.files
    }

    /// The files of `static/`.
    pub fn statics(&self) -> &Statics {
        &self.statics
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
        &self.aliases.list
    }

    /// The old parts of a page that are none of its headings.
    pub fn old_parts(page: &Page) -> Vec<String> {
        resolve::files::old_parts(page)
    }

    /// Two documents for one URL, of which the second is left out.
    pub fn clashes(&self) -> &[(Url, Arc<Document>, Arc<Document>)] {
        &self.clashes
    }

    /// Pages that wait for their approval and for nothing else, and what the ledger says of them.
    pub fn unapproved(&self) -> &[(Arc<Document>, Judged)] {
        &self.unapproved
    }

    /// Pages whose last day has passed, and that day.
    pub fn expired(&self) -> &[(Arc<Document>, Date)] {
        &self.expired
    }

    /// Files of `content/` that no page uses. Those in a folder with a page that nobody sees yet may be for that page.
    pub fn unused_files(&self) -> impl Iterator<Item = &SourcePath> {
        let folder = |place: &str| place.rfind('/').map_or(String::new(), |at| place[..at].to_owned());
        let waiting: BTreeSet<String> = self.routes.hidden.keys().map(|place| folder(place)).collect();
        let is_free = move |path: &SourcePath| {
            let below = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
            let name = path.file_name();
            !path.is_page() && !name.starts_with('.') && !waiting.contains(&folder(below))
        };
        let unused: Vec<&SourcePath> = self.present.iter().filter(|path| is_free(path)).collect();
        let unused = unused.into_iter().filter(|path| !self.attached.files.contains_key(*path));
        let names: BTreeSet<String> = unused.clone().map(|path| fold(path.file_name())).collect();
        // A name in other letters is a dead link, which is told where it stands.
        let meant = if names.is_empty() { BTreeSet::new() } else { self.names_among(&names) };
        unused.filter(move |path| !meant.contains(&fold(path.file_name())))
    }

    /// Those of some folded file names that a link or a picture of a page ends in.
    fn names_among(&self, names: &BTreeSet<String>) -> BTreeSet<String> {
        let links = self.pages.iter().filter(|page| !page.card.fallback).flat_map(|page| &page.document.links);
        let name = |target: &str| fold(&decode(target.rsplit('/').next().unwrap_or_default()));
        let files = links.map(|link| link.target.as_str()).filter(|target| !target.ends_with(".md"));
        files.map(name).filter(|name| names.contains(name)).collect()
    }

    /// The pictures that site.toml names and that cannot be shown.
    pub fn lost_pictures(&self) -> &[LostPicture] {
        &self.lost_pictures
    }

    /// Pages without weight among siblings that have one.
    pub fn unweighted(&self) -> impl Iterator<Item = &Page> {
        self.order.unweighted.iter().map(|index| self.numbered(*index))
    }

    /// Topics that site.toml does not declare, with their pages.
    pub fn unknown_topics(&self) -> impl Iterator<Item = (&Page, &str)> {
        self.terms.unknown.iter().map(|(index, topic)| (self.numbered(*index), topic.as_str()))
    }

    /// Tags that are spelled in two ways: the page, its spelling, and how the tag is shown.
    pub fn respelt_tags(&self) -> impl Iterator<Item = (&Page, &str, &str)> {
        self.terms.respelt.iter().map(|(index, tag, first)| (self.numbered(*index), tag.as_str(), first.as_str()))
    }

    /// Old URLs that cannot be read, with their pages.
    pub fn malformed_aliases(&self) -> impl Iterator<Item = (&Page, &str)> {
        self.aliases.malformed.iter().map(|(index, alias)| (self.numbered(*index), alias.as_str()))
    }

    /// Old URLs that are already the address of another file: the page, the URL, that file.
    pub fn taken_aliases(&self) -> impl Iterator<Item = (&Page, &str, &SourcePath)> {
        self.aliases.taken.iter().map(|(index, alias, file)| (self.numbered(*index), alias.as_str(), file))
    }

    /// The page of a number; broken pages follow the others.
    fn numbered(&self, index: usize) -> &Page {
        self.pages.get(index).unwrap_or_else(|| &self.broken[index - self.pages.len()])
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
            .field("files", &self.attached.files.len())
            .finish_non_exhaustive()
    }
}
