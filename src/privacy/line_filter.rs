//! Whether the normal form of a line can hold any of some words, seen in the line as it is written: one look at each
//! character, and most lines need no more.
//!
//! It may say yes too often, never no where normalisation brings a word to light. Of each word it knows two letters
//! that normalisation neither makes nor changes, but for what it drops between them.

use crate::{
    privacy::normalized::{is_stable, kanji_digit},
    text::pairs::PairTable,
};

/// Two letters of each of some words.
#[derive(Default)]
pub(crate) struct LineFilter {
    pairs: PairTable,
    /// Whether one of the words has no letter to know it by: then every line may hold it.
    always: bool,
}

/// What a character of a line is.
enum Sign {
    /// A letter, as it is in normal form.
    Letter(char),
    /// What stands between words.
    Between,
    /// What normalisation may drop.
    Dropped,
    /// What normalisation may make letters of, or hide letters with.
    Strange,
}

impl LineFilter {
    /// A filter for words; it always says yes where one cannot be told.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut filter = Self::default();
        for word in words {
            // A line with a strange character is looked at in any case.
            if word.chars().any(|c| matches!(sign_of_word(c), Sign::Strange)) {
                continue;
            }
            match (best_pair(word), word.chars().find_map(letter)) {
                (Some((first, second)), _) => filter.pairs.add(first, second),
                (None, Some(only)) => filter.pairs.add(only, ALONE),
                (None, None) => filter.always = true,
            }
        }
        filter
    }

    /// Whether the normal form of a line may hold one of the words.
    pub(crate) fn may_hold(&self, line: &str) -> bool {
        let mut last = ALONE;
        self.always
            || line.chars().any(|c| match sign(c) {
                Sign::Letter(now) => {
                    let known = self.pairs.may_have(last, now) || self.pairs.may_have(now, ALONE);
                    last = now;
                    known
                }
                Sign::Between => {
                    last = ALONE;
                    false
                }
                Sign::Dropped => false,
                Sign::Strange => true,
            })
    }
}

/// No letter: stands for the one beside a letter that is looked for alone, and for what is no letter.
const ALONE: char = '\0';

/// The two letters side by side in a word that say most.
fn best_pair(word: &str) -> Option<(char, char)> {
    let pairs = word.chars().zip(word.chars().skip(1));
    let known = pairs.filter_map(|(first, second)| Some((letter(first)?, letter(second)?)));
    known.max_by_key(|(first, second)| weight(*first) + weight(*second))
}

fn letter(c: char) -> Option<char> {
    match sign_of_word(c) {
        Sign::Letter(now) => Some(now),
        Sign::Between | Sign::Dropped | Sign::Strange => None,
    }
}

/// What a character of a word is: any space stands for the one that it becomes.
fn sign_of_word(c: char) -> Sign {
    match c {
        c if c.is_whitespace() => sign(' '),
        // They may come from forms of another width.
        '<' | '&' | '%' | '{' => Sign::Between,
        c => sign(c),
    }
}

/// How seldom a letter is: kana are everywhere.
fn weight(c: char) -> u32 {
    match c {
        ' ' | '、' | '。' | '・' | FIGURE => 0,
        '\u{3041}'..='\u{309f}' | 'a'..='z' => 1,
        '\u{30a1}'..='\u{30ff}' => 2,
        _ => 3,
    }
}

/// Stands for every figure: kanji become digits beside others.
const FIGURE: char = '0';

#[inline]
fn sign(c: char) -> Sign {
    match c {
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}' | '々' | '、' | '。' => Sign::Letter(c),
        '\u{4e00}'..='\u{9fff}' if kanji_digit(c).is_none() => Sign::Letter(c),
        '\u{4e00}'..='\u{9fff}' | '0'..='9' | '〇' | '○' | '\u{ff10}'..='\u{ff19}' => Sign::Letter(FIGURE),
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{ff}' => Sign::Letter(c),
        ' ' | '\t' | '\n' | '\r' | '\u{3000}' => Sign::Letter(' '),
        '*' | '`' | '_' | '~' | '\\' | '>' => Sign::Dropped,
        '<' | '&' | '%' | '{' => Sign::Strange,
        '\0'..='\u{7f}' => Sign::Between,
        // The forms of another width, but for those of marks that begin markup: they begin none.
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(u32::from(c) - 0xfee0).map_or(Sign::Strange, Sign::Letter)
        }
        // Half a width becomes the whole one.
        '\u{ff61}' => Sign::Letter('。'),
        '\u{ff64}' => Sign::Letter('、'),
        '\u{ff65}' => Sign::Letter('・'),
        '\u{ff01}'..='\u{ff65}' | '\u{3003}' | '\u{3004}' | '\u{3006}'..='\u{3029}' => Sign::Between,
        c if is_stable(c) => Sign::Between,
        _ => Sign::Strange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::normalized::NormalizedText;

    #[test]
    fn a_line_is_looked_at_where_its_normal_form_holds_a_word() {
        let words = ["移住", "役場", "来たa", "小1", "歳", " a\u{a0}", "둘이"];
        let filter = LineFilter::new(words);
        let parts = [
            "移",
            "住",
            "役場",
            "来",
            "た",
            "a",
            "**",
            "`",
            "\\*",
            "~~",
            "__",
            "{移|い}",
            "<b>",
            "&#20303;",
            "%61",
            "\u{200b}",
            "\u{fe0f}",
            "ａ",
            "ⓐ",
            "\u{ad}",
            "　",
            "。",
            "…",
            "\u{20e3}",
            "\u{f97e}",
            "ﾀ",
            "- ",
            "> ",
            "\n",
            "\u{304b}\u{3099}",
            "小",
            "一",
            "1",
            "壱",
            "歳",
            " ",
            "\u{a0}",
            "둘",
            "이",
        ];
        for number in 0..parts.len().pow(3) {
            let of = |place: u32| parts[number / parts.len().pow(place) % parts.len()];
            let line = [of(0), of(1), of(2)].concat();
            let normal = NormalizedText::new(&line).text;
            let holds = words.iter().any(|word| normal.contains(word));
            assert!(!holds || filter.may_hold(&line), "{line:?} {normal:?}");
        }
        for line in ["灯油の配達については、**前の月までに**申し込みます（1）。", "バス…3本、Ｕターン：あり！"]
        {
            assert!(!filter.may_hold(line), "{line}");
        }
    }
}
