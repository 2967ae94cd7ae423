//! Atom feeds (RFC 4287): of the site, of each section, of each topic. The newest 20; public pages only.
//!
//! `updated` is the content's date, never the build's, so that the same content gives the same feed.

use std::{fmt::Write as _, sync::Arc};

use crate::render::outputs::SiteOutput;
use crate::{
    base::{hash::Digest, url::Url},
    incremental::tracked::{Viewpoint, read},
    load::{html::escape, markdown::ruby},
    render::{Job, WriteOrder, template::functions::base_url, tera_value::words},
    site::{
        Page, Site,
        query::{Answer, Query, Taxonomy},
        resolve::cards::Card,
    },
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "feed", jobs };

/// Entries of one feed.
const ENTRIES: usize = 20;

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (lang, language) in site.langs().iter().enumerate() {
        jobs.push(job(
            site,
            lang,
            language.root.clone(),
            String::new(),
            Query::Feed { of: language.root.clone(), count: ENTRIES, lang },
        ));
        let section = |page: &&Page| page.lang == lang && page.section && page.parent.is_some();
        for page in site.pages().iter().filter(section) {
            let title = ruby::strip(&page.card.title).into_owned();
            jobs.push(job(
                site,
                lang,
                page.url.clone(),
                title,
                Query::Feed { of: page.url.clone(), count: ENTRIES, lang },
            ));
        }
        for term in site.terms(Taxonomy::Topics, lang).values() {
            jobs.push(job(
                site,
                lang,
                term.url.clone(),
                term.label.clone(),
                Query::Feed { of: term.url.clone(), count: ENTRIES, lang },
            ));
        }
    }
    jobs
}

fn job(site: &Arc<Site>, lang: usize, of: Url, title: String, query: Query) -> Job {
    let language = &site.langs()[lang];
    let url = of.file("feed.xml");
    let title = if title.is_empty() { language.title.clone() } else { format!("{title} - {}", language.title) };
    let tag = language.tag.clone();
    let input = Digest::new().part(of.as_str()).part(&title).part(&tag).finish();
    let at = url.clone();
    Job {
        out: url.out(),
        input,
        place: Viewpoint { url, lang },
        from: String::new(),
        turn: WriteOrder::Indexes,
        make: Box::new(move |_| {
            let asked = read(query.clone());
            let cards: &[Arc<Card>] = match &asked.answer {
                Answer::Cards(cards) => cards,
                _ => &[],
            };
            (Some(feed(&title, &tag, &of, &at, cards, lang).into_bytes().into()), Vec::new())
        }),
    }
}

fn feed(title: &str, tag: &str, of: &Url, at: &Url, cards: &[Arc<Card>], lang: usize) -> String {
    let base = base_url();
    let newest = cards.iter().filter_map(|card| day(card)).max().unwrap_or_else(|| "1970-01-01".to_owned());
    let mut xml = String::with_capacity(1024 + cards.len() * 512);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">");
    element(&mut xml, "title", title);
    let _ = writeln!(xml, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", of.absolute(&base));
    let _ = writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", at.absolute(&base));
    let _ = writeln!(xml, "<id>{}</id>\n<updated>{newest}T00:00:00+09:00</updated>", at.absolute(&base));
    xml.push_str("<author>");
    element(&mut xml, "name", &author(lang));
    xml.push_str("</author>\n");
    for card in cards {
        let url = card.url.absolute(&base);
        let updated = day(card).unwrap_or_else(|| newest.clone());
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

fn day(card: &Card) -> Option<String> {
    card.updated.max(card.date).map(|date| date.to_string())
}

/// Who publishes the feed: the municipality, else the site.
fn author(lang: usize) -> String {
    match &read(Query::Setting { key: "municipality.name".to_owned() }).answer {
        Answer::Value(crate::base::value::Value::Text(name)) if !name.is_empty() => name.clone(),
        _ => words("feed_title", lang),
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    let _ = write!(xml, "<{name}>");
    escape(xml, text);
    let _ = writeln!(xml, "</{name}>");
}
