//! What is no export, named for what it seems to be, with the way from there to one.

use std::{io::Read, path::Path};

use crate::{
    base::os::fs::File,
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
};

/// That it is none; the help says what it seems to be.
pub(crate) fn not_an_export(shown: &str) -> Diagnostic {
    Diagnostic::error(
        "no-export",
        msgf!(ja: "「{shown}」はサロンの書き出しではありません", en: "`{shown}` is no export of a salon"),
    )
}

/// Names a file that is no zip.
pub(crate) fn name_file(path: &Path, shown: &str) -> Diagnostic {
    let mut head = Vec::new();
    let _ = File::open(path).and_then(|file| file.take(512).read_to_end(&mut head));
    let small = shown.to_lowercase();
    let begins = |mark: &[u8]| head.starts_with(mark);
    let help = if begins(b"SQLite format 3") || small.ends_with(".sqlite") || small.ends_with(".json.gz") {
        of_slackdump()
    } else if begins(b"PK") {
        msg!(
            ja: "zip ファイルですが、終わりが欠けています。ダウンロードが途中で止まったようです。もう一度ダウンロードしてください",
            en: "it is a zip file without its end: the download seems to have stopped; download it again")
    } else if head.is_empty() {
        msg!(ja: "中身が空です。もう一度ダウンロードしてください", en: "it is empty; download it again")
    } else if begins(b"%PDF") {
        seems("PDF", "a PDF")
    } else if head.trim_ascii_start().starts_with(b"<") {
        msg!(
            ja: "ウェブのページのようです。ログインの画面を保存していないか、確かめてください",
            en: "it seems to be a web page; see whether a login page was saved instead")
    } else if begins(&[0x1f, 0x8b]) || begins(b"7z") || begins(b"Rar!") {
        msg!(
            ja: "zip ではない圧縮ファイルのようです。展開してから、そのフォルダーを指定してください",
            en: "it seems to be packed in another way than zip; unpack it and give the folder")
    } else {
        msg!(
            ja: "Slack の「データのエクスポート」の zip（か展開したフォルダー）、LINE のトーク履歴（.txt）、質問と回答の表（CSV）、\
                DiscordChatExporter の JSON のどれかを指定してください",
            en: "give the zip of Slack's data export (or its folder), a talk saved by LINE (.txt), a table of \
                questions and answers (CSV) or the JSON of DiscordChatExporter")
    };
    not_an_export(shown).help(help)
}

/// Names a zip or a folder without a list of channels, by the names of its files.
pub(crate) fn name_archive<'a>(shown: &str, names: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let has = |end: &str| names.clone().any(|name| name.to_lowercase().ends_with(end));
    let inner = names.clone().find(|name| name.to_lowercase().ends_with(".zip"));
    let help = if has(".sqlite") || has(".json.gz") {
        of_slackdump()
    } else if let Some(inner) = inner {
        msgf!(
            ja: "中に別の zip ファイル「{inner}」があります。それを取り出して指定してください",
            en: "it holds another zip file, `{inner}`; take it out and give that")
    } else if has("[content_types].xml") {
        seems("Excel や Word のファイル", "a file of Excel or Word")
    } else {
        msg!(
            ja: "`channels.json` が見つかりません。Slack の書き出し（zip かフォルダー）を指定してください",
            en: "there is no `channels.json`; give an export of Slack, as a zip or a folder")
    };
    not_an_export(shown).help(help)
}

/// Names the export of an organisation with several workspaces.
pub(crate) fn several_teams(shown: &str, roots: &[String]) -> Diagnostic {
    let all = roots.iter().map(|root| root.trim_end_matches('/')).collect::<Vec<_>>().join("、");
    not_an_export(shown).help(msgf!(
        ja: "組織全体（Enterprise Grid）の書き出しで、ワークスペースが2つ以上入っています：{all}。展開して、どれか1つのフォルダーを指定してください",
        en: "it is the export of an organisation (Enterprise Grid) with several workspaces: {all}; unpack it and give \
            one of the folders"))
}

fn of_slackdump() -> Message {
    msg!(
        ja: "slackdump の記録は、`slackdump convert -f export` で書き出し直してから指定してください",
        en: "convert a slackdump archive with `slackdump convert -f export` first")
}

fn seems(ja: &str, en: &str) -> Message {
    msgf!(
        ja: "{ja}のようです。Slack の「データのエクスポート」で受け取った zip ファイルを指定してください",
        en: "it seems to be {en}; give the zip file of Slack's data export")
}
