//! From loaded documents to a resolved site. Sequential and quick.
//!
//! - **In**: [`Inputs`].
//! - **Out**: [`Site`](crate::site::Site).
//! - **Never**: read a file; make HTML.
//! - **Read first**: this file, then [`cards`].
//! - **One more**: a table of the site is a file here.
//! - **Tests**: `tests/it/sites.rs`, `tests/it/lists.rs`.

pub mod cards;
pub mod files;
pub mod order;
pub mod visibility;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ahash::AHashMap;

use crate::{
    base::{hash::Fingerprint, path::SourcePath, url::Url, value::Value},
    config::types::Config,
    image::inspect::ImageInfo,
    input::source_tree::SourceTree,
    load::{document::Document, tables::store::TableStore},
    msgf,
    report::diagnostic::Diagnostic,
    site::{
        Options, Page, Site, SiteLanguage,
        approval::Judgements,
        events,
        links::{Destination, destination, place_of},
        query::Taxonomy,
        questions,
        resolve::{
            cards::{Card, Label, RenderCache, Status},
            visibility::{left_out, status, unapproved},
        },
        taxonomy::{self, Spellings},
        theme_files::ThemeFiles,
    },
    text::{
        japanese::reading_key,
        slug::{term_slug, url_part},
    },
};

/// What a site is made from, all of it loaded.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// The files.
    pub tree: &'a SourceTree,
    /// The configuration.
    pub config: Arc<Config>,
    /// The theme.
    pub theme: Arc<ThemeFiles>,
    /// The pages' files.
    pub documents: &'a BTreeMap<SourcePath, Arc<Document>>,
    /// What is known of the images.
    pub images: &'a BTreeMap<SourcePath, ImageInfo>,
    /// The tables.
    pub data: BTreeMap<SourcePath, Arc<Value>>,
    /// The tables of open data.
    pub shelf: Arc<TableStore>,
    /// The pages from the salon, and what the ledger says of them.
    pub judged: &'a Judgements,
    /// What the build was asked for.
    pub options: Options,
}

