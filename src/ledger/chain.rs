//! The chain that a ledger is: one record verified as the line that follows another, or sealed as such a line.
//!
//! A record carries the hash of the one before and, where the site's key is known, a mark that only the key can make.

use std::collections::BTreeMap;

use crate::{
    base::{
        secret::{Key, Purpose, hex, sha256},
        value::Value,
    },
    msg, msgf,
    report::message::Message,
};

/// The `prev` of the first record.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A record's place in the chain.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Link {
    /// Its number; 0 before the first.
    pub seq: u64,
    /// Its hash.
    pub hash: String,
}

/// What is known of a record's seal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// It holds, or none is needed.
    Fine,
    /// There is no key to check it with.
    Unchecked,
    /// It was made with another key.
    Foreign,
}

/// Whether a line is the record that follows `last`; else why not.
pub(super) fn verify(line: &str, last: Option<&Link>, key: Option<&Key>) -> Result<(Value, Link, Seal), Message> {
    let json: serde_json::Value = serde_json::from_str(line)
        .map_err(|_| msg!(ja: "この行は記録として読み取れません", en: "the line is no record"))?;
    let mut record = Value::from(json);
    let Value::Map(fields) = &mut record else {
        return Err(msg!(ja: "この行は記録として読み取れません", en: "the line is no record"));
    };
    let (hash, mac) = (fields.remove("hash"), fields.remove("mac"));
    let hash = hash.as_ref().and_then(Value::as_text).unwrap_or_default().to_owned();
    let expected = last.map_or(0, |last| last.seq) + 1;
    match record.get("seq") {
        Some(Value::Int(seq)) if u64::try_from(*seq) == Ok(expected) => {}
        _ => {
            return Err(msgf!(
                ja: "番号（`seq`）が続いていません。ここは {expected} のはずです",
                en: "the numbers (`seq`) do not follow: this one should be {expected}"));
        }
    }
    if record.text_of("prev") != last.map_or(NOTHING, |last| &last.hash) {
        return Err(
            msg!(ja: "前の行が、書かれたときのものではありません", en: "the line before is not the one that this record was written after"),
        );
    }
    if has_fraction(&record) || hash != sha256(record.canonical()) {
        return Err(
            msg!(ja: "この行は、書かれたあとで変わっています", en: "the line was changed after it was written"),
        );
    }
    let seal = sealed(&record, &hash, mac.as_ref().and_then(Value::as_text), key)?;
    Ok((record, Link { seq: expected, hash }, seal))
}

/// Whether a record bears the mark of the site's key. Without it somebody with the file alone could add an approval.
fn sealed(record: &Value, hash: &str, mac: Option<&str>, key: Option<&Key>) -> Result<Seal, Message> {
    let kid = record.text_of("kid");
    let Some(key) = key else { return Ok(if kid.is_empty() { Seal::Fine } else { Seal::Unchecked }) };
    if kid == key.id() {
        return if mac == Some(&mac_of(key, hash)) {
            Ok(Seal::Fine)
        } else {
            Err(msg!(ja: "この行の印（`mac`）が、鍵と合いません", en: "the line's mark (`mac`) does not fit the key"))
        };
    }
    match (kid, record.text_of("type")) {
        ("", "approve") => Err(
            msg!(ja: "この承認には、鍵による印（`mac`）がありません", en: "the approval bears no mark of the key (`mac`)"),
        ),
        ("", _) => Ok(Seal::Fine),
        _ => Ok(Seal::Foreign),
    }
}

fn mac_of(key: &Key, hash: &str) -> String {
    hex(&key.derive(Purpose::Chain).mac([hash]))
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Float(_) => true,
        Value::List(items) => items.iter().any(has_fraction),
        Value::Map(entries) => entries.values().any(has_fraction),
        _ => false,
    }
}

/// A record as the line that follows `last`, with its line end, and its place in the chain.
pub fn seal(mut record: BTreeMap<String, Value>, last: Option<&Link>, key: Option<&Key>) -> (String, Link) {
    let text = |text: &str| Value::Text(text.to_owned());
    let seq = last.map_or(0, |last| last.seq) + 1;
    record.insert("v".to_owned(), Value::Int(1));
    record.insert("seq".to_owned(), Value::Int(i64::try_from(seq).expect("a ledger has fewer lines than that")));
    record.insert("prev".to_owned(), text(last.map_or(NOTHING, |last| &last.hash)));
    record.extend(key.map(|key| ("kid".to_owned(), text(&key.id()))));
    let mut record = Value::Map(record);
    let hash = sha256(record.canonical());
    if let Value::Map(record) = &mut record {
        record.insert("hash".to_owned(), text(&hash));
        record.extend(key.map(|key| ("mac".to_owned(), text(&mac_of(key, &hash)))));
    }
    (record.canonical() + "\n", Link { seq, hash })
}

/// The text of `ledger::HEAD` for a record.
pub fn head(last: &Link) -> String {
    format!("{} {}\n", last.seq, last.hash)
}

/// Reads the text of `ledger::HEAD`; `None` if it is no such text.
pub fn parse_head(text: &str) -> Option<Link> {
    let (seq, hash) = text.trim().split_once(' ')?;
    let whole = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some(Link { seq: seq.parse().ok()?, hash: hash.to_owned() }).filter(|_| whole)
}
