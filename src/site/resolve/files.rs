//! What hangs on pages: the links between them, the files beside them, the old URLs that lead to them.

use std::{collections::BTreeMap, sync::Arc};

use ahash::AHashMap;

use crate::{
    base::{
        hash::Fingerprint,
        path::SourcePath,
        url::{OutPath, Url, decode},
        value::Value,
    },
    image::{
        inspect,
        variants::{Variant, VariantJob, VariantSet},
    },
    load::{document::LinkKind, tables::write},
    site::{
        inputs::Inputs,
        links::{self, Destination, destination, place_of},
        page::{Alias, Goal, Page, Published},
        query::FileEntry,
        resolve::published_name::published_url,
    },
    text::span::Span,
};

/// Which pages link to a page, by the place of its file.
pub(crate) fn backlinks(pages: &[Arc<Page>]) -> AHashMap<String, Vec<usize>> {
    let mut backlinks: AHashMap<String, Vec<usize>> = AHashMap::new();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| !page.card.fallback) {
        for link in page.document.links.iter().filter(|link| link.kind == LinkKind::Link) {
            if let Destination::Page(path, _) = destination(&page.document.path, &link.target) {
                let pages = backlinks.entry(place_of(&path)).or_default();
                if pages.last() != Some(&index) {
                    pages.push(index);
                }
            }
        }
    }
    backlinks
}

/// The files that the site's pages refer to; nothing else of `content/` is published.
#[derive(Default, Debug)]
pub(crate) struct Attached {
    /// What pages may know of them.
    pub(crate) files: BTreeMap<SourcePath, FileEntry>,
    /// Those that are published whole. A picture that is only shown is not: its variants are.
    pub(crate) published: BTreeMap<SourcePath, Published>,
    /// The variants of pictures, by where they are written.
    pub(crate) pictures: BTreeMap<OutPath, Arc<VariantJob>>,
}

/// How pages refer to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Linked,
    Shown,
    Shared,
    /// At the head of every page.
    Logo,
    /// As the table of a page, of which the corrected one is taken along.
    Table,
}

pub(crate) fn attached(inputs: &Inputs<'_>, pages: &[Arc<Page>]) -> Attached {
    let mut attached = Attached::default();
    let how = |key| if key == "image" { Use::Shared } else { Use::Logo };
    let site = inputs.config.pictures().filter_map(|(key, name, _)| Some((site_image(name)?, how(key))));
    let of_page = |page: &Arc<Page>| {
        let document = &page.document;
        let links = document
            .links
            .iter()
            .map(|link| (link.target.as_str(), if link.kind == LinkKind::Link { Use::Linked } else { Use::Shown }));
        let all = links.chain([(document.meta.image.as_str(), Use::Shared)]).filter_map(|(target, how)| {
            match destination(&document.path, target) {
                Destination::File(path) => Some((path, how)),
                _ => None,
            }
        });
        let table = document.meta.fields.get("table").and_then(Value::as_text).filter(|_| page.card.nature.takes_table);
        let table = table.and_then(|table| links::table(&document.path, table)).map(|path| (path, Use::Table));
        all.chain(table).collect::<Vec<_>>()
    };
    let mut uses: Vec<_> = pages.iter().filter(|page| !page.card.fallback).flat_map(of_page).chain(site).collect();
    // A table that some page shows is the corrected one wherever it is linked.
    uses.sort_by_key(|(_, how)| *how != Use::Table);
    for (path, how) in uses {
        attached.add(inputs, path, how);
    }
    attached
}

