//! Why outputs were made anew: what `build --explain` says, and what it keeps of this build for the next one to
//! compare.
//!
//! A build starts from nothing and would make everything "for the first time". So that there is an answer, inputs and
//! recorded reads are kept in `.shirube/cache/`; they explain and are never built from.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    base::{atomic_file, os::fs, url::OutPath},
    incremental::memo::Invalidation,
    msg, msgf,
    pipeline::Snapshot,
    report::message::Message,
    site::query::Asked,
};

const RECORD: &str = ".shirube/cache/explain.json";

/// What is kept of an output: the fingerprint of its input, its questions, the fingerprints of their answers.
#[derive(PartialEq, Serialize, Deserialize)]
struct Kept {
    input: String,
    reads: Vec<(String, String)>,
}

/// Compares a build with the one before in which `--explain` was given, and keeps it for the next.
pub(super) fn since_last(root: &Path, snapshot: &Snapshot) -> Vec<Message> {
    let file = root.join(RECORD);
    let before: Option<BTreeMap<String, Kept>> =
        fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let now: BTreeMap<String, Kept> = snapshot
        .outputs
        .iter()
        .map(|(path, entry)| (path.to_string(), kept(&entry.input.to_string(), &entry.reads)))
        .collect();
    let lines = match &before {
        None => vec![msg!(
            ja: "比べる相手がまだありません。次に `build --explain` を実行すると、今回から変わったページと理由が出ます。",
            en: "There is nothing to compare with yet; the next `build --explain` will say what changed since this \
                one, and why.")],
        Some(before) => {
            let made = snapshot.outputs.iter().filter_map(|(path, entry)| {
                let why = match before.get(path.as_str()) {
                    None => Invalidation::New,
                    Some(old) => why(old, &now[path.as_str()], &entry.reads)?,
                };
                Some(in_words(path, &why))
            });
            let gone = before.keys().filter(|path| !now.contains_key(*path));
            let gone = gone.map(|path| msgf!(ja: "{path}：なくなりました", en: "{path}: is gone"));
            let lines: Vec<Message> = made.chain(gone).collect();
            if lines.is_empty() {
                vec![msg!(
                        ja: "前回の `build --explain` から変わったページはありません。",
                        en: "Nothing has changed since the last `build --explain`.")]
            } else {
                lines
            }
        }
    };
    // Only an explanation is lost, if it cannot be kept.
    if let Ok(text) = serde_json::to_vec(&now) {
        let _ = fs::create_dir_all(root.join(".shirube/cache")).and_then(|()| atomic_file::write(&file, &text));
    }
    lines
}

fn kept(input: &str, reads: &[Arc<Asked>]) -> Kept {
    Kept {
        input: input.to_owned(),
        reads: reads.iter().map(|asked| (format!("{:?}", asked.query), asked.fingerprint.to_string())).collect(),
    }
}

/// The first thing that differs; `None` if nothing does.
fn why(old: &Kept, now: &Kept, reads: &[Arc<Asked>]) -> Option<Invalidation> {
    if old == now {
        return None;
    }
    if old.input != now.input {
        return Some(Invalidation::Input);
    }
    let differs = old.reads.iter().zip(&now.reads).position(|(old, now)| old != now);
    Some(
        differs
            .and_then(|at| reads.get(at))
            .map_or(Invalidation::Input, |asked| Invalidation::Read(asked.query.clone())),
    )
}

/// Why an output was made anew, in a line.
pub(super) fn in_words(path: &OutPath, why: &Invalidation) -> Message {
    match why {
        Invalidation::New => msgf!(ja: "{path}：はじめて作りました", en: "{path}: made for the first time"),
        Invalidation::Input => {
            msgf!(ja: "{path}：元のファイルかテーマが変わりました", en: "{path}: its file or the theme changed")
        }
        Invalidation::Read(query) => {
            let Message { ja, en } = query.in_words();
            msgf!(ja: "{path}：見ている先が変わりました（{ja}）", en: "{path}: what it shows changed ({en})")
        }
    }
}
