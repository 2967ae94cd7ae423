//! `second-h1`: 本文に「# 」の見出しがある / a level-1 heading in the text.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "second-h1",
    level: Level::Warning,
    fixed: false,
    what: msg!(ja: "本文に「# 」の見出しがあります", en: "The text has a level-1 heading"),
    why: msg!(
        ja: "ページの題名が、いちばん上の見出しになります。二つ目があると、どちらが題名か分かりません。",
        en: "The page's title is its level-1 heading; a second one leaves open which is the title (WCAG 1.3.1)."),
    how: msg!(ja: "本文は「## 」から始めます。", en: "Start the text with `## `."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n## 持ち物\n"),
        Bad("---\ntitle: 例\n---\n\n# 持ち物\n^^^^^ 題名は別に入ります\n"),
    ],
    check: Check::Document(check_second_h1),
};

fn check_second_h1(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for heading in document.headings.iter().filter(|heading| heading.level == 1) {
        findings.push(
            Diagnostic::new(RULE.level, RULE.code, msg!(
                ja: "ページの題名は別に入ります。本文は「## 」から始めてください",
                en: "the title is shown by itself; start the text with `## `"))
            .at(&document.path, heading.span)
            .help(msg!(ja: "この見出しと、その下の見出しを一段ずつ下げてください", en: "move this heading and those below it down by one level")),
        );
    }
}
