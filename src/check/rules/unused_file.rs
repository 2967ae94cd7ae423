//! `unused-file`: 使われていないファイル / a file that no page uses.

use crate::{
    check::{Check, Example::Good, Rule},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "unused-file",
    level: Level::Hint,
    fixed: false,
    what: msg!(
            ja: "どのページからも使われていないファイルがあります",
            en: "No page uses a file"),
    why: msg!(
            ja: "使われていないファイルは公開されません。リンクを書き忘れたか、消し忘れたものです。",
            en: "A file that no page uses is not published: a link was forgotten, or the file."),
    how: msg!(
            ja: "ページからリンクするか、消します。",
            en: "Link to it, or remove it."),
    examples: &[Good("---\ntitle: 例\n---\n\n[申請書](a.pdf)\n=== content/a.pdf\n%PDF\n")],
    check: Check::Site(check_unused_file),
};

fn check_unused_file(site: &Site, findings: &mut Vec<Diagnostic>) {
    for path in site.unused_files() {
        let name = path.file_name();
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "ファイル「{name}」は、どのページからも使われていないので公開されません",
                    en: "no page uses the file `{name}`, so that it is not published"),
            )
            .in_file(path)
            .help(msg!(
                ja: "ページからリンクするか、要らなければ消してください",
                en: "link to it from a page, or remove it")),
        );
    }
}
