//! `edited-after-verified`: 確認の後で直されている / a page was edited after a desk had verified it.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "edited-after-verified",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "担当課が確認した日（`verified`）の後で、ページが直されています",
        en: "The page was edited after the desk had verified it (`verified`)"),
    why: msg!(
        ja: "「役場の確認」は、いまの文章を担当課が読んだという印です。後から直した所は、まだだれも確かめていません。",
        en: "The tick says that the desk has read the text as it is; nobody has looked at what was changed since."),
    how: msg!(
        ja: "担当課にもう一度読んでもらい、`verified` の `on` をその日にします。",
        en: "Have the desk read the page again, then set `on` of `verified` to that day."),
    examples: &[
        Good("---\nkind: qa\ntitle: 例\nupdated: 2026-10-01\nverified: { by: 課, on: 2026-10-01 }\n---\n"),
        Good("---\nkind: qa\ntitle: 例\nverified: { by: 課, on: 2026-10-01 }\n---\n"),
        Bad("---\nkind: qa\ntitle: 例\nupdated: 2026-10-02\nverified: { by: 課, on: 2026-10-01 }\n\
             \x20                       ^^^^^^^^^^ 2026年10月2日\n---\n"),
    ],
    check: Check::Document(check_edited_after_verified),
};

fn check_edited_after_verified(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    if let Some((verified, updated)) = document.edited_since() {
        let (edited, checked) = (updated.japanese(), verified.japanese());
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "確認した日（{checked}）の後、{edited}に直されています",
                    en: "verified on {verified}, edited on {updated}"),
            )
            .at(&document.path, document.place_of("verified", &verified.to_string()))
            .help(msg!(
                ja: "担当課がいまの文章を読んだら、`on` をその日の日付にしてください。それまでは、ページにも「確認の後で直した」と出ます",
                en: "when the desk has read the text as it is, set `on` to that day; until then the page says so too")),
        );
    }
}
