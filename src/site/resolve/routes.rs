//! Which pages there are, and where: everything that an edit of a text or a title leaves as it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ahash::AHashMap;

use crate::{
    base::{hash::Fingerprint, path::SourcePath, url::Url},
    load::document::Document,
    site::{
        inputs::Inputs,
        language::SiteLanguage,
        links::place_of,
        resolve::{
            cards::Status,
            visibility::{left_out, status},
        },
    },
    text::{
        japanese::reading_key,
        slug::{term_slug, url_part},
    },
};

/// The pages of a site by place, whatever they say.
#[derive(Default, Debug)]
pub(crate) struct Routes {
    /// In the order of language, then file; one for each URL.
    pub(crate) pages: Vec<Place>,
    /// Those that cannot be shown: they are checked all the same.
    pub(crate) broken: Vec<Place>,
    /// The places of pages that exist and are not part of the site, and why.
    pub(crate) hidden: BTreeMap<String, &'static str>,
    pub(crate) by_url: AHashMap<Url, usize>,
    /// By language, then key.
    pub(crate) by_key: Vec<AHashMap<String, usize>>,
    /// Documents that share a URL.
    pub(crate) clashes: Vec<Clash>,
    /// Sections' pages that nobody wrote; their numbers follow those of the files.
    unwritten: Vec<Arc<Document>>,
}

/// Where a page stands.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) url: Url,
    pub(crate) lang: usize,
    pub(crate) key: String,
    /// The number of its document.
    pub(crate) document: usize,
    pub(crate) parent: Option<Url>,
    pub(crate) section: bool,
    pub(crate) top: bool,
    /// Whether it stands in for a missing translation.
    pub(crate) fallback: bool,
    pub(crate) status: Status,
}

/// Two documents for one URL: the second is left out.
#[derive(Debug)]
pub(crate) struct Clash {
    pub(crate) url: Url,
    pub(crate) first: usize,
    pub(crate) second: usize,
}

