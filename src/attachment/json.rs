//! JSON, maps among it: every value with its key, places as people write them.

use std::collections::HashSet;

use serde_json::Value;

use crate::{
    attachment::{
        reading::{File, Reader, Reading},
        text::{decode_text, unescape, words_of_code},
        xml::is_words,
    },
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

fn knows(file: &File<'_>) -> bool {
    let first = file.bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'{' | b'[' | 0xef)) && value_of(file.bytes).is_some_and(|it| it.is_object() || it.is_array())
}

fn value_of(bytes: &[u8]) -> Option<Value> {
    serde_json::from_str(decode_text(bytes)?.trim_start_matches('\u{feff}')).ok()
}

fn read(file: &File<'_>, reading: &mut Reading) {
    let mut out = String::new();
    let Some(value) = value_of(file.bytes) else { return };
    add("", &value, &mut out);
    // Of two entries of one name only the last is a value.
    let mut known = HashSet::new();
    add_texts(&value, &mut known);
    let written = decode_text(file.bytes).map(|text| words_of_code(&text)).unwrap_or_default();
    for line in written.lines().filter(|line| line.contains('\\') || !known.contains(*line)) {
        let line = unescape(line);
        if !known.contains(line.as_str()) && is_words(&line) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    reading.text(Message::default(), out);
}

/// All texts of a value.
fn add_texts<'a>(value: &'a Value, known: &mut HashSet<&'a str>) {
    match value {
        Value::Object(entries) => {
            known.extend(entries.keys().map(String::as_str));
            entries.values().for_each(|value| add_texts(value, known));
        }
        Value::Array(items) => items.iter().for_each(|item| add_texts(item, known)),
        Value::String(words) => known.extend([words.as_str()]),
        Value::Bool(_) | Value::Null | Value::Number(_) => {}
    }
}

fn add(key: &str, value: &Value, out: &mut String) {
    match value {
        Value::Object(entries) => {
            add_key(key, out);
            entries.iter().for_each(|(key, value)| add(key, value, out));
            // What belongs together stands in one block.
            out.push('\n');
        }
        // A position is length before width; people write it the other way round.
        Value::Array(items) => match items.as_slice() {
            [lng, lat] | [lng, lat, _] if lng.is_f64() && lat.is_f64() => out.push_str(&format!("{lat}, {lng}\n")),
            [] => add_key(key, out),
            items => items.iter().for_each(|item| add(key, item, out)),
        },
        Value::String(words) => out.push_str(&format!("{key}: {words}\n")),
        Value::Number(number) => out.push_str(&format!("{key}: {number}\n")),
        Value::Bool(_) | Value::Null => add_key(key, out),
    }
}

/// A key may be somebody's name, or number.
fn add_key(key: &str, out: &mut String) {
    if is_words(key) {
        out.push_str(&format!("{key}\n"));
    }
}
