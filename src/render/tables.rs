//! Tables of open data as values for templates: every row an entry with its anchor, the rows in groups.

use std::collections::BTreeMap;

use tera::Value as Tera;

use crate::{
    base::{url::Url, value::Value},
    incremental::tracked::here,
    load::tables::{DatasetKind, Row, Table},
    render::tera_value::{list, map, size_in_words, text, value},
    site::query::FileEntry,
    text::{
        phone::call_extension,
        slug::{Ids, heading_id},
    },
};

/// Fields that templates may name; what a row does not have is empty.
const FIELDS: &[&str] = &[
    "name",
    "kana",
    "type",
    "address",
    "building",
    "access",
    "parking",
    "phone",
    "extension",
    "days",
    "open",
    "close",
    "hours_note",
    "description",
    "barrier_free",
    "capacity",
    "ages",
    "url",
    "note",
    "elevation",
    "time_note",
    "fee",
    "fee_note",
    "organizer",
    "place",
    "apply",
    "apply_until_date",
];

/// Fields for machines, and parts of others: in the file, not on the page.
const UNSHOWN: &[&str] = &[
    "id",
    "code",
    "prefecture",
    "city",
    "city_code",
    "authority",
    "poi",
    "corporate_number",
    "name_en",
    "lat",
    "lng",
    "address_code",
    "town_id",
    "address_prefecture",
    "address_city",
    "address_town",
    "address_rest",
    "height_type",
    "height",
    "image",
    "image_licence",
    "start_date",
    "end_date",
    "start_time",
    "end_time",
];

/// What a shelter is safe from, in the order of the data set; the theme has words for each.
const DISASTERS: [&str; 8] =
    ["flood", "landslide", "storm_surge", "earthquake", "tsunami", "fire", "inland_flood", "volcano"];

/// A table: its rows by what they are, in the order of the file; events by their day.
pub fn table(table: &Table) -> Tera {
    let mut ids = Ids::default();
    let rows = table.entries(&mut ids);
    let mut groups: Vec<(&str, Vec<Tera>)> = Vec::new();
    for (it, anchor) in &rows {
        let name = it.text("type");
        let entry = row(it, anchor, &table.labels);
        match groups.iter_mut().find(|(group, _)| *group == name) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((name, vec![entry])),
        }
    }
    // Rows without a group come last.
    groups.sort_by_key(|(name, _)| name.is_empty());
    let group = |(name, rows): (&str, Vec<Tera>)| {
        map([
            ("label", text(name)),
            ("id", text(&ids.unique(&heading_id(name)))),
            ("count", Tera::from(rows.len())),
            ("rows", list(rows)),
        ])
    };
    map([
        ("sort", text(table.sort.map_or("", DatasetKind::name))),
        ("title", text(&table.title)),
        ("count", Tera::from(rows.len())),
        ("groups", list(groups.into_iter().map(group).collect::<Vec<_>>())),
    ])
}

/// A row with all that templates may name.
pub fn row(row: &Row, anchor: &str, labels: &BTreeMap<String, String>) -> Tera {
    let mut values: BTreeMap<&'static str, Tera> =
        FIELDS.iter().map(|field| (*field, row.fields.get(*field).map_or_else(|| text(""), value))).collect();
    let safe = DISASTERS.iter().filter(|disaster| row.fields.get(**disaster) == Some(&Value::Bool(true)));
    let known = |field: &String| [FIELDS, UNSHOWN, &DISASTERS].iter().any(|fields| fields.contains(&field.as_str()));
    let more = row.fields.iter().filter(|(field, _)| !known(field));
    let more = more.filter_map(|(field, value)| Some((labels.get(field)?.as_str(), in_words(value))));
    let carried = row.other.iter().map(|(header, cell)| (header.as_str(), cell.clone()));
    let other = more.chain(carried).map(|(header, words)| map([("name", text(header)), ("value", text(&words))]));
    let (start, end) = row.moments();
    values.extend([
        ("anchor", text(anchor)),
        ("start", text(&start)),
        ("end", text(&end)),
        ("tel", text(&call_extension(row.text("phone"), row.text("extension")))),
        ("disasters", list(safe.map(|disaster| text(disaster)))),
        ("other", list(other)),
        ("map", text(&map_link(degrees(row, "lat"), degrees(row, "lng")))),
    ]);
    map(values)
}

/// A value that has no form of its own on the page.
fn in_words(value: &Value) -> String {
    match value {
        Value::Text(words) => words.clone(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::List(items) => items.iter().filter_map(Value::as_text).collect::<Vec<_>>().join("、"),
        Value::Bool(true) => "○".to_owned(),
        _ => String::new(),
    }
}

fn degrees(row: &Row, field: &str) -> Option<f64> {
    match row.fields.get(field) {
        Some(Value::Float(degrees)) => Some(*degrees),
        _ => None,
    }
}

/// A position on the map of the Geospatial Information Authority; empty without one.
pub fn map_link(lat: Option<f64>, lng: Option<f64>) -> String {
    match (lat, lng) {
        (Some(lat), Some(lng)) => format!("https://maps.gsi.go.jp/#17/{lat}/{lng}/"),
        _ => String::new(),
    }
}

/// A file to be downloaded: its URL, its name, its ending in capitals, its size in words.
pub fn file(file: &FileEntry) -> Tera {
    download(&file.url, &file.name, file.size)
}

/// The same of a file that is known by name.
pub fn download(url: &Url, name: &str, size: u64) -> Tera {
    let kind = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_uppercase());
    map([
        ("url", text(url.as_str())),
        ("name", text(name)),
        ("type", text(&kind)),
        ("size", text(&size_in_words(size, here().lang))),
    ])
}
