//! The texts of a page as they stand in its file: what the linter reads. Kept as places alone, so that a large site is
//! not in memory twice.
//!
//! Code, addresses, pictures and HTML are holes: no rule about words ever sees or rewrites them.

use crate::text::span::Span;

/// What a page says, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prose {
    /// The paragraphs, headings, items and cells.
    pub blocks: Box<[Block]>,
    /// The pieces of all blocks.
    pub runs: Box<[Run]>,
    /// Comments in the file that speak to `check`.
    pub remarks: Box<[Remark]>,
}

/// A text that is read as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Which answer it belongs to, from 1; 0 is what stands before the first.
    pub answer: u16,
    /// Where its runs begin in [`Prose::runs`].
    pub first: u32,
    /// How many runs it has.
    pub count: u32,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A text of the front matter: this key.
    Field(&'static str),
}

/// A piece of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Its first byte in the file's text.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
    /// What it is.
    pub mark: Mark,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Words.
    Words,
    /// Words of a link.
    LinkWords,
    /// The end of a line inside a paragraph: nothing between full-width characters, else a space.
    LineEnd,
    /// A line break.
    Break,
    /// What is no words: code, an address, a picture, HTML.
    Hole,
}

/// A comment that speaks to `check`, and what it is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The comment.
    pub span: Span,
    /// The block that it is about; empty where there is none.
    pub block: Span,
}
