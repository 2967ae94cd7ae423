//! The text as the detectors see it: normal forms, no markup, no invisible characters, and for every byte the place in
//! the source that it came from. Never shown to anybody, and never the text that is published.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{privacy::markup, text::japanese::is_kana};

/// One block in normal form.
pub(crate) struct NormalizedText {
    /// What the detectors match.
    pub(crate) text: String,
    /// For every byte of `text`, where its source character begins and ends; empty where the text is the source.
    places: Vec<(u32, u32)>,
    /// Source ranges of characters that hide something.
    pub(crate) hidden: Vec<Range<usize>>,
    /// Values of attributes inside dropped tags: source ranges that are texts of their own.
    pub(crate) inner: Vec<Range<usize>>,
}

impl NormalizedText {
    /// Normalises a block of source text.
    pub(crate) fn new(source: &str) -> Self {
        read_simple(source).unwrap_or_else(|| Self::read_closely(source))
    }

    fn read_closely(source: &str) -> Self {
        let mut normalized = Self {
            text: String::with_capacity(source.len()),
            places: Vec::with_capacity(source.len()),
            hidden: Vec::new(),
            inner: Vec::new(),
        };
        let mut chars: Vec<(char, Range<usize>)> = Vec::with_capacity(source.len());
        markup::strip(source, &mut |c, range| chars.push((c, range)), &mut normalized.inner);
        let chars = visible(chars, &mut normalized.hidden);
        let chars = composed(chars);
        let chars = digits(dashes(chars));
        for (c, range) in chars {
            normalized.push(c, &range);
        }
        normalized
    }

    fn push(&mut self, c: char, range: &Range<usize>) {
        self.text.push(c);
        let place = (range.start as u32, range.end as u32);
        self.places.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    /// The source range of a range of the normalized text; an empty range is empty in the source as well.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let last = range.end.checked_sub(1);
        match (self.places.get(range.start), last.and_then(|last| self.places.get(last))) {
            (Some((start, _)), Some((_, end))) if range.start < range.end => *start as usize..*end as usize,
            (None, _) if self.places.is_empty() && range.start < range.end => range.clone(),
            _ => 0..0,
        }
    }
}

/// The normal form of a text that holds no markup, nothing that NFKC folds but other widths of Latin letters, and no
/// kanji or dash that could be a part of a number; `None`: it has to be read more closely. It may say so too often.
fn read_simple(source: &str) -> Option<NormalizedText> {
    // As written, and as it becomes.
    let (mut before, mut last) = ('\n', '\n');
    let mut is_same = true;
    for c in source.chars() {
        let is_simple = match c {
            '<' | '&' | '%' | '*' | '`' | '~' | '_' | '\\' | '{' | '>' => false,
            '-' | '+' => before != '\n' && before != '-',
            // A mark of a list, or what may be one.
            ' ' => !matches!(before, '-' | '+'),
            _ => true,
        };
        let now = narrow(c)?;
        let is_number = match now {
            '0'..='9' | '-' => kanji_digit(last).is_some(),
            'ー' | '〜' => last.is_ascii() || kanji_digit(last).is_some(),
            _ => kanji_digit(now).is_some() && (last.is_ascii_digit() || last == '-' || kanji_digit(last).is_some()),
        };
        if !is_simple || is_number {
            return None;
        }
        is_same &= now == c;
        (before, last) = (c, now);
    }
    let (mut text, mut places) = (String::new(), Vec::new());
    if is_same {
        source.clone_into(&mut text);
    } else {
        text.reserve(source.len());
        places.reserve(source.len());
        for (at, c) in source.char_indices() {
            let now = narrow(c).unwrap_or(c);
            text.push(now);
            places.extend(std::iter::repeat_n((at as u32, (at + c.len_utf8()) as u32), now.len_utf8()));
        }
    }
    Some(NormalizedText { text, places, hidden: Vec::new(), inner: Vec::new() })
}

/// A character of another width in the usual one, others as they are; `None`: NFKC may change it otherwise.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{3000}' => Some(' '),
        _ => (c.is_ascii() || is_plain(c)).then_some(c),
    }
}

type Chars = Vec<(char, Range<usize>)>;

