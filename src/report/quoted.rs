//! The texts that findings speak of, each read once in a report, and what of a line is shown.
//!
//! A file may have thousands of findings on one line of a million characters: none of them reads the file anew, and
//! none shows more of the line than a person looks at.

use std::{borrow::Cow, cell::RefCell, collections::BTreeMap, rc::Rc};

use crate::{
    base::path::SourcePath,
    text::span::{Lines, Position, Span, floor_char_boundary},
};

/// How many bytes of a line are shown before and after what is meant.
const MARGIN: usize = 400;
/// How many bytes of what is meant are shown at most.
const MOST: usize = 2000;

/// Where a report finds the lines that findings speak of.
pub trait Texts {
    /// The text of a file; `None` where it is not there or is no text.
    fn text(&self, path: &SourcePath) -> Option<Cow<'_, str>>;
}

/// A report whose findings speak of no file.
pub struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _: &SourcePath) -> Option<Cow<'_, str>> {
        None
    }
}

/// The texts of a report.
pub(super) struct Quoted<'a> {
    texts: &'a dyn Texts,
    known: RefCell<BTreeMap<SourcePath, Rc<Quotable<'a>>>>,
}

/// A text with its lines.
pub(super) struct Quotable<'a> {
    text: Cow<'a, str>,
    lines: Lines,
}

/// Lines around a span.
pub(super) struct Excerpt {
    /// The lines, or as much of them as is shown.
    pub(super) text: String,
    /// The first line's number.
    pub(super) line: usize,
    /// The span inside the text.
    pub(super) within: Span,
    /// Whether something is missing, so that columns cannot be counted in it.
    pub(super) cut: bool,
}

impl<'a> Quoted<'a> {
    /// A report's texts.
    pub(super) fn new(texts: &'a dyn Texts) -> Self {
        Self { texts, known: RefCell::default() }
    }

    /// The text of a file; an empty one where there is none.
    pub(super) fn file(&self, path: &SourcePath) -> Rc<Quotable<'a>> {
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let text = self.texts.text(path).unwrap_or_default();
        let read = Rc::new(Quotable { lines: Lines::new(&text), text });
        self.known.borrow_mut().insert(path.clone(), read.clone());
        read
    }
}

impl Quotable<'_> {
    /// The line and column of a byte.
    pub(super) fn position(&self, at: usize) -> Position {
        self.lines.position(&self.text, at)
    }

    /// The lines around a span, so that long files are not laid out whole. Every line of content that a report or the
    /// preview quotes comes from here.
    pub(super) fn excerpt(&self, span: Span) -> Excerpt {
        let text = &*self.text;
        let start = floor_char_boundary(text, span.start);
        let whole = floor_char_boundary(text, span.end.max(start));
        let end = floor_char_boundary(text, whole.min(start + MOST));
        let (from, to) = (self.position(start).line, self.position(end).line);
        let (first, last) = (self.lines.line(text, from).start, self.lines.line(text, to).end.max(end));
        let left = if start - first > MARGIN { floor_char_boundary(text, start - MARGIN) } else { first };
        let right = if last - end > MARGIN { floor_char_boundary(text, end + MARGIN) } else { last };
        let (before, after) = (if left > first { "…" } else { "" }, if right < last { "…" } else { "" });
        Excerpt {
            text: format!("{before}{}{after}", text[left..right].replace('\r', " ")),
            line: from,
            within: Span::new(start - left + before.len(), end - left + before.len()),
            cut: left > first || right < last || end < whole,
        }
    }
}
