//! The search page, and what it searches: one page and one index a language. The form works anywhere as a link would; the
//! index is fetched only by the search page, from the site itself, and nothing typed is ever sent anywhere.
//!
//! Without a script the page still leads on: topics, tones, sections.

use std::sync::Arc;

use crate::render::outputs::{SiteOutput, generated};
use crate::{
    base::{
        hash::Digest,
        url::{Url, encode},
        value::Value,
    },
    incremental::tracked::{Viewpoint, read},
    load::markdown::ruby,
    render::{Job, Made, WriteOrder, tera_value},
    site::{
        Site,
        query::{Answer, Query},
        resolve::cards::{Card, Status},
    },
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    (0..site.langs().len()).flat_map(|lang| [page(site, lang), index(site, lang)]).collect()
}

fn page(site: &Arc<Site>, lang: usize) -> Job {
    let url = site.langs()[lang].root.child("search");
    generated(site, "search.html", (&url, 1), lang, Digest::new(), move || {
        vec![
            ("title", tera_value::text(&tera_value::words("search_title", lang))),
            ("description", tera_value::text(&tera_value::words("search_description", lang))),
            ("kind", tera_value::text("search")),
        ]
    })
}

fn index(site: &Arc<Site>, lang: usize) -> Job {
    let root = site.langs()[lang].root.clone();
    let url = root.child("search").file("pages.json");
    Job {
        out: url.out(),
        input: Digest::new().part(root.as_str()).finish(),
        place: Viewpoint { url, lang },
        from: String::new(),
        turn: WriteOrder::Indexes,
        make: Box::new(move |_| entries(&root, lang)),
    }
}

/// A list of `[URL from the language's root, title, text, further words, tone]`, newest first.
fn entries(root: &Url, lang: usize) -> Made {
    let asked = read(Query::Latest { kind: String::new(), count: usize::MAX, lang });
    let Answer::Cards(cards) = &asked.answer else { return (None, Vec::new()) };
    let shown = cards.iter().filter(|card| card.status == Status::Public && !card.fallback && card.kind != "not_found");
    let mut json = String::from("[");
    for card in shown {
        if json.len() > 1 {
            json.push_str(",\n");
        }
        json.push_str(&serde_json::json!(entry(root, card)).to_string());
    }
    json.push_str("]\n");
    (Some(json.into_bytes().into()), Vec::new())
}

fn entry(root: &Url, card: &Card) -> [String; 5] {
    let field = |name: &str| card.fields.get(name).and_then(Value::as_text).unwrap_or_default();
    let short = ruby::strip(field("short_answer"));
    let text = [short.as_ref(), &card.description, &card.summary]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let labels = card.topics.iter().chain(&card.tags).map(|label| label.label.as_str());
    let more: Vec<_> = labels
        .chain([ruby::readings(&card.title).as_str()])
        .filter(|words| !words.is_empty())
        .map(str::to_owned)
        .collect();
    let url = card.url.as_str().strip_prefix(root.as_str()).unwrap_or_default();
    [
        encode(url, false),
        ruby::strip(&card.title).into_owned(),
        text.to_owned(),
        more.join(" "),
        field("tone").to_owned(),
    ]
}