/// Drops what nobody sees; what is dangerous about it is written down.
fn visible(chars: Chars, hidden: &mut Vec<Range<usize>>) -> Chars {
    let mut out: Chars = Vec::with_capacity(chars.len());
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut flag = false;
    for (at, (c, range)) in chars.iter().enumerate() {
        if !is_invisible(*c) {
            if !c.is_ascii_alphanumeric() && digit(*c).is_none() && !is_dash(*c) {
                run.clear();
            }
            flag = matches!(c, '\u{1f3f4}');
            if *c != '\u{20e3}' {
                out.push((*c, range.clone()));
            }
            continue;
        }
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => hide(hidden, range),
            '\u{e0000}'..='\u{e007f}' if !flag => hide(hidden, range),
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
                let beside = |c: Option<&(char, Range<usize>)>| {
                    c.is_some_and(|(c, _)| c.is_ascii_alphanumeric() || digit(*c).is_some())
                };
                if beside(out.last()) || beside(chars.get(at + 1)) {
                    run.push(range.clone());
                    // The first of a run is no fault until there is a second.
                    let told = if run.len() == 2 { 0 } else { run.len().saturating_sub(1).max(1) };
                    run[told..].iter().for_each(|range| hide(hidden, range));
                }
            }
            _ => {}
        }
    }
    out
}

/// Adds a hidden character; those side by side are one.
fn hide(hidden: &mut Vec<Range<usize>>, range: &Range<usize>) {
    match hidden.last_mut().filter(|last| last.end == range.start) {
        Some(last) => last.end = range.end,
        None => hidden.push(range.clone()),
    }
}

/// Format characters and variation selectors, by block: those that Unicode calls Cf and may stand in a text.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// NFKC, a character with its marks at a time; all that one cluster becomes has the cluster's place.
fn composed(chars: Chars) -> Chars {
    let mut out: Chars = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let (c, range) = chars[at].clone();
        let mut end = at + 1;
        while chars.get(end).is_some_and(|(c, _)| is_combining_mark(*c) || matches!(c, '\u{ff9e}' | '\u{ff9f}')) {
            end += 1;
        }
        if end == at + 1 && (c.is_ascii() || is_plain(c)) {
            out.push((c, range));
        } else if let Some(ten) = table_digit(c) {
            out.extend(ten.chars().map(|c| (c, range.clone())));
        } else {
            let whole = range.start..chars[end - 1].1.end;
            for c in chars[at..end].iter().map(|(c, _)| *c).nfkc() {
                // NFKC makes a space and a mark of the free-standing voicing mark; the space is nobody's.
                let c = decimal(c).unwrap_or(c);
                out.push((c, whole.clone()));
            }
        }
        at = end;
    }
    out
}

/// Kana, kanji and Japanese punctuation, which NFKC leaves alone.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a character is no letter, no digit and no part of one in normal form either, and is there as well: marks,
/// arrows, pictographs.
pub(crate) fn is_stable(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{2027}' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{2775}'
        | '\u{2794}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
        && c != '\u{1f3f4}'
}

/// Digits that stand in circles and that NFKC does not fold.
fn table_digit(c: char) -> Option<String> {
    let code = u32::from(c);
    let number = match code {
        0x2776..=0x277f => code - 0x2775,
        0x2780..=0x2789 => code - 0x277f,
        0x278a..=0x2793 => code - 0x2789,
        0x24f5..=0x24fe => code - 0x24f4,
        0x24eb..=0x24f4 => code - 0x24eb + 11,
        0x24ff | 0x1f10b | 0x1f10c => 0,
        _ => return None,
    };
    Some(number.to_string())
}

/// The zeros of the scripts whose digits may be typed.
#[rustfmt::skip]
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x17e0, 0x1810, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];

/// A decimal digit of any script as an ASCII digit.
fn decimal(c: char) -> Option<char> {
    let code = u32::from(c);
    if code < 0x660 {
        return None;
    }
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Whether a character is a digit of any kind: for the neighbours of what is hidden.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() { Some(c) } else { decimal(c).or_else(|| table_digit(c).map(|_| '0')) }
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2043}'
                | '\u{30fc}'
                | '\u{ff70}'
                | '\u{ff0d}'
                | '\u{fe63}'
                | '\u{fe58}'
                | '\u{301c}'
                | '\u{3030}'
                | '~'
                | '\u{ff5e}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2e3a}'
                | '\u{2e3b}'
    )
}

