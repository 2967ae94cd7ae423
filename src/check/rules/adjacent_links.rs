//! `adjacent-links`: 写真と文字のリンクが並ぶ / a picture and words beside it lead to one place.

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
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "adjacent-links",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "写真のリンクと文字のリンクが、同じ行き先で並んでいます",
            en: "A picture and the words beside it link to the same place"),
    why: msg!(
            ja: "読み上げソフトとキーボードでは、同じ行き先を2回通ることになります。",
            en: "Screen readers and keyboards meet the same target twice (WCAG H2)."),
    how: msg!(
            ja: "写真と文字を1つのリンクにまとめます。",
            en: "Make picture and words one link."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n[![飾り](https://example.jp/a.jpg) 町の地図](https://example.jp/a)\n"),
        Bad("---\ntitle: 例\n---\n\n[![町の地図](https://example.jp/a.jpg)](https://example.jp/a)\n[町の地図](https:\
                 //example.jp/a)\n^^^^^^^^^^ 1つのリンク\n"),
    ],
    check: Check::Document(check_adjacent_links),
};

fn check_adjacent_links(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for three in document.links.windows(3) {
        let [outer, picture, words] = three else { continue };
        let holds =
            outer.kind == LinkKind::Link && picture.kind == LinkKind::Image && picture.span.end < outer.span.end;
        let follows =
            words.kind == LinkKind::Link && words.target == outer.target && words.span.start >= outer.span.end;
        if !holds || !follows || words.span.start - outer.span.end > 4 {
            continue;
        }
        let between = document.written(Span::new(outer.span.end, words.span.start));
        if between.is_none_or(|between| !between.trim().is_empty()) {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msg!(
                ja: "写真のリンクと文字のリンクが、同じ行き先で並んでいます",
                en: "the picture and the words beside it link to the same place"),
        );
        findings.push(finding.at(&document.path, words.span).help(msg!(
            ja: "`[![飾り](写真.jpg) 言葉](行き先)` のように、1つのリンクにまとめてください",
            en: "make them one link, like `[![decorative](picture.jpg) words](target)`")));
    }
}
