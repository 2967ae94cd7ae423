//! What hangs on pages: the links between them, the files beside them, the old URLs that lead to them.

use std::collections::BTreeMap;

use ahash::AHashMap;

use crate::{
    diagnostic::Diagnostic,
    load::document::LinkKind,
    model::{
        Alias, Goal, Page, Published,
        links::{self, Destination, destination},
        query::FileEntry,
        resolve::Inputs,
        url::{Url, decode},
    },
    source::SourcePath,
    tell,
    value::Value,
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
        let files_of = targets.filter_map(|target| match destination(&document.path, target) {
            Destination::File(path) => Some(path),
            _ => None,
        });
        let table = document.meta.fields.get("table").and_then(Value::as_text).filter(|_| page.card.kind == "table");
        for path in files_of.chain(table.and_then(|table| links::table(&document.path, table))) {
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
    path.as_str().strip_prefix("content").map_or_else(|| Url::root().file(path.as_str()), Url::new)
}

/// Where an old URL leads: `old/page/`, `old/page.html`, `old/page/#part`; `None` if it would lie outside the site.
fn old_url(alias: &str) -> Option<(Url, String)> {
    let (path, part) = alias.split_once('#').unwrap_or((alias, ""));
    let path = decode(path);
    let path = path.trim_matches('/');
    let leaves = path.contains(['\\', ':', '?', '*', '"', '<', '>', '|']) || path.split('/').any(|part| matches!(part, "." | ".."));
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
pub(super) fn old_parts(page: &Page) -> Vec<String> {
    let here = |alias: &String| old_url(alias).filter(|(url, part)| *url == page.url && !part.is_empty()).map(|(_, part)| part);
    page.document.meta.aliases.iter().filter_map(here).filter(|part| !page.document.anchors.contains(part)).collect()
}

pub(super) fn aliases(pages: &[Page], by_url: &AHashMap<Url, usize>) -> (Vec<Alias>, Vec<Diagnostic>) {
    let mut aliases: BTreeMap<Url, Alias> = BTreeMap::new();
    let mut findings = Vec::new();
    for page in pages.iter().filter(|page| !page.card.fallback) {
        for alias in &page.document.meta.aliases {
            let Some((from, part)) = old_url(alias) else {
                findings.push(alias_form(alias, page));
                continue;
            };
            if let Some(index) = by_url.get(&from) {
                // A part of the page itself is an anchor on it.
                if part.is_empty() || pages[*index].url != page.url {
                    findings.push(taken_alias(alias, page, &pages[*index].document.path));
                }
                continue;
            }
            let goal = Goal { part, to: page.url.clone(), path: page.document.path.clone() };
            let alias_of = aliases.entry(from.clone()).or_insert_with(|| Alias { from, lang: page.lang, goals: Vec::new() });
            match alias_of.goals.iter().find(|other| other.part == goal.part) {
                Some(other) if other.to != goal.to => findings.push(taken_alias(alias, page, &other.path)),
                Some(_) => {}
                None => alias_of.goals.push(goal),
            }
        }
    }
    let mut aliases: Vec<Alias> = aliases.into_values().collect();
    // The page as a whole comes before its parts.
    aliases.iter_mut().for_each(|alias| {
        alias.goals.sort_by(|a, b| a.part.is_empty().cmp(&b.part.is_empty()).reverse().then_with(|| a.part.cmp(&b.part)))
    });
    (aliases, findings)
}

fn alias_form(alias: &str, page: &Page) -> Diagnostic {
    Diagnostic::error(
        "alias-form",
        tell!(
        ja: "前のURL（`aliases`）の `{alias}` を読み取れません",
        en: "the alias `{alias}` cannot be read"),
    )
    .at(&page.document.path, page.document.place_of("aliases", alias))
    .help(crate::say!(
        ja: "`aliases: [sumai/yachin/]` のように、サイトの先頭からの場所を書いてください",
        en: "write the place from the site's root, like `aliases: [sumai/yachin/]`"))
}

fn taken_alias(alias: &str, page: &Page, file: &SourcePath) -> Diagnostic {
    let place = page.document.place_of("aliases", alias);
    Diagnostic::error(
        "alias-taken",
        tell!(
        ja: "前のURL（`aliases`）の `{alias}` は、`{file}` がもう使っています",
        en: "the alias `{alias}` is already the address of `{file}`"),
    )
    .at(&page.document.path, place)
    .help(tell!(ja: "この行を消すか、別のURLにしてください", en: "remove this line, or give another URL"))
}
