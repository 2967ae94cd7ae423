//! What is said of files in an output folder.

use std::{io, path::Path};

use crate::{
    msg, msgf,
    output::manifest::{MANIFEST, ManifestFault},
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

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
    let Message { ja, en } = io_cause(error);
    Box::new(
        Diagnostic::error(
            "output-failed",
            msgf!(ja: "「{shown}」に書き込めませんでした（{ja}）", en: "writing into `{shown}` failed ({en})"),
        )
        .help(msg!(
                ja: "ディスクの空きと書き込みの許可を確かめて、もう一度実行してください。途中までの分は次の実行で整います",
                en: "see that the disk has room and may be written to, then run it again; the next run puts everything \
                    right")),
    )
}

/// The record of what was written does not say what is ours.
pub fn no_manifest(out: &Path, fault: &ManifestFault) -> Box<Diagnostic> {
    let shown = out.join(MANIFEST);
    let shown = shown.display();
    let Message { ja, en } = match fault {
        ManifestFault::Unreadable(error) => io_cause(error),
        ManifestFault::Unparsable => msg!(ja: "形が違います", en: "it has another form"),
        ManifestFault::Outside(path) => {
            let path = path.escape_default();
            msgf!(ja: "書き出すことのない場所「{path}」があります", en: "it names `{path}`, where nothing is written")
        }
    };
    Box::new(
        Diagnostic::error(
            "output-manifest",
            msgf!(
                ja: "前に書き出したものの記録「{shown}」を読み取れません（{ja}）。何も書き換えていません",
                en: "the record of what was written, `{shown}`, cannot be read ({en}); nothing was touched"),
        )
        .help(msg!(
            ja: "書き出し先のフォルダーを別の場所に移してから、もう一度実行してください。記録だけを消すと、古いページが残ります",
            en: "move the output folder away and run it again; if only the record is removed, old pages stay \
                 for ever")),
    )
}

/// So many pages would vanish that it may be a mistake.
pub fn vanishing(out: &Path, vanishing: usize, all: usize) -> Box<Diagnostic> {
    let shown = out.display();
    Box::new(
        Diagnostic::error(
            "pages-vanish",
            msgf!(
                ja: "「{shown}」の{all}ページのうち{vanishing}ページがなくなります。何も書き換えていません",
                en: "{vanishing} of the {all} pages in `{shown}` would vanish; nothing was touched"),
        )
        .help(msgf!(
            ja: "フォルダーを移したり、共有フォルダーが切れたりしていませんか。消してよければ `--allow-removals {vanishing}` を付けてください",
            en: "was a folder moved, or is a share not there? If they may go, add `--allow-removals {vanishing}`")),
    )
}

/// A folder in the output is a link to somewhere else.
pub fn behind_link(link: &Path) -> Box<Diagnostic> {
    let shown = link.display();
    Box::new(
        Diagnostic::error(
            "output-folder",
            msgf!(
                ja: "書き出し先の「{shown}」は、ほかの場所へのリンクです。その先に書き込まないように、止めました",
                en: "`{shown}` in the output folder is a link to somewhere else; nothing was written, so that nothing \
                     there is changed"),
        )
        .help(msg!(ja: "リンクを消してください", en: "remove the link")),
    )
}
