//! What a browser reads before its first search: how many files there are, and the marks by which it knows new ones.

use serde_json::json;

use crate::{
    base::{gzip, hash::Digest, url::encode},
    load::markdown::ruby,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        search_layout::{FORMAT, folder, fragment_prints, marks, pages_a_file},
        template::engine::{Engine, Made},
    },
    search::{query, terms},
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search_manifest", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let route = |lang: usize| {
        let (files, terms) = file_marks(site, lang);
        let mut digest = Digest::new();
        digest.number(FORMAT).number(site.search(lang).documents.len() as u64).part(files).part(terms);
        digest.print(site.word_files_print());
        chosen(site, lang).into_iter().for_each(|(url, title)| _ = digest.part(url).part(title));
        let place = (folder(site, lang).file("m.bin"), lang);
        Route::new(place, Subject::Site, WriteOrder::Indexes, digest.finish())
    };
    (0..site.langs().len()).map(route).collect()
}

/// The marks of the files of terms, and those of the fragments.
fn file_marks(site: &Site, lang: usize) -> (String, String) {
    let shards = site.search(lang).shards.iter().map(|shard| shard.print);
    (marks(shards), marks(fragment_prints(site, lang).iter().copied()))
}

/// The pages that the editor has chosen for a search without a word: address and title. All of it is part of the
/// input: a reference is looked up in the site itself, of which no question tells.
fn chosen(site: &Site, lang: usize) -> Vec<(String, String)> {
    let root = site.langs()[lang].root.as_str();
    let found = site.word_files().value.pages.iter().filter_map(|page| {
        let card = &site.page_of_reference(&page.value, lang)?.card;
        let url = card.url.as_str().strip_prefix(root)?;
        Some((encode(url, false), ruby::strip(&card.title).into_owned()))
    });
    found.collect()
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let index = site.search(lang);
    let (shards, fragments) = file_marks(site, lang);
    let manifest = json!({
        "v": FORMAT,
        "n": index.documents.len(),
        "s": index.shards.len(),
        "p": pages_a_file(index),
        "i": shards,
        "t": fragments,
        "l": {"pairs": terms::EMPTY_PAIRS, "words": terms::EMPTY_WORDS, "endings": query::ENDINGS},
        "x": chosen(site, lang),
    });
    (Some(gzip::pack(manifest.to_string().as_bytes()).into()), Vec::new())
}
