//! `static-place`: `static/` から公開できないファイル / a file that cannot be published from `static/`.

use crate::{
    check::{Check, Example::Good, Rule},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        Site,
        resolve::statics::{FOLDERS, Refusal},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "static-place",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "`static/` から公開できないファイルがあります",
        en: "A file cannot be published from `static/`"),
    why: msg!(
        ja: "サーバーの設定やプログラムになる名前のファイルは、サイトの動きを変えたり、乗っ取りに使われたりします。\
             ほかの名前のファイルは、このサイトが自動で作るものと混ざります。",
        en: "Servers obey or run files of certain names; others would mix with what the site makes by itself."),
    how: msg!(
        ja: "Markdownは `content/` に、サーバーの設定は公開先に直接置きます。フォルダーは別の名前にします。",
        en: "Markdown belongs into `content/`, a server's settings onto the server; give the folder another name."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n[規則](/docs/kisoku.csv)\n=== static/docs/kisoku.csv\n条,内容\n1,目的\n"),
        Good("---\ntitle: 例\n---\n=== static/google0123456789abcdef.html\ngoogle-site-verification: a.html\n"),
    ],
    check: Check::Site(check_static_place),
};

fn check_static_place(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (path, refusal) in &site.statics().refused {
        let (message, help) = match refusal {
            Refusal::Page => (
                msg!(
                    ja: "`static/` のMarkdownは、ページになりません。公開しません",
                    en: "Markdown in `static/` makes no page and is not published"),
                msg!(ja: "`content/` に移してください", en: "move it into `content/`"),
            ),
            Refusal::Program => (
                msg!(
                    ja: "サーバーがプログラムとして動かすかもしれない名前のファイルです。公開しません",
                    en: "a server may run a file of this name; it is not published"),
                msg!(
                    ja: "要らなければ消してください。申込みや問い合わせには、外部のフォームへのリンクが使えます",
                    en: "remove it; for applications and questions link to a form elsewhere"),
            ),
            Refusal::Settings => (
                msg!(
                    ja: "サーバーが設定として読む名前のファイルです。公開しません",
                    en: "a server takes a file of this name for its settings; it is not published"),
                msg!(
                    ja: "公開先の設定は `shirube publish` が作ります。ほかの設定は、サーバーに直接置いてください",
                    en: "`shirube publish` makes a host's settings; put others onto the server yourself"),
            ),
            Refusal::Folder => {
                let folders = FOLDERS.map(|folder| format!("`{folder}`")).join(" ");
                (
                    msg!(
                        ja: "このサイトが自動で使うフォルダーの名前です。公開しません",
                        en: "the site uses a folder of this name itself; it is not published"),
                    msgf!(
                        ja: "`static/files/` のような、ほかのフォルダーに移してください（使えない名前：{folders}）",
                        en: "move it into another folder, like `static/files/` (taken: {folders})"),
                )
            }
            // `output-name` tells it.
            Refusal::Name => continue,
        };
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).in_file(path).help(help));
    }
}
