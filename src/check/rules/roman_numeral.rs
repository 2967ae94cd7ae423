//! `roman-numeral`: ローマ数字の文字 / roman numerals as single characters.

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
const PATTERN: &str = r"[\u{2160}-\u{217F}]+";

pub(super) const RULE: Rule = Rule {
    code: "roman-numeral",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "「Ⅱ」のようなローマ数字の文字が使われています",
        en: "Roman numerals are written as single characters"),
    why: msg!(
        ja: "機種や読み上げソフトで読まれ方が変わり、検索でも見つかりにくくなります。",
        en: "They are read differently from device to device, and searches miss them."),
    how: msg!(
        ja: "ふつうの数字か、半角の英字にします。",
        en: "Write plain digits or letters."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n第2期の計画です。\n"),
        Bad("---\ntitle: 例\n---\n\n第Ⅱ期の計画です。\n  ^ 「II」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_roman_numeral,
    }),
};

fn judge_roman_numeral(found: &Found<'_>) -> Option<Diagnostic> {
    let (words, letters) = (found.words(), nfkc(found.words()));
    let mut marks = words.chars();
    let one = marks.next().filter(|_| marks.next().is_none()).map(u32::from);
    let number = one.and_then(|c| [0x2160, 0x2170].into_iter().find(|first| (*first..*first + 12).contains(&c)));
    let number = one.zip(number).map(|(c, first)| (c - first + 1).to_string());
    let message = match number {
        Some(number) => msgf!(
            ja: "「{words}」は「{number}」か「{letters}」と書いてください",
            en: "write `{number}` or `{letters}` for `{words}`"),
        None => msgf!(ja: "「{words}」は「{letters}」と書いてください", en: "write `{letters}` for `{words}`"),
    };
    Some(found.offer(found.tell(&RULE, message), &letters))
}
