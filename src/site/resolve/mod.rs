//! From loaded documents to a resolved site. Sequential and quick.
//!
//! Of the site before, every table is kept whose facets and other inputs are the same: the edit of a text makes one
//! page and no table, the edit of a title one page, one card and one order.
//!
//! - **In**: [`Inputs`].
//! - **Out**: [`Site`].
//! - **Never**: read a file; make HTML.
//! - **Read first**: this file, then [`cards`].
//! - **One more**: a table of the site is a file here.
//! - **Tests**: `tests/it/sites.rs`, `tests/it/lists.rs`.

pub mod cards;
pub mod files;
pub(in crate::site) mod order;
pub(in crate::site) mod pages;
pub(crate) mod published_name;
pub(in crate::site) mod routes;
pub mod statics;
pub mod visibility;

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::Url,
    },
    config::types::Config,
    input::source_tree::SourceTree,
    load::{document::Document, facets::Facets},
    site::{
        Site,
        area_map::{self, AreaMap},
        inputs::Inputs,
        language::SiteLanguage,
        narrowed,
        options::Options,
        page::Page,
        related::Related,
        resolve::{
            order::Order,
            pages::{Frame, Pages},
            routes::Routes,
            statics::Statics,
            visibility::{expired, left_out, status, unapproved},
        },
        search_index,
        tables::Table,
        taxonomy::{Spellings, Terms},
    },
};

/// Resolves the site; what still holds of the site before is shared with it.
pub fn resolve(before: Option<&Site>, inputs: Inputs<'_>) -> Site {
    let langs = langs(&inputs.config);
    let written: Vec<&Arc<Document>> = inputs.documents.values().collect();
    let facets = facets_of(&written);
    let config = inputs.config.fingerprint;

    let of_routes = of(&[facets.route, config, judged(&inputs)]);
    let routes = Table::renew(before.map(|it| &it.routes), of_routes, never, || Routes::new(&inputs, &langs, &written));
    let of_spellings = of(&[facets.terms, routes.version()]);
    let spellings = Table::renew(before.map(|it| &it.spellings), of_spellings, equal, || spellings(&inputs));
    let frame =
        Frame { inputs: &inputs, langs: &langs, routes: &routes, spellings: &spellings, files: files_print(&inputs) };
    let Pages { pages, broken, frame: card_frame, card_sum } = pages::pages(before, &frame, &written);

    let of_order = of(&[facets.order, routes.version(), today(inputs.options)]);
    let order = Table::renew(before.map(|it| &it.order), of_order, equal, || Order::new(&pages, langs.len()));
    let of_terms = of(&[facets.terms, order.version(), routes.version(), spellings.version(), config]);
    let all = || Terms::gather(&inputs.config, &langs, (&pages, &broken), &order.newest, &spellings);
    let terms = Table::renew(before.map(|it| &it.terms), of_terms, equal, all);
    let lists = || order.newest.iter().map(|newest| narrowed::gather(&pages, newest)).collect();
    let questions = Table::renew(before.map(|it| &it.questions), of_terms, equal, lists);
    let of_links = of(&[facets.links, routes.version()]);
    let backlinks = Table::renew(before.map(|it| &it.backlinks), of_links, equal, || files::backlinks(&pages));
    let related = related(before, &pages, of(&[facets.card, facets.links, routes.version()]), &inputs.config);
    let area_map = area_map(before, &inputs);
    let of_files = of(&[facets.files, frame.files, routes.version(), config]);
    let attached = Table::renew(before.map(|it| &it.attached), of_files, never, || files::attached(&inputs, &pages));
    let aliases = || files::aliases(&pages, &routes.by_url);
    let aliases = Table::renew(before.map(|it| &it.aliases), routes.version(), never, aliases);
    Site {
        clashes: clashes(&routes, &written),
        search: search_index::renew(before.map(|before| &before.search), &pages, &langs, &inputs),
        unapproved: unapproved(&inputs),
        expired: expired(&inputs),
        lost_pictures: files::find_lost_pictures(&inputs),
        config: inputs.config.clone(),
        options: inputs.options,
        theme: inputs.theme.clone(),
        data: inputs.data.clone(),
        shelf: inputs.shelf.clone(),
        natures: inputs.natures,
        declared: Arc::default(),
        collisions: Vec::new(),
        langs,
        facets,
        routes,
        spellings,
        pages,
        broken,
        card_frame,
        card_sum,
        left_out: inputs.tree.left_out.clone(),
        order,
        terms,
        questions,
        backlinks,
        related,
        area_map,
        attached,
        aliases,
        statics: statics(before, &inputs),
        present: present(before, inputs.tree),
    }
}

/// The sums of all documents' facets.
fn facets_of(written: &[&Arc<Document>]) -> Facets {
    let mut facets = Facets::default();
    written.iter().for_each(|document| facets.add(&document.facets));
    facets
}

