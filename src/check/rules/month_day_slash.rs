//! `month-day-slash`: 1/15(木)の形の日付 / dates like 1/15(木).

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        rules::short_weekday::spell_weekdays,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::date::Date,
};

/// What is looked for.
const PATTERN: &str =
    r"(?:^|[^0-9/])((?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01]))[ \u{3000}]*[（(][月火水木金土日][）)・、,]";

pub(super) const RULE: Rule = Rule {
    code: "month-day-slash",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "日付が「1/15(木)」の形で書かれています",
        en: "A date is written like 1/15(木)"),
    why: msg!(
        ja: "読み上げソフトが「いちすらっしゅじゅうご」などと読み、日付だと伝わりません。",
        en: "Screen readers read it as a fraction, and nobody hears a date."),
    how: msg!(
        ja: "「1月15日（木曜日）」と書きます。`shirube check --fix` で直せます。",
        en: "Write 1月15日（木曜日）; `shirube check --fix` does it for you."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n1月15日（木曜日）です。割合は1/3（月額）です。\n"),
        Bad("---\ntitle: 例\n---\n\n1/15(木)に開きます。\n^^^^ 「1月15日（木曜日）」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_month_day_slash,
    }),
};

fn judge_month_day_slash(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let (month, day) = words.split_once('/')?;
    let (month, day) = (month.parse::<u32>().ok()?, day.parse::<u32>().ok()?);
    let after = found.after();
    let (inner, rest) = after.trim_start().trim_start_matches(['（', '(']).split_once(['）', ')'])?;
    // What else stands in the brackets stays as it is.
    let days = spell_weekdays(inner);
    let end = if days.is_some() { after.len() - rest.len() } else { 0 };
    let written = format!("{words}{}", &after[..after.len() - rest.len()]);
    let right = format!("{month}月{day}日{}", days.map_or(String::new(), |days| format!("（{days}）")));
    let message = msgf!(ja: "「{written}」は「{right}」と書いてください", en: "write `{right}` for `{written}`");
    let finding = found.tell(&RULE, message);
    let range = found.range.start..found.range.end + end;
    // A leap year has every day that there is.
    Some(if Date::new(2024, month, day).is_some() { found.block.fix(finding, &range, &right) } else { finding })
}
