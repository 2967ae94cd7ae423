//! Where something stands in a text: byte ranges inside, lines and characters outside.
//!
//! Columns count characters from 1, as editors show them; bytes must never reach a person.

use std::ops::Range;

/// A range of bytes in a decoded source text (UTF-8, without the byte order mark).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `range`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same span, `by` bytes further on.
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// As a range, to cut a text with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A position as people say it: line and column, both from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

/// Finds the line and column of a byte offset; an offset past the end or inside a character is moved back to the
/// nearest character's start.
pub fn position(text: &str, offset: usize) -> Position {
    let offset = floor_char_boundary(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// The lines of a text, to find many positions in it: of a thousand findings in one file none reads it anew.
pub struct Lines {
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters stand before every [`STRIDE`]th byte.
    characters: Vec<usize>,
}

/// The bytes between two counts of characters.
const STRIDE: usize = 512;

impl Lines {
    /// The lines of a text.
    pub fn new(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut sum = 0;
        let count = |bytes: &[u8]| {
            let before = sum;
            sum += characters(bytes);
            before
        };
        Self {
            starts: std::iter::once(0).chain(ends).collect(),
            characters: text.as_bytes().chunks(STRIDE).map(count).collect(),
        }
    }

    /// As [`position`], of the text that these are the lines of.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_char_boundary(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.before(text, offset) - self.before(text, self.starts[line - 1]) + 1;
        Position { line, column }
    }

    /// The line that a position is in, without its end.
    pub fn line(&self, text: &str, line: usize) -> Range<usize> {
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        self.starts[line - 1]..end
    }

    /// How many characters stand before a byte.
    fn before(&self, text: &str, at: usize) -> usize {
        let stride = (at / STRIDE).min(self.characters.len().saturating_sub(1));
        self.characters.get(stride).map_or(0, |sum| sum + characters(&text.as_bytes()[stride * STRIDE..at]))
    }
}

/// How many characters begin among some bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The largest character boundary that is not after `offset`.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "役場\nで在留カード";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position(text, "役場\nで在".len()), Position { line: 2, column: 3 });
        assert_eq!(position(text, 1), Position { line: 1, column: 1 });
        assert_eq!(position(text, 999), Position { line: 2, column: 7 });
    }

    #[test]
    fn lines_find_what_reading_finds() {
        for text in
            ["", "\n", "役場\nで在留カード", "a\r\n\n役", &"長い行で、改行は遠い。".repeat(200), &"短\n".repeat(700)]
        {
            let lines = Lines::new(text);
            for offset in 0..text.len() + 3 {
                let at = position(text, offset);
                assert_eq!(lines.position(text, offset), at, "{offset}");
                assert_eq!(&text[lines.line(text, at.line)], text.split('\n').nth(at.line - 1).unwrap());
            }
        }
    }
}