/// Gathers the pages on the matter of each question; `of` stands for the pages.
fn related(before: Option<&Site>, pages: &[Arc<Page>], of: Fingerprint, config: &Config) -> Table<Related> {
    let town = config.municipality.name.as_str();
    let print = Digest::new().print(of).part(town).finish();
    let make = || Related::renew(before.map(|it| &*it.related), pages, town);
    Table::renew(before.map(|it| &it.related), print, never, make)
}

/// Reads the map of the areas.
fn area_map(before: Option<&Site>, inputs: &Inputs<'_>) -> Table<AreaMap> {
    Table::renew(before.map(|it| &it.area_map), area_map::print(inputs), never, || AreaMap::new(inputs))
}

/// Gathers the files of `static/`.
fn statics(before: Option<&Site>, inputs: &Inputs<'_>) -> Table<Statics> {
    let print = Statics::print(inputs.tree);
    Table::renew(before.map(|it| &it.statics), print, never, || Statics::gather(inputs))
}

/// The names of all files below `content/`, gathered again where they differ.
fn present(before: Option<&Site>, tree: &SourceTree) -> Table<BTreeSet<SourcePath>> {
    Table::renew(before.map(|it| &it.present), present_print(tree), never, || names(tree))
}

/// Two documents for one URL, of which the second is left out.
fn clashes(routes: &Routes, written: &[&Arc<Document>]) -> Vec<(Url, Arc<Document>, Arc<Document>)> {
    let document = |number: usize| routes.document(written, number).clone();
    routes.clashes.iter().map(|clash| (clash.url.clone(), document(clash.first), document(clash.second))).collect()
}

/// For tables that are not worth comparing: whatever they are made from shows.
fn never<T>(_: &T, _: &T) -> bool {
    false
}

fn equal<T: PartialEq>(a: &T, b: &T) -> bool {
    a == b
}

fn of(parts: &[Fingerprint]) -> Fingerprint {
    let mut digest = Digest::new();
    parts.iter().for_each(|part| _ = digest.print(*part));
    digest.finish()
}

fn today(options: Options) -> Fingerprint {
    Fingerprint::of(options.now.to_string())
}

/// Stands for what decides which pages are shown, beside documents: the options and the ledger's word.
fn judged(inputs: &Inputs<'_>) -> Fingerprint {
    let Options { now, drafts, unapproved, key: _ } = inputs.options;
    let mut digest = Digest::new();
    digest.part(now.to_string()).number(u64::from(drafts)).number(u64::from(unapproved));
    for (path, judged) in inputs.judged {
        digest.part(path.as_str()).number(judged.verdict as u64);
    }
    digest.list(inputs.tree.left_out.iter().map(SourcePath::as_str));
    digest.finish()
}

/// Stands for all files that pages may refer to: everything in `content/` and `data/` that is no page.
fn files_print(inputs: &Inputs<'_>) -> Fingerprint {
    let mut digest = Digest::new();
    let files = inputs.tree.below("content/").chain(inputs.tree.below("data/"));
    for (path, source) in files.filter(|(path, _)| !path.is_page()) {
        digest.part(path.as_str()).print(source.fingerprint);
    }
    digest.finish()
}

/// Every file below `content/`.
fn names(tree: &SourceTree) -> BTreeSet<SourcePath> {
    tree.below("content/").map(|(path, _)| path.clone()).collect()
}

fn present_print(tree: &SourceTree) -> Fingerprint {
    let mut digest = Digest::new();
    tree.below("content/").for_each(|(path, _)| _ = digest.part(path.as_str()));
    digest.finish()
}

/// Gathers tags. One that only a draft has must not show, not even as the spelling of another's.
fn spellings(inputs: &Inputs<'_>) -> Spellings {
    let is_shown = |document: &&Arc<Document>| {
        let is_left_out = document.broken || inputs.tree.left_out.contains(&document.path);
        !is_left_out && !left_out(document, status(document, inputs), inputs)
    };
    let visible = inputs.documents.values().filter(is_shown);
    Spellings::gather(visible.flat_map(|document| &document.meta.tags))
}

/// The site's languages, the default first.
pub fn langs(config: &Config) -> Vec<SiteLanguage> {
    let default = SiteLanguage {
        code: String::new(),
        tag: config.language.clone(),
        label: default_label(&config.language),
        title: config.title.clone(),
        root: Url::root(),
    };
    let others = config.languages.iter().map(|language| SiteLanguage {
        code: language.code.clone(),
        tag: language.tag.clone(),
        label: language.label.clone(),
        title: if language.title.is_empty() { config.title.clone() } else { language.title.clone() },
        root: Url::root().child(&language.code),
    });
    std::iter::once(default).chain(others).collect()
}

fn default_label(tag: &str) -> String {
    if tag == "ja" { "日本語".to_owned() } else { tag.to_owned() }
}
