//! iCalendar files (RFC 5545): one of all public events in each language, and one beside each event's page.

use std::sync::Arc;

use crate::{
    base::{hash::Digest, url::Url},
    incremental::ask,
    render::{
        icalendar,
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::{
        Site,
        resolve::cards::{Card, Status},
    },
    text::date::Date,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "calendar", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let mut routes = Vec::new();
    for (lang, language) in site.langs().iter().enumerate().filter(|(lang, _)| site.has_events(*lang)) {
        routes.push(route(language.root.file("events.ics"), lang, &language.title, Subject::Site));
        for (index, page) in site.pages().iter().enumerate() {
            if page.lang == lang && page.card.nature.is_event() {
                routes.push(route(page.url.file("event.ics"), lang, &language.title, Subject::Page(index)));
            }
        }
    }
    routes
}

fn route(url: Url, lang: usize, name: &str, subject: Subject) -> Route {
    let input = Digest::new().part(url.as_str()).part(name).finish();
    Route::new((url, lang), subject, WriteOrder::Indexes, input)
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let events: Vec<Arc<Card>> = match route.subject {
        Subject::Page(index) => ask::page(site.pages().at(index).document.path.as_str(), lang).into_iter().collect(),
        _ => ask::events(lang, false).iter().filter(|card| card.status == Status::Public).cloned().collect(),
    };
    let events: Vec<&Card> = events.iter().map(Arc::as_ref).collect();
    let today = Date::parse(&ask::today()).expect("the site knows the day");
    (Some(icalendar::calendar(&site.langs()[lang].title, &events, today).into_bytes().into()), Vec::new())
}
