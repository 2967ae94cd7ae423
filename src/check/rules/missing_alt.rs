//! `missing-alt`: 写真の説明がない / a picture without alternative text.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Document, LinkKind},
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "missing-alt",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "写真に説明がありません", en: "A picture has no words for those who cannot see it"),
    why: msg!(
        ja: "説明のない写真は、見えない人には何も伝わりません。",
        en: "A picture without words says nothing to people who cannot see it (WCAG 1.1.1)."),
    how: msg!(
        ja: "写真に何が写っているかを書きます。飾りなら「飾り」と書きます。",
        en: "Write what the picture shows; for a decoration write `飾り`."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n![外](https://example.jp/a.jpg)\n"),
        Bad("---\ntitle: 例\n---\n\n![](https://example.jp/a.jpg)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 何が写っているか\n"),
    ],
    check: Check::Document(check_missing_alt),
};

fn check_missing_alt(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Image && link.text.trim().is_empty()) {
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msg!(
                ja: "写真に何が写っているかを書いてください。飾りなら「飾り」と書いてください",
                en: "write what the picture shows, or `飾り` for a decoration"),
            )
            .at(&document.path, link.span)
            .help(msg!(ja: "`![雪の積もった駅前](eki.jpg)` のように書きます", en: "write it like `![the station in snow](eki.jpg)`")),
        );
    }
}
