//! Rows as open data: the CSV that others can read without a word of explanation.
//!
//! The header is line 1, lines end in CR LF, days are `2026-10-03`, times `09:00`, codes text, several values have `;`
//! between them. Columns that the profile does not have stand behind its own.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::{
    base::value::Value,
    load::tables::{
        Row,
        profile::{Profile, Profiles},
    },
};

/// The rows as the text of a CSV file.
pub fn csv(profiles: &Profiles, profile: &Profile, rows: &[Row]) -> String {
    let own: BTreeSet<&str> = profile.columns.iter().map(|(_, field)| field.as_str()).collect();
    let more: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.fields.keys().map(String::as_str))
        .filter(|field| !own.contains(field))
        .collect();
    let other: BTreeSet<&str> = rows.iter().flat_map(|row| row.other.keys().map(String::as_str)).collect();
    let more: Vec<(&str, &str)> =
        more.into_iter().filter_map(|field| Some((profiles.header_of(profile.sort, field)?, field))).collect();
    let columns: Vec<(&str, &str)> =
        profile.columns.iter().map(|(header, field)| (header.as_str(), field.as_str())).chain(more).collect();
    let headers: BTreeSet<&str> = columns.iter().map(|(header, _)| *header).collect();
    // What could not be read stands under its own header where the profile has one.
    let carried: Vec<&str> = other.into_iter().filter(|header| !headers.contains(header)).collect();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: Vec<String>| writer.write_record(&cells).expect("a list in memory takes every line");
    write(columns.iter().map(|(header, _)| *header).chain(carried.iter().copied()).map(str::to_owned).collect());
    for row in rows {
        let cell = |(header, field): &(&str, &str)| match row.fields.get(*field) {
            Some(value) => format_value(field, value),
            None => row.other.get(*header).cloned().unwrap_or_default(),
        };
        let carried = carried.iter().map(|header| row.other.get(*header).cloned().unwrap_or_default());
        write(columns.iter().map(cell).chain(carried).collect());
    }
    String::from_utf8(writer.into_inner().expect("a list in memory takes every line"))
        .expect("what was text stays text")
}

/// A value as it stands in a cell.
fn format_value(field: &str, value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "1".to_owned(),
        Value::Int(it) => it.to_string(),
        Value::Float(it) => it.to_string(),
        Value::Text(it) if field == "kana" => full_width_kana(it),
        Value::Text(it) => it.clone(),
        Value::List(items) => items.iter().filter_map(Value::as_text).collect::<Vec<_>>().join(";"),
        Value::Map(_) => String::new(),
    }
}

/// Full-width katakana, as data sets write readings: `ﾄｳﾉ` and `とうの` are `トウノ`.
pub fn full_width_kana(text: &str) -> String {
    let katakana = |c: char| match c {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    };
    text.nfkc().map(katakana).collect()
}
