//! The titles that the search suggests while somebody types, of guides that are not too large for it.

use serde_json::json;

use crate::{
    base::{gzip, hash::Digest, url::encode},
    load::markdown::ruby,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        search_layout::{FORMAT, SUGGESTED, folder},
        template::engine::{Engine, Made},
    },
    site::{Site, page::Page},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search_titles", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let route = |lang: usize| {
        let mut digest = Digest::new();
        digest.number(FORMAT).part(site.langs()[lang].root.as_str());
        pages(site, lang).for_each(|page| _ = digest.part(page.url.as_str()).part(&page.card.title).part(kana(page)));
        Route::new((folder(site, lang).file("titles.bin"), lang), Subject::Site, WriteOrder::Indexes, digest.finish())
    };
    (0..site.langs().len()).map(route).collect()
}

fn pages(site: &Site, lang: usize) -> impl Iterator<Item = &Page> {
    let documents = &site.search(lang).documents;
    documents.iter().filter(move |_| documents.len() <= SUGGESTED).map(|number| site.pages().at(*number))
}

fn kana(page: &Page) -> String {
    match page.document.meta.kana.as_str() {
        "" => ruby::readings(&page.document.meta.title),
        kana => kana.to_owned(),
    }
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let root = site.langs()[lang].root.as_str();
    let entry = |page: &Page| {
        let url = page.url.as_str().strip_prefix(root).unwrap_or_default();
        json!([encode(url, false), ruby::strip(&page.card.title), kana(page)])
    };
    let titles: Vec<_> = pages(site, lang).map(entry).collect();
    (Some(gzip::pack(serde_json::Value::from(titles).to_string().as_bytes()).into()), Vec::new())
}
