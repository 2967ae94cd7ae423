//! Floor 10: whether the pages of others that the guide leads to are still there. Only `check --external` asks.
//!
//! - **In**: the documents of a build, what was known before, today.
//! - **Out**: warnings and hints; what is known now, in `.shirube/cache/links.json`.
//! - **Never**: fail a build; ask while a site is built or shown; ask an address more than once a run.
//! - **Read first**: [`check_links`].
//! - **One more**: what else an answer may mean is a line in [`judge`].
//! - **Tests**: `tests/it/external.rs`, against a server on this machine.

mod known;

use std::{
    collections::{BTreeMap, VecDeque},
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{
    external::known::{Known, Seen},
    load::document::{Document, Link},
    msg, msgf,
    publish::http,
    report::diagnostic::{Diagnostic, Level},
    text::date::Date,
};

/// How many addresses are asked at once.
const AT_ONCE: usize = 6;

/// The place of a link in the guide.
type Places<'a> = Vec<(&'a Document, &'a Link)>;

/// Asks for every page of others that the guide leads to, but those that were there lately; remembers the answers
/// below `root`. `base_url` is the guide's own address.
pub fn check_links<'a>(
    root: &Path,
    documents: impl Iterator<Item = &'a Document>,
    base_url: &str,
    today: Date,
) -> Vec<Diagnostic> {
    let mut wanted: BTreeMap<String, Places<'a>> = BTreeMap::new();
    for document in documents {
        let outside = document.links.iter().filter(|link| is_outside(&link.target, base_url));
        outside.for_each(|link| wanted.entry(address(&link.target).to_owned()).or_default().push((document, link)));
    }
    let mut known = Known::read(root);
    known.seen.retain(|url, _| wanted.contains_key(url));
    let due = wanted.keys().filter(|url| !known.is_fresh(url, today)).cloned().collect();
    for (url, status) in ask_all(due) {
        known.seen.insert(url, Seen { status, on: today.to_string() });
    }
    known.write(root);
    wanted.iter().filter_map(|(url, places)| judge(url, places, known.seen.get(url)?)).collect()
}

fn is_outside(target: &str, base_url: &str) -> bool {
    (target.starts_with("https://") || target.starts_with("http://")) && !target.starts_with(base_url)
}

/// An address without the place in the page, which no server is asked for.
fn address(target: &str) -> &str {
    target.split('#').next().unwrap_or(target)
}

/// The statuses of addresses; 0 is none at all.
fn ask_all(due: VecDeque<String>) -> Vec<(String, u16)> {
    let (due, answers) = (Mutex::new(due), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let next = due.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(url) = next else { return };
            let status = http::ask_status(&url);
            answers.lock().unwrap_or_else(PoisonError::into_inner).push((url, status));
        }
    };
    thread::scope(|scope| {
        (0..AT_ONCE).for_each(|_| {
            scope.spawn(work);
        });
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What an answer means; nothing where the page is there.
fn judge(url: &str, places: &Places<'_>, seen: &Seen) -> Option<Diagnostic> {
    let (status, on) = (seen.status, &seen.on);
    let finding = match status {
        200..=399 => return None,
        404 | 410 => Diagnostic::new(
            Level::Warning,
            "external-dead",
            msgf!(
                ja: "リンク先のページがありません（{status}、{on} に確認）：{url}",
                en: "the page is not there ({status}, asked on {on}): {url}"),
        )
        .help(msg!(
            ja: "新しい住所をさがして直すか、リンクをやめてください",
            en: "look for its new address, or leave the link out")),
        _ => {
            let (ja, en) = match status {
                0 => ("つながりません".to_owned(), "no answer".to_owned()),
                status => (format!("応答 {status}"), format!("status {status}")),
            };
            Diagnostic::new(
                Level::Hint,
                "external-unsure",
                msgf!(
                    ja: "リンク先を確かめられませんでした（{ja}、{on}）：{url}",
                    en: "the page could not be looked at ({en}, {on}): {url}"),
            )
            .help(msg!(ja: "ブラウザーで開いて確かめてください", en: "open it in a browser and see"))
        }
    };
    Some(places.iter().fold(finding, |finding, (document, link)| finding.at(&document.path, link.target_span)))
}
