//! What an event's page keeps for calendars, in `calendar:` of its front matter: by which id calendars know it, how
//! often it has changed, and a print of what it was when that was written. `check --fix` writes it.
//!
//! Without it the id follows from the file's place and is lost with a rename, and a change is known by its day alone.
//! Neither ever holds a name: an id is read by whoever is sent the event.

use std::collections::BTreeMap;

use crate::{
    base::{hash::Digest, value::Value},
    site::resolve::cards::Card,
    text::date::Date,
};

/// The key in front matter.
pub const KEY: &str = "calendar";

/// 1 January 2000 in days since 1970: what numbers of days count from.
const FIRST: i64 = 10_957;

/// What a page keeps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventRecord {
    /// The event's id.
    pub uid: String,
    /// The number of its last change that was written down.
    pub sequence: i64,
    /// The print of its fields then.
    pub of: String,
}

impl EventRecord {
    /// The record of a page with these fields, if it has one in its form.
    pub fn read(fields: &BTreeMap<String, Value>) -> Option<Self> {
        Self::of_value(fields.get(KEY)?)
    }

    /// A record from its value.
    pub fn of_value(value: &Value) -> Option<Self> {
        let Some(Value::Int(sequence)) = value.get("sequence") else { return None };
        let (uid, of) = (value.text_of("uid"), value.text_of("of"));
        let plain =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (plain(uid) && plain(of) && *sequence >= 0).then(|| Self {
            uid: uid.to_owned(),
            sequence: *sequence,
            of: of.to_owned(),
        })
    }

    /// As front matter has it.
    pub fn written(&self) -> String {
        let Self { uid, sequence, of } = self;
        format!("{{ uid: {uid}, sequence: {sequence}, of: {of} }}")
    }
}

/// How calendars are told of an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Its id.
    pub uid: String,
    /// Grows with every change, and never falls.
    pub sequence: i64,
    /// The day of its last change, never one to come; `None` where nobody says.
    pub changed: Option<Date>,
}

/// The stamp of an event; `today` is the day of the build.
pub fn stamp_event(card: &Card, base_url: &str, today: Date) -> Stamp {
    let changed = card.updated.max(card.date).map(|day| day.min(today));
    let by_day = changed.map_or(0, day_number);
    match EventRecord::read(&card.fields) {
        Some(EventRecord { uid, sequence, of }) if of == print_fields(card) => {
            Stamp { uid, sequence: sequence.max(by_day), changed }
        }
        // It has changed since, by a day that nobody has written down: each day of such changes has its number.
        Some(EventRecord { uid, sequence, .. }) => {
            Stamp { uid, sequence: (sequence + 1).max(day_number(today)), changed: Some(today) }
        }
        None => Stamp { uid: place_id(base_url, card), sequence: by_day, changed },
    }
}

/// The number of a day.
fn day_number(day: Date) -> i64 {
    (day.days() - FIRST).max(0)
}

/// The id of an event that keeps none: by its place in this site.
fn place_id(base_url: &str, card: &Card) -> String {
    // Where a row keeps a number, its name and its day may change.
    let part = card.fields.get("id").and_then(Value::as_text).unwrap_or(&card.part);
    letters(Digest::new().part(base_url).part(&card.path).part(part), 16)
}

/// The id of an event whose place's id another event has.
pub fn other_id(base_url: &str, card: &Card) -> String {
    letters(Digest::new().part(base_url).part(&card.path).part(print_fields(card)), 16)
}

/// A print of what the event says of itself.
pub fn print_fields(card: &Card) -> String {
    let mut digest = Digest::new();
    digest.part(&card.title).part(&card.description);
    for (name, value) in card.fields.iter().filter(|(name, _)| *name != KEY) {
        digest.part(name).part(value.canonical());
    }
    letters(&digest, 8)
}

/// A fingerprint in letters alone: figures would be a number to YAML, or a telephone's to whoever looks for those.
fn letters(digest: &Digest, count: usize) -> String {
    let print = digest.finish().0;
    (0..count).map(|at| char::from(b'a' + (print >> (4 * at) & 0xf) as u8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_is_written() {
        let record = EventRecord { uid: "abcdefghijklmnop".into(), sequence: 9789, of: "aabbccdd".into() };
        assert_eq!(record.written(), "{ uid: abcdefghijklmnop, sequence: 9789, of: aabbccdd }");
        let value = |uid: &str, sequence: Value| {
            let text = |words: &str| Value::Text(words.to_owned());
            let of = text("aabbccdd");
            Value::Map(
                [("uid", text(uid)), ("sequence", sequence), ("of", of)].map(|(key, it)| (key.to_owned(), it)).into(),
            )
        };
        assert_eq!(EventRecord::of_value(&value("abcdefghijklmnop", Value::Int(9789))), Some(record));
        for wrong in
            [value("a@b", Value::Int(1)), value("", Value::Int(1)), value("a", Value::Int(-1)), value("a", Value::Null)]
        {
            assert_eq!(EventRecord::of_value(&wrong), None, "{wrong:?}");
        }
    }
}