/// The value of a kanji that stands for one digit.
pub(crate) fn kanji_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壱' => 1,
        '二' | '弐' => 2,
        '三' | '参' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Makes all dashes between digits, letters and brackets the hyphen; メール and コーヒー stay whole.
fn dashes(mut chars: Chars) -> Chars {
    let beside = |c: char| c.is_ascii_alphanumeric() || kanji_digit(c).is_some() || matches!(c, '(' | ')');
    for at in 0..chars.len() {
        let c = chars[at].0;
        if !is_dash(c) || c == '-' {
            continue;
        }
        let solid = |(c, _): &&(char, Range<usize>)| !c.is_whitespace() && !is_dash(*c);
        let before = chars[..at].iter().rev().take(3).find(solid).map(|(c, _)| *c);
        let after = chars[at + 1..].iter().take(3).find(solid).map(|(c, _)| *c);
        if before.is_some_and(beside) && after.is_some_and(beside) {
            chars[at].0 = '-';
        }
    }
    chars
}

/// Turns kanji that stand for digits into digits: four or more in a row, or beside digits and hyphens.
fn digits(mut chars: Chars) -> Chars {
    let mut at = 0;
    while at < chars.len() {
        if kanji_digit(chars[at].0).is_none() {
            at += 1;
            continue;
        }
        let mut end = at;
        while chars.get(end).is_some_and(|(c, _)| kanji_digit(*c).is_some()) {
            end += 1;
        }
        let numeric = |c: Option<&(char, Range<usize>)>| c.is_some_and(|(c, _)| c.is_ascii_digit() || *c == '-');
        let bracket = |c: Option<&(char, Range<usize>)>| c.is_some_and(|(c, _)| matches!(c, '(' | ')'));
        let (before, after) = (at.checked_sub(1).and_then(|before| chars.get(before)), chars.get(end));
        // 〇七〇の〇〇〇〇, 〇七〇・〇〇〇〇: what joins figures that are read out.
        let joined = |side: Option<&(char, Range<usize>)>, beyond: Option<&(char, Range<usize>)>| {
            side.is_some_and(|(c, _)| matches!(c, 'の' | '・'))
                && beyond.is_some_and(|(c, _)| c.is_ascii_digit() || kanji_digit(*c).is_some())
        };
        let read_out =
            joined(before, at.checked_sub(2).and_then(|far| chars.get(far))) || joined(after, chars.get(end + 1));
        let alone = end - at == 1
            && kanji_digit(chars[at].0) == Some(1)
            && (before.is_some_and(|(c, _)| is_kana(*c)) || after.is_some_and(|(c, _)| is_kana(*c)));
        if !alone
            && (end - at >= 4
                || end - at >= 3 && read_out
                || end - at >= 2
                    && joined(before, at.checked_sub(2).and_then(|far| chars.get(far)))
                    && joined(after, chars.get(end + 1))
                || numeric(before)
                || numeric(after)
                || (end - at >= 2 && (bracket(before) || bracket(after))))
        {
            for (c, _) in &mut chars[at..end] {
                *c = kanji_digit(*c).and_then(|value| char::from_digit(value, 10)).unwrap_or(*c);
            }
        }
        at = end;
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_simply_is_the_same_read_closely() {
        let parts = [
            "あ", "の", "一", "二", "〇", "9", "0", "-", "ー", "〜", "−", " ", "\n", "+", "a", "(", "）", "漢", "カ",
            "。", "・", "＃", "ｶ", "９", "－", "　", "~", "Ａ",
        ];
        let mut seen = 0;
        for number in 0..parts.len().pow(4) {
            let of = |place: u32| parts[number / parts.len().pow(place) % parts.len()];
            let source = [of(0), of(1), of(2), of(3)].concat();
            let Some(simple) = read_simple(&source) else { continue };
            seen += 1;
            let closely = NormalizedText::read_closely(&source);
            assert_eq!(simple.text, closely.text, "{source:?}");
            for (at, c) in simple.text.char_indices() {
                let range = at..at + c.len_utf8();
                assert_eq!(simple.source(&range), closely.source(&range), "{source:?} {at}");
            }
        }
        assert!(seen > 50_000, "{seen}");
    }
}
