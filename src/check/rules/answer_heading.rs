//! `answer-heading`: 答えとして数えられない見出し / a heading that is meant for an answer and is none.

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
    code: "answer-heading",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "答えの見出しのようですが、答えになっていません",
            en: "A heading seems to begin an answer and does not"),
    why: msg!(
            ja: "印がないと、答えが前の答えや質問の続きになり、だれが話しているかも出ません。",
            en: "Without its mark an answer runs on from the one before, and nobody sees who speaks."),
    how: msg!(
            ja: "`## 町民（移住3年目） {.answer role=resident month=2025-12}` のように書きます。",
            en: "Write `## A resident {.answer role=resident month=2025-12}`."),
    examples: &[
        Good(
            "---\nkind: qa\ntitle: 例\n---\n\n## 町民 {.answer role=resident month=2025-12}\n\n寒いです。\
                 \n\n### 灯油\n\n## まとめ\n",
        ),
        Bad("---\nkind: qa\ntitle: 例\n---\n\n## 町民（移住3年目）\n^^ 答え\n\n寒いです。\n"),
        Bad(
            "---\nkind: qa\ntitle: 例\n---\n\n### 町民 {.answer role=resident month=2025-12}\n^^^ 「## 」\n\n寒いです。\n",
        ),
        Bad("---\nkind: qa\ntitle: 例\n---\n\n## 町民 ｛.answer role=resident｝\n^^ 半角\n\n寒いです。\n"),
        Bad("---\ntitle: 例\n---\n\n## 町民 {.answer role=resident month=2025-12}\n^^ `kind: qa`\n\n寒いです。\n"),
    ],
    check: Check::Document(check_answer_heading),
};

/// How headings of answers begin.
const SPEAKERS: [&str; 13] = [
    "町民",
    "市民",
    "村民",
    "区民",
    "住民",
    "町職員",
    "市職員",
    "村職員",
    "区職員",
    "先輩移住者",
    "専門家",
    "質問者",
    "参加者",
];

fn check_answer_heading(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let qa = page.card.nature.has_answers;
    if !qa && memchr::memmem::find(&document.source, b".answer").is_none() {
        return;
    }
    for heading in &document.headings {
        if document.answers.iter().any(|answer| answer.id == heading.id) {
            continue;
        }
        let written = document.written(heading.span).unwrap_or_default();
        let marked = written.contains(".answer") || written.contains("．answer");
        let braces = heading.text.contains(['{', '｛']);
        let speaks = heading.level == 2 && SPEAKERS.iter().any(|who| is_speaker(&heading.text, who));
        let help = match (qa, marked, braces) {
            (false, true, _) => msg!(
                ja: "答えとして出すには、ページの設定に `kind: qa` と書いてください",
                en: "to show it as an answer write `kind: qa` in the front matter"),
            (true, true, true) => msg!(
                ja: "`{.answer role=resident month=2025-12}` のように、半角の { } の中を空白で区切ってください",
                en: "write `{.answer role=resident month=2025-12}`, with half-width braces and spaces"),
            (true, true, false) => msg!(
                ja: "答えの見出しは「## 」で始めてください",
                en: "begin the heading of an answer with `## `"),
            (true, false, _) if speaks => msg!(
                ja: "答えなら、後ろに `{.answer role=resident month=2025-12}` を付けてください",
                en: "for an answer put `{.answer role=resident month=2025-12}` behind it"),
            _ => continue,
        };
        let text = heading.text.split(['{', '｛']).next().unwrap_or_default().trim();
        let message = msgf!(
            ja: "見出し「{text}」は、答えとして数えられません",
            en: "the heading `{text}` does not count as an answer");
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, heading.span).help(help));
    }
}

/// Whether a heading names who speaks and nothing else: 町民（移住3年目）, 町民A, not 町民の声.
fn is_speaker(text: &str, who: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix(who) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ('Ａ'..='Ｚ').contains(&c));
    rest.is_empty() || rest.starts_with(['（', '(', '｛', '{'])
}
