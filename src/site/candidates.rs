//! What a dead link may have meant: a small slip in the path, the same name in another folder, a page of that title.

use std::{collections::BTreeSet, sync::Arc};

use strsim::osa_distance;

use crate::{
    base::{path::SourcePath, url::encode, value::Value},
    site::page::Page,
    text::normalize::fold,
};

/// How many are offered.
const OFFERED: usize = 3;

/// The likeliest files for `path`, written as `from` would refer to them, with their titles (empty for no page).
pub fn candidates(pages: &[Arc<Page>], present: &BTreeSet<SourcePath>, from: &SourcePath, path: &SourcePath) -> Value {
    let wanted = fold(path.as_str());
    let wanted_name = name_of(path);
    let stem = wanted_name.rsplit_once('.').map_or(wanted_name.as_str(), |(stem, _)| stem).to_owned();
    let meant = pages_meant(path);
    let image = !path.is_page() && meant.is_empty();
    let title_of = |file: &SourcePath| {
        pages.iter().find(|page| page.document.path == *file).map_or("", |page| page.card.title.as_str())
    };
    let mut scored: Vec<(usize, &SourcePath)> = Vec::new();
    for file in present.iter().filter(|file| *file != path) {
        let same_sort = file.is_page() != image;
        let name = name_of(file);
        let close =
            |a: &str, b: &str| Some(osa_distance(a, b)).filter(|edits| *edits <= (b.chars().count() / 3).max(1));
        let score = if fold(file.as_str()) == wanted || meant.contains(&fold(file.as_str())) {
            Some(0)
        } else if !same_sort {
            None
        } else if name == wanted_name {
            Some(1)
        } else if image && name.rsplit_once('.').is_some_and(|(other, _)| other == stem) {
            Some(2)
        } else if file.folder() == path.folder() {
            close(&name, &wanted_name).map(|edits| 2 + edits)
        } else {
            close(&name, &wanted_name).map(|edits| 4 + edits)
        };
        scored.extend(score.map(|score| (score, file)));
    }
    scored.sort();
    let entry = |(_, file): &(usize, &SourcePath)| {
        Value::List(vec![Value::Text(reference(from, file)), Value::Text(title_of(file).to_owned())])
    };
    Value::List(scored.iter().take(OFFERED).map(entry).collect())
}

/// The pages that an address means which is written as browsers show it: `b.html`, `b`, `b/`, `b/index.html`, `b.md `.
fn pages_meant(path: &SourcePath) -> Vec<String> {
    let whole = fold(path.as_str().trim());
    let bare = [".html", ".htm", ".php", ".md", ".markdown"].iter().find_map(|ending| whole.strip_suffix(ending));
    let stem = match bare {
        Some(stem) => stem,
        None if !path.file_name().contains('.') => whole.as_str(),
        None => return Vec::new(),
    };
    let folder = ["/_index", "/index"].iter().find_map(|index| stem.strip_suffix(index)).unwrap_or(stem);
    vec![format!("{folder}.md"), format!("{folder}/_index.md")]
}

/// A file's name to compare; how a page's ending is written is no slip.
fn name_of(path: &SourcePath) -> String {
    let name = path.file_name();
    fold(&path.page_stem().map_or(name.to_owned(), |stem| format!("{}.md", stem.rsplit('/').next().unwrap_or(stem))))
}

/// The relative reference from one file to another, as Markdown takes it: nothing in it ends an address or begins
/// another part of one.
pub fn reference(from: &SourcePath, to: &SourcePath) -> String {
    let here: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    let there: Vec<&str> = to.as_str().split('/').collect();
    let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
    let path = format!("{}{}", "../".repeat(here.len() - shared), there[shared..].join("/"));
    encode(&path, false).replace('(', "%28").replace(')', "%29").replace('&', "%26").replace(':', "%3A")
}
