//! `spaced-word`: 漢字の間に空白がある言葉 / a word of two kanji with a space between.

use std::ops::Range;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        rules::spaced_letters::find_spaced,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

/// What is looked for.
const PATTERN: &str = concat!(
    r"(?:^|[^\p{Han}\p{Hiragana}\p{Katakana}ー])",
    r"([\p{Han}&&[^月火水木金土日祝一二三四五六七八九十]][ \u{3000}]{1,4}\p{Han}",
    r"|[日月][ \u{3000}]{1,4}[時程次付])",
    r"(?:$|[^\p{Han}\p{Hiragana}\p{Katakana}ー])",
);

pub(super) const RULE: Rule = Rule {
    code: "spaced-word",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "漢字2文字の言葉の間に空白があります",
        en: "There is a space inside a word of two kanji"),
    why: msg!(
        ja: "「日　時」は、読み上げで「ひ、とき」と分かれます。検索でも見つかりません。",
        en: "A screen reader reads two words, and a search does not find it (WCAG 1.3.2)."),
    how: msg!(
        ja: "空白をとります。よく使う言葉は `shirube check --fix` で直せます。",
        en: "Leave the space out; `shirube check --fix` does it for common words."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n日時と会場です。担当は山田\u{3000}太郎です。\n"),
        Good("---\ntitle: 例\n---\n\n休みは 月 火 水 です。\n"),
        Bad("---\ntitle: 例\n---\n\n日\u{3000}時：10月3日\n^^^^^^ 「日時」\n"),
        Bad("---\ntitle: 例\n---\n\n| 会 場 | 公民館 |\n  ^^^^^ 「会場」\n|---|---|\n| 申込 | 要 |\n"),
        Bad("---\ntitle: 例\n---\n\n道は 東 西 に延びます。\n     ^^^^^ 「東西」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: Some(Level::Warning),
        spares_voices: false,
        judge: judge_spaced_word,
    }),
};

/// Words that are often set with a space, and mean nothing else.
const COMMON: [&str; 15] = [
    "日時", "日程", "場所", "会場", "対象", "内容", "定員", "費用", "料金", "主催", "電話", "住所", "氏名", "期間",
    "備考",
];

/// A word of the list is an error; two other kanji may be two words, or a name.
fn judge_spaced_word(found: &Found<'_>) -> Option<Diagnostic> {
    let inside = |range: &Range<usize>| range.start <= found.range.start && found.range.end <= range.end;
    if found.block.texts.is_spaced() || find_spaced(found.block.text).iter().any(inside) {
        return None;
    }
    let words = found.words();
    let whole: String = words.chars().filter(|c| !matches!(c, ' ' | '\u{3000}')).collect();
    // Blanks of a form: 　年　月　日.
    if !COMMON.contains(&whole.as_str()) && whole.chars().all(|c| "年月日時分秒歳円".contains(c)) {
        return None;
    }
    let message = msgf!(
        ja: "「{words}」は読み上げで分かれます。空白をとって「{whole}」と書いてください",
        en: "`{words}` is read as two words; leave the space out: `{whole}`");
    let finding = found.tell(&RULE, message);
    Some(if COMMON.contains(&whole.as_str()) {
        found.fix(finding, &whole)
    } else {
        found.offer(Diagnostic { level: Level::Warning, ..finding }, &whole)
    })
}