impl Routes {
    /// The document of a number; `written` are those of the files, in order.
    pub(crate) fn document<'a>(&'a self, written: &[&'a Arc<Document>], number: usize) -> &'a Arc<Document> {
        written.get(number).copied().unwrap_or_else(|| &self.unwritten[number - written.len()])
    }

    pub(super) fn new(inputs: &Inputs<'_>, langs: &[SiteLanguage], written: &[&Arc<Document>]) -> Self {
        let (mut keys, clashes) = keys(langs, written);
        let unwritten = unwritten(&inputs.config.title, &keys);
        let documents: Vec<&Arc<Document>> = written.iter().copied().chain(&unwritten).collect();
        keys[0].extend((written.len()..documents.len()).map(|number| (documents[number].key.as_str(), number)));
        let mut routes = Self { clashes, unwritten: unwritten.clone(), ..Self::default() };
        for lang in 0..langs.len() {
            routes.place(inputs, langs, lang, &documents, &keys);
        }
        let place = |page: &Place| (page.lang, &documents[page.document].path);
        routes.pages.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.key.cmp(&b.key)));
        routes.keep_one_page_per_url();
        routes.by_key = vec![AHashMap::new(); langs.len()];
        for (index, page) in routes.pages.iter().enumerate() {
            routes.by_url.insert(page.url.clone(), index);
            routes.by_key[page.lang].insert(page.key.clone(), index);
        }
        routes
    }

    /// Finds the places of a language's pages.
    fn place(
        &mut self,
        inputs: &Inputs<'_>,
        langs: &[SiteLanguage],
        lang: usize,
        documents: &[&Arc<Document>],
        keys: &Keys<'_>,
    ) {
        // A section's page must come before what is below it: `_index` of the folder, then its pages and folders.
        let all: BTreeSet<&str> = keys[0].keys().chain(keys[lang].keys()).copied().collect();
        let mut all: Vec<&str> = all.into_iter().collect();
        all.sort_by_key(|key| (key.matches('/').count(), !key.ends_with("_index")));
        let mut sections: AHashMap<&str, (Url, Status)> = AHashMap::new();
        for key in all {
            let (own, default) = (keys[lang].get(key), keys[0].get(key));
            let Some(number) = own.or(default).copied() else { continue };
            let document = documents[number];
            let (folder, name) = key.rfind('/').map_or(("", key), |at| (&key[..at], &key[at + 1..]));
            let section = name == "_index";
            let top = section && folder.is_empty();
            let above = if section { folder.rfind('/').map_or("", |at| &folder[..at]) } else { folder };
            let parent = if top { None } else { sections.get(above).cloned() };
            if parent.is_none() && !top {
                // The section above is left out, and so is everything in it.
                self.hidden.insert(place_of(&document.path), "draft");
                continue;
            }
            let given = [Some(number), default.copied()]
                .into_iter()
                .flatten()
                .map(|number| documents[number].meta.slug.as_str());
            let file = if section { folder.rsplit('/').next().unwrap_or_default() } else { name };
            let part = given.into_iter().find(|slug| !slug.is_empty()).map_or_else(|| url_part(file), term_slug);
            let url = parent.as_ref().map_or_else(|| langs[lang].root.clone(), |(above, _)| above.child(&part));
            let above_is_draft = parent.as_ref().is_some_and(|(_, status)| *status == Status::Draft);
            let status = if above_is_draft { Status::Draft } else { status(document, inputs) };
            if left_out(document, status, inputs) {
                self.hidden.insert(place_of(&document.path), status.name());
                continue;
            }
            if section {
                sections.insert(folder, (url.clone(), status));
            }
            let (parent, fallback) = (parent.map(|(url, _)| url), own.is_none() && lang > 0);
            let place =
                Place { url, lang, key: key.to_owned(), document: number, parent, section, top, fallback, status };
            if document.unknown_language().is_some() {
                self.hidden.insert(place_of(&document.path), "language");
                self.broken.push(place);
            } else if document.broken || inputs.tree.left_out.contains(&document.path) {
                self.hidden.insert(place_of(&document.path), "broken");
                self.broken.push(place);
            } else {
                self.pages.push(place);
            }
        }
    }

    /// The first page by path keeps its URL; the others are left out.
    fn keep_one_page_per_url(&mut self) {
        let mut first: AHashMap<Url, usize> = AHashMap::new();
        let clashes = &mut self.clashes;
        self.pages.retain(|page| match first.get(&page.url) {
            None => {
                first.insert(page.url.clone(), page.document);
                true
            }
            Some(first) => {
                // What stands in for a translation is lost as well: the top page at `/vi/` where there is a `vi.md`.
                if *first != page.document {
                    clashes.push(Clash { url: page.url.clone(), first: *first, second: page.document });
                }
                false
            }
        });
    }
}

/// Which document stands at which key, in each language.
type Keys<'a> = [BTreeMap<&'a str, usize>];

fn keys<'a>(langs: &[SiteLanguage], written: &[&'a Arc<Document>]) -> (Vec<BTreeMap<&'a str, usize>>, Vec<Clash>) {
    let (mut keys, mut clashes) = (vec![BTreeMap::new(); langs.len()], Vec::new());
    for (second, document) in written.iter().enumerate() {
        let lang =
            document.lang.as_ref().and_then(|code| langs.iter().position(|lang| lang.code == *code)).unwrap_or(0);
        let first = *keys[lang].entry(document.key.as_str()).or_insert(second);
        if first != second {
            let url = Url::new(format!("/{}", document.key.trim_end_matches("_index")));
            clashes.push(Clash { url, first, second });
        }
    }
    (keys, clashes)
}

/// The pages of folders without `_index.md`, named like them.
fn unwritten(site: &str, keys: &Keys<'_>) -> Vec<Arc<Document>> {
    let mut folders = BTreeSet::from([""]);
    for key in keys.iter().flat_map(BTreeMap::keys) {
        folders.extend(key.match_indices('/').map(|(at, _)| &key[..=at]));
    }
    let page = |folder: &str| {
        let key = format!("{folder}_index");
        let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let title = if folder.is_empty() { site } else { name };
        (!keys[0].contains_key(key.as_str())).then(|| Arc::new(section(&key, title.to_owned())))
    };
    folders.into_iter().filter_map(page).collect()
}

/// A section's page that nobody wrote.
fn section(key: &str, title: String) -> Document {
    let mut document = Document::empty(SourcePath::new(&format!("content/{key}.md")), key.to_owned());
    document.fingerprint = Fingerprint::of(&title);
    document.reading = reading_key("", &title);
    document.meta.title = title;
    document.sealed()
}
