//! The file that an output shows, in which most of the output's texts stand: in its order, with markup between them.

use std::ops::Range;

use ahash::{AHashMap, AHashSet};
use memchr::{memchr_iter, memmem};

use crate::{base::hash::Fingerprint, text::span::floor_char_boundary};

/// How far apart two parts of one block may stand in the source: markup and the target of a link lie between them.
const GAP: usize = 240;

/// How much markup may stand between two blocks that follow each other.
const MARKS: usize = 16;

/// How far behind what was last found the next text is looked for before all of the source is.
const WINDOW: usize = 2_000;

/// How much of a text is searched for.
const BEGINNING: usize = 24;

/// How much of a text is searched for where marks may stand in it.
const MARKED: usize = 6;

/// From how many bytes on a file is long.
const LONG: usize = 32_000;

/// A file's text, and how far an output has come in it.
pub(super) struct SourceText<'a> {
    text: &'a str,
    /// Where its front matter ends.
    front: usize,
    /// Behind the block that was last found.
    cursor: usize,
    /// At the text that was last found and is no block: the value of an attribute, a string.
    passed: usize,
}

impl<'a> SourceText<'a> {
    /// A file's text; empty for an output that shows none.
    pub(super) fn new(text: &'a str) -> Self {
        let end = memmem::find(text.as_bytes(), b"\n---").filter(|_| text.starts_with("---"));
        let front = end.map_or(0, |end| end + 4);
        Self { text, front, cursor: front, passed: front }
    }

    /// Whether the parts of a block stand in one block of the source, right behind what was last found there, as nearly
    /// all of a page's own text does.
    pub(super) fn goes_on_with(&mut self, parts: &[&[u8]]) -> bool {
        let Some(first) = parts.first() else { return true };
        let window = self.cursor..self.text.len().min(self.cursor + WINDOW);
        let start = self.near(first, self.cursor).or_else(|| self.find(first, window));
        let end = start.and_then(|start| self.follow(start + first.len(), &parts[1..]));
        self.cursor = end.unwrap_or(self.cursor);
        end.is_some()
    }

    /// Whether the parts of a block stand in one block of the source, in their order. Every place is tried, so that it
    /// does not matter what was read before.
    pub(super) fn holds(&mut self, parts: &[&[u8]]) -> bool {
        let Some(first) = parts.first() else { return true };
        let starts = self.places(first).into_iter();
        let ends: Vec<usize> = starts.filter_map(|start| self.follow(start + first.len(), &parts[1..])).collect();
        self.cursor = ends.iter().find(|end| **end > self.cursor).or(ends.first()).copied().unwrap_or(self.cursor);
        !ends.is_empty()
    }

    /// Whether a text that is a block of its own stands anywhere in the source; if so it was passed.
    pub(super) fn pass(&mut self, text: &str) -> bool {
        let next = self.passed..self.text.len().min(self.passed + WINDOW);
        let all = || self.find(text.as_bytes(), 0..self.text.len());
        let found = self.find(text.as_bytes(), next).or_else(all).or_else(|| self.find_marked(text));
        self.passed = found.map_or(self.passed, |at| at.max(self.passed));
        found.is_some()
    }

    /// Where a text stands but for marks of emphasis, which the gate reads neither there nor here.
    fn find_marked(&self, text: &str) -> Option<usize> {
        let source = self.text.as_bytes();
        let first = &text.as_bytes()[..floor_char_boundary(text, MARKED)];
        let window = &source[self.passed..source.len().min(self.passed + WINDOW)];
        let mut places = memmem::find_iter(window, first).map(|at| self.passed + at);
        places.find(|at| is_same_but_marks(&source[*at..], text.as_bytes()))
    }

    /// Where the parts of a block behind the first end, if they follow in the same block of the source.
    fn follow(&self, from: usize, parts: &[&[u8]]) -> Option<usize> {
        parts.iter().try_fold(from, |end, part| {
            let near = || self.near(part, end);
            let further = || self.find(part, end..self.text.len().min(end + GAP + part.len()));
            near().or_else(further).filter(|at| !self.is_apart(end..*at)).map(|at| at + part.len())
        })
    }

    /// Where a text stands, if no more than a mark or two lie between it and a place.
    fn near(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[from..];
        (0..rest.len().min(MARKS)).find(|at| rest[*at] == text[0] && rest[*at..].starts_with(text)).map(|at| from + at)
    }

    /// Whether a gap between two parts of a block ends a block of the source: an empty line, in the front matter any
    /// line.
    fn is_apart(&self, gap: Range<usize>) -> bool {
        let bytes = &self.text.as_bytes()[gap.clone()];
        memchr_iter(b'\n', bytes).any(|at| gap.start < self.front || bytes.get(at + 1) == Some(&b'\n'))
    }

    /// Where a text stands in a part of the source. A search for its beginning is prepared sooner.
    fn find(&self, text: &[u8], within: Range<usize>) -> Option<usize> {
        let (start, part) = (within.start, &self.text.as_bytes()[within]);
        memmem::find_iter(part, &text[..text.len().min(BEGINNING)])
            .find(|at| part[*at..].starts_with(text))
            .map(|at| start + at)
    }

    /// All places of a text in the source.
    fn places(&self, text: &[u8]) -> Vec<usize> {
        let source = self.text.as_bytes();
        memmem::find_iter(source, &text[..text.len().min(BEGINNING)])
            .filter(|at| source[*at..].starts_with(text))
            .collect()
    }
}

/// What is known of the source that was shown last: a page with a thousand old addresses is shown by each of them.
#[derive(Default)]
pub(super) struct ShownSource {
    /// Where it lies in memory, and its length.
    place: (usize, usize),
    /// The blocks that were found by trying all of it.
    pub(super) blocks: AHashSet<Fingerprint>,
    /// Whether other texts stand in it.
    texts: AHashMap<Fingerprint, bool>,
}

impl ShownSource {
    /// Begins an output that shows a source; what is known of another one is forgotten.
    pub(super) fn begin(&mut self, source: &str) {
        let place = (source.as_ptr() as usize, source.len());
        if place != self.place {
            *self = Self { place, ..Self::default() };
        }
    }

    /// Whether a text stands anywhere in the source, which is the one that is shown; of a long one that is remembered.
    pub(super) fn passes(&mut self, source: &mut SourceText<'_>, text: &str) -> bool {
        if self.place.1 < LONG {
            return source.pass(text);
        }
        *self.texts.entry(Fingerprint::of(text)).or_insert_with(|| source.pass(text))
    }
}

/// Whether a source begins with a text, but for marks of emphasis between its characters.
fn is_same_but_marks(source: &[u8], text: &[u8]) -> bool {
    let mut source = source.iter();
    text.iter().all(|byte| source.by_ref().find(|own| *own == byte || !matches!(own, b'*' | b'`')) == Some(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_emphasis_stands_in_its_source_and_one_with_a_link_does_not() {
        for (source, text, expected) in [
            ("朝は**佐藤**さんです。", "朝は佐藤さんです。", true),
            ("朝は`佐藤`さん**です。**", "佐藤さんです。", true),
            ("朝は[佐藤](a.md)さんです。", "朝は佐藤さんです。", false),
            ("朝は佐藤{さん|さん}です。", "朝は佐藤さんです。", false),
            ("朝は佐藤さんでした。", "朝は佐藤さんです。", false),
            ("", "朝", false),
        ] {
            assert_eq!(SourceText::new(source).pass(text), expected, "{source} {text}");
        }
    }
}
