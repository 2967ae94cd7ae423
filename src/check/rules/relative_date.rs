//! `relative-date`: いつ書いたかで変わる日 / days that depend on when they are read.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

/// What is looked for.
const PATTERN: &str = "(?:^|[^日毎翌一明])(本日|明日|昨日|今日|今週|来週|先週|今月|来月|先月|今年度?|来年度?|昨年度?|\
                       先日|最近|このたび|まもなく)";

pub(super) const RULE: Rule = Rule {
    code: "relative-date",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "「今月」「来週」のように、読む日によって変わる言葉があります",
        en: "A day is told by words that depend on when they are read"),
    why: msg!(
        ja: "ページは、書いた日からずっとあとにも読まれます。「今月」がいつのことか、読む人には分かりません。",
        en: "A page is read long after it was written, and nobody knows which month `this month` was."),
    how: msg!(
        ja: "「2026年11月」のように、日付や年度で書きます。",
        en: "Write the date, the month or the fiscal year."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n2026年11月に始まります。明日葉を育てています。「今日も寒い」と話します。\n"),
        Good("---\ntitle: 例\nkind: qa\n---\n\n昨年から住んでいます。\n"),
        Bad("---\ntitle: 例\n---\n\n今月の20日に締め切ります。\n^^^^ 「今月」\n"),
        Bad("---\ntitle: 例\n---\n\n来年度から、手続きが変わります。\n^^^^^^ 「来年度」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: true,
        judge: judge_relative_date,
    }),
};

/// What follows where the words are part of another one, or mean no day of the calendar.
const OTHERS: &[(&str, &[&str])] = &[
    ("今日", &["子", "庵", "的", "性"]),
    ("明日", &["葉", "香", "萌", "海"]),
    ("最近", &["親", "接"]),
    ("今年", &["度"]),
    ("来年", &["度"]),
    ("昨年", &["度"]),
];

fn judge_relative_date(found: &Found<'_>) -> Option<Diagnostic> {
    let (words, before, after) = (found.words(), found.before(), found.after());
    let is_other = |(word, next): &(&str, &[&str])| *word == words && next.iter().any(|next| after.starts_with(next));
    // What somebody says is theirs, and so is what is quoted from them.
    let is_quoted = before.rfind('「').is_some_and(|open| !before[open..].contains('」')) && after.contains('」');
    if found.block.is_voice() || is_quoted || OTHERS.iter().any(is_other) {
        return None;
    }
    let message = msgf!(
        ja: "「{words}」は、あとで読むと分かりません。日付で書いてください",
        en: "nobody who reads it later knows when `{words}` is; write the date");
    Some(found.tell(&RULE, message))
}
