//! Where a guide's inbox and key lie, as commands see it: settled before the first import, and told.

use std::{
    io,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use crate::{
    base::os::{
        fs,
        places::Exposure,
        private_place::{self, POINTER, PRIVATE, Place},
    },
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// What stands for the guide's root where its inbox and key are.
pub(super) fn private_root(root: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    private_place::private_root(root).map_err(|error| unknown(&error))
}

/// Settles, before the first import, where inbox and key will lie: where others would see them in the guide, in the
/// user's own folder. Returns that folder, where it is another than the guide.
pub fn settle(root: &Path) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    match private_place::find_place(root).map_err(|error| unknown(&error))? {
        Place::User(place) => return Ok(Some(place)),
        Place::Elsewhere(computer) => return Err(Box::new(elsewhere(&computer))),
        Place::Guide => {}
    }
    let is_new = !private_place::lies_in_guide(root).map_err(|error| unknown(&error))?;
    let danger = private_place::find_danger(root).map_err(|error| unknown(&error))?;
    if !is_new || danger.is_none() {
        return Ok(None);
    }
    private_place::make_place(root).map(Some).map_err(|error| unknown(&error))
}

/// What is worth a word about where inbox and key lie.
pub fn findings(root: &Path) -> Vec<Diagnostic> {
    match private_place::find_place(root) {
        Ok(Place::User(_)) => {
            leftovers(root).map_or_else(|error| vec![*unknown(&error)], |it| it.into_iter().collect())
        }
        Ok(Place::Elsewhere(computer)) => vec![elsewhere(&computer)],
        Ok(Place::Guide) if private_place::lies_in_guide(root).unwrap_or(true) => {
            let danger = private_place::find_danger(root);
            danger.map_or_else(|error| vec![*unknown(&error)], |it| it.iter().map(exposed).collect())
        }
        Ok(Place::Guide) => Vec::new(),
        Err(error) => vec![*unknown(&error)],
    }
}

/// The files of inbox and key below a root, without the inbox's lock.
pub(super) fn private_files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for name in PRIVATE {
        if !fs::is_there(root.join(name))? {
            continue;
        }
        for entry in WalkDir::new(root.join(name)).sort_by_file_name() {
            let entry = entry?;
            let is_lock = entry.file_name().to_string_lossy().starts_with("lock");
            if entry.file_type().is_file() && !is_lock {
                files.extend(entry.path().strip_prefix(root).map(Path::to_owned));
            }
        }
    }
    Ok(files)
}

/// What was left in the guide when a move was ended, or was put there since.
fn leftovers(root: &Path) -> io::Result<Option<Diagnostic>> {
    let is_left = !private_files(root)?.is_empty();
    Ok(is_left.then(|| {
        Diagnostic::warning(
            "inbox-exposed",
            msg!(
                ja: "受信箱か鍵の写しが、ほかの人にも見えるガイドのフォルダーに残っています",
                en: "a copy of the inbox or the key is still in the guide's folder, where others see it"),
        )
        .help(how_to_move())
    }))
}

fn exposed(danger: &Exposure) -> Diagnostic {
    let Message { ja, en } = match danger {
        Exposure::Share => msg!(ja: "共有フォルダー", en: "on a share"),
        Exposure::Synced(name) => msgf!(ja: "{name} のフォルダー", en: "in a folder of {name}"),
        Exposure::Readable => msg!(ja: "ほかの人も読めるフォルダー", en: "where others can read it"),
    };
    let message = msgf!(
        ja: "サロンの受信箱（投稿と名前）と鍵が、{ja}にあります",
        en: "the salon's inbox (posts and names) and the key lie {en}");
    Diagnostic::warning("inbox-exposed", message).help(how_to_move())
}

fn how_to_move() -> Message {
    msg!(
        ja: "`shirube salon relocate` で、このパソコンの自分だけのフォルダーに移せます",
        en: "`shirube salon relocate` moves it into your own folder on this computer")
}

pub(super) fn elsewhere(computer: &str) -> Diagnostic {
    Diagnostic::error(
        "inbox-elsewhere",
        msgf!(
            ja: "このガイドの受信箱と鍵は、別のパソコン（{computer}）か別の利用者のフォルダーにあります",
            en: "the inbox and the key of this guide lie on another computer ({computer}) or with another user"),
    )
    .help(msgf!(
        ja: "そのパソコンで実行してください。使えなくなったのなら、控えの `.shirube/key` と `.shirube/salon` を戻して、`{POINTER}` を消します",
        en: "run it there; if that computer is gone, put your copies of `.shirube/key` and `.shirube/salon` back and \
             remove `{POINTER}`"))
}

pub(super) fn unknown(error: &io::Error) -> Box<Diagnostic> {
    let Message { ja, en } = io_cause(error);
    let message = msgf!(
        ja: "サロンの受信箱と鍵の置き場所が分からないか、使えません（{ja}）",
        en: "where the salon's inbox and key lie cannot be told, or cannot be used ({en})");
    Box::new(Diagnostic::error("private-place", message).help(msgf!(
        ja: "`{POINTER}` を控えから戻し、自分のフォルダー（LOCALAPPDATA など）に書き込めることを確かめてください",
        en: "restore `{POINTER}` from a backup, and see that your own folder (LOCALAPPDATA) may be written to")))
}
