//! `quasi-identifiers`: 合わせると誰か分かる / things that together tell who it is.

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Answer, Document},
    msg, msgf,
    privacy::quasi::{self, Speaker, Statement},
    report::diagnostic::{Diagnostic, Level},
    text::normalize::decode,
};

pub(super) const RULE: Rule = Rule {
    code: "quasi-identifiers",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "一人ひとりの答えを合わせると、だれか分かるかもしれません",
        en: "One speaker's answers together may tell who it is"),
    why: msg!(
        ja: "ひとつずつは誰のことか分からなくても、地区、移り住んだ年、子どもの年齢などがそろうと、町の人には誰か分かります。",
        en: "One detail tells nobody apart; district, year and a child's age together tell a small town who it is."),
    how: msg!(
        ja: "地区や年齢を、多くの人に当てはまる言い方に直します。",
        en: "Say details so that they fit many people."),
    examples: &[
        Good(
            "---\nkind: qa\ntitle: 例\nsource: salon:7F3K2M9QPA\n---\n\n## 町民A \
                {.answer role=mover years=3 area=北地区 month=2025-12}\n\n寒いです。\n",
        ),
        Good(
            "---\nkind: qa\ntitle: 例\n---\n\n## 町民A {.answer role=mover years=3 area=北地区 month=2025-12}\n\n\
                横浜から移住しました。\n",
        ),
        Bad("---\nkind: qa\ntitle: 例\nsource: salon:7F3K2M9QPA\n---\n\n## 町民A \
                {.answer role=mover years=3 month=2025-12}\n^^^^ 小学生\n\n8歳の娘がいます。\n"),
        Bad("---\nkind: qa\ntitle: 例\nsource: salon:7F3K2M9QPA\n---\n\n## 町民A \
                {.answer role=mover years=3 area=北地区 month=2025-12}\n^^^^ 前の住まい\n\n寒いです。\n\n## 町民A \
                {.answer role=mover years=3 month=2025-12}\n\n横浜から移住しました。\n"),
    ],
    check: Check::Gate,
};

/// The code of its findings.
pub(crate) const CODE: &str = RULE.code;

/// The name under which an approval acknowledges what is only shown.
pub(crate) const KIND: &str = "QUASI_IDENTIFIERS";

/// The speakers of whom a page tells too much.
pub(crate) fn speakers(document: &Document) -> Vec<Speaker> {
    let Some((text, _)) = decode(&document.source) else { return Vec::new() };
    let statement = |answer| statement(document, answer, text.len());
    quasi::speakers(&text, document.answers.iter().map(statement))
}

/// An answer with its text: up to the next heading that is no part of it.
fn statement<'a>(document: &'a Document, answer: &'a Answer, length: usize) -> Statement<'a> {
    let Answer { heading, role, attributes, span, .. } = answer;
    let next = document.headings.iter().filter(|heading| heading.level <= 2 && heading.span.start > span.start);
    let end = next.map(|heading| heading.span.start).min().unwrap_or(length).max(span.end);
    Statement { heading, span: *span, role, attributes, body: span.end..end }
}

/// The finding for a speaker of whom a page tells too much.
pub(crate) fn report_speaker(path: &SourcePath, speaker: &Speaker) -> Diagnostic {
    let all = |of: &dyn Fn((&'static str, &'static str)) -> &'static str, between: &str| {
        speaker.told.keys().map(|class| of(class.words())).collect::<Vec<_>>().join(between)
    };
    let (ja, en) = (all(&|words| words.0, "、"), all(&|words| words.1, ", "));
    let blocks = speaker.severity.blocks();
    let (level, message) = if blocks {
        (
            RULE.level,
            msgf!(
            ja: "この人の答えを合わせると、誰か分かります：{ja}  [{KIND}]",
            en: "together this speaker's answers tell who it is: {en}  [{KIND}]"),
        )
    } else {
        (
            Level::Warning,
            msgf!(
            ja: "この人の答えを合わせると、誰か分かるかもしれません：{ja}  [{KIND}]",
            en: "together this speaker's answers may tell who it is: {en}  [{KIND}]"),
        )
    };
    let mut finding = Diagnostic::new(level, RULE.code, message).at(path, speaker.heading).hiding();
    for class in speaker.told.keys() {
        let (ja, en) = class.how();
        finding = finding.help(msgf!(ja: "{ja}", en: "{en}"));
    }
    finding
}
