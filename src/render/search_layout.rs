//! Where the files of the search lie, and what stands for their content in the addresses that a browser asks for.
//!
//! Names depend on how many pages there are and on nothing else, so that the edit of a text renames no file; what a
//! browser has kept is told from what is new by the mark behind the `?`, which the manifest has for sixteen files each.

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        url::{OutPath, Url},
    },
    site::{Site, page::Page, search_index::SearchIndex},
};

/// The form of all files; a browser that knows another one shows the list of pages instead.
pub const FORMAT: u64 = 1;
/// For how many files the manifest has one mark.
pub const GROUP: usize = 16;
/// Up to how many pages a language has titles to suggest.
pub const SUGGESTED: usize = 2_000;
/// From how many pages on a fragment file holds several.
const MANY: usize = 3_000;

/// Whether an output is a file of the search.
pub fn is_of_search(path: &OutPath) -> bool {
    path.as_str().starts_with("search-index/")
}

/// The folder of a language.
pub fn folder(site: &Site, lang: usize) -> Url {
    let language = &site.langs()[lang];
    Url::root().child("search-index").child(if language.code.is_empty() { &language.tag } else { &language.code })
}

/// How many pages a fragment file holds.
pub fn pages_a_file(index: &SearchIndex) -> usize {
    if index.documents.len() > MANY { 4 } else { 1 }
}

/// How many fragment files there are.
fn fragment_files(index: &SearchIndex) -> usize {
    index.documents.len().div_ceil(pages_a_file(index))
}

/// The pages of a fragment file.
pub fn pages_of<'a>(site: &'a Site, index: &SearchIndex, number: usize) -> Vec<&'a Page> {
    let each = pages_a_file(index);
    index.documents.iter().skip(number * each).take(each).map(|page| site.pages().at(*page)).collect()
}

/// What stands for everything that each fragment file of a language is made from.
pub fn fragment_prints(site: &Site, lang: usize) -> &[Fingerprint] {
    let index = site.search(lang);
    let make = || (0..fragment_files(index)).map(|number| fragment_print(site, index, lang, number)).collect();
    site.fragment_prints(lang, make)
}

fn fragment_print(site: &Site, index: &SearchIndex, lang: usize, number: usize) -> Fingerprint {
    let mut digest = Digest::new();
    digest.print(site.theme().fingerprint).print(site.config().fingerprint).number(lang as u64);
    for page in pages_of(site, index, number) {
        digest.print(page.document.fingerprint).print(page.card.fingerprint);
        digest.print(site.table_print(page));
        digest.option(page.parent.as_ref().and_then(|parent| site.page_at(parent)).map(|it| it.card.title.as_str()));
    }
    digest.finish()
}

/// The marks of all files, sixteen together, as hexadecimal digits without anything between them.
pub fn marks(prints: impl ExactSizeIterator<Item = Fingerprint>) -> String {
    let prints: Vec<Fingerprint> = prints.collect();
    let mark = |group: &[Fingerprint]| {
        let mut digest = Digest::new();
        group.iter().for_each(|print| _ = digest.print(*print));
        digest.finish().to_string()[..6].to_owned()
    };
    prints.chunks(GROUP).map(mark).collect()
}