impl Attached {
    fn add(&mut self, inputs: &Inputs<'_>, path: SourcePath, how: Use) {
        let Some(source) = inputs.tree.get(&path) else { return };
        let image = inputs.images.get(&path);
        let plan = image.and_then(|image| image.plan);
        let whole = how == Use::Linked || how == Use::Table;
        let corrected = if how == Use::Table { corrected(inputs, &path) } else { None };
        if whole || plan.is_none() {
            let published = || match image {
                None if corrected.is_some() => {
                    let bytes = corrected.clone().unwrap_or_default();
                    Published { fingerprint: Fingerprint::of(&bytes), bytes }
                }
                Some(image) if plan.is_some() => {
                    Published { bytes: inspect::stripped(&path, &source.bytes), fingerprint: image.fingerprint }
                }
                Some(image) => Published { bytes: image.bytes.clone(), fingerprint: image.fingerprint },
                None => Published { bytes: source.bytes.clone(), fingerprint: source.fingerprint },
            };
            self.published.entry(path.clone()).or_insert_with(published);
        }
        if let Some(plan) = plan {
            let variants = match how {
                Use::Linked | Use::Table => Vec::new(),
                Use::Shown => plan.shown(),
                Use::Logo => plan.small().to_vec(),
                Use::Shared => {
                    [VariantSet::SHARED].into_iter().filter(|_| plan.can_share()).chain([plan.fallback()]).collect()
                }
            };
            for variant in variants {
                let recipe = || Arc::new(VariantJob { original: source.bytes.clone(), plan, variant });
                self.pictures.entry(picture_url(&plan, variant).out()).or_insert_with(recipe);
            }
        }
        let published = self.published.get(&path);
        self.files.entry(path).or_insert_with_key(|path| FileEntry {
            url: published_url(path, published.map_or(source.fingerprint, |published| published.fingerprint)),
            name: path.as_str().rsplit('/').next().unwrap_or_default().to_owned(),
            size: published.map_or(source.bytes.len(), |published| published.bytes.len()) as u64,
            dimensions: image.and_then(|image| image.dimensions),
            plan,
        });
    }
}

/// The file that `image` in site.toml names: a path below `content/`.
pub fn site_image(name: &str) -> Option<SourcePath> {
    let name = name.trim_start_matches('/');
    (!name.is_empty()).then(|| SourcePath::new("content/_index.md").join(name)).flatten()
}

/// A picture of site.toml that cannot be shown.
#[derive(Debug)]
pub struct LostPicture {
    /// Its key: `image`, `theme.logo`.
    pub key: &'static str,
    /// The path as it is written.
    pub name: String,
    /// Where it is written.
    pub at: Span,
    /// Whether there is such a file, which is no picture then.
    pub is_file: bool,
}

/// The pictures that site.toml names and that cannot be shown.
pub(crate) fn find_lost_pictures(inputs: &Inputs<'_>) -> Vec<LostPicture> {
    let lost = |(key, name, at): (&'static str, &str, Span)| {
        let path = site_image(name);
        let image = path.as_ref().and_then(|path| inputs.images.get(path));
        let is_shown = image.is_some_and(|image| image.plan.is_some() || image.dimensions.is_some());
        let is_file = path.is_some_and(|path| inputs.tree.get(&path).is_some());
        (!is_shown).then(|| LostPicture { key, name: name.to_owned(), at, is_file })
    };
    inputs.config.pictures().filter_map(lost).collect()
}

/// Where a picture's variant stands. All of them lie in one folder: the name is the content, wherever the original
/// lies.
pub fn picture_url(plan: &VariantSet, variant: Variant) -> Url {
    Url::root().child("img").file(&plan.name(variant))
}

/// The URL by which others may show a file: of a picture with variants the one that every browser knows.
pub(crate) fn shown_url(inputs: &Inputs<'_>, path: &SourcePath) -> Url {
    let plan = inputs.images.get(path).and_then(|image| image.plan);
    let content = || match (inputs.images.get(path), inputs.tree.get(path)) {
        (Some(image), _) => image.fingerprint,
        (None, source) => source.map_or(Fingerprint::default(), |source| source.fingerprint),
    };
    plan.map_or_else(|| published_url(path, content()), |plan| picture_url(&plan, plan.fallback()))
}

