//! Which files move when a page, a folder or a file gets another name.

use std::collections::BTreeMap;

use crate::{
    base::path::{SourcePath, fold_case},
    input::source_tree::SourceTree,
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
    text::normalize::nearest,
};

/// The files that move, and where to.
pub type Moves = BTreeMap<SourcePath, SourcePath>;

/// The files that move when `old` becomes `new`. A page takes its translations along, a folder everything in it.
pub fn find_moves(
    tree: &SourceTree,
    codes: &[&str],
    old: &SourcePath,
    new: &SourcePath,
) -> Result<Moves, Box<Diagnostic>> {
    let is_folder = |path: &SourcePath| tree.below(&format!("{path}/")).next().is_some();
    let moves = if tree.get(old).is_some() {
        let new = if is_folder(new) { SourcePath::new(&format!("{new}/{}", old.file_name())) } else { new.clone() };
        file_moves(tree, codes, old, &new)?
    } else if is_folder(old) {
        folder_moves(tree, old, new)?
    } else {
        return Err(Box::new(no_file(tree, old)));
    };
    moves.into_iter().map(|(from, to)| free(tree, from, to)).collect()
}

fn file_moves(tree: &SourceTree, codes: &[&str], old: &SourcePath, new: &SourcePath) -> Result<Moves, Box<Diagnostic>> {
    let Some(stem) = old.page_stem() else { return Ok(Moves::from([(old.clone(), new.clone())])) };
    let Some(new_stem) = new.page_stem() else {
        let message = msgf!(ja: "ページの名前は .md で終わります：{new}", en: "a page's name ends in .md: {new}");
        return Err(usage(message));
    };
    let language = codes.iter().find(|code| stem.ends_with(&format!(".{code}")));
    if language.is_some() || ["_index", "index"].contains(&stem.rsplit('/').next().unwrap_or(stem)) {
        let message = msgf!(ja: "「{old}」だけを移すことはできません", en: "`{old}` does not move alone");
        let help = if language.is_some() {
            msg!(ja: "元の言語のページを移すと、訳も一緒に移ります", en: "move the page in the main language: its translations follow")
        } else {
            msg!(ja: "フォルダーを移してください", en: "move the folder")
        };
        return Err(Box::new(Diagnostic::error("usage", message).help(help)));
    }
    let is_one = |path: &SourcePath| {
        let rest = path.page_stem().and_then(|own| own.strip_prefix(stem));
        rest.is_some_and(|rest| rest.is_empty() || codes.iter().any(|code| rest.strip_prefix('.') == Some(code)))
    };
    let all = tree.files.keys().filter(|path| is_one(path));
    // What stands behind the stem stays: `.en.md`.
    Ok(all
        .map(|path| (path.clone(), SourcePath::new(&format!("{new_stem}{}", &path.as_str()[stem.len()..]))))
        .collect())
}

fn folder_moves(tree: &SourceTree, old: &SourcePath, new: &SourcePath) -> Result<Moves, Box<Diagnostic>> {
    if old.as_str() == "content" || new.as_str() == "content" || new.is_page() {
        return Err(usage(msgf!(
            ja: "フォルダー「{old}」を「{new}」にはできません",
            en: "the folder `{old}` cannot become `{new}`")));
    }
    if new.as_str().starts_with(&format!("{old}/")) {
        return Err(usage(msgf!(
            ja: "フォルダー「{old}」を、その中へは移せません",
            en: "the folder `{old}` cannot go into itself")));
    }
    let below = format!("{old}/");
    let to = |path: &SourcePath| SourcePath::new(&format!("{new}/{}", &path.as_str()[below.len()..]));
    let moves: Moves = tree.below(&below).map(|(path, _)| (path.clone(), to(path))).collect();
    // What a run before this one has written is no other folder's.
    if tree.below(&format!("{new}/")).any(|(path, _)| !moves.values().any(|to| to == path)) {
        return Err(usage(msgf!(ja: "フォルダー「{new}」は、もうあります", en: "the folder `{new}` is there already")));
    }
    Ok(moves)
}

/// A move to a name that nothing has, or the very file: whether that is the one to be written is seen when it is known.
/// A name that differs by case alone is another file on some disks only.
fn free(tree: &SourceTree, from: SourcePath, to: SourcePath) -> Result<(SourcePath, SourcePath), Box<Diagnostic>> {
    if fold_case(from.as_str()) == fold_case(to.as_str()) {
        return Err(Box::new(
            Diagnostic::error(
                "usage",
                msgf!(
                ja: "「{from}」と「{to}」は、大文字と小文字のほかは同じ名前です",
                en: "`{from}` and `{to}` are one name but for case"),
            )
            .help(msg!(
                ja: "別の名前に変えてから、もう一度変えてください",
                en: "give it another name first, then rename it again")),
        ));
    }
    let folded = fold_case(to.as_str());
    match tree.files.keys().find(|path| **path != to && fold_case(path.as_str()) == folded) {
        Some(there) => Err(usage(msgf!(ja: "「{there}」は、もうあります", en: "`{there}` is there already"))),
        None => Ok((from, to)),
    }
}

fn no_file(tree: &SourceTree, old: &SourcePath) -> Diagnostic {
    let message = msgf!(ja: "「{old}」がありません", en: "there is no `{old}`");
    let finding = Diagnostic::error("usage", message);
    match nearest(old.as_str(), tree.below("content/").map(|(path, _)| path.as_str())) {
        Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
        None => finding,
    }
}

fn usage(message: Message) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("usage", message))
}
