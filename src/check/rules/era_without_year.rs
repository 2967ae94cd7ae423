//! `era-without-year`: 西暦のない元号 / an era without the year.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::normalize::nfkc,
};

/// What is looked for.
const PATTERN: &str = r"(?:令和|平成|昭和)(?:元|[0-9０-９]{1,2})年";

pub(super) const RULE: Rule = Rule {
    code: "era-without-year",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "元号だけで、西暦がありません",
        en: "An era stands without the year"),
    why: msg!(
        ja: "元号に慣れない人は、何年前のことか、いつまでのことか分かりません。",
        en: "Whoever does not know eras cannot tell when it is."),
    how: msg!(
        ja: "「2026年（令和8年）」のように、西暦も書きます。",
        en: "Write the year as well, with the era in brackets: 2026年（令和8年）."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n2026年（令和8年）に始まりました。令和元年条例第3号によります。\n"),
        Bad("---\ntitle: 例\n---\n\n令和8年に始まりました。\n^^^^^^^ 2026年（令和8年）\n"),
        Bad("---\ntitle: 例\n---\n\n平成元年に建ちました。\n^^^^^^^^ 1989年（平成元年）\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: true,
        judge: judge_era_without_year,
    }),
};

/// How many characters away the year still explains the era.
const NEAR: usize = 12;

fn judge_era_without_year(found: &Found<'_>) -> Option<Diagnostic> {
    let (before, after) = (found.before(), found.after());
    let before = &before[before.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at)..];
    let after = &after[..after.char_indices().nth(NEAR).map_or(after.len(), |(at, _)| at)];
    let is_law = ["条例", "規則", "法律", "告示", "要綱", "政令", "省令"].iter().any(|word| after.contains(word));
    if is_law || has_year(before) || has_year(after) {
        return None;
    }
    let words = nfkc(found.words());
    let number = words.trim_end_matches('年').trim_start_matches(['令', '和', '平', '成', '昭']);
    let number = if number == "元" { 1 } else { number.parse::<u32>().ok()? };
    let year = number
        + if words.starts_with('令') {
            2018
        } else if words.starts_with('平') {
            1988
        } else {
            1925
        };
    let (year, fiscal) = (format!("{year}年"), if after.starts_with('度') { "度" } else { "" });
    let right = format!("{year}{fiscal}（{words}{fiscal}）");
    let message = msgf!(
        ja: "西暦も書くと分かりやすくなります：{right}",
        en: "the year as well makes it plain: `{right}`");
    let range = found.range.start..found.range.end + fiscal.len();
    Some(found.block.offer(found.tell(&RULE, message), &range, &right))
}

/// Whether four digits stand together.
fn has_year(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_numeric() { run + 1 } else { 0 };
        run == 4
    })
}
