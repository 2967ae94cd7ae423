//! `{漢字|かんじ}`: readings, which exist in the text of pages and nowhere else.
//!
//! Titles of windows, feeds, anchors and search take the base; a reading must never get into them.

use std::borrow::Cow;

use crate::text::japanese::{is_kana, is_kanji};

/// The longest base and reading, in characters.
const LONGEST: usize = 20;

/// A part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Without a reading.
    Text(&'a str),
    /// With one.
    Ruby {
        /// With a kanji in it.
        base: &'a str,
        /// In kana.
        reading: &'a str,
    },
}

/// The parts of a text, in order.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text, found: None }
}

/// The iterator of [`pieces`].
#[derive(Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
    found: Option<Piece<'a>>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(found) = self.found.take() {
            return Some(found);
        }
        if self.rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some(at) = self.rest[from..].find('{').map(|at| from + at) {
            if let Some((piece, length)) = ruby_at(&self.rest[at..]) {
                let before = &self.rest[..at];
                self.rest = &self.rest[at + length..];
                if before.is_empty() {
                    return Some(piece);
                }
                self.found = Some(piece);
                return Some(Piece::Text(before));
            }
            from = at + 1;
        }
        Some(Piece::Text(std::mem::take(&mut self.rest)))
    }
}

/// A reading at the start of a text, and how many bytes it takes.
fn ruby_at(text: &str) -> Option<(Piece<'_>, usize)> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(['}', '\n', '{'])?;
    let (base, reading) = inner[..end].split_once('|').filter(|_| inner[end..].starts_with('}'))?;
    let short = |text: &str| (1..=LONGEST).contains(&text.chars().count());
    let fits = short(base) && short(reading) && base.chars().any(is_kanji) && reading.chars().all(is_kana);
    fits.then_some((Piece::Ruby { base, reading }, end + 2))
}

/// Where a reading stands in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct At {
    /// Its bar.
    pub bar: usize,
    /// Behind its closing brace.
    pub end: usize,
}

/// Where the readings of a text stand, ascending; one whose bar is escaped is left to the parser.
pub(super) fn readings_at(text: &str) -> Vec<At> {
    let (mut found, mut at) = (Vec::new(), 0);
    if !text.contains('{') {
        return found;
    }
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => at += text.len(),
            Piece::Ruby { base, reading } => {
                let bar = at + '{'.len_utf8() + base.len();
                at = bar + '|'.len_utf8() + reading.len() + '}'.len_utf8();
                if !base.ends_with('\\') {
                    found.push(At { bar, end: at });
                }
            }
        }
    }
    found
}

/// The text without readings.
pub fn strip(text: &str) -> Cow<'_, str> {
    if !has(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        pieces(text)
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Ruby { base, .. } => base,
            })
            .collect(),
    )
}

/// The text as it is read aloud, where any of it has a reading; empty if none has.
pub fn readings(text: &str) -> String {
    if !has(text) {
        return String::new();
    }
    let heard = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Ruby { reading, .. } => reading,
    };
    pieces(text).map(heard).collect()
}

/// Whether the text holds a reading.
pub fn has(text: &str) -> bool {
    text.contains('{') && text.contains('|') && pieces(text).any(|piece| matches!(piece, Piece::Ruby { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_kanji_with_kana_is_ruby() {
        for (text, stripped) in [
            ("{灯野|とうの}町", "灯野町"),
            ("{お茶|おちゃ}と{菓子|カシ}", "お茶と菓子"),
            ("{abc|えー}", "{abc|えー}"),
            ("{漢字|kanji}", "{漢字|kanji}"),
            ("{漢字|}", "{漢字|}"),
            ("{a{漢字|かんじ}", "{a漢字"),
            ("{漢字|かん\nじ}", "{漢字|かん\nじ}"),
            ("{{ page }}", "{{ page }}"),
        ] {
            assert_eq!(strip(text), stripped);
        }
        assert_eq!((readings("{灯野|とうの}町").as_str(), readings("灯野町").as_str()), ("とうの町", ""));
        assert!(has("前{灯|ひ}後") && !has("{灯}|"));
    }
}
