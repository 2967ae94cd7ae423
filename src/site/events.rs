//! Events in lists: pages and rows of tables, in the order of their days, and in no list once they are over.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    base::{hash::Fingerprint, value::Value},
    load::{
        markdown::ruby,
        nature::Nature,
        tables::{DatasetKind, Row},
    },
    site::{
        Site,
        event_days::{has_passed, start},
        page::Page,
        resolve::cards::{Card, RenderCache},
    },
    text::{date::Date, normalize::fold, slug::Ids},
};

impl Site {
    /// Whether a language has an event, over or not.
    pub fn has_events(&self, lang: usize) -> bool {
        let has = |page: &Page| {
            page.card.nature.is_event()
                || self.table_of(page, DatasetKind::Event).is_some_and(|table| !table.rows.is_empty())
        };
        self.pages.iter().any(|page| page.lang == lang && has(page))
    }

    /// The events of a language in the order of their days, each once; only those that are not over, if `coming`.
    pub(super) fn events(&self, lang: usize, coming: bool) -> Vec<Arc<Card>> {
        let of_lang = || self.pages.iter().filter(|page| page.lang == lang);
        let mut events: Vec<Arc<Card>> =
            of_lang().filter(|page| page.card.nature.is_event()).map(|page| page.card.clone()).collect();
        let name = |title: &str, start: &str| (fold(&ruby::strip(title)), start.get(..10).unwrap_or(start).to_owned());
        // A page says more than a row.
        let mut known: BTreeSet<_> =
            events.iter().map(|card| name(&card.title, start(card).unwrap_or_default())).collect();
        let kind = self.natures.of_dataset(DatasetKind::Event).unwrap_or(("", Nature::ORDINARY));
        for (page, table) in of_lang().filter_map(|page| Some((page, self.table_of(page, DatasetKind::Event)?))) {
            for (row, part) in table.entries(&mut Ids::default()) {
                if known.insert(name(row.text("name"), row.text("start_date"))) {
                    events.push(Arc::new(card(kind, page, row, part, self.options.now)));
                }
            }
        }
        events.retain(|card| !(coming && card.over));
        events.sort_by(|a, b| (start(a), &a.path, &a.part).cmp(&(start(b), &b.path, &b.part)));
        events
    }
}

/// A row as a card that leads to it. Its words are in the site's own language on every page.
fn card((kind, nature): (&str, Nature), page: &Page, row: &Row, part: String, today: Date) -> Card {
    let (start, end) = row.moments();
    let address = format!("{} {}", row.text("address"), row.text("building"));
    let fields: BTreeMap<String, Value> = [
        ("start", start),
        ("end", end),
        ("place", row.text("place").to_owned()),
        ("status", row.text("status").to_owned()),
        ("address", address.trim().to_owned()),
        ("id", row.text("id").to_owned()),
    ]
    .into_iter()
    .filter(|(_, words)| !words.is_empty())
    .map(|(name, words)| (name.to_owned(), Value::Text(words)))
    .collect();
    let over = has_passed(&fields, today);
    let of = &page.card;
    Card {
        url: of.url.clone(),
        part,
        path: of.path.clone(),
        title: row.text("name").to_owned(),
        description: row.text("description").to_owned(),
        summary: String::new(),
        kind: kind.to_owned(),
        nature,
        topics: of.topics.clone(),
        tags: Vec::new(),
        date: of.date,
        updated: of.updated,
        status: of.status,
        image: None,
        fallback: page.lang != 0,
        fields,
        answers: 0,
        over,
        areas: Vec::new(),
        fingerprint: Fingerprint::default(),
        slot: RenderCache::default(),
    }
    .sealed()
}
