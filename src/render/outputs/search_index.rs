//! What the search page searches, one file a language: fetched only by that page, from the site itself.

use crate::{
    base::{
        hash::Digest,
        url::{Url, encode},
        value::Value,
    },
    incremental::ask,
    load::markdown::ruby,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::{
        Site,
        resolve::cards::{Card, Status},
    },
    text::visible::without_controls,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search_index", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let route = |lang: usize| {
        let root = &site.langs()[lang].root;
        let input = Digest::new().part(root.as_str()).finish();
        Route::new((root.child("search").file("pages.json"), lang), Subject::Site, WriteOrder::Indexes, input)
    };
    (0..site.langs().len()).map(route).collect()
}

/// A list of `[URL from the language's root, title, text, further words, tone]`, newest first.
fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let cards = ask::latest(String::new(), usize::MAX, lang);
    let is_shown = |card: &&Card| card.status == Status::Public && !card.fallback && !card.nature.is_error_page;
    let mut json = String::from("[");
    for card in cards.iter().map(AsRef::as_ref).filter(is_shown) {
        if json.len() > 1 {
            json.push_str(",\n");
        }
        json.push_str(&serde_json::json!(entry(&site.langs()[lang].root, card)).to_string());
    }
    json.push_str("]\n");
    (Some(json.into_bytes().into()), Vec::new())
}

fn entry(root: &Url, card: &Card) -> [String; 5] {
    let field = |name: &str| card.fields.get(name).and_then(Value::as_text).unwrap_or_default();
    let short = ruby::strip(field("short_answer"));
    let texts = [short.as_ref(), &card.description, &card.summary];
    let text = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let readings = ruby::readings(&card.title);
    let labels = card.topics.iter().chain(&card.tags).map(|label| label.label.as_str());
    let more: Vec<&str> = labels.chain([readings.as_str()]).filter(|words| !words.is_empty()).collect();
    let url = card.url.as_str().strip_prefix(root.as_str()).unwrap_or_default();
    let title = ruby::strip(&card.title).into_owned();
    let plain = |text: &str| without_controls(text).into_owned();
    [encode(url, false), plain(&title), plain(text), plain(&more.join(" ")), plain(field("tone"))]
}
