//! `source-form`: 台帳の番号ではない `source` / a `source` that is no reference into the ledger.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::{Site, approval::Verdict},
};

pub(super) const RULE: Rule = Rule {
    code: "source-form",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "ページの `source` が、台帳の番号の形ではありません",
        en: "A page's `source` is no reference into the ledger"),
    why: msg!(
        ja: "サロンのページの承認は、`source` の番号で台帳から探します。番号がこわれると、承認があるかどうかが分かりません。",
        en: "An approval is found in the ledger by the page's `source`; a broken one tells nothing about the page."),
    how: msg!(
        ja: "`salon draft` が書いた番号に戻します。番号は `shirube salon list --all` で見られます。",
        en: "Restore what `salon draft` wrote; see the ids with `shirube salon list --all`."),
    examples: &[
        Good("---\ntitle: 冬の寒さ\nkind: qa\nsource: salon:7F3K2M9QPA\n---\n"),
        Bad("---\ntitle: 冬の寒さ\nkind: qa\nsource: salon:1\n        ^^^^^^^ 台帳の番号ではない\n---\n"),
    ],
    check: Check::Site(check_source_form),
};

fn check_source_form(site: &Site, findings: &mut Vec<Diagnostic>) {
    let malformed = site.unapproved().iter().filter(|(_, judged)| judged.verdict == Verdict::Malformed);
    findings.extend(malformed.map(|(document, _)| report_malformed(document)));
}

/// What is said of a page whose `source` names no item.
pub fn report_malformed(document: &Document) -> Diagnostic {
    Diagnostic::new(
        RULE.level,
        RULE.code,
        msg!(
        ja: "`source` が台帳の番号ではないため、公開するサイトに入りません",
        en: "`source` is no reference into the ledger, so the page is not part of the public site"),
    )
    .at(&document.path, document.place("source").value)
    .help(msg!(
        ja: "`source: salon:7F3K2M9QPA` のように、`salon draft` が書いた番号（英大文字と数字の10文字）に戻してください。\
            番号は `shirube salon list --all` で見られます",
        en: "restore what `salon draft` wrote, like `source: salon:7F3K2M9QPA` (ten capital letters and digits); see \
            the ids with `shirube salon list --all`"))
}
