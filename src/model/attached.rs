//! What hangs on pages: the links between them, the files beside them, the old URLs that lead to them.

use std::collections::BTreeMap;

use ahash::AHashMap;

use crate::{
    diagnostic::Diagnostic,
    load::document::LinkKind,
    model::{
        Alias, Page, Published,
        links::{Destination, destination},
        query::FileEntry,
        resolve::Inputs,
        url::Url,
    },
    source::SourcePath,
    tell,
};

/// Which pages link to a file, by its path.
pub(super) fn backlinks(pages: &[Page]) -> AHashMap<String, Vec<usize>> {
    let mut backlinks: AHashMap<String, Vec<usize>> = AHashMap::new();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| !page.card.fallback) {
        for link in page.document.links.iter().filter(|link| link.kind == LinkKind::Link) {
            if let Destination::Page(path, _) = destination(&page.document.path, &link.target) {
                let pages = backlinks.entry(path.as_str().to_owned()).or_default();
                if pages.last() != Some(&index) {
                    pages.push(index);
                }
            }
        }
    }
    backlinks
}

/// The files that the site's pages refer to; nothing else of `content/` is published.
pub(super) fn files(inputs: &Inputs<'_>, pages: &[Page]) -> BTreeMap<SourcePath, FileEntry> {
    let mut files = BTreeMap::new();
    for page in pages.iter().filter(|page| !page.card.fallback) {
        let document = &page.document;
        let targets = document.links.iter().map(|link| link.target.as_str()).chain([document.meta.image.as_str()]);
        for target in targets {
            let Destination::File(path) = destination(&document.path, target) else { continue };
            let Some(source) = inputs.tree.get(&path).filter(|_| !files.contains_key(&path)) else { continue };
            let image = inputs.images.get(&path);
            let size = image.map_or(source.bytes.len(), |image| image.bytes.len());
            files.insert(
                path.clone(),
                FileEntry { url: file_url(&path), size: size as u64, dimensions: image.and_then(|image| image.dimensions) },
            );
        }
    }
    files
}

pub(super) fn published(inputs: &Inputs<'_>, path: &SourcePath) -> Option<Published> {
    let source = inputs.tree.get(path)?;
    Some(match inputs.images.get(path) {
        Some(image) => Published { bytes: image.bytes.clone(), fingerprint: image.fingerprint },
        None => Published { bytes: source.bytes.clone(), fingerprint: source.fingerprint },
    })
}

pub(super) fn file_url(path: &SourcePath) -> Url {
    Url::new(path.as_str().strip_prefix("content").unwrap_or(path.as_str()))
}

pub(super) fn aliases(pages: &[Page], by_url: &AHashMap<Url, usize>) -> (Vec<Alias>, Vec<Diagnostic>) {
    let mut known: AHashMap<Url, &Page> = AHashMap::new();
    let (mut aliases, mut findings) = (Vec::new(), Vec::new());
    for page in pages.iter().filter(|page| !page.card.fallback) {
        for alias in &page.document.meta.aliases {
            let path = alias.split('#').next().unwrap_or(alias).trim_matches('/');
            let from = if path.is_empty() { Url::root() } else { Url::root().child(path) };
            let own = from == page.url && alias.contains('#');
            let taken = by_url
                .get(&from)
                .map(|index| &pages[*index])
                .or_else(|| known.get(&from).copied())
                .filter(|other| other.url != page.url || !alias.contains('#'));
            if let Some(other) = taken {
                findings.push(taken_alias(alias, page, other));
            } else if !own && known.insert(from.clone(), page).is_none() {
                aliases.push(Alias { from, to: page.url.clone(), lang: page.lang, path: page.document.path.clone() });
            }
        }
    }
    aliases.sort_by(|a, b| a.from.cmp(&b.from));
    (aliases, findings)
}

fn taken_alias(alias: &str, page: &Page, other: &Page) -> Diagnostic {
    let file = &other.document.path;
    let place = page.document.place("aliases").value;
    Diagnostic::error(
        "alias-taken",
        tell!(
        ja: "前のURL（`aliases`）の `{alias}` は、`{file}` がもう使っています",
        en: "the alias `{alias}` is already the address of `{file}`"),
    )
    .at(&page.document.path, place)
    .help(tell!(ja: "この行を消すか、別のURLにしてください", en: "remove this line, or give another URL"))
}
