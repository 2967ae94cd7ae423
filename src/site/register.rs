//! What the site publishes as open data: its pages of a kind, and the rows of the tables that pages show.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::{url::Url, value::Value},
    load::{
        markdown::ruby,
        tables::{DatasetKind, Row, Table, hours},
    },
    site::{Site, links, page::Page},
    text::normalize::fold,
};

/// Front matter that is a column of its own under the same name.
const FACILITY: [&str; 9] =
    ["type", "address", "phone", "days", "hours_note", "access", "parking", "nickname", "building"];
const EVENT: [&str; 11] = [
    "place",
    "address",
    "building",
    "fee",
    "fee_note",
    "apply",
    "organizer",
    "audience",
    "status",
    "access",
    "parking",
];

impl Site {
    /// The rows of a sort, each name once: pages first, for they say more.
    pub(super) fn register(&self, sort: DatasetKind) -> Vec<Row> {
        let own = self.pages.iter().filter(|page| page.lang == 0 && !page.card.fallback && Self::is_public(page));
        let mut rows: Vec<Row> = own
            .clone()
            .filter(|page| page.card.nature.dataset == Some(sort))
            .map(|page| self.row(page, sort))
            .collect();
        rows.extend(own.filter_map(|page| self.table_of(page, sort)).flat_map(|table| &table.rows).cloned());
        let mut names = BTreeSet::new();
        rows.retain(|row| names.insert((fold(row.text("name")), fold(row.text("start_date")))));
        rows
    }

    /// The table of this sort that a page shows.
    pub(super) fn table_of(&self, page: &Page, sort: DatasetKind) -> Option<&Table> {
        let name = page.card.fields.get("table").and_then(Value::as_text).filter(|_| page.card.nature.takes_table)?;
        self.shelf.table(&links::table(&page.document.path, name)?).filter(|table| table.sort == Some(sort))
    }

    fn row(&self, page: &Page, sort: DatasetKind) -> Row {
        let given = &page.card.fields;
        let meta = &page.document.meta;
        let mut fields = BTreeMap::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                fields.insert(name.to_owned(), Value::Text(value.to_owned()));
            }
        };
        let text = |name: &str| given.get(name).and_then(Value::as_text).unwrap_or_default();
        put("name", &ruby::strip(&meta.title));
        put("kana", &meta.kana);
        put("description", &meta.description);
        let url =
            if text("url").is_empty() { page.url.absolute(&self.config.base_url) } else { text("url").to_owned() };
        put("url", &url);
        put("id", &id(&page.url));
        for name in if sort == DatasetKind::Event { &EVENT[..] } else { &FACILITY[..] } {
            put(name, text(name));
        }
        if let Some((open, close)) = hours::span(text("hours")) {
            put("open", &open);
            put("close", &close);
        }
        for (name, date, time) in [
            ("start", "start_date", "start_time"),
            ("end", "end_date", "end_time"),
            ("apply_until", "apply_until_date", "apply_until_time"),
        ] {
            let (day, hour) = text(name).split_once('T').unwrap_or((text(name), ""));
            put(date, day);
            put(time, hour.get(..5).unwrap_or(hour));
        }
        if let Some(desk) =
            self.config.contacts.iter().find(|desk| sort == DatasetKind::Event && desk.key == meta.contact)
        {
            put("contact_name", &desk.name);
            put("phone", &desk.phone);
            put("extension", &desk.extension);
        }
        for name in ["lat", "lng", "barrier_free", "capacity"] {
            let value = match given.get(name) {
                Some(Value::Int(degrees)) if name.starts_with('l') => Some(Value::Float(*degrees as f64)),
                Some(value) => Some(value.clone()),
                None => None,
            };
            fields.extend(value.map(|value| (name.to_owned(), value)));
        }
        Row { fields, ..Row::default() }
    }
}

/// The number of a page in open data: its address, which is stable and unique.
fn id(url: &Url) -> String {
    url.as_str().trim_matches('/').replace('/', "-")
}
