//! `salon/ledger.jsonl`: who approved what and when, read and verified.
//!
//! Every record carries the hash of the one before, so that no line can be changed, dropped or put in between without
//! its showing. Must never trust a line behind a broken one, and never guess what a broken one meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::{path::SourcePath, secret::Key, value::Value},
    ledger::{
        chain::{Link, Seal, parse_head, verify},
        inbox,
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        message::Message,
    },
    text::{date::Date, span::Span},
};

/// Where the ledger lies.
pub const LEDGER: &str = "salon/ledger.jsonl";

/// Where the last record that was seen here is remembered: cutting off the ledger's end leaves a valid chain.
pub const HEAD: &str = ".shirube/ledger-head";

/// What the ledger says about every item.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Approvals {
    /// By id.
    pub items: BTreeMap<String, Item>,
    /// The last record of the chain; `None` of an empty ledger.
    pub last: Option<Link>,
    /// Whether a record does not hold: then nothing is approved.
    pub broken: bool,
    /// Whether a record was made with a key.
    pub keyed: bool,
    /// The latest day of any record.
    pub at: Option<Date>,
}

/// A question with its answers, as the ledger knows it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Item {
    /// Keyed hash of the thread it was drafted from; empty if no record says.
    pub thread: String,
    /// The newest draft.
    pub draft: Option<Draft>,
    /// The newest approval by language, in force or not.
    pub approvals: BTreeMap<String, Approval>,
    /// Whether a withdrawal is the last word.
    pub withdrawn: bool,
    /// People who withdrew since the newest draft.
    pub gone: BTreeSet<String>,
    /// People who withdrew before it and are no part of it.
    pub left: BTreeSet<String>,
    /// Hashes of the files that it was drafted into and approved as.
    pub pages: BTreeSet<String>,
    /// Hashes of the texts that were approved, without their front matter.
    pub bodies: BTreeSet<String>,
}

/// The newest draft of an item.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// When.
    pub at: Option<Date>,
    /// A reviewer's key.
    pub by: String,
    /// Who speaks in it: reference and role.
    pub subjects: Vec<(String, String)>,
}

/// An approval of one item in one language.
#[derive(Clone, PartialEq, Debug)]
pub struct Approval {
    /// When.
    pub at: Option<Date>,
    /// The hash of exactly what was approved.
    pub content: String,
    /// How many times the item was approved in this language, this one included.
    pub version: u64,
    /// Who speaks in it.
    pub subjects: Vec<String>,
    /// When to look at it again.
    pub next_review: Option<Date>,
    /// Whether no withdrawal has followed.
    pub in_force: bool,
}

/// Where an item stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Drafted, and nothing since.
    Draft,
    /// Approved in one language at least.
    Approved,
    /// Withdrawn, and nothing since.
    Withdrawn,
}

impl Item {
    /// Where it stands.
    pub fn state(&self) -> State {
        match self {
            _ if self.approvals.values().any(|approval| approval.in_force) => State::Approved,
            Self { withdrawn: true, .. } => State::Withdrawn,
            _ => State::Draft,
        }
    }

    /// Everybody who speaks in its newest draft or in an approval in force.
    pub fn subjects(&self) -> BTreeSet<&str> {
        let drafted = self.draft.iter().flat_map(|draft| &draft.subjects).map(|(subject, _)| subject.as_str());
        let approved =
            self.approvals.values().filter(|approval| approval.in_force).flat_map(|approval| &approval.subjects);
        drafted.chain(approved.map(String::as_str)).collect()
    }
}

impl Approvals {
    /// The approval in force for an item in a language; none while the chain is broken.
    pub fn approval(&self, item: &str, lang: &str) -> Option<&Approval> {
        self.items.get(item)?.approvals.get(lang).filter(|approval| approval.in_force && !self.broken)
    }

