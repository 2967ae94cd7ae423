//! A block of text: what belongs together when one asks what stands near a value.

use std::ops::Range;

use crate::{
    privacy::steps,
    text::japanese::{is_kana, is_kanji},
};

/// A block in normal form, with what its table's head says.
pub(crate) struct Block<'a> {
    /// The normalized text; all ranges of detectors are of it.
    pub(crate) text: &'a str,
    /// Words that count as context wherever the value stands: the heading row of a table.
    pub(crate) head: &'a str,
}

/// The most characters of a sentence that count on either side of a value.
const SENTENCE: usize = 200;

impl Block<'_> {
    /// The characters before a byte of the text, at most `count` of them.
    pub(crate) fn before(&self, at: usize, count: usize) -> &str {
        let start = self.text[..at].char_indices().rev().take(count).last().map_or(at, |(start, _)| start);
        steps::count(at - start);
        &self.text[start..at]
    }

    /// The characters from a byte of the text on, at most `count` of them.
    pub(crate) fn after(&self, at: usize, count: usize) -> &str {
        let rest = &self.text[at..];
        let end = rest.char_indices().nth(count).map_or(rest.len(), |(end, _)| end);
        steps::count(end);
        &rest[..end]
    }

    /// The character before a byte.
    pub(crate) fn left(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at a byte.
    pub(crate) fn right(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The sentence around a range, at most [`SENTENCE`] characters to each side: a line without an end may hold a
    /// thousand values, and must not be read again for each of them.
    pub(crate) fn sentence(&self, range: &Range<usize>) -> Range<usize> {
        const ENDS: [char; 5] = ['。', '！', '？', '!', '?'];
        let (before, after) = (self.before(range.start, SENTENCE), self.after(range.end, SENTENCE));
        let begun = before.rfind(ENDS).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let end = after.find(ENDS).unwrap_or(after.len());
        range.start - before.len() + begun..range.end + end
    }

    /// What the table's head calls the column that a byte stands in; empty outside tables, and in a long line behind
    /// its beginning, which alone is a row.
    pub(crate) fn column(&self, at: usize) -> &str {
        if self.head.is_empty() || at > 4000 {
            return "";
        }
        let divider = self.divider();
        let before = &self.text[..at];
        if before.matches('"').count() % 2 == 1 {
            return "";
        }
        self.head.split(divider).nth(before.matches(divider).count()).unwrap_or_default()
    }

    /// What stands between the cells of the table.
    pub(crate) fn divider(&self) -> char {
        match self.head {
            head if head.starts_with('|') => '|',
            head if head.contains('\t') => '\t',
            _ => ',',
        }
    }

    /// Whether no digit, letter or joined group of them touches a range: what `\b` would ask if kana were no words.
    pub(crate) fn stands_alone(&self, range: &Range<usize>) -> bool {
        let left = self.before(range.start, 2);
        let right = self.after(range.end, 2);
        let joined = |mut chars: Box<dyn Iterator<Item = char> + '_>| match (chars.next(), chars.next()) {
            (Some(c), _) if c.is_ascii_alphanumeric() || c == '_' => true,
            (Some('-' | '.'), Some(c)) => c.is_ascii_digit(),
            _ => false,
        };
        !joined(Box::new(left.chars().rev())) && !joined(Box::new(right.chars()))
    }
}

/// What the head of a table calls what is said of people: then every row is read closely, whatever stands in it.
const OF_PEOPLE: [&str; 8] = ["氏名", "お名前", "参加者名", "保護者名", "児童名", "生年月日", "誕生日", "口座番号"];

/// Whether the head of a table says that people are listed.
pub(crate) fn lists_people(head: &str) -> bool {
    OF_PEOPLE.iter().any(|word| head.contains(word))
}

/// Divides a text into blocks: paragraphs, items, headings, rows of tables, lines of front matter. Each comes with the
/// range of its table's heading row; an empty range elsewhere.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
    let mut at = 0;
    let mut head = 0..0;
    let mut front = text.starts_with("---");
    std::iter::from_fn(move || {
        loop {
            if at >= text.len() {
                return None;
            }
            let start = at;
            let mut end = line_end(text, at);
            let line = text[start..end].trim();
            at = end;
            if line.is_empty() {
                head = 0..0;
                continue;
            }
            if front {
                front = start == 0 || line != "---";
                if is_day(line) {
                    continue;
                }
                return Some((start..end, 0..0));
            }
            if line.starts_with('|') {
                if head.is_empty() {
                    head = start..end;
                }
                return Some((start..end, head.clone()));
            }
            head = 0..0;
            let mut last = line;
            while end < text.len() {
                let next = line_end(text, end);
                let line = text[end..next].trim();
                if line.is_empty() || begins(line) && !are_parts(last, line) {
                    break;
                }
                (end, last) = (next, line);
            }
            at = end;
            return Some((start..end, 0..0));
        }
    })
}

/// Whether a line of front matter is a key of ours with a day, as most pages have: `date: 2026-04-01`.
fn is_day(line: &str) -> bool {
    let key = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && !key.contains("birth");
    line.split_once(": ").is_some_and(|(name, value)| key(name) && crate::text::date::Date::parse(value).is_some())
}

fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at + 1)
}

/// Whether two items of a list are parts that only together say something: a number in pieces, a surname and a given
/// name.
fn are_parts(first: &str, second: &str) -> bool {
    let word = |item: &'_ str| item.strip_prefix(['-', '*', '+'])?.strip_prefix(' ').map(|word| word.trim().to_owned());
    let (Some(first), Some(second)) = (word(first), word(second)) else { return false };
    let figures = |word: &str| word.chars().all(|c| c.is_numeric() || matches!(c, '-' | '－')) && word.len() <= 18;
    let name = |word: &str| word.chars().all(|c| is_kanji(c) || is_kana(c)) && word.chars().count() <= 4;
    [&first, &second].into_iter().all(|word| !word.is_empty() && figures(word))
        || [&first, &second].into_iter().all(|word| !word.is_empty() && name(word))
}

/// Whether a line begins a block of its own.
fn begins(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('|' | '#') => true,
        Some('-' | '*' | '+') => chars.next() == Some(' '),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() < 4 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        Some('・' | '●' | '■' | '◆' | '※' | '○') => true,
        _ => false,
    }
}
