//! Which pages from the salon may be published: those whose exact content the ledger holds an approval for.
//!
//! A page that is not approved is no error: it is left out everywhere and told. Must never let a page pass because
//! something about it or about the ledger could not be read.

use std::{collections::BTreeMap, sync::Arc};

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
    msg, msgf,
    report::diagnostic::Diagnostic,
    site::{
        links::{Destination, destination},
        resolve::Inputs,
    },
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
    /// Fingerprint of everything that `content` was made of.
    input: Fingerprint,
}

/// The pages with a `source`, by file.
pub type Judgements = BTreeMap<SourcePath, Judged>;

/// Compares every page that has a `source` with the ledger; hashes of `previous` that still hold are kept.
pub fn judge(
    previous: &Judgements,
    documents: &BTreeMap<SourcePath, Arc<Document>>,
    tree: &SourceTree,
    config: &Config,
    approvals: &Approvals,
) -> Judgements {
    let originals: AHashMap<&str, &str> = documents
        .values()
        .filter(|it| it.lang.is_none())
        .filter_map(|it| Some((it.key.as_str(), source(it)?)))
        .collect();
    // A translation of a page from the salon is one too, whether it says so or not.
    let judged = |it: &Arc<Document>| {
        let source = source(it).or_else(|| originals.get(it.key.as_str()).copied())?;
        Some((it.path.clone(), one(previous.get(&it.path), it, source, tree, config, approvals)))
    };
    documents.values().filter_map(judged).collect()
}

/// Whether the ledger says the same of the same pages, whatever their texts are: then the site is made of the same pages.
pub fn same(a: &Judgements, b: &Judgements) -> bool {
    let says_same = |(x, y): ((&SourcePath, &Judged), (&SourcePath, &Judged))| {
        x.0 == y.0 && x.1.item == y.1.item && x.1.lang == y.1.lang && x.1.verdict == y.1.verdict
    };
    a.len() == b.len() && a.iter().zip(b).all(says_same)
}

fn one(
    previous: Option<&Judged>,
    it: &Document,
    source: &str,
    tree: &SourceTree,
    config: &Config,
    approvals: &Approvals,
) -> Judged {
    let lang = it.lang.as_deref().unwrap_or(&config.language);
    let files = files(it, tree);
    let mut digest = Digest::new();
    digest.print(it.fingerprint);
    for (path, source) in &files {
        digest.part(path.as_str()).print(source.fingerprint);
    }
    let input = digest.finish();
    let content = match previous.filter(|before| before.input == input) {
        Some(before) => before.content.clone(),
        None => content_hash::hash(&it.path, &it.source, files.iter().map(|(path, source)| (path, &*source.bytes)))
            .unwrap_or_default(),
    };
    let item = item(source);
    let verdict = match item {
        None => Verdict::Malformed,
        _ if approvals.broken => Verdict::Unknown,
        Some(item) => match approvals.approval(item, lang) {
            Some(approval) if approval.content == content => Verdict::Approved,
            Some(_) => Verdict::Changed,
            None if approvals.items.get(item).is_some_and(|item| item.withdrawn) => Verdict::Withdrawn,
            None => Verdict::New,
        },
    };
    Judged { item: item.unwrap_or_default().to_owned(), lang: lang.to_owned(), content, verdict, input }
}

/// A page's `source` as written, if it is one of ours: every one of a `qa` page, elsewhere only what names the salon.
fn source(document: &Document) -> Option<&str> {
    let qa = document.meta.kind == "qa";
    match document.meta.fields.get("source")? {
        Value::Null => None,
        Value::Text(text) => Some(text.as_str()).filter(|text| qa || text.starts_with("salon:")),
        _ => Some("").filter(|_| qa),
    }
}

/// The item that a `source` names: `salon:7F3K2M9QPA`.
pub fn item(source: &str) -> Option<&str> {
    source.strip_prefix("salon:").filter(|id| is_item(id))
}

/// Whether a text has the form of an item's id: ten capital letters and digits, never the 0 and 1 that look like letters.
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
pub(super) fn may_show(document: &Document, inputs: &Inputs<'_>) -> bool {
    inputs.judged.get(&document.path).is_none_or(|judged| judged.verdict == Verdict::Approved)
}

/// What is told of a page that is left out for this reason alone.
pub(super) fn finding(document: &Document, judged: &Judged) -> Option<Diagnostic> {
    let message = match judged.verdict {
        Verdict::New => msg!(
            ja: "まだ承認されていないため、公開するサイトに入りません",
            en: "the page is not approved yet, so it is not part of the public site"),
        Verdict::Changed => msg!(
            ja: "承認のあとで内容が変わったため、公開するサイトに入りません",
            en: "the page was changed after its approval, so it is not part of the public site"),
        Verdict::Withdrawn => msg!(
            ja: "承認が取り下げられたため、公開するサイトに入りません",
            en: "the approval was withdrawn, so the page is not part of the public site"),
        Verdict::Malformed => return Some(malformed(document)),
        // Of a broken ledger there is one error, and not one more for every page.
        Verdict::Approved | Verdict::Unknown => return None,
    };
    let path = &document.path;
    let finding = Diagnostic::warning("unapproved", message);
    let finding = match document.given("source") {
        Some(place) => finding.at(path, place.value),
        None => finding.in_file(path),
    };
    Some(finding.help(msgf!(
        ja: "内容を確かめてから、`shirube salon approve {path} --by … --basis …` で承認してください",
        en: "look at the content, then approve it: `shirube salon approve {path} --by … --basis …`")))
}

fn malformed(document: &Document) -> Diagnostic {
    Diagnostic::error(
        "source-form",
        msg!(
        ja: "`source` が台帳の番号ではないため、公開するサイトに入りません",
        en: "`source` is no reference into the ledger, so the page is not part of the public site"),
    )
    .at(&document.path, document.place("source").value)
    .help(msg!(
        ja: "`source: salon:7F3K2M9QPA` のように、`salon draft` が書いた番号（英大文字と数字の10文字）に戻してください。サロンの質問でなければ、この行を消します",
        en: "restore what `salon draft` wrote, like `source: salon:7F3K2M9QPA` (ten capital letters and digits); a page that is not from the salon has no `source`"))
}
