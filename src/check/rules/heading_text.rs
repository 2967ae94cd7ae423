//! `heading-text`: 空の見出し、長い見出し、同じ見出し / an empty, a long or a repeated heading.

use std::collections::BTreeSet;

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
    text::japanese::width,
};

pub(super) const RULE: Rule = Rule {
    code: "heading-text",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "見出しが空か、長すぎるか、同じものが2つあります",
            en: "A heading is empty, too long, or there twice"),
    why: msg!(
            ja: "見出しは目次になり、読み上げソフトではページの中を移る手がかりになります。",
            en: "Headings make the contents and are what screen readers jump by (WCAG 2.4.6)."),
    how: msg!(
            ja: "40字までで、ほかの見出しと違う言葉にします。",
            en: "Use at most 40 characters, and other words than the other headings."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n## 冬\n\n### 持ち物\n\n## 夏\n\n### 持ち物\n"),
        Good(
            "---\nkind: qa\ntitle: 例\n---\n\n## 町民 {.answer role=resident month=2025-12}\n\n寒いです。\
                 \n\n## 町民 {.answer role=resident month=2025-12}\n\n慣れます。\n",
        ),
        Bad("---\ntitle: 例\n---\n\n## 料金\n\n町内\n\n## 料金\n^^^^^^^ 2つあります\n"),
        Bad("---\ntitle: 例\n---\n\n## \n^^ 空です\n"),
        Bad(
            "---\ntitle: 例\n---\n\n## 冬の暮らしに要るものと費用冬の暮らしに要るものと費用冬の暮らしに要るものと費用冬の暮らしに要るものと費用\n^^ 長すぎます\n",
        ),
    ],
    check: Check::Document(check_heading_text),
};

/// The longest heading, and the longest that is a question, in characters.
const LONGEST: usize = 40;
const LONGEST_QUESTION: usize = 60;

fn check_heading_text(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    // The headings above, by level: what is said twice counts below one heading.
    let mut above: Vec<(u8, &str)> = Vec::new();
    let mut known: BTreeSet<(Vec<(u8, &str)>, &str)> = BTreeSet::new();
    for heading in &document.headings {
        let text = heading.text.trim();
        above.retain(|(level, _)| *level < heading.level);
        let is_answer = document.answers.iter().any(|answer| answer.id == heading.id);
        let message = if text.is_empty() {
            msg!(ja: "見出しが空です", en: "the heading is empty")
        } else if let Some(length) = excess(text) {
            msgf!(ja: "見出しが{length}字あり、長すぎます", en: "the heading has {length} characters")
        } else if !is_answer && !known.insert((above.clone(), text)) {
            msgf!(ja: "同じ見出し「{text}」が2つあります", en: "there are two headings `{text}`")
        } else {
            above.push((heading.level, text));
            continue;
        };
        above.push((heading.level, text));
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, heading.span).help(msg!(
            ja: "ほかの見出しと違う、40字までの言葉にしてください",
            en: "use other words than the other headings, at most 40 characters")));
    }
}

/// How long a heading is that is too long.
fn excess(text: &str) -> Option<usize> {
    let question = text.ends_with(['か', '？', '?']);
    // Latin letters take half the room.
    let length = width(text).div_ceil(2);
    (length > if question { LONGEST_QUESTION } else { LONGEST }).then_some(length)
}
