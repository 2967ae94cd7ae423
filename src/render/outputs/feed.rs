//! Atom feeds (RFC 4287): of the site, of each section, of each topic. The newest 20; public pages only.
//!
//! `updated` is the content's date, never the build's, so that the same content gives the same feed.

use std::{fmt::Write as _, sync::Arc};

use crate::{
    base::{hash::Digest, url::Url},
    incremental::ask::{self, words},
    load::{html::escape, markdown::ruby},
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        reference::base_url,
        template::engine::{Engine, Made},
    },
    site::{Site, query::Taxonomy, resolve::cards::Card},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "feed", routes, render };

/// Entries of one feed.
const ENTRIES: usize = 20;

fn routes(site: &Site) -> Vec<Route> {
    let mut routes = Vec::new();
    for lang in 0..site.langs().len() {
        routes.push(route(site, lang, Subject::Site));
        for (index, page) in site.pages().iter().enumerate() {
            if page.lang == lang && page.section && page.parent.is_some() {
                routes.push(route(site, lang, Subject::Page(index)));
            }
        }
        for key in site.terms(Taxonomy::Topics, lang).keys() {
            routes.push(route(site, lang, Subject::Term(Taxonomy::Topics, key.clone())));
        }
    }
    routes
}

fn route(site: &Site, lang: usize, subject: Subject) -> Route {
    let (of, title) = about(site, lang, &subject);
    let input = Digest::new().part(of.as_str()).part(&title).part(&site.langs()[lang].tag).finish();
    Route::new((of.file("feed.xml"), lang), subject, WriteOrder::Indexes, input)
}

/// What a feed is of: its page, and the feed's title.
fn about(site: &Site, lang: usize, subject: &Subject) -> (Url, String) {
    let language = &site.langs()[lang];
    let (url, title) = match subject {
        Subject::Page(index) => {
            let page = site.pages().at(*index);
            (page.url.clone(), ruby::strip(&page.card.title).into_owned())
        }
        Subject::Term(taxonomy, key) => {
            let term = &site.terms(*taxonomy, lang)[key];
            (term.url.clone(), term.label.clone())
        }
        _ => (language.root.clone(), String::new()),
    };
    let title = if title.is_empty() { language.title.clone() } else { format!("{title} - {}", language.title) };
    (url, title)
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let (of, title) = about(site, lang, &route.subject);
    let cards = ask::feed(of.clone(), ENTRIES, lang);
    let xml = feed(&title, &site.langs()[lang].tag, &of, &route.place.url, &cards, lang);
    (Some(xml.into_bytes().into()), Vec::new())
}

fn feed(title: &str, tag: &str, of: &Url, at: &Url, cards: &[Arc<Card>], lang: usize) -> String {
    let base = base_url();
    let dated = cards.iter().filter_map(|card| choose_day(card)).max();
    // The format wants a day: one long past, which nobody takes for news, beside the words that there is none.
    let cards = if dated.is_some() { cards } else { &[] };
    let newest = dated.as_deref().unwrap_or("2000-01-01");
    let mut xml = String::with_capacity(1024 + cards.len() * 512);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">");
    element(&mut xml, "title", title);
    if dated.is_none() {
        element(&mut xml, "subtitle", &ruby::strip(&words("feed_undated", lang)));
    }
    let _ = writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", of.absolute(&base));
    let _ = writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", at.absolute(&base));
    let _ = writeln!(xml, "<id>{}</id>\n<updated>{newest}T00:00:00+09:00</updated>", at.absolute(&base));
    xml.push_str("<author>");
    element(&mut xml, "name", &author(lang));
    xml.push_str("</author>\n");
    for card in cards {
        let url = card.url.absolute(&base);
        let updated = choose_day(card).unwrap_or_else(|| newest.to_owned());
        xml.push_str("<entry>\n");
        element(&mut xml, "title", &ruby::strip(&card.title));
        let _ = writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n<id>{url}</id>");
        if let Some(date) = card.date {
            let _ = writeln!(xml, "<published>{date}T00:00:00+09:00</published>");
        }
        let _ = writeln!(xml, "<updated>{updated}T00:00:00+09:00</updated>");
        element(
            &mut xml,
            "summary",
            &ruby::strip(if card.description.is_empty() { &card.summary } else { &card.description }),
        );
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

fn choose_day(card: &Card) -> Option<String> {
    card.updated.max(card.date).map(|date| date.to_string())
}

/// Who publishes the feed: the municipality, else the site.
fn author(lang: usize) -> String {
    let name = ask::setting_text("municipality.name");
    if name.is_empty() { words("feed_title", lang) } else { name }
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = write!(xml, "<{name}>");
    escape(xml, text);
    let _ = writeln!(xml, "</{name}>");
}
