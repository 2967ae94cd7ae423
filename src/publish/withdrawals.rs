//! Withdrawals are done when the public address no longer shows the page: not when a file was removed.

use crate::{
    base::{secret::sha256, url::encode},
    publish::{http::get, record::Record, words::address},
    report::{diagnostic::Diagnostic, message::Message},
};

/// What a public address shows of a page that was withdrawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shown {
    /// It is gone: 404, 410, or something else stands there.
    Gone,
    /// It still shows the page.
    Still,
    /// It could not be looked at.
    Unknown(Message),
}

/// The public address of a page's file.
pub fn public_url(base: &str, path: &str) -> String {
    format!("{base}{}", encode(&address(path)[1..], true))
}

/// Looks at the public address of each withdrawal that nobody has seen done, and crosses out those that are.
pub fn check_pending(base: &str, record: &mut Record) -> Result<Vec<(String, Shown)>, Box<Diagnostic>> {
    // Until a withdrawal is published, the last release holds what was withdrawn.
    let last = record.memory.trees.first().filter(|_| !record.memory.withdrawing);
    let last = last.and_then(|(id, _)| record.release(id));
    let mut seen = Vec::new();
    for pending in std::mem::take(&mut record.memory.pending) {
        let url = public_url(base, &pending.path);
        let now = last.as_ref().and_then(|last| last.files.get(&pending.path)).map(|entry| entry.h.as_str());
        let shown = look(base, &url, now);
        if shown != Shown::Gone {
            record.memory.pending.push(pending);
        }
        seen.push((url, shown));
    }
    if !seen.is_empty() {
        record.save()?;
    }
    Ok(seen)
}

/// What an address shows; `now` is the hash of what stands there instead, if anything does. Only what is certainly
/// something else is taken for it.
fn look(base: &str, url: &str, now: Option<&str>) -> Shown {
    let answer = match get(url) {
        Ok(answer) => answer,
        Err(words) => return Shown::Unknown(words),
    };
    if matches!(answer.status, 404 | 410) || now.is_some_and(|now| sha256(&answer.body) == now) {
        return Shown::Gone;
    }
    // Some hosts answer 200 for what is not there, with one page for all.
    let nowhere = get(&format!("{base}shirube-no-such-page/"));
    let is_nowhere = nowhere.is_ok_and(|nowhere| nowhere.body == answer.body && !answer.body.is_empty());
    if is_nowhere && answer.status == 200 { Shown::Gone } else { Shown::Still }
}
