//! `spaced-letters`: 文字の間に空白がある言葉 / a word with spaces between its letters.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::{Found, find_all},
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

/// What is looked for.
const PATTERN: &str =
    r"(?:^|[^\p{Han}\p{Hiragana}\p{Katakana}ー])((?:\p{Han}[ \u{3000}]){2,}\p{Han})(?:$|[^\p{Han}ー])";

pub(super) const RULE: Rule = Rule {
    code: "spaced-letters",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "言葉の文字の間に空白があります",
        en: "There are spaces between the letters of a word"),
    why: msg!(
        ja: "読み上げで一文字ずつに分かれ、検索でも見つからなくなります。",
        en: "It is read out letter by letter, and a search does not find it."),
    how: msg!(
        ja: "空白をとります。`shirube check --fix` で直せます。",
        en: "Leave the spaces out; `shirube check --fix` does it."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n電話番号です。休みは 月 火 水 です。\n"),
        Good("---\ntitle: 例\n---\n\n区は 東 西 南 北 に分かれます。\n"),
        Bad("---\ntitle: 例\n---\n\n電 話 番 号を書きます。\n^^^^^^^^^^^ 電話番号\n"),
        Bad("---\ntitle: 例\n---\n\n| 項目 | 値 |\n|---|---|\n| 申\u{3000}請\u{3000}書 | 1枚 |\n  ^^^^^^^^^^ 申請書\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_spaced_letters,
    }),
};

/// Kanji that stand beside each other as words of their own.
const WORDS: &str = "月火水木金土日祝一二三四五六七八九十東西南北春夏秋冬上中下左右前後大小朝昼夜晩男女父母子";

fn judge_spaced_letters(found: &Found<'_>) -> Option<Diagnostic> {
    if is_list(found.words()) || found.block.texts.is_spaced() {
        return None;
    }
    let whole = joined(found.words());
    let message = msgf!(
        ja: "文字の間の空白をとってください：「{whole}」",
        en: "leave out the spaces between the letters of `{whole}`");
    Some(found.fix(found.tell(&RULE, message), &whole))
}

/// Where three kanji or more stand with spaces between them: whatever they are, two of them are no word of their own.
pub(super) fn find_spaced(text: &str) -> Vec<Range<usize>> {
    static FINDER: LazyLock<Regex> = LazyLock::new(|| Regex::new(PATTERN).expect("the pattern is sound"));
    find_all(&FINDER, text)
}

fn is_list(words: &str) -> bool {
    words.chars().all(|c| matches!(c, ' ' | '\u{3000}') || WORDS.contains(c))
}

fn joined(words: &str) -> String {
    words.chars().filter(|c| !matches!(c, ' ' | '\u{3000}')).collect()
}
