//! `wave-range`: 「～」で書いた範囲 / a range written with a wave.

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
const PATTERN: &str = r"(?:[0-9０-９]|時|分|日|月|年|円|歳|人|曜|曜日|半)[）)]?[ \u{3000}]*([～〜~])";

pub(super) const RULE: Rule = Rule {
    code: "wave-range",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "「10時～12時」のように、範囲が「～」で書かれています",
        en: "A range is written with `～`"),
    why: msg!(
        ja: "読み上げソフトは「～」を読まないか「から」だけと読み、終わりが伝わりません。",
        en: "Screen readers skip the mark, so that the end of the range is lost."),
    how: msg!(
        ja: "「10時から12時まで」のように書きます。",
        en: "Write both ends in words: 10時から12時まで."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n受付は10時から12時までです。〜題名〜\n"),
        Bad("---\ntitle: 例\n---\n\n受付は10時～12時\n          ^^ 「10時から12時まで」\n"),
        Bad("---\ntitle: 例\n---\n\n募集は4月～、先着順です。\n         ^^ 「4月から」\n"),
        Bad("---\ntitle: 例\n---\n\n受付は10時～12時に行います。\n          ^^ 「10時から12時まで」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: Some(Level::Hint),
        spares_voices: false,
        judge: judge_wave_range,
    }),
};

/// Characters of a time, a day, a number or an amount.
const PARTS: &str = "0123456789０１２３４５６７８９:：.．,，時分秒月日年円歳才人名曜半午前後翌正頃ごろ万千百台回度約％%（）()金土火水木令和平成末初旬上中下";

fn judge_wave_range(found: &Found<'_>) -> Option<Diagnostic> {
    let (before, after) = (found.before(), found.after());
    let is_part = |c: char| PARTS.contains(c);
    let from = &before[before.trim_end_matches(is_part).len()..];
    let to = &after[..after.len() - after.trim_start_matches(is_part).len()];
    let rest = &after[to.len()..];
    // 〜題名〜: another wave closes what this one opens.
    if to.is_empty() && rest.contains(['～', '〜', '~']) {
        return None;
    }
    let right = if to.is_empty() { format!("{from}から") } else { format!("{from}から{to}まで") };
    let wave = found.words();
    let message = msgf!(
        ja: "「{from}{wave}{to}」は「{right}」と書くと正しく読み上げられます",
        en: "write `{right}` for `{from}{wave}{to}`, so that it is read out rightly");
    let finding = found.tell(&RULE, message);
    let finding = if found.block.is_cell() { Diagnostic { level: Level::Hint, ..finding } } else { finding };
    let range = found.range.start..found.range.end + to.len();
    let words = if to.is_empty() { "から".to_owned() } else { format!("から{to}まで") };
    let has_unit = !before.trim_end().ends_with(|c: char| c.is_numeric());
    let is_whole = rest.is_empty() || rest.starts_with(['、', '。', '\n']);
    Some(if has_unit && is_whole && !to.contains(['（', '(', '）', ')']) {
        found.block.fix(finding, &range, &words)
    } else {
        found.block.offer(finding, &range, &words)
    })
}