    /// Takes a record over that the chain holds.
    fn take(&mut self, record: &Value) {
        self.keyed |= !record.text_of("kid").is_empty();
        let at = date(record, "at");
        self.at = self.at.max(at);
        let name = record.text_of("item");
        match record.text_of("type") {
            "draft" => {
                let item = self.items.entry(name.to_owned()).or_default();
                item.thread = record.get("source").map_or("", |source| source.text_of("thread")).to_owned();
                let subjects = subjects(record);
                item.left.append(&mut item.gone);
                item.left.retain(|left| !subjects.iter().any(|(subject, _)| subject == left));
                item.draft = Some(Draft { at, by: record.text_of("by").to_owned(), subjects });
                item.pages.extend(hash_of(record, "page"));
                item.withdrawn = false;
            }
            "approve" => {
                let item = self.items.entry(name.to_owned()).or_default();
                let lang = record.text_of("lang").to_owned();
                let version = item.approvals.get(&lang).map_or(0, |approval| approval.version) + 1;
                item.withdrawn = false;
                item.pages.extend(hash_of(record, "page"));
                item.bodies.extend(hash_of(record, "body"));
                item.approvals.insert(
                    lang,
                    Approval {
                        at,
                        content: record.text_of("content").to_owned(),
                        version,
                        subjects: subjects(record).into_iter().map(|(subject, _)| subject).collect(),
                        next_review: date(record, "next_review"),
                        in_force: true,
                    },
                );
            }
            "withdraw" => {
                let subject = record.text_of("subject");
                self.items.entry(name.to_owned()).or_default();
                for (id, item) in &mut self.items {
                    let named = id == name;
                    let speaks = !subject.is_empty() && item.subjects().contains(subject);
                    if named || speaks {
                        item.gone.extend((!subject.is_empty()).then(|| subject.to_owned()));
                        item.approvals.values_mut().for_each(|approval| approval.in_force = false);
                        item.withdrawn = true;
                    }
                }
            }
            // Records of a later version: the chain holds them, and what they say is none of ours.
            _ => {}
        }
    }
}

fn hash_of(record: &Value, name: &str) -> Option<String> {
    Some(record.text_of(name)).filter(|hash| !hash.is_empty()).map(str::to_owned)
}

fn date(record: &Value, name: &str) -> Option<Date> {
    Date::parse(record.text_of(name))
}