/// Resolves the site.
pub fn resolve(inputs: Inputs<'_>) -> Site {
    let langs = langs(&inputs.config);
    let (by_place, mut findings) = places(&inputs, &langs);
    // A tag that only a draft has must not show, not even as the spelling of another's.
    let visible = inputs.documents.values().filter(|document| !left_out(document, status(document, &inputs), &inputs));
    let spellings = Spellings::gather(visible.flat_map(|document| &document.meta.tags));
    let Sorted { mut pages, broken, hidden } = pages(&inputs, &langs, &by_place, &spellings);
    findings.extend(one_page_per_url(&mut pages));
    findings.extend(unapproved(&inputs));

    let by_url: AHashMap<Url, usize> =
        pages.iter().enumerate().map(|(index, page)| (page.url.clone(), index)).collect();
    let mut by_key = vec![AHashMap::new(); langs.len()];
    let mut children: AHashMap<Url, Vec<usize>> = AHashMap::new();
    let mut newest = vec![Vec::new(); langs.len()];
    for (index, page) in pages.iter().enumerate() {
        by_key[page.lang].insert(page.key.clone(), index);
        if page.card.over {
            continue;
        }
        if let Some(parent) = &page.parent {
            children.entry(parent.clone()).or_default().push(index);
        }
        if !page.section {
            newest[page.lang].push(index);
        }
    }
    let mut rank = vec![0; pages.len()];
    let mut folders: Vec<_> = children.iter_mut().collect();
    folders.sort_by(|a, b| a.0.cmp(b.0));
    for (_, list) in folders {
        list.sort_by(|a, b| order::by_place(&pages[*a], &pages[*b]));
        for (place, index) in list.iter().enumerate() {
            rank[*index] = place;
        }
        findings.extend(without_weight(&pages, list));
    }
    for list in &mut newest {
        list.sort_by(|a, b| order::by_date(&pages[*a], &pages[*b]));
    }
    findings.extend(taxonomy::findings(&inputs.config, pages.iter().chain(&broken), &spellings));
    let gather = |taxonomy| {
        langs
            .iter()
            .zip(&newest)
            .map(|(lang, newest)| taxonomy::gather(taxonomy, &inputs.config, lang, &pages, newest, &spellings))
            .collect()
    };
    let (aliases, alias_findings) = files::aliases(&pages, &by_url);
    findings.extend(alias_findings);
    let attached = files::attached(&inputs, &pages);
    findings.extend(files::no_site_image(&inputs));
    Site {
        questions: Arc::new(newest.iter().map(|newest| questions::gather(&pages, newest)).collect()),
        terms: [gather(Taxonomy::Topics), gather(Taxonomy::Tags)].into(),
        backlinks: files::backlinks(&pages).into(),
        published: attached.published.into(),
        files: attached.files.into(),
        pictures: attached.pictures.into(),
        aliases: aliases.into(),
        config: inputs.config,
        options: inputs.options,
        theme: inputs.theme,
        data: inputs.data.into(),
        shelf: inputs.shelf,
        hidden: hidden.into(),
        broken: broken.into(),
        present: Arc::new(
            inputs.tree.files.keys().filter(|path| path.as_str().starts_with("content/")).cloned().collect(),
        ),
        asked: Default::default(),
        langs,
        pages,
        by_url: by_url.into(),
        by_key: by_key.into(),
        children: children.into(),
        rank: rank.into(),
        newest: newest.into(),
        findings,
        edit: None,
    }
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

/// Which document stands at which key, in each language; folders without `_index.md` get a page named like them.
type Places = Vec<BTreeMap<String, Arc<Document>>>;

fn places(inputs: &Inputs<'_>, langs: &[SiteLanguage]) -> (Places, Vec<Diagnostic>) {
    let mut places: Places = vec![BTreeMap::new(); langs.len()];
    let mut findings = Vec::new();
    for document in inputs.documents.values() {
        let lang =
            document.lang.as_ref().and_then(|code| langs.iter().position(|lang| lang.code == *code)).unwrap_or(0);
        if let Some(first) = places[lang].insert(document.key.clone(), document.clone()) {
            findings.push(duplicate(
                &Url::new(format!("/{}", document.key.trim_end_matches("_index"))),
                &first,
                document,
            ));
            places[lang].insert(document.key.clone(), first);
        }
    }
    let keys: BTreeSet<&str> = places.iter().flat_map(|places| places.keys()).map(String::as_str).collect();
    let mut folders = BTreeSet::from([String::new()]);
    for key in keys {
        folders.extend(key.match_indices('/').map(|(at, _)| key[..=at].to_owned()));
    }
    let all: BTreeSet<String> = places[0].keys().cloned().collect();
    for folder in folders {
        let key = format!("{folder}_index");
        if !all.contains(&key) {
            let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let title = if folder.is_empty() { inputs.config.title.clone() } else { name.to_owned() };
            places[0].insert(key.clone(), Arc::new(unwritten(&key, title)));
        }
    }
    (places, findings)
}

/// A section's page that nobody wrote.
fn unwritten(key: &str, title: String) -> Document {
    let mut document = Document::empty(SourcePath::new(&format!("content/{key}.md")), key.to_owned());
    document.fingerprint = Fingerprint::of(&title);
    document.reading = reading_key("", &title);
    document.meta.title = title;
    document
}

/// The pages of the site, and those that are not part of it.
struct Sorted {
    pages: Vec<Page>,
    /// Pages that cannot be shown: they are checked all the same.
    broken: Vec<Page>,
    /// Why a file is no page of the site, by its place.
    hidden: BTreeMap<String, &'static str>,
}

fn pages(inputs: &Inputs<'_>, langs: &[SiteLanguage], places: &Places, spellings: &Spellings) -> Sorted {
    let (mut pages, mut broken, mut hidden) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (number, lang) in langs.iter().enumerate() {
        // A section's page must come before what is below it: `_index` of the folder, then its pages and folders.
        let keys: BTreeSet<&String> = places[0].keys().chain(places[number].keys()).collect();
        let mut keys: Vec<&String> = keys.into_iter().collect();
        keys.sort_by_key(|key| (key.matches('/').count(), !key.ends_with("_index")));
        let mut sections: AHashMap<&str, (Url, Status)> = AHashMap::new();
        for key in keys {
            let own = places[number].get(key);
            let Some(document) = own.or_else(|| places[0].get(key)) else { continue };
            let (folder, name) = key.rfind('/').map_or(("", key.as_str()), |at| (&key[..at], &key[at + 1..]));
            let section = name == "_index";
            let top = section && folder.is_empty();
            let above = if section { folder.rfind('/').map_or("", |at| &folder[..at]) } else { folder };
            let parent = if top { None } else { sections.get(above).cloned() };
            if parent.is_none() && !top {
                // The section above is left out, and so is everything in it.
                hidden.insert(place_of(&document.path), "draft");
                continue;
            }
            let slug = [Some(document), places[0].get(key)]
                .into_iter()
                .flatten()
                .map(|document| document.meta.slug.as_str())
                .find(|slug| !slug.is_empty());
            let part = slug.map_or_else(
                || url_part(if section { folder.rsplit('/').next().unwrap_or_default() } else { name }),
                term_slug,
            );
            let url = parent.as_ref().map_or_else(|| lang.root.clone(), |(above, _)| above.child(&part));
            let above_is_draft = parent.as_ref().is_some_and(|(_, status)| *status == Status::Draft);
            let status = if above_is_draft { Status::Draft } else { status(document, inputs) };
            if left_out(document, status, inputs) {
                hidden.insert(place_of(&document.path), status.name());
                continue;
            }
            if section {
                sections.insert(folder, (url.clone(), status));
            }
            let card = card(inputs, lang, document, &url, status, own.is_none() && number > 0, top, section, spellings);
            let page = Page {
                url,
                lang: number,
                key: key.clone(),
                document: document.clone(),
                card: Arc::new(card),
                parent: parent.map(|(url, _)| url),
                section,
            };
            if document.broken {
                hidden.insert(place_of(&document.path), "broken");
                broken.push(page);
            } else {
                pages.push(page);
            }
        }
    }
    pages.sort_by(|a, b| (a.lang, &a.document.path, &a.key).cmp(&(b.lang, &b.document.path, &b.key)));
    Sorted { pages, broken, hidden }
}

#[allow(clippy::too_many_arguments)]
fn card(
    inputs: &Inputs<'_>,
    lang: &SiteLanguage,
    document: &Document,
    url: &Url,
    status: Status,
    fallback: bool,
    top: bool,
    section: bool,
    spellings: &Spellings,
) -> Card {
    let meta = &document.meta;
    let kind = match meta.kind.as_str() {
        "" if top => "home",
        "" if section => "section",
        "" => "guide",
        kind => kind,
    };
    let topic = |key: &String| Label {
        key: key.clone(),
        label: taxonomy::topic_label(&inputs.config, key, &lang.code).to_owned(),
        url: taxonomy::topic_url(lang, key),
    };
    let tag = |name: &String| {
        let spelling = spellings.of(name)?;
        Some(Label {
            key: spelling.first.clone(),
            label: spelling.first.clone(),
            url: taxonomy::tag_url(lang, spelling),
        })
    };
    let known = |key: &&String| inputs.config.topics.iter().any(|topic| topic.key == **key);
    let image = destination(&document.path, &meta.image);
    Card {
        url: url.clone(),
        part: String::new(),
        path: document.path.as_str().to_owned(),
        title: meta.title.clone(),
        description: meta.description.clone(),
        summary: document.summary.clone(),
        kind: kind.to_owned(),
        topics: meta.topics.iter().filter(known).map(topic).collect(),
        tags: meta.tags.iter().filter_map(tag).collect(),
        date: meta.date,
        updated: meta.updated,
        status,
        image: match image {
            Destination::File(path) if inputs.tree.get(&path).is_some() => Some(files::shown_url(inputs, &path)),
            _ => None,
        },
        fallback,
        fields: meta.fields.clone(),
        answers: document.answers.len(),
        over: events::is_over(kind, document, inputs.options.now),
        areas: document.areas(),
        fingerprint: Fingerprint::default(),
        slot: RenderCache::default(),
    }
    .sealed()
}

/// The first page by path keeps its URL; the others are left out and reported.
fn one_page_per_url(pages: &mut Vec<Page>) -> Vec<Diagnostic> {
    let mut first: AHashMap<Url, Arc<Document>> = AHashMap::new();
    let mut findings = Vec::new();
    pages.retain(|page| match first.get(&page.url) {
        None => {
            first.insert(page.url.clone(), page.document.clone());
            true
        }
        Some(other) => {
            if !page.card.fallback {
                findings.push(duplicate(&page.url, other, &page.document));
            }
            false
        }
    });
    findings
}

fn duplicate(url: &Url, first: &Document, second: &Document) -> Diagnostic {
    let (a, b) = (&first.path, &second.path);
    let short = |path: &SourcePath| path.file_name().to_owned();
    let (x, y) = if a.folder() == b.folder() { (short(a), short(b)) } else { (a.to_string(), b.to_string()) };
    let slug = format!("{}-2", url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let place = |document: &Document| document.given("slug").unwrap_or_else(|| document.place("title")).value;
    Diagnostic::error(
        "duplicate-url",
        msgf!(
        ja: "2つのページが同じURL `{url}` になります：`{x}` と `{y}`",
        en: "two pages have the same URL `{url}`: `{x}` and `{y}`"),
    )
    .at(b, place(second))
    .at(a, place(first))
    .help(msgf!(ja: "どちらかに `slug: {slug}` を書いてください", en: "write `slug: {slug}` in one of them"))
}

/// A page without weight among pages that have one stands last: worth a word.
fn without_weight(pages: &[Page], list: &[usize]) -> Vec<Diagnostic> {
    let own = |index: &&usize| pages[**index].lang == 0 && !pages[**index].section;
    let weighted = list.iter().filter(own).filter(|index| pages[**index].document.meta.weight.is_some()).count();
    if weighted == 0 {
        return Vec::new();
    }
    // A weight of the wrong type has its own finding.
    let missing = |index: &&usize| {
        pages[**index].document.meta.weight.is_none() && pages[**index].document.given("weight").is_none()
    };
    let finding = |index: &usize| {
        let document = &pages[*index].document;
        Diagnostic::hint(
            "no-weight",
            crate::msg!(
            ja: "並び順（`weight`）がないため、最後に並べました",
            en: "the page has no `weight`, so it stands last"),
        )
        .at(&document.path, document.place("title").key)
        .help(
            crate::msg!(ja: "`weight: 10` のように書くと、小さい数ほど前に並びます", en: "write `weight: 10`; smaller numbers come first"),
        )
    };
    list.iter().filter(own).filter(missing).map(finding).collect()
}
