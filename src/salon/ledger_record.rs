//! The ledger's records, as they are written: who, when, on which basis.
//!
//! Never text, titles, names or ids of the salon; `words` refuses whatever could be one.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::{base::value::Value, report::diagnostic::Diagnostic, salon::words, text::date::Date};

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
    #[serde(serialize_with = "serialize_day")]
    pub at: Date,
    /// A reviewer's key.
    pub by: String,
    /// The item's id.
    pub item: String,
    /// Where it came from.
    pub source: Origin,
    /// The hash of the file that it was written to, by `content_hash::hash_path`.
    pub page: String,
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
    #[serde(serialize_with = "serialize_day")]
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
    /// The hash of its file, by `content_hash::hash_path`.
    pub page: String,
    /// The hash of its text alone, by `content_hash::hash_body`; `None` of a short one.
    pub body: Option<String>,
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
    #[serde(serialize_with = "serialize_day")]
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
    /// 前もって示した目的のうち / Within the purpose stated beforehand.
    #[serde(rename = "purpose_61")]
    #[clap(name = "purpose_61")]
    Purpose61,
    /// 本人の同意 / With the person's consent.
    #[serde(rename = "consent_69_2_1")]
    #[clap(name = "consent_69_2_1")]
    Consent6921,
    /// 役場が書いたもの / The office's own words.
    OwnWork,
    /// もう公開されているもの / Words that were public already.
    PublicSource,
}

/// How far a consent goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum Scope {
    /// 言い換えて / In other words.
    #[default]
    Paraphrase,
    /// そのままの言葉で / Word by word.
    Verbatim,
    /// 名前を添えて / With the name.
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
    /// 書いた人の許し / The author allowed it.
    Licence,
    /// 職務で書いたもの / Written on duty.
    WorkForHire,
    /// 引用 / A quotation.
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
    #[serde(serialize_with = "serialize_day")]
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
    /// 申し出 / Somebody asked.
    #[default]
    Request,
    /// 誤り / It was wrong.
    Error,
    /// 古くなった / It no longer holds.
    Outdated,
    /// 法令 / The law.
    Legal,
    /// そのほか / Something else.
    Other,
}

fn serialize_day<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
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
        words::admit(&fields)?;
        Ok(fields)
    }
}
