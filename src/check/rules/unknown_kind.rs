//! `unknown-kind`: ページの種類の名前が違う / a page kind that does not exist.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    render::page_kinds::KINDS,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::normalize::nearest,
};

pub(super) const RULE: Rule = Rule {
    code: "unknown-kind",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "ページの種類（`kind`）の名前が違います", en: "The page kind (`kind`) does not exist"),
    why: msg!(ja: "種類によって、ページの形と使える項目が決まります。", en: "The kind decides the page's form and its keys."),
    how: msg!(ja: "種類の名前を直すか、`kind` の行を消します。", en: "Correct the kind, or remove the line."),
    examples: &[
        Good("---\ntitle: 例\nkind: guide\n---\n"),
        Bad("---\ntitle: 例\nkind: guidee\n      ^^^^^^ という種類はありません\n---\n"),
    ],
    check: Check::Document(check_unknown_kind),
};

fn check_unknown_kind(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let kind = &page.card.kind;
    if KINDS.iter().any(|known| known.name == kind) {
        return;
    }
    let place = document.place_of("kind", kind);
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
        ja: "`{kind}` という種類はありません",
        en: "there is no page kind `{kind}`"),
    )
    .at(&document.path, place);
    let all = KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(" ");
    findings.push(match nearest(kind, KINDS.iter().map(|kind| kind.name)) {
        Some(near) => {
            finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")).offer(place, near)
        }
        None => finding.help(msgf!(ja: "使える種類：{all}", en: "kinds: {all}")),
    });
}
