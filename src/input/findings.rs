//! What is said of files that are not read.

use std::{io, path::Path};

use crate::{
    base::path::SourcePath,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        io_cause::io_cause,
        message::Message,
    },
};

pub(super) fn same_name(path: &SourcePath, first: &Path, second: &Path) -> Diagnostic {
    let (first, second) = (first.display(), second.display());
    Diagnostic::error(
        "same-name",
        msgf!(
        ja: "同じ名前のファイルが2つあります：「{path}」（文字の内部の表し方だけが違います）",
        en: "two files have the same name, `{path}`; only the Unicode form differs"),
    )
    .in_file(path)
    .help(msgf!(
        ja: "どちらかの名前を変えるか、消してください：{first} と {second}",
        en: "rename or remove one of them: {first} and {second}"))
}

pub(super) fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let Message { ja, en } = io_cause(error);
    Diagnostic::error(
        "unreadable-file",
        msgf!(ja: "ファイルやフォルダーを読み込めません（{ja}）", en: "a file or folder cannot be read ({en})"),
    )
    .in_file(path)
    .help(msgf!(
            ja: "ほかのソフトで開いていないか、読み取りの許可があるか、共有フォルダーにつながっているかを確かめてください",
            en: "see whether another program holds it open, whether you may read it, and whether the share is there"))
}

pub(super) fn link_outside(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "outside-link",
        msg!(
            ja: "ガイドの外を指すリンク（シンボリックリンク）です。たどりませんでした",
            en: "a symbolic link leads out of the guide and was not followed"),
    )
    .in_file(path)
    .help(msg!(
        ja: "リンクを消して、ファイルそのものを置いてください",
        en: "remove the link and put the file itself there"))
}

pub(super) fn link_nowhere(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "outside-link",
        msg!(
            ja: "リンク（シンボリックリンク）の先がありません",
            en: "a symbolic link leads nowhere, or in a circle"),
    )
    .in_file(path)
    .help(msg!(
        ja: "リンクの先を確かめるか、リンクを消してください",
        en: "look at where the link leads, or remove it"))
}

pub(super) fn no_file(path: &SourcePath, kind: &str, level: Level) -> Diagnostic {
    Diagnostic::new(
        level,
        "special-file",
        msgf!(
            ja: "ふつうのファイルではないため、読みませんでした（{kind}）",
            en: "it is no ordinary file and was not read ({kind})"),
    )
    .in_file(path)
    .help(msg!(ja: "要らなければ消してください", en: "remove it if nobody needs it"))
}

pub(super) fn hidden(path: &SourcePath) -> Diagnostic {
    let name = path.file_name();
    Diagnostic::warning(
        "hidden-file",
        msgf!(
            ja: "「.」で始まる名前（`{name}`）なので、公開しません",
            en: "the name `{name}` begins with a dot, so that it is not published"),
    )
    .in_file(path)
    .help(msg!(
        ja: "サーバーの設定や確かめのためのファイルなら、公開先に直接置いてください。公開するファイルなら、点のない名前に変えてください",
        en: "put settings and proofs for the server there yourself; to publish it, give it a name without a dot"))
}

pub(super) fn too_large(path: &SourcePath, size: u64, is_text: bool) -> Diagnostic {
    let megabytes = size.div_ceil(1_000_000);
    let level = if is_text { Level::Error } else { Level::Warning };
    Diagnostic::new(
        level,
        "too-large",
        msgf!(
            ja: "ファイルが大きすぎるため、読みませんでした（{megabytes}メガバイト）",
            en: "the file is too large and was not read ({megabytes} megabytes)"),
    )
    .in_file(path)
    .help(msg!(
        ja: "動画は動画のサイトに置いてリンクし、文や表は分けてください",
        en: "put videos on a site for videos and link to them; divide texts and tables"))
}

pub(super) fn no_content() -> Diagnostic {
    Diagnostic::error(
        "no-content",
        msg!(
            ja: "content フォルダーに、ページが1つもありません",
            en: "there is not a single page in the content folder"),
    )
    .help(msg!(
        ja: "フォルダーの場所と、共有フォルダーやドライブにつながっているかを確かめてください。新しく始めるときは\
            `shirube new guide` です",
        en: "see where the folder is and whether the share or drive is there; to start a new guide: `shirube \
             new guide`"))
}