fn subjects(record: &Value) -> Vec<(String, String)> {
    match record.get("subjects") {
        Some(Value::List(list)) => {
            list.iter().map(|it| (it.text_of("ref").to_owned(), it.text_of("role").to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

/// Reads and verifies the ledger; `head` is the text of [`HEAD`] and of what the inbox remembers, a line each, `key`
/// the site's key where it is known.
pub fn read_ledger(text: &str, head: Option<&str>, key: Option<&Key>) -> Reported<Approvals> {
    let path = SourcePath::new(LEDGER);
    let mut read: Reported<Approvals> = Reported::default();
    let lines: Vec<&str> = head.into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty()).collect();
    let heads: Vec<Link> = lines.iter().copied().filter_map(parse_head).collect();
    if heads.len() < lines.len() {
        read.findings.push(unreadable_head(&path));
        read.value.broken = true;
        return read;
    }
    let (mut at, mut foreign, mut unchecked) = (0, None, 0u64);
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let whole = line.ends_with('\n');
        if line.trim().is_empty() {
            continue;
        }
        match verify(line, read.value.last.as_ref(), key) {
            Ok((record, link, sealed)) if whole => {
                if heads.iter().any(|head| head.seq == link.seq && head.hash != link.hash) {
                    read.findings.push(rewritten(&path, span));
                    read.value.broken = true;
                    break;
                }
                match sealed {
                    Seal::Foreign => _ = foreign.get_or_insert(span),
                    Seal::Unchecked => unchecked += 1,
                    Seal::Fine => {}
                }
                read.value.take(&record);
                read.value.last = Some(link);
            }
            fault if !whole => {
                let end = Span::new(span.end, at);
                let edit = if fault.is_ok() { (end, "\n") } else { (Span::new(span.start, at), "") };
                read.findings.push(torn(&path, span).fix(edit.0, edit.1));
                read.value.broken = true;
            }
            fault => {
                let why = fault.err().unwrap_or_default();
                read.findings.push(broken(&path, span, &why));
                read.value.broken = true;
                break;
            }
        }
    }
    let seen = read.value.last.as_ref().map_or(0, |last| last.seq);
    let known = heads.iter().map(|head| head.seq).max().unwrap_or_default();
    if known > seen && !read.value.broken {
        read.findings.push(shorter(&path, seen, known));
        read.value.broken = true;
    }
    read.findings.extend(foreign.map(|span| other_key(&path, span)));
    let is_unchecked = unchecked > 0 && !read.value.broken;
    read.findings.extend(is_unchecked.then(|| without_key(&path, unchecked)));
    read
}

/// What every fault of the chain means for the site.
fn meaning() -> Message {
    msg!(
        ja: "直すまで、台帳の番号（`source`）を持つページは公開されません",
        en: "until it is mended, no page with a `source` is published")
}

fn broken(path: &SourcePath, span: Span, why: &Message) -> Diagnostic {
    let Message { ja, en } = why;
    Diagnostic::error("ledger-broken", msgf!(ja: "台帳のつながりが切れています。{ja}", en: "the ledger's chain is broken: {en}"))
        .at(path, span)
        .help(meaning())
        .help(msg!(
            ja: "台帳は手で直さず、Gitなどの履歴から正しい版に戻してください。2人が同時に承認して重なったときは、後の分を除いてから承認し直します",
            en: "do not edit the ledger; restore a good version from its history. Where two people approved at once, \
                drop the later lines and approve those pages again"))
}

fn torn(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error(
        "ledger-torn",
        msg!(ja: "台帳の最後の行が、書きかけのまま途切れています", en: "the ledger's last line was not written to its end"),
    )
    .at(path, span)
    .help(msg!(
        ja: "`shirube check --fix` で、書きかけの行を `.shirube/` に移します。移したら、最後の操作をやり直してください",
        en: "`shirube check --fix` moves the line to `.shirube/`; then do again what you did last"))
    .help(meaning())
}

fn rewritten(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error(
        "ledger-broken",
        msg!(
        ja: "台帳が、前にここで見たものと違います。記録が書き換えられたか、別の台帳です",
        en: "the ledger is not the one seen here before: a record was rewritten, or it is another ledger"),
    )
    .at(path, span)
    .help(meaning())
    .help(on_purpose())
}

fn shorter(path: &SourcePath, seen: u64, known: u64) -> Diagnostic {
    Diagnostic::error(
        "ledger-broken",
        msgf!(
        ja: "台帳が短くなっています。前は {known} 件の記録がありましたが、いまは {seen} 件です",
        en: "the ledger is shorter than before: it had {known} records and has {seen}"),
    )
    .in_file(path)
    .help(meaning())
    .help(on_purpose())
}

fn on_purpose() -> Message {
    let remembered = inbox::HEAD;
    msgf!(
        ja: "履歴から新しい版に戻してください。承知のうえで前の版に戻したのなら、`{HEAD}` と `{remembered}` を消すと、いまの台帳から数え直します",
        en: "restore the newer version from its history. If you went back on purpose, remove `{HEAD}` and \
            `{remembered}`: counting then starts from this ledger")
}

fn unreadable_head(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "ledger-broken",
        msg!(
        ja: "台帳の最後の記録として控えてあるものを、読み取れません",
        en: "what was remembered of the ledger's last record cannot be read"),
    )
    .in_file(path)
    .help(meaning())
    .help(on_purpose())
}

fn without_key(path: &SourcePath, count: u64) -> Diagnostic {
    Diagnostic::warning(
        "ledger-unchecked",
        msgf!(
        ja: "鍵がここにないため、台帳の記録{count}件の印（`mac`）は確かめていません",
        en: "there is no key here, so the marks (`mac`) of {count} records were not checked"),
    )
    .in_file(path)
    .help(msg!(
        ja: "台帳のつながりだけを確かめました。印は、鍵（`.shirube/key`）のあるパソコンで `shirube check` を実行すると確かめられます",
        en: "only the chain was checked; run `shirube check` where the key (`.shirube/key`) is to check the marks"))
}

fn other_key(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "ledger-other-key",
        msg!(
        ja: "台帳に、いまの鍵とは別の鍵で書かれた記録があります。その印は確かめられません",
        en: "the ledger holds records made with another key; their marks cannot be checked"),
    )
    .at(path, span)
    .help(msg!(
        ja: "鍵を取り替えた覚えがなければ、`.shirube/key` が正しいものか確かめてください",
        en: "if you did not change the key, see whether `.shirube/key` is the right one"))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
