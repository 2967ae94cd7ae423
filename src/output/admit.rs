//! Which folders may be written into.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    msg, msgf,
    output::{execute::STAGING, manifest::MANIFEST},
    report::diagnostic::Diagnostic,
};

/// Refuses folders that are not ours to write into; `out` need not exist.
pub fn admit(root: &Path, out: &Path) -> Result<(), Box<Diagnostic>> {
    let shown = out.display();
    let refuse = |message, help| Err(Box::new(Diagnostic::error("output-folder", message).help(help)));
    let (root, target) = (absolute(root), absolute(out));
    let own = ["content", "themes", "data", "salon", ".shirube", "src"]
        .iter()
        .any(|name| target.starts_with(root.join(name)));
    if own || root.starts_with(&target) {
        return refuse(
            msgf!(
                ja: "フォルダー「{shown}」には書き出せません。サイトの元になるファイルがあります",
                en: "the site cannot be written into `{shown}`: it holds the site's own files"),
            msg!(ja: "`--out public` のように、別のフォルダーを指定してください", en: "name another folder, like `--out public`"),
        );
    }
    if out.is_file() {
        return refuse(
            msgf!(ja: "「{shown}」はフォルダーではなくファイルです", en: "`{shown}` is a file, not a folder"),
            msg!(ja: "別の名前を `--out` に指定してください", en: "give `--out` another name"),
        );
    }
    let occupied = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !out.join(MANIFEST).is_file() && !out.join(STAGING).is_dir() {
        return refuse(
            msgf!(
                ja: "フォルダー「{shown}」には、ほかのファイルが入っています。消してしまわないように、書き出しを止めました",
                en: "the folder `{shown}` holds files of others; nothing was written, so that nothing is lost"),
            msg!(ja: "空のフォルダーを `--out` に指定してください", en: "give `--out` an empty folder"),
        );
    }
    Ok(())
}

/// The path without `..` and links as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut existing = path.as_path();
    let mut rest = Vec::new();
    while let (Err(_), Some(parent), Some(name)) = (existing.canonicalize(), existing.parent(), existing.file_name()) {
        rest.push(name.to_owned());
        existing = parent;
    }
    let base = existing.canonicalize().unwrap_or_else(|_| existing.to_owned());
    rest.iter().rev().fold(base, |path, name| path.join(name))
}