/// The corrected table of a file, as open data writes it; `None` if no profile knows the table.
fn corrected(inputs: &Inputs<'_>, path: &SourcePath) -> Option<Arc<[u8]>> {
    let table = inputs.shelf.table(path).filter(|table| table.sort.is_some())?;
    let profiles = inputs.shelf.profiles()?;
    let csv = write::csv(&profiles.value, profiles.value.of(&table.header)?, &table.rows);
    let mark = if inputs.config.open_data.as_ref().is_none_or(|own| own.bom) { "\u{feff}" } else { "" };
    Some(format!("{mark}{csv}").into_bytes().into())
}

/// Where an old URL leads: `old/page/`, `old/page.html`, `old/page/#part`; `None` if it would lie outside the site.
fn old_url(alias: &str) -> Option<(Url, String)> {
    let (path, part) = alias.split_once('#').unwrap_or((alias, ""));
    let path = decode(path);
    let path = path.trim_matches('/');
    let leaves = path.contains(['\\', ':', '?', '*', '"', '<', '>', '|'])
        || path.split('/').any(|part| matches!(part, "." | ".." | ".git") || part.starts_with(".shirube-"));
    let empty = !path.is_empty() && path.split('/').any(str::is_empty);
    if leaves || empty || path.chars().any(char::is_control) {
        return None;
    }
    let is_file = [".html", ".htm"].iter().any(|ending| path.ends_with(ending));
    let url = match path {
        "" => Url::root(),
        path if is_file => Url::root().file(path),
        path => Url::root().child(path),
    };
    Some((url, decode(part)))
}

/// The old parts of a page that are not its headings any more: `#ryokin` of `aliases: ["rent/#ryokin"]` at `/rent/`.
pub(crate) fn old_parts(page: &Page) -> Vec<String> {
    let here = |alias: &String| {
        old_url(alias).filter(|(url, part)| *url == page.url && !part.is_empty()).map(|(_, part)| part)
    };
    page.document.meta.aliases.iter().filter_map(here).filter(|part| !page.document.anchors.contains(part)).collect()
}

/// The redirects, and the old URLs that cannot be ones; pages by their numbers.
#[derive(Default, Debug)]
pub(crate) struct Aliases {
    pub(crate) list: Vec<Alias>,
    /// Old URLs that cannot be read.
    pub(crate) malformed: Vec<(usize, String)>,
    /// Old URLs that are already the address of another file.
    pub(crate) taken: Vec<(usize, String, SourcePath)>,
}

pub(crate) fn aliases(pages: &[Arc<Page>], by_url: &AHashMap<Url, usize>) -> Aliases {
    let mut by_old: BTreeMap<Url, Alias> = BTreeMap::new();
    let mut aliases = Aliases::default();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| !page.card.fallback) {
        for alias in &page.document.meta.aliases {
            let Some((from, part)) = old_url(alias) else {
                aliases.malformed.push((index, alias.clone()));
                continue;
            };
            if let Some(other) = by_url.get(&from).map(|index| &pages[*index]) {
                // A part of the page itself is an anchor on it.
                if part.is_empty() || other.url != page.url {
                    aliases.taken.push((index, alias.clone(), other.document.path.clone()));
                }
                continue;
            }
            let goal = Goal { part, to: page.url.clone(), path: page.document.path.clone() };
            let alias_of =
                by_old.entry(from.clone()).or_insert_with(|| Alias { from, lang: page.lang, goals: Vec::new() });
            match alias_of.goals.iter().find(|other| other.part == goal.part) {
                Some(other) if other.to != goal.to => aliases.taken.push((index, alias.clone(), other.path.clone())),
                Some(_) => {}
                None => alias_of.goals.push(goal),
            }
        }
    }
    aliases.list = by_old.into_values().collect();
    // The page as a whole comes before its parts.
    aliases.list.iter_mut().for_each(|alias| {
        alias
            .goals
            .sort_by(|a, b| a.part.is_empty().cmp(&b.part.is_empty()).reverse().then_with(|| a.part.cmp(&b.part)))
    });
    aliases
}
