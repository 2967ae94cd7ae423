//! What the parser took for words: the lines of paragraphs and items, runs of text, rows of tables, notes.

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::load::markdown::Events;

/// A line of a paragraph or an item that begins with words.
pub(super) struct Line<'a> {
    /// Where its words begin.
    pub(super) at: usize,
    /// The line from there on, without space at its end.
    pub(super) text: &'a str,
    /// The number of its paragraph or item.
    pub(super) block: usize,
    /// Whether it is the first of its block.
    pub(super) first: bool,
    /// The number of the line in its block.
    pub(super) number: usize,
    /// Columns to the words of the item it stands in; none outside lists.
    pub(super) inner: Option<usize>,
}

/// A row of a table.
pub(super) struct Row {
    /// The whole row.
    pub(super) range: Range<usize>,
    /// Where the last cell that is shown ends.
    pub(super) shown: usize,
    /// How many cells the table has in a row.
    pub(super) columns: usize,
}

/// The words of a page.
#[derive(Default)]
pub(super) struct Prose<'a> {
    pub(super) lines: Vec<Line<'a>>,
    /// Text that the parser has cut in pieces, as one; escapes and marks end a run.
    pub(super) runs: Vec<Range<usize>>,
    pub(super) rows: Vec<Row>,
    /// Headings, whole.
    pub(super) headings: Vec<Range<usize>>,
    /// Labels of the notes that are referred to.
    pub(super) referred: BTreeSet<String>,
    /// Notes by label and place.
    pub(super) notes: Vec<(String, Range<usize>)>,
    /// Names of the definitions that links use.
    pub(super) used: BTreeSet<String>,
    /// Blocks of code and HTML, whose words are none.
    pub(super) literal: Vec<Range<usize>>,
    /// Bold words within bold words.
    pub(super) nested: Vec<Range<usize>>,
    /// HTML, in blocks and among words.
    pub(super) html: Vec<Range<usize>>,
}

/// What is known while the events are read.
#[derive(Default)]
struct State {
    block: usize,
    number: usize,
    /// Whether the next words begin a line.
    open: bool,
    /// Elements whose words are no lines, that are open.
    closed: usize,
    /// How many bold words are open.
    bold: usize,
    /// Columns to the words of the items that are open.
    inner: Vec<usize>,
    columns: usize,
}

impl<'a> Prose<'a> {
    /// Reads the events once.
    pub(super) fn gather(source: &'a str, events: &Events<'_>) -> Self {
        let (mut prose, mut state) = (Self::default(), State::default());
        for (event, range) in events {
            match event {
                Event::Start(tag) => prose.start(source, tag, range, &mut state),
                Event::End(tag) => prose.end(*tag, &mut state),
                Event::Text(_) => prose.words(source, range, &mut state),
                Event::SoftBreak | Event::HardBreak => {
                    state.open = true;
                    state.number += 1;
                }
                Event::FootnoteReference(label) => {
                    prose.referred.insert(label.to_string());
                    state.open = false;
                }
                Event::InlineHtml(_) => {
                    prose.html.push(range.clone());
                    state.open = false;
                }
                Event::TaskListMarker(_) => {}
                _ => state.open = false,
            }
        }
        prose
    }

    fn start(&mut self, source: &str, tag: &Tag<'_>, range: &Range<usize>, state: &mut State) {
        let begins =
            matches!(tag, Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition);
        if begins {
            state.block += 1;
            state.number = 0;
        }
        state.open = begins;
        match tag {
            Tag::Item => state.inner.push(column_of_words(source, range.start)),
            Tag::Heading { .. } => {
                self.headings.push(range.clone());
                state.closed += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.html.extend(matches!(tag, Tag::HtmlBlock).then(|| range.clone()));
                self.literal.push(range.clone());
                state.closed += 1;
            }
            Tag::TableCell | Tag::Image { .. } => state.closed += 1,
            Tag::Link { link_type, id, .. } => {
                if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
                    self.used.insert(id.to_lowercase());
                }
            }
            Tag::Table(columns) => state.columns = columns.len(),
            Tag::TableRow => {
                self.rows.push(Row { range: range.clone(), shown: range.start, columns: state.columns });
            }
            Tag::Strong => {
                self.nested.extend((state.bold > 0).then(|| range.clone()));
                state.bold += 1;
            }
            Tag::FootnoteDefinition(label) => self.notes.push((label.to_string(), range.clone())),
            _ => {}
        }
        if let (Tag::TableCell, Some(row)) = (tag, self.rows.last_mut())
            && row.range.contains(&range.start)
        {
            row.shown = range.end;
        }
    }

    fn end(&mut self, tag: TagEnd, state: &mut State) {
        match tag {
            TagEnd::Item => _ = state.inner.pop(),
            TagEnd::Strong => state.bold = state.bold.saturating_sub(1),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::TableCell | TagEnd::Image => {
                state.closed = state.closed.saturating_sub(1)
            }
            _ => {}
        }
    }

    fn words(&mut self, source: &'a str, range: &Range<usize>, state: &mut State) {
        let begins = std::mem::take(&mut state.open) && state.closed == 0;
        if begins && !source[..range.start].ends_with('\\') {
            let line = &source[range.start..];
            let text = line.lines().next().unwrap_or_default().trim_end();
            let (block, number) = (state.block, state.number);
            let inner = state.inner.last().copied();
            self.lines.push(Line { at: range.start, text, block, first: number == 0, number, inner });
        }
        if self.literal.last().is_some_and(|literal| range.start < literal.end) {
            return;
        }
        match self.runs.last_mut() {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => self.runs.push(range.clone()),
        }
    }
}

/// The column at which the words of an item begin whose mark stands at `at`.
fn column_of_words(source: &str, at: usize) -> usize {
    let before = &source[source[..at].rfind('\n').map_or(0, |line| line + 1)..at];
    let item = source[at..].lines().next().unwrap_or_default();
    let words = item.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit() || "-*+.)".contains(c));
    // A mark without words counts as one with a space behind it.
    before.chars().count() + (item.len() - words.len()).clamp(2, 8)
}
