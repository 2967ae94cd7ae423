//! One form for the names of the roster and for the texts in which they are looked for. Whatever people vary without
//! meaning another name is gone: width, case, kana, old kanji, long vowels, marks, spaces, pictographs.
//!
//! Both sides are folded here and nowhere else: a difference between the two would be a name that is not found.

use std::{ops::Range, sync::LazyLock};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::privacy::{names::usual_form, normalized::kanji_digit};

/// A text in folded form, with the place of everything in the text that it was made of.
pub(crate) struct Folded {
    /// What names are looked for in.
    pub(crate) text: String,
    /// For every byte of `text`, where its character begins in the text given.
    starts: Vec<u32>,
    /// For every byte of `text`, where its character ends there.
    ends: Vec<u32>,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(source: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len()),
            ends: Vec::with_capacity(source.len()),
        };
        for (at, c) in source.char_indices() {
            let end = at + c.len_utf8();
            fold_char(c, &mut |c| {
                folded.text.push(c);
                folded.starts.resize(folded.text.len(), at as u32);
                folded.ends.resize(folded.text.len(), end as u32);
            });
        }
        folded
    }

    /// The range of the text given that a range of the folded text stands for.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.starts[range.start] as usize..self.ends[range.end - 1] as usize
    }
}

/// The folded form of a text alone.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, &mut |c| out.push(c)));
    out
}

/// Whether a character is a part of no name: a mark, a space, a pictograph, a long vowel.
pub(crate) fn is_dropped(c: char) -> bool {
    let mut any = false;
    fold_char(c, &mut |_| any = true);
    !any
}

/// What is dropped.
const DROPPED: u32 = 0;
/// What is more than one character in the end.
const LONGER: u32 = 1;

/// What every character of the basic plane becomes.
static TABLE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let of = |code: u32| {
        let Some(c) = char::from_u32(code) else { return DROPPED };
        let mut out = folded_slowly(c);
        match (out.next(), out.next()) {
            (None, _) => DROPPED,
            (Some(only), None) => u32::from(only),
            _ => LONGER,
        }
    };
    (0..0x10000).map(of).collect()
});

fn fold_char(c: char, give: &mut impl FnMut(char)) {
    match TABLE.get(u32::from(c) as usize) {
        Some(&DROPPED) => {}
        Some(&LONGER) | None => folded_slowly(c).for_each(give),
        Some(code) => give(char::from_u32(*code).expect("the table holds characters")),
    }
}

fn folded_slowly(c: char) -> impl Iterator<Item = char> {
    // Letters with accents count as those without; kana keep their marks.
    let latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let plain: Vec<char> =
        if latin { c.nfkd().filter(|c| !is_combining_mark(*c)).collect() } else { c.nfkc().collect() };
    plain.into_iter().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)).map(usual)
}

fn usual(c: char) -> char {
    let kana = match c {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    };
    match kana {
        'ゕ' => 'か',
        'ゖ' => 'け',
        'ゐ' => 'い',
        'ゑ' => 'え',
        // Normalisation makes figures of kanji by what stands beside them, which differs between a name and a text.
        c => kanji_digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or_else(|| usual_form(c)),
    }
}

fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || is_combining_mark(c)
        || matches!(c,
            '-' | '_' | '.' | '\'' | '*' | '`' | '~' | '>' | '!' | '^' | '·' | '´' | 'ー' | '・' | '〜' | '〰' | '−'
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{2018}' | '\u{2019}'
            | '\u{202a}'..='\u{202e}' | '\u{203c}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}'
            | '\u{2190}'..='\u{2bff}' | '\u{3099}'..='\u{309c}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{e01ef}')
        // A circle of 〇〇 is a figure; it is one of the marks of drawing as well.
            && c != '○'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_a_name_fold_alike() {
        for (a, b) in [
            ("ゆきうさぎ", "ユキウサギ"),
            ("ゆきうさぎ", "ﾕｷｳｻｷ\u{ff9e}"),
            ("ゆきうさぎ🐰", "ゆき うさぎ"),
            ("YAMADA Hanako", "yamada_hanako"),
            ("Ｓａｔｏ", "Satō"),
            ("よっし～", "よっしー"),
            ("渡邉 德子", "渡辺徳子"),
            ("一二三", "123"),
            ("☆うみねこ☆", "うみ・ねこ"),
            ("José", "jose"),
        ] {
            let normal = |text: &str| fold(&crate::privacy::normalized::NormalizedText::new(text).text);
            assert_eq!(normal(a), normal(b), "{a} {b}");
        }
        assert_ne!(fold("かき"), fold("がき"));
    }

    #[test]
    fn places_are_those_of_the_text_given() {
        let text = "あ、ゆ き🐰ー㈱";
        let folded = Folded::new(text);
        assert_eq!(folded.text, "あ、ゆき(株)");
        let at = folded.text.find("ゆき").unwrap();
        assert_eq!(&text[folded.source(&(at..at + 6))], "ゆ き");
        let at = folded.text.find('株').unwrap();
        assert_eq!(&text[folded.source(&(at..at + 3))], "㈱");
    }
}
