//! The conversations of the list that was shown last, so that a number can stand for an id nobody wants to type.
//!
//! Must never change what the inbox holds: a list that is lost is shown again.

use std::path::Path;

use crate::{
    base::{atomic_file, os::fs},
    msg, msgf,
    report::diagnostic::Diagnostic,
    salon::{inbox, not_written},
};

const FILE: &str = "list.json";

/// Remembers a list: the first id is number 1. Where there is no inbox there is nothing to number.
pub fn remember(root: &Path, ids: &[&str]) -> Result<(), Box<Diagnostic>> {
    let folder = inbox::folder(root)?;
    if !fs::is_dir(&folder).unwrap_or(false) {
        return Ok(());
    }
    let text = serde_json::to_string(ids).expect("ids are JSON") + "\n";
    atomic_file::write_private(&folder.join(FILE), text.as_bytes())
        .map_err(|error| not_written(&format!(".shirube/salon/{FILE}"), &error))
}

/// Whether a word is a number of a list, and no id: those have ten characters.
pub fn is_number(word: &str) -> bool {
    (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The id that a word stands for: the one of that number in the last list, else the word itself.
pub fn resolve(root: &Path, word: &str) -> Result<String, Box<Diagnostic>> {
    let word = word.trim_start_matches("salon:");
    if !is_number(word) {
        return Ok(word.to_owned());
    }
    let bytes = fs::read_if_there(inbox::folder(root)?.join(FILE)).ok().flatten().unwrap_or_default();
    let ids: Vec<String> = serde_json::from_slice(&bytes).unwrap_or_default();
    let number: usize = word.parse().unwrap_or_default();
    number.checked_sub(1).and_then(|place| ids.get(place)).cloned().ok_or_else(|| {
        let (message, most) = (msgf!(ja: "一覧に{word}番はありません", en: "the list has no number {word}"), ids.len());
        let help = match most {
            0 => msg!(
                ja: "先に `shirube salon list` で一覧を表示してください。番号は、最後に表示した一覧のものです",
                en: "run `shirube salon list` first: numbers are those of the list shown last"),
            _ => msgf!(
                ja: "最後に表示した一覧は、1番から{most}番までです。`shirube salon list` で見直せます",
                en: "the list shown last goes from 1 to {most}; see it again with `shirube salon list`"),
        };
        Box::new(Diagnostic::error("no-conversation", message).help(help))
    })
}
