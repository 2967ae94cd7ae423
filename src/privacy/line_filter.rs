//! Which of some words the normal form of a line can hold, seen in the line as it is written: one look at each
//! character, and most lines need no more.
//!
//! It may name a word too often, never too seldom where normalisation brings one to light. Of each word it knows
//! letters that normalisation neither makes nor changes, but for what it drops between them.

use std::str::Chars;

use ahash::AHashMap;

use crate::{
    privacy::normalized::{is_stable, kanji_digit},
    text::pairs::{CharTable, PairTable},
};

/// A word's number, and its letters behind the first ones.
type Rest = (usize, Box<[char]>);

/// Letters of each of some words, which are known by their numbers.
#[derive(Default)]
pub(crate) struct LineFilter {
    /// By their first letters, three if there are so many, what follows in each word.
    words: AHashMap<[char; 3], Vec<Rest>>,
    /// The beginnings of three letters, those of two, and those of one.
    threes: PairTable,
    pairs: PairTable,
    singles: CharTable,
    /// The words that have no letter to know them by: every line may hold them.
    always: Vec<usize>,
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
    /// A filter for words.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut filter = Self::default();
        for (number, word) in words.into_iter().enumerate() {
            // A line with a strange character is looked at in any case.
            if word.chars().any(|c| matches!(sign_of_word(c), Sign::Strange)) {
                continue;
            }
            let letters = best_letters(word);
            let start = [0, 1, 2].map(|at| letters.get(at).copied().unwrap_or(ALONE));
            match start {
                [ALONE, ..] => {
                    filter.always.push(number);
                    continue;
                }
                [only, ALONE, _] => filter.singles.add(only),
                [first, second, ALONE] => filter.pairs.add(first, second),
                [first, second, third] => filter.threes.add(mix(first, second), third),
            }
            let rest = letters.get(3..).unwrap_or_default().into();
            filter.words.entry(start).or_default().push((number, rest));
        }
        filter
    }

    /// Calls for words that the normal form of a line may hold, for some of them more than once, until one of them is
    /// enough; says whether one was, or whether the line may hold any other word as well, because of a character that
    /// normalisation may make letters of.
    pub(crate) fn any(&self, line: &str, is_enough: &mut impl FnMut(usize) -> bool) -> bool {
        if self.always.iter().any(|number| is_enough(*number)) {
            return true;
        }
        let ([mut first, mut second], mut chars) = ([ALONE; 2], line.chars());
        while let Some(c) = chars.next() {
            match sign(c) {
                Sign::Letter(now) => {
                    let three = self.threes.may_have(mix(first, second), now);
                    let (pair, single) = (self.pairs.may_have(second, now), self.singles.may_have(now));
                    if three && self.goes_on([first, second, now], &chars, is_enough)
                        || pair && self.goes_on([second, now, ALONE], &chars, is_enough)
                        || single && self.goes_on([now, ALONE, ALONE], &chars, is_enough)
                    {
                        return true;
                    }
                    (first, second) = (second, now);
                }
                Sign::Between => (first, second) = (ALONE, ALONE),
                Sign::Dropped => {}
                Sign::Strange => return true,
            }
        }
        false
    }

    /// Calls for the words that begin with some letters and go on as the line does, until one of them is enough.
    fn goes_on(&self, start: [char; 3], line: &Chars<'_>, is_enough: &mut impl FnMut(usize) -> bool) -> bool {
        let goes_on = |rest: &[char]| {
            let mut line = line.clone();
            rest.iter().all(|letter| next_letter(&mut line) == Some(*letter))
        };
        self.words.get(&start).into_iter().flatten().any(|(number, rest)| goes_on(rest) && is_enough(*number))
    }
}

/// One character for two.
fn mix(first: char, second: char) -> char {
    char::from_u32(u32::from(first) & 0x3fff | (u32::from(second) & 0xf) << 14).unwrap_or(first)
}

/// The next letter of a line, if nothing but what normalisation drops stands before it.
fn next_letter(line: &mut Chars<'_>) -> Option<char> {
    loop {
        match sign(line.next()?) {
            Sign::Letter(letter) => return Some(letter),
            Sign::Dropped => {}
            Sign::Between | Sign::Strange => return None,
        }
    }
}

/// No letter: stands for the one beside a letter that is looked for alone, and for what is no letter.
const ALONE: char = '\0';

/// The letters side by side in a word that say most: three or more about its most seldom two, if they stand among so
/// many, or the first letter that there is.
fn best_letters(word: &str) -> Vec<char> {
    let letters: Vec<Option<char>> = word.chars().map(letter).collect();
    let pairs = letters.windows(2).enumerate();
    let known = pairs.filter_map(|(at, pair)| Some((at, weight(pair[0]?) + weight(pair[1]?))));
    // The first of those that say as much: more letters follow it.
    match known.rev().max_by_key(|(_, weight)| *weight) {
        Some((at, _)) => {
            let is_alone = letters.get(at + 2).is_none_or(Option::is_none);
            let before = at.checked_sub(1).filter(|before| is_alone && letters[*before].is_some());
            letters[before.unwrap_or(at)..].iter().map_while(|letter| *letter).collect()
        }
        None => letters.into_iter().flatten().take(1).collect(),
    }
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

    fn may_hold(filter: &LineFilter, line: &str, number: usize) -> bool {
        filter.any(line, &mut |found| found == number)
    }

    /// Every line of some parts whose normal form holds a word is one that the filter names the word for.
    fn hold(words: &[&str], parts: &[&str], length: u32) {
        let filter = LineFilter::new(words.iter().copied());
        let mut seen = 0;
        for number in 0..parts.len().pow(length) {
            let of = |place: u32| parts[number / parts.len().pow(place) % parts.len()];
            let line: String = (0..length).map(of).collect();
            let normal = NormalizedText::new(&line).text;
            for (number, word) in words.iter().enumerate().filter(|(_, word)| normal.contains(**word)) {
                seen += 1;
                assert!(may_hold(&filter, &line, number), "{line:?} {normal:?} {word}");
            }
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn a_word_of_the_normal_form_is_named_for_its_line() {
        let words = ["移住", "役場", "来たa", "小1", "歳", " a\u{a0}", "둘이"];
        #[rustfmt::skip]
        let parts = [
            "移", "住", "役場", "来", "た", "a", "**", "`", "\\*", "~~", "__", "{移|い}", "<b>", "&#20303;", "%61",
            "\u{200b}", "\u{fe0f}", "ａ", "ⓐ", "\u{ad}", "　", "。", "…", "\u{20e3}", "\u{f97e}", "ﾀ", "- ", "> ", "\n",
            "\u{304b}\u{3099}", "小", "一", "1", "壱", "歳", " ", "\u{a0}", "둘", "이", "[", "](b)", "|", "）",
        ];
        hold(&words, &parts, 3);
        let parts =
            ["移", "住", "して", "**", "__", "　", "三", "3", "\\", "(", "（", "> ", "{移|い}", "年", "、", "～", "ー"];
        hold(&["移住して", "(移住", "して3年", "移住、", "住3", "3年", "て(", "住ー"], &parts, 4);
    }

    #[test]
    fn other_lines_are_passed_over() {
        let filter = LineFilter::new(["移住して", "役場", "来たa", "小1", "歳"]);
        for line in ["灯油の配達については、**前の月までに**申し込みます（1）。", "バス…3本、移住者：あり！"]
        {
            assert!(!filter.any(line, &mut |_| true), "{line}");
        }
        assert!(LineFilter::new(["", "…"]).always == [0, 1]);
    }
}
