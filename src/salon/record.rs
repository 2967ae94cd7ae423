//! The ledger's records, as they are written: who, when, on which basis.
//!
//! Never text, titles, names or ids of Slack: what a record may hold is decided by the form of every word in it, so that
//! nothing else can get in, whoever makes the record.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::{
    diagnostic::Diagnostic,
    model::approval::{is_item, is_subject},
    say, tell,
    text::date::Date,
    value::Value,
};

/// A record.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record {
    /// A page was drafted from a thread.
    Draft(Draft),
    /// Exactly this content may be published.
    Approve(Approve),
    /// It may no longer.
    Withdraw(Withdraw),
}

/// A page was drafted from a thread.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Draft {
    /// The day.
    #[serde(serialize_with = "day")]
    pub at: Date,
    /// A reviewer's key.
    pub by: String,
    /// The item's id.
    pub item: String,
    /// Where it came from.
    pub source: Origin,
    /// Who speaks in it.
    pub subjects: Vec<Speaker>,
    /// What the gate did.
    pub gate: DraftGate,
}

/// Where an item came from.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Origin {
    /// The thread's keyed hash, by `key::thread_ref`.
    pub thread: String,
    /// `public` or `private`; never a channel's name.
    pub channel: String,
}

/// Somebody who speaks in an item.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Speaker {
    /// The person's keyed hash, by `key::subject_ref`.
    #[serde(rename = "ref")]
    pub subject: String,
    /// `resident`, `staff`, …
    pub role: String,
}

/// What the gate did to a draft.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct DraftGate {
    /// Hash of its rules.
    pub rules: String,
    /// Hash of its lists.
    pub lists: String,
    /// Whether it knew the salon's nicknames.
    pub roster: bool,
    /// How many values of a type were replaced.
    pub replaced: BTreeMap<String, u64>,
    /// How many of a type are left to a person.
    pub warn: BTreeMap<String, u64>,
}

/// Exactly this content may be published.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Approve {
    /// The day.
    #[serde(serialize_with = "day")]
    pub at: Date,
    /// A reviewer's key.
    pub by: String,
    /// The item's id.
    pub item: String,
    /// The language.
    pub lang: String,
    /// How many times it was approved in this language, this one included.
    pub version: u64,
    /// The content hash.
    pub content: String,
    /// Who drafted it.
    pub drafted_by: String,
    /// Whether one person drafted and approved it.
    pub same_person: bool,
    /// Version of the terms that people in the salon were shown.
    pub policy: String,
    /// Who speaks in it, and why it may be published.
    pub subjects: Vec<Consented>,
    /// What it touches.
    pub flags: Flags,
    /// What was done to the text.
    pub edits: Edits,
    /// What the gate said.
    pub gate: ApproveGate,
    /// When to look at it again.
    #[serde(serialize_with = "day")]
    pub next_review: Date,
}

/// Somebody who speaks, and why it may be published.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Consented {
    /// The person's keyed hash.
    #[serde(rename = "ref")]
    pub subject: String,
    /// `resident`, `staff`, …
    pub role: String,
    /// On which basis.
    pub basis: Basis,
    /// What the person agreed to.
    pub consent: Consent,
    /// The right to the words.
    pub copyright: Copyright,
}

/// The legal basis of a publication.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum Basis {
    /// Within the purpose that was stated beforehand.
    #[serde(rename = "purpose_61")]
    #[clap(name = "purpose_61")]
    Purpose61,
    /// With the person's consent.
    #[serde(rename = "consent_69_2_1")]
    #[clap(name = "consent_69_2_1")]
    Consent6921,
    /// The office's own words.
    OwnWork,
    /// Words that were public already.
    PublicSource,
}

/// How far a consent goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum Scope {
    /// In other words.
    #[default]
    Paraphrase,
    /// Word by word.
    Verbatim,
    /// With the name.
    Name,
}

/// What a person agreed to.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Consent {
    /// Version of the text that was agreed to.
    pub text: String,
    /// How far it goes.
    pub scope: Scope,
    /// `form`, `salon`, `paper`, …
    pub via: String,
    /// The day.
    #[serde(serialize_with = "maybe_day")]
    pub given_on: Option<Date>,
    /// The number under which it is filed.
    pub evidence: Option<String>,
}

/// The right to the words.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Copyright {
    /// On which basis.
    pub basis: CopyrightBasis,
    /// Whether the author promised not to exercise the moral rights.
    pub moral_rights_waiver: bool,
}

/// On which basis words of others are published.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum CopyrightBasis {
    /// The author allowed it.
    Licence,
    /// Written on duty.
    WorkForHire,
    /// A quotation.
    Quotation,
}

/// What a page touches.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Flags {
    /// A child.
    pub minor: bool,
    /// Somebody who was not asked.
    pub third_party: bool,
}

/// What was done to the text.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Edits {
    /// Whether it is in other words.
    pub paraphrased: bool,
    /// How many threads it was made from.
    pub merged_from: u64,
}

