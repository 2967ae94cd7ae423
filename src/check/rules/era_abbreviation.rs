//! `era-abbreviation`: 元号の略 / abbreviated eras.

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
    r"(?:^|[^A-Za-z0-9])",
    r"([RHS][0-9]{1,2}(?:年[0-9]{1,2}|[./][0-9]{1,2}[./][0-9]{1,2}|年度?))",
    r"(?:$|[^0-9])",
);

pub(super) const RULE: Rule = Rule {
    code: "era-abbreviation",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "元号が「R8」のように略されています",
        en: "The name of an era is abbreviated"),
    why: msg!(
        ja: "元号の略は、読み上げで「アール」と読まれ、外国の人や若い人には年が分かりません。",
        en: "It is read out as a letter, and newcomers cannot tell the year."),
    how: msg!(
        ja: "「2026年（令和8年）」のように、西暦と元号で書きます。",
        en: "Write the year and the era, like 2026年（令和8年）."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n2026年（令和8年）です。断熱材はR2.2です。\n"),
        Bad("---\ntitle: 例\n---\n\nR8.1.1から。\n^^^^^^ 「2026年（令和8年）1月1日」\n"),
        Bad("---\ntitle: 例\n---\n\nH30年4月に開きました。\n^^^^^^ 「2018年（平成30年）4」\n"),
        Bad("---\ntitle: 例\n---\n\nR8年度の予算です。\n^^^^^^ 「2026年度（令和8年度）」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_era_abbreviation,
    }),
};

fn judge_era_abbreviation(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let digits = words[1..].find(|c: char| !c.is_ascii_digit()).map_or(words.len(), |at| at + 1);
    let (number, rest) = (words[1..digits].parse::<u32>().ok()?, &words[digits..]);
    let (era, year) = match &words[..1] {
        "R" => ("令和", 2018 + number),
        "H" => ("平成", 1988 + number),
        _ => ("昭和", 1925 + number),
    };
    let right = match rest {
        "年度" => format!("{year}年度（{era}{number}年度）"),
        _ if rest.starts_with('年') => format!("{year}年（{era}{number}年）{}", &rest['年'.len_utf8()..]),
        _ => {
            let mut parts = rest[1..].split(['.', '/']).filter_map(|part| part.parse::<u32>().ok());
            let (month, day) = (parts.next()?, parts.next()?);
            // What is no date is the number of a version or of a part.
            Date::new(year as i32, month, day)?;
            format!("{year}年（{era}{number}年）{month}月{day}日")
        }
    };
    let message = msgf!(
        ja: "元号の略は使えません。「{right}」と書いてください",
        en: "an era must not be abbreviated; write `{right}`");
    Some(found.offer(found.tell(&RULE, message), &right))
}
