//! `numeric-date`: 2026/1/15の形の日付 / dates like 2026/1/15.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::date::Date,
};

/// What is looked for.
const PATTERN: &str = concat!(
    r"(?:^|[^0-9A-Za-z/.\-])",
    r"((?:19|20)[0-9]{2}[./\-](?:0?[1-9]|1[0-2])[./\-](?:0?[1-9]|[12][0-9]|3[01]))",
    r"(?:$|[^0-9A-Za-z/.\-])",
);

pub(super) const RULE: Rule = Rule {
    code: "numeric-date",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "日付が「2026/1/15」の形で書かれています",
        en: "A date is written like 2026/1/15"),
    why: msg!(
        ja: "読み上げソフトが数字と記号として読み、日付だと伝わりません。",
        en: "Screen readers read numbers and signs, and nobody hears a date."),
    how: msg!(
        ja: "「2026年1月15日」と書きます。`shirube check --fix` で直せます。",
        en: "Write 2026年1月15日; `shirube check --fix` does it for you."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n2026年1月15日です。型番は2026-1-15Aです。\n"),
        Bad("---\ntitle: 例\n---\n\n2026/1/15に開きます。\n^^^^^^^^^ 「2026年1月15日」\n"),
        Bad("---\ntitle: 例\n---\n\n2026-01-15から。\n^^^^^^^^^^ 「2026年1月15日」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_numeric_date,
    }),
};

fn judge_numeric_date(found: &Found<'_>) -> Option<Diagnostic> {
    let mut numbers = found.words().split(['/', '-', '.']).filter_map(|number| number.parse::<u32>().ok());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let Some(date) = Date::new(year as i32, month, day) else {
        let words = found.words();
        let message = msgf!(
            ja: "「{words}」は暦にない日です。日付は「2026年1月15日」のように書いてください",
            en: "`{words}` is no day of the calendar; write dates like 2026年1月15日");
        return Some(found.tell(&RULE, message));
    };
    let right = date.japanese();
    let message = msgf!(ja: "日付は「{right}」と書いてください", en: "write the date as `{right}`");
    Some(found.fix(found.tell(&RULE, message), &right))
}