/// What the gate said of an approved page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ApproveGate {
    /// Hash of its rules.
    pub rules: String,
    /// Hash of its lists.
    pub lists: String,
    /// Whether it knew the salon's nicknames.
    pub roster: bool,
    /// How much was blocked: never anything.
    pub block: u64,
    /// What a person let pass.
    pub acknowledged: Vec<Acknowledged>,
    /// Ids of the waivers that were used.
    pub waivers: Vec<String>,
}

/// What a person let pass.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Acknowledged {
    /// The type.
    #[serde(rename = "type")]
    pub kind: String,
    /// How many.
    pub n: u64,
    /// Why, in a word: `generalised`.
    pub reason: String,
}

/// An item may no longer be published.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Withdraw {
    /// The day.
    #[serde(serialize_with = "day")]
    pub at: Date,
    /// A reviewer's key; `None`: nobody said.
    pub by: Option<String>,
    /// The item's id.
    pub item: String,
    /// The person who withdraws; `None` is the item as a whole.
    pub subject: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Whether search engines were asked to forget it.
    pub caches_requested: bool,
}

/// Why an item is withdrawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody asked.
    #[default]
    Request,
    /// It was wrong.
    Error,
    /// It no longer holds.
    Outdated,
    /// The law.
    Legal,
    /// Something else.
    Other,
}

fn day<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

fn maybe_day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

impl Record {
    /// Its fields, if every word of it has a form that the ledger may hold.
    pub fn fields(&self) -> Result<BTreeMap<String, Value>, Box<Diagnostic>> {
        let json = serde_json::to_value(self).expect("plain fields always serialise");
        let Value::Map(fields) = Value::from(json) else { unreachable!("a record is a struct") };
        match inadmissible("", &Value::Map(fields.clone())) {
            None => Ok(fields),
            Some(name) => Err(refused(&name)),
        }
    }
}

/// The name of the first field that holds something the ledger must not hold.
fn inadmissible(name: &str, value: &Value) -> Option<String> {
    let fits = match value {
        Value::Text(text) => match name {
            "item" => is_item(text),
            "ref" | "subject" => is_subject(text),
            _ => text.is_empty() || is_hash(text) || is_word(text),
        },
        Value::List(items) => return items.iter().find_map(|item| inadmissible(name, item)),
        Value::Map(entries) => {
            return entries.iter().find_map(|(key, value)| if is_word(key) { inadmissible(key, value) } else { Some(name.to_owned()) });
        }
        _ => true,
    };
    (!fits).then(|| name.to_owned())
}

fn is_hash(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").or_else(|| text.strip_prefix("hmac:"));
    digits.is_some_and(|digits| (32..=64).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a text is a key, a filing number, a day or a word of ours: Latin letters, digits and `-_/`, and neither so many
/// digits that it could be a telephone number or a time of Slack, nor an id of Slack.
pub fn is_word(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let capital = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let slack = capital && digits >= 2 && (9..=12).contains(&text.len()) && text.starts_with(['U', 'W', 'C', 'D', 'G', 'T', 'F', 'S', 'B']);
    let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/'));
    (1..=40).contains(&text.len()) && letters && digits <= 8 && !slack
}

fn refused(name: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "ledger-word",
            tell!(ja: "`{name}` の値は、台帳に書けません", en: "the ledger cannot hold this value of `{name}`"),
        )
        .help(say!(
            ja: "台帳には、名前や文章を書きません。英字、数字、`-` だけの短い言葉（担当の記号、文書番号など）にしてください",
            en: "the ledger holds no names and no text: give a short word of letters, digits and `-`, such as a key or a filing number")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_a_harmless_form_are_written() {
        for word in ["iju-a", "E-0031", "2026-04", "2026-10-05", "purpose_61", "SCHOOL_GRADE", "R8/12", "w-2026-003"] {
            assert!(is_word(word), "{word}");
        }
        for word in [
            "",
            "佐藤",
            "佐藤 花子",
            "U0123ABCD",
            "W012A3456",
            "a@example.jp",
            "1700000000.000100",
            "p1700000000000100",
            "090-0000-0000",
            "0160-00-1010",
            "https://x.slack.com/archives/C1",
            "寒いです",
            "two words",
        ] {
            assert!(!is_word(word), "{word}");
        }
        let withdraw = |by: &str, item: &str, subject: Option<&str>| {
            Record::Withdraw(Withdraw {
                at: Date::new(2026, 11, 1).unwrap(),
                by: Some(by.to_owned()),
                item: item.to_owned(),
                subject: subject.map(str::to_owned),
                reason: Reason::Request,
                caches_requested: false,
            })
            .fields()
            .map(|fields| Value::Map(fields).canonical())
        };
        assert_eq!(
            withdraw("iju-a", "AAAAAAAAAA", None).unwrap(),
            r#"{"at":"2026-11-01","by":"iju-a","caches_requested":false,"item":"AAAAAAAAAA","reason":"request","subject":null,"type":"withdraw"}"#
        );
        for (by, item, subject) in [("佐藤", "AAAAAAAAAA", None), ("iju-a", "1700000000", None), ("iju-a", "AAAAAAAAAA", Some("U0123ABCD"))]
        {
            assert_eq!(withdraw(by, item, subject).unwrap_err().code, "ledger-word", "{by} {item} {subject:?}");
        }
    }
}
