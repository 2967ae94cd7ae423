//! Where the words of a Markdown text stand: one walk over the events that the HTML is written from.
//!
//! Must never give a place whose bytes are not the very words that are shown: what an entity, an escape or a reading
//! has moved is left out.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::{
    load::{
        markdown::{
            Events,
            autolink::{Found, find_links},
            ruby::{self, Piece},
        },
        prose::{Block, Kind, Mark, Prose, Remark, Run},
    },
    text::{japanese::is_wide, span::Span},
};

/// What a comment to `check` begins with.
const REMARK: &str = "check-ok";

/// The texts of `source`, which begins at byte `start` of its file; `qa`: headings with the class `answer` begin
/// answers.
pub(super) fn find_prose(source: &str, start: usize, events: &Events<'_>, qa: bool) -> Prose {
    let mut walk = Walk { source, start, qa, ..Walk::default() };
    for (event, range) in events {
        walk.step(event, range);
    }
    walk.close();
    Prose { blocks: walk.blocks.into(), runs: walk.runs.into(), remarks: walk.remarks.into() }
}

#[derive(Default)]
struct Walk<'a> {
    source: &'a str,
    start: usize,
    qa: bool,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    remarks: Vec<Remark>,
    /// The elements that are open, with their ranges.
    open: Vec<(Kind, Range<usize>)>,
    /// Where the runs of the block begin that is being read.
    first: usize,
    answer: u16,
    /// How many elements are open whose words are none: pictures, code, addresses in brackets.
    silent: usize,
    /// The links that are open, and whether their words are none.
    links: Vec<bool>,
    /// The remarks that wait for the next block.
    waiting: Vec<usize>,
}

