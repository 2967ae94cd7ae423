//! What is said of files in an output folder.

use std::{io, path::Path};

use crate::{msg, msgf, report::diagnostic::Diagnostic};

/// A foreign file stands where an output belongs.
pub fn foreign(path: &str) -> Diagnostic {
    Diagnostic::error(
        "foreign-file",
        msgf!(
        ja: "書き出し先の「{path}」は、ほかの人が置いたファイルです。上書きしませんでした",
        en: "`{path}` in the output folder was put there by somebody else; it was not overwritten"),
    )
    .help(msgf!(
        ja: "不要なら消してください。残すなら、site.toml の `keep` に `{path}` を書いてください",
        en: "remove it, or add `{path}` to `keep` in site.toml"))
}

/// A picture could not be made.
pub fn undeveloped(path: &str) -> Diagnostic {
    Diagnostic::error(
        "picture-failed",
        msgf!(ja: "画像「{path}」を作れませんでした", en: "the picture `{path}` could not be made"),
    )
    .help(msg!(
        ja: "もう一度実行してください。続くときは、元の画像を別の形式（JPEGなど）で保存し直してください",
        en: "run it again; if it goes on, save the original in another format, like JPEG"))
}

/// A file of ours was edited and is written anew.
pub fn edited_since(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "output-edited",
        msgf!(
        ja: "書き出し先の「{path}」が書き換えられていたので、作り直しました",
        en: "`{path}` in the output folder had been edited; it was written anew"),
    )
    .help(msg!(
        ja: "直すときは、`content/` の元のファイルを書き換えてください",
        en: "edit the file in `content/` instead"))
}

/// The disk refused.
pub fn failed(out: &Path, error: &io::Error) -> Box<Diagnostic> {
    let shown = out.display();
    Box::new(
        Diagnostic::error(
            "output-failed",
            msgf!(ja: "「{shown}」に書き込めませんでした（{error}）", en: "writing into `{shown}` failed ({error})"),
        )
        .help(msg!(
                ja: "ディスクの空きと書き込みの許可を確かめて、もう一度実行してください。途中までの分は次の実行で整います",
                en: "see that the disk has room and may be written to, then run it again; the next run puts everything \
                    right")),
    )
}
