//! iCalendar files (RFC 5545): one of all public events in each language, and one beside each event's page.

use std::sync::Arc;

use crate::render::outputs::SiteOutput;
use crate::{
    base::{hash::Digest, url::Url},
    incremental::tracked::{Viewpoint, read},
    render::{Job, WriteOrder, icalendar},
    site::{
        Site,
        query::{Answer, Query},
        resolve::cards::{Card, Status},
    },
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "calendar", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (lang, language) in site.langs().iter().enumerate() {
        if !site.has_events(lang) {
            continue;
        }
        jobs.push(job(language.root.file("events.ics"), lang, &language.title, Query::Events { lang, coming: false }));
        for page in site.pages().iter().filter(|page| page.lang == lang && page.card.kind == "event") {
            let query = Query::Page { path: page.document.path.as_str().into(), lang };
            jobs.push(job(page.url.file("event.ics"), lang, &language.title, query));
        }
    }
    jobs
}

fn job(url: Url, lang: usize, name: &str, query: Query) -> Job {
    let name = name.to_owned();
    Job {
        out: url.out(),
        input: Digest::new().part(url.as_str()).part(&name).finish(),
        place: Viewpoint { url, lang },
        from: String::new(),
        turn: WriteOrder::Indexes,
        make: Box::new(move |_| {
            let asked = read(query.clone());
            let cards: Vec<&Arc<Card>> = match &asked.answer {
                Answer::Cards(cards) => cards.iter().filter(|card| card.status == Status::Public).collect(),
                Answer::Card(card) => vec![card],
                _ => Vec::new(),
            };
            (Some(icalendar::calendar(&name, &cards).into_bytes().into()), Vec::new())
        }),
    }
}
