//! `short-weekday`: 一文字の曜日 / a weekday in one letter.

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
const PATTERN: &str = r"([（(][月火水木金土日](?:[・、,][月火水木金土日祝])*[)）])";

pub(super) const RULE: Rule = Rule {
    code: "short-weekday",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "曜日が「(木)」のように一文字で書かれています",
        en: "A weekday is written with one letter"),
    why: msg!(
        ja: "読み上げソフトは「き」「もく」などと読み、曜日だと伝わりません。",
        en: "Screen readers read a word, and nobody hears a weekday."),
    how: msg!(
        ja: "「（木曜日）」と書きます。日付のあとなら `shirube check --fix` で直せます。",
        en: "Write （木曜日）; behind a date `shirube check --fix` does it for you."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n1月15日（木曜日）です。家賃（月）は4万円です。\n"),
        Good("---\ntitle: 例\n---\n\n| 曜日 |\n|---|\n| 休み（土・日） |\n"),
        Bad("---\ntitle: 例\n---\n\n1月15日(木)です。\n       ^^^^ 「（木曜日）」\n"),
        Bad("---\ntitle: 例\n---\n\n休みは週末（土・日）です。\n          ^^^^^^^^^^ 「（土曜日・日曜日）」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_short_weekday,
    }),
};

fn judge_short_weekday(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let inner = words.trim_matches(['（', '(', '）', ')']);
    let after_day = found.before().trim_end().ends_with(['日', '祝']) && has_number(found.before());
    // One letter elsewhere may be the month, money, water: 家賃（月）.
    if found.block.is_cell() || !after_day && inner.chars().count() == 1 {
        return None;
    }
    let right = format!("（{}）", spell_weekdays(inner)?);
    let message = msgf!(ja: "「{words}」は「{right}」と書いてください", en: "write `{right}` for `{words}`");
    let finding = found.tell(&RULE, message);
    Some(if after_day { found.fix(finding, &right) } else { found.offer(finding, &right) })
}

/// Weekdays of one letter in full: 土曜日・日曜日 for 土・日; `None` where there is anything else.
pub(super) fn spell_weekdays(inner: &str) -> Option<String> {
    let spell = |day: &str| match day {
        "月" | "火" | "水" | "木" | "金" | "土" | "日" => Some(format!("{day}曜日")),
        "祝" => Some("祝日".to_owned()),
        _ => None,
    };
    let days: Option<Vec<String>> = inner.split(['・', '、', ',']).map(spell).collect();
    days.map(|days| days.join("・"))
}

/// Whether a day has its number: 15日.
fn has_number(before: &str) -> bool {
    before.trim_end().trim_end_matches(['日', '祝', '・']).ends_with(|c: char| c.is_numeric())
}
