//! Which pages from the salon may be published: those whose exact content the ledger holds an approval for.
//!
//! A page that is not approved is no error: it is left out everywhere and told. Must never let a page pass because
//! something about it or about the ledger could not be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ahash::AHashMap;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        value::Value,
    },
    config::types::Config,
    input::source_tree::{Source, SourceTree},
    ledger::{content_hash, read::Approvals},
    load::document::Document,
    site::links::{Destination, destination},
    text::{normalize::fold, span::Span},
};

/// What the ledger says of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is approved as it is.
    Approved,
    /// Nobody has approved it yet.
    New,
    /// It was approved, and changed since.
    Changed,
    /// Its approval was withdrawn.
    Withdrawn,
    /// Somebody who speaks in it is not to be published.
    OptedOut,
    /// It names no item, and is from the salon all the same.
    Lost,
    /// The ledger cannot be trusted.
    Unknown,
    /// Its `source` is no reference into the ledger.
    Malformed,
}

/// A page with a `source`, and what the ledger says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    /// The item; empty if malformed.
    pub item: String,
    /// The language that an approval must be for.
    pub lang: String,
    /// The content hash of the page as it is.
    pub content: String,
    /// What the ledger says.
    pub verdict: Verdict,
    /// Where a page that names no item has words of the salon; empty of any other page.
    pub shared: Vec<Span>,
}

/// What a page from the salon is judged by.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// What the ledger says.
    pub approvals: &'a Approvals,
    /// Who is not to be published, as the ledger names people; `None`: it cannot be told.
    pub opted_out: Option<&'a BTreeSet<String>>,
}

/// The pages with a `source`, by file.
pub type Judgements = BTreeMap<SourcePath, Judged>;

/// A page that needs an approval, with what an approval is of.
pub struct FromSalon<'a> {
    /// The page.
    pub document: &'a Arc<Document>,
    /// Its `source`, or the one of the page that it translates.
    source: &'a str,
    /// The local files that it uses.
    files: BTreeMap<SourcePath, &'a Source>,
}

/// The pages that need an approval, in order.
pub fn from_salon<'a>(documents: &'a BTreeMap<SourcePath, Arc<Document>>, tree: &'a SourceTree) -> Vec<FromSalon<'a>> {
    let originals: AHashMap<&str, &str> = documents
        .values()
        .filter(|it| it.lang.is_none())
        .filter_map(|it| Some((it.key.as_str(), source(it)?)))
        .collect();
    // A translation of a page from the salon is one too, whether it says so or not.
    let needs = |document: &'a Arc<Document>| {
        let source = source(document).or_else(|| originals.get(document.key.as_str()).copied())?;
        Some(FromSalon { document, source, files: files(document, tree) })
    };
    documents.values().filter_map(needs).collect()
}

impl FromSalon<'_> {
    /// Fingerprint of everything that the content hash is made of.
    pub fn input(&self) -> Fingerprint {
        let mut digest = Digest::new();
        digest.print(self.document.fingerprint);
        for (path, source) in &self.files {
            digest.part(path.as_str()).print(source.fingerprint);
        }
        digest.finish()
    }

    /// The content hash of the page as it is.
    pub fn content(&self) -> String {
        let files = self.files.iter().map(|(path, source)| (path, &*source.bytes));
        content_hash::hash(&self.document.path, &self.document.source, files).unwrap_or_default()
    }

    /// What the ledger says of a page with this content hash.
    pub fn judge(&self, content: &str, evidence: Evidence<'_>) -> Judged {
        let Evidence { config, approvals, opted_out } = evidence;
        let lang = self.document.lang.as_deref().unwrap_or(&config.language);
        let item = item(self.source);
        let verdict = match item {
            None => Verdict::Malformed,
            _ if approvals.broken => Verdict::Unknown,
            Some(item) => match (approvals.approval(item, lang), opted_out) {
                (Some(_), None) => Verdict::Unknown,
                (Some(approval), Some(out)) if approval.subjects.iter().any(|one| out.contains(one)) => {
                    Verdict::OptedOut
                }
                (Some(approval), _) if approval.content == content => Verdict::Approved,
                (Some(_), _) => Verdict::Changed,
                (None, _) if approvals.items.get(item).is_some_and(|item| item.withdrawn) => Verdict::Withdrawn,
                (None, _) => Verdict::New,
            },
        };
        Judged {
            item: item.unwrap_or_default().to_owned(),
            lang: lang.to_owned(),
            content: content.to_owned(),
            verdict,
            shared: Vec::new(),
        }
    }
}

/// A page's `source` as written, if it is one of ours: every one of a `qa` page, elsewhere what names the salon,
/// however it is written.
fn source(document: &Document) -> Option<&str> {
    let qa = document.nature.has_answers;
    match document.meta.fields.get("source")? {
        Value::Text(text) => Some(text.as_str()).filter(|text| qa || names_salon(text) || is_item(text.trim())),
        other => Some("").filter(|_| qa || find_text(other, &|text| names_salon(text) || is_item(text)).is_some()),
    }
}

/// The first text of a value, or of those that stand in it, that is meant.
pub(super) fn find_text<'a>(value: &'a Value, is_meant: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    match value {
        Value::Text(text) => Some(text.trim()).filter(|text| is_meant(text)),
        Value::List(items) => items.iter().find_map(|item| find_text(item, is_meant)),
        Value::Map(entries) => entries.values().find_map(|item| find_text(item, is_meant)),
        _ => None,
    }
}

/// Whether a text was meant to name an item: `salon:7F3K2M9QPA` in any spelling.
pub(super) fn names_salon(text: &str) -> bool {
    let text = fold(text);
    text.trim_start().strip_prefix("salon").is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// The item that a `source` names: `salon:7F3K2M9QPA`.
pub fn item(source: &str) -> Option<&str> {
    source.strip_prefix("salon:").filter(|id| is_item(id))
}

/// Whether a text has the form of an item's id: ten capital letters and digits, never the 0 and 1 that look like
/// letters.
pub fn is_item(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'9'))
}

/// Whether a text has the form of a person's reference: sixteen characters of base32.
pub fn is_subject(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'))
}

/// The local files that a page uses, in the order of their paths.
fn files<'a>(document: &Document, tree: &'a SourceTree) -> BTreeMap<SourcePath, &'a Source> {
    let targets = document.links.iter().map(|link| link.target.as_str()).chain([document.meta.image.as_str()]);
    let file = |target: &str| match destination(&document.path, target) {
        Destination::File(path) => tree.get(&path).map(|source| (path, source)),
        _ => None,
    };
    targets.filter_map(file).collect()
}

/// Whether the ledger lets a page out; one without a `source` needs no approval.
pub(super) fn may_show(document: &Document, judged: &Judgements) -> bool {
    judged.get(&document.path).is_none_or(|judged| judged.verdict == Verdict::Approved)
}
