//! Which folders may be written into.

use std::path::{Path, PathBuf};

use crate::{
    base::{os::fs, resolve::resolve},
    input::scanned::is_left_by_system,
    msg, msgf,
    output::{execute::STAGING, manifest::MANIFEST},
    report::diagnostic::Diagnostic,
};

/// Whether a folder, as `resolve` gives it, is or holds what a site is made from: nothing may be written into it.
pub fn holds_sources(root: &Path, target: &Path) -> bool {
    let sources = ["content", "static", "themes", "data", "salon", ".shirube", "src"];
    sources.iter().any(|name| target.starts_with(root.join(name)))
        || target.iter().any(|part| part == ".git")
        || root.starts_with(target)
}

/// Returns where `out` really leads, whether it exists or not; refuses folders that are not ours to write into.
pub fn admit(root: &Path, out: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let shown = out.display();
    let refuse = |message, help| Err(Box::new(Diagnostic::error("output-folder", message).help(help)));
    let (root, target) = (resolve(root), resolve(out));
    if holds_sources(&root, &target) {
        return refuse(
            msgf!(
                ja: "フォルダー「{shown}」には書き出せません。サイトの元になるファイルがあります",
                en: "the site cannot be written into `{shown}`: it holds the site's own files"),
            msg!(ja: "`--out public` のように、別のフォルダーを指定してください", en: "name another folder, like `--out public`"),
        );
    }
    if fs::is_file(out).unwrap_or(false) {
        return refuse(
            msgf!(ja: "「{shown}」はフォルダーではなくファイルです", en: "`{shown}` is a file, not a folder"),
            msg!(ja: "別の名前を `--out` に指定してください", en: "give `--out` another name"),
        );
    }
    let is_foreign = |name: &std::ffi::OsStr| !is_left_by_system(&name.to_string_lossy());
    let occupied = fs::read_dir(out)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| is_foreign(&entry.file_name()))));
    if occupied && fs::symlink_metadata(out.join(MANIFEST)).is_err() && !fs::is_dir(out.join(STAGING)).unwrap_or(false)
    {
        return refuse(
            msgf!(
                ja: "フォルダー「{shown}」には、ほかのファイルが入っています。消してしまわないように、書き出しを止めました",
                en: "the folder `{shown}` holds files of others; nothing was written, so that nothing is lost"),
            msg!(ja: "空のフォルダーを `--out` に指定してください", en: "give `--out` an empty folder"),
        );
    }
    Ok(target)
}