impl Walk<'_> {
    fn step(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.enter(tag, range),
            Event::End(tag) => self.leave(*tag),
            Event::Text(text) => self.words(text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => {
                self.push(range.clone(), Mark::Hole);
            }
            Event::InlineHtml(_) => {
                self.remark(range, false);
                self.push(range.clone(), Mark::Hole);
            }
            Event::SoftBreak => self.push(range.clone(), Mark::LineEnd),
            Event::HardBreak => self.push(range.clone(), Mark::Break),
            _ => {}
        }
    }

    fn enter(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link { link_type, .. } => {
                let silent = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.push(range.start..range.start, if silent { Mark::Hole } else { Mark::LinkWords });
                self.links.push(silent);
                self.silent += usize::from(silent);
                return;
            }
            Tag::Image { .. } => {
                self.push(range.clone(), Mark::Hole);
                self.silent += 1;
                return;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            _ => {}
        }
        self.close();
        if matches!(tag, Tag::HtmlBlock) {
            self.remark(range, true);
        } else {
            for waiting in std::mem::take(&mut self.waiting) {
                self.remarks[waiting].block = self.span(range);
            }
        }
        self.silent += usize::from(is_silent(tag));
        let kind = self.kind_of(tag);
        self.open.push((kind, range.clone()));
    }

    /// What a block of this element is; an answer's heading begins the answer.
    fn kind_of(&mut self, tag: &Tag<'_>) -> Kind {
        match tag {
            Tag::Heading { level, classes, .. } => {
                let is_answer = *level as u8 == 2 && classes.iter().any(|class| &**class == "answer");
                self.answer += u16::from(self.qa && is_answer);
                Kind::Heading
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => Kind::Cell,
            Tag::Item | Tag::DefinitionListDefinition => Kind::Item,
            Tag::Paragraph if self.open.last().is_some_and(|(kind, _)| *kind == Kind::Item) => Kind::Item,
            _ => Kind::Paragraph,
        }
    }

    fn leave(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                self.silent -= usize::from(self.links.pop().unwrap_or_default());
                return;
            }
            TagEnd::Image => {
                self.silent -= 1;
                return;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                return;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.silent -= 1,
            _ => {}
        }
        self.close();
        self.open.pop();
    }

    /// Ends the block that is being read, if it has words.
    fn close(&mut self) {
        let runs = &self.runs[self.first..];
        if runs.iter().all(|run| run.mark != Mark::Words && run.mark != Mark::LinkWords) {
            self.runs.truncate(self.first);
            return;
        }
        let kind = self.open.last().map_or(Kind::Paragraph, |(kind, _)| *kind);
        self.blocks.push(Block { kind, answer: self.answer, first: self.first as u32, count: runs.len() as u32 });
        self.first = self.runs.len();
    }

    /// Words, where the source has them as they are shown: without readings, addresses as holes.
    fn words(&mut self, text: &str, range: &Range<usize>) {
        if self.source.get(range.clone()) != Some(text) {
            return self.push(range.clone(), Mark::Hole);
        }
        let mark = if self.links.is_empty() { Mark::Words } else { Mark::LinkWords };
        let mut at = range.start;
        for piece in pieces(text) {
            match piece {
                Piece::Text(words) => {
                    self.addressed(words, at, mark);
                    at += words.len();
                }
                Piece::Ruby { base, reading } => {
                    self.push(at + 1..at + 1 + base.len(), mark);
                    at += base.len() + reading.len() + "{|}".len();
                }
            }
        }
    }

    fn addressed(&mut self, words: &str, at: usize, mark: Mark) {
        let mut done = 0;
        for address in addresses(words) {
            self.push(at + done..at + address.start, mark);
            done = address.end;
            self.push(at + address.start..at + address.end, Mark::Hole);
        }
        self.push(at + done..at + words.len(), mark);
    }

    fn push(&mut self, range: Range<usize>, mark: Mark) {
        if self.silent > 0 || (range.is_empty() && mark == Mark::Words) {
            return;
        }
        let Span { start, end } = self.span(&range);
        let (start, end) = (start as u32, end as u32);
        match self.runs[self.first..].last_mut() {
            Some(last) if last.mark == mark && last.end == start && mark != Mark::Hole => last.end = end,
            _ => self.runs.push(Run { start, end, mark }),
        }
    }

    /// Notes a comment that speaks to `check`: about the next block where it stands alone, else about its own.
    fn remark(&mut self, range: &Range<usize>, alone: bool) {
        let Some(inner) = self.source[range.clone()].trim_start().strip_prefix("<!--") else { return };
        if !inner.trim_start().starts_with(REMARK) {
            return;
        }
        let length = self.source[range.clone()].trim_end().len();
        let span = self.span(&(range.start..range.start + length));
        let row = |(kind, _): &&(Kind, Range<usize>)| *kind != Kind::Cell;
        let block = match self.open.last() {
            Some((Kind::Cell, cell)) => {
                // The row, which is the cell's parent.
                let parent = self.open.iter().rev().nth(1).filter(|it| !row(it));
                self.span(parent.map_or(cell, |(_, range)| range))
            }
            Some((_, range)) => self.span(range),
            None => Span::default(),
        };
        if alone {
            self.waiting.push(self.remarks.len());
        }
        self.remarks.push(Remark { span, block: if alone { Span::default() } else { block } });
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.start)
    }
}

fn is_silent(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_))
}

/// The text in pieces; one that has no reading is one piece.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let whole = (!ruby::has(text)).then_some(Piece::Text(text));
    let parts = whole.is_none().then(|| ruby::pieces(text));
    whole.into_iter().chain(parts.into_iter().flatten())
}

/// Where addresses stand in words: those that become links, and those without a scheme.
fn addresses(words: &str) -> Vec<Range<usize>> {
    if !words.contains("://") && !words.contains("www.") {
        return Vec::new();
    }
    let links = find_links(words, "").into_iter().filter(|(_, found)| *found == Found::Url).map(|(range, _)| range);
    let mut found: Vec<Range<usize>> = links.collect();
    for (at, _) in words.match_indices("www.") {
        let end = words[at..].find(|c: char| c.is_whitespace() || is_wide(c)).map_or(words.len(), |end| at + end);
        if found.iter().all(|range| end <= range.start || range.end <= at) {
            found.push(at..end);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}
