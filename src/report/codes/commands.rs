//! Codes of the command line and of the preview's server, found by `cli/` and `serve/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "命令の使い方", en: "Using the commands"),
    codes: &[
        Code {
            code: "usage",
            levels: &[Level::Error],
            what: msg!(ja: "命令の書き方が違います", en: "The command line cannot be understood"),
            why: msg!(
                ja: "何をしたいのか決められないため、何もしていません。",
                en: "What is meant cannot be told, so nothing was done."),
            how: msg!(
                ja: "示された近い命令や指定に直します。使い方は `--help` で見られます。",
                en: "Use the near command or option that is offered; see `--help`."),
            wrong: "shirube biuld",
            right: "shirube build",
        },
        Code {
            code: "external-dead",
            levels: &[Level::Warning],
            what: msg!(ja: "ほかのサイトのページが、もうありません", en: "A page of another site is gone"),
            why: msg!(
                ja: "押した人は行き止まりになります。`check --external` だけが確かめ、公開は止めません。",
                en: "Whoever follows the link gets nowhere. Only `check --external` looks, and it stops nothing."),
            how: msg!(
                ja: "新しい住所をさがして直すか、リンクをやめます。",
                en: "Look for the new address, or leave the link out."),
            wrong: "[バスの時刻](https://bus.example.jp/old)",
            right: "[バスの時刻](https://bus.example.jp/timetable)",
        },
        Code {
            code: "external-unsure",
            levels: &[Level::Hint],
            what: msg!(
                ja: "ほかのサイトのページを確かめられませんでした",
                en: "A page of another site could not be looked at"),
            why: msg!(
                ja: "つながらないか、機械からの確認を断るサイトです。ページはあるかもしれません。",
                en: "There was no answer, or the site refuses programs. The page may be there."),
            how: msg!(ja: "ブラウザーで開いて確かめます。", en: "Open it in a browser and see."),
            wrong: "[統計](https://stat.example.jp/)",
            right: "",
        },
        Code {
            code: "no-site",
            levels: &[Level::Error],
            what: msg!(ja: "ここには、ガイドのファイルがありません", en: "There is no guide here"),
            why: msg!(
                ja: "site.toml も content フォルダーもない場所では、何を作ればよいか分かりません。",
                en: "Without a site.toml or a content folder there is nothing to build."),
            how: msg!(
                ja: "ガイドのフォルダーに移動してから実行します。新しく始めるときは `shirube new` を使います。",
                en: "Run it in the guide's folder; start a new one with `shirube new`."),
            wrong: "",
            right: "cd iju-guide\nshirube build",
        },
        Code {
            code: "no-such-url",
            levels: &[Level::Error],
            what: msg!(ja: "そのURLのページはありません", en: "There is no page at that URL"),
            why: msg!(
                ja: "`shirube why` は、いまのサイトにあるページのことだけを答えられます。",
                en: "`shirube why` speaks only of pages that the site has now."),
            how: msg!(
                ja: "サイトの先頭からのURLか、元のファイルの名前を書きます。",
                en: "Write the URL from the site's root, or the name of its file."),
            wrong: "shirube why /sumai/rant/",
            right: "shirube why /sumai/rent/",
        },
        Code {
            code: "port-taken",
            levels: &[Level::Error],
            what: msg!(ja: "そのポートは、ほかのプログラムが使っています", en: "The port is used by another program"),
            why: msg!(
                ja: "プレビューの番号が空いていないと、ブラウザーで見られません。",
                en: "Without a free number the preview cannot be opened."),
            how: msg!(
                ja: "`--port` を省くか、空いている番号を指定します。",
                en: "Leave out `--port`, or give a free number."),
            wrong: "shirube serve --port 4000",
            right: "shirube serve --port 4100",
        },
    ],
};
