//! Markdown to HTML with holes, and what other pages and the checks want to know of it; one pass over the events.
//!
//! Plain Markdown cannot break the page's frame: the elements are written here, raw HTML is text unless it is listed as
//! harmless, no template syntax runs.
//!
//! - **In**: the text of a page.
//! - **Out**: HTML with holes, headings, links, summary.
//! - **Never**: copy HTML of an author that [`raw_html`] and [`sanitise`] have not seen.
//! - **Read first**: this file, then [`blocks`].
//! - **One more**: an extension of Markdown is a file here, called by [`inline`] or [`blocks`].
//! - **Tests**: `markdown/tests.rs`, `markdown/cjk_tests.rs`.

mod addresses;
pub mod autolink;
pub mod blocks;
mod buttons;
pub mod cjk;
pub mod facts;
mod faults;
mod footnote;
pub mod fullwidth_markup;
mod heard;
pub mod inline;
mod limits;
mod link_card;
mod lookalikes;
mod lost_links;
mod media_checks;
mod merged_cells;
mod notices;
mod plain;
mod prose;
pub mod raw_html;
pub mod ruby;
mod sanitise;
mod sections;
mod services;
mod table_cells;
mod table_checks;

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::{
    base::path::SourcePath,
    config::facts::PageFacts,
    load::{
        document::{Answer, Body, Fill, Heading, Hole, Link, Parts},
        markdown::{footnote::Footnote, heard::Heard, merged_cells::Spans, raw_html::RawHtml, sections::Section},
        prose::Prose,
    },
    report::diagnostic::Diagnostic,
    text::{normalize::may_compose, slug::Ids, span::Span},
};

/// What decides how a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The file, for findings.
    pub path: &'a SourcePath,
    /// Whether headings with the class `answer` begin answers.
    pub qa: bool,
    /// The HTML elements that may pass.
    pub html: &'a [String],
    /// Where the site stands: an address that begins so leads within it. Empty: nowhere yet.
    pub base_url: &'a str,
    /// What `{{名前}}` is; `None`: the site has no facts.
    pub facts: Option<PageFacts<'a>>,
}

/// A text, read.
#[derive(Default, Debug)]
pub struct Parsed {
    /// The text.
    pub parts: Parts,
    /// The answers.
    pub answers: Vec<Answer>,
    /// All headings.
    pub headings: Vec<Heading>,
    /// All links and images.
    pub links: Vec<Link>,
    /// All anchors.
    pub anchors: Vec<String>,
    /// The first paragraph, at most 120 characters.
    pub summary: String,
    /// Where the texts stand.
    pub prose: Prose,
    /// Characters of plain text.
    pub characters: usize,
    /// How many words have a reading above them.
    pub readings: usize,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

pub(super) type Events<'e> = [(Event<'e>, Range<usize>)];

/// Reads the Markdown of `text` from byte `body_start` on; all spans are of the whole text.
pub fn load(text: &str, body_start: usize, options: &Options<'_>) -> Parsed {
    read(text, body_start, options, true)
}

/// The parts of a text that was read before: the same as [`load`] makes, and nothing is looked for in it.
pub fn load_parts(text: &str, body_start: usize, options: &Options<'_>) -> Parts {
    read(text, body_start, options, false).parts
}

fn read(text: &str, body_start: usize, options: &Options<'_>, told: bool) -> Parsed {
    let body = &text[body_start..];
    if let Some(excess) = limits::find_excess(body) {
        return limits::refuse(options.path, excess, body_start);
    }
    let marked = cjk::Marked::new(body);
    let mut unknown = Vec::new();
    let events = notices::find_titled(marked.parse(), body);
    let events = facts::put_facts(events, (body, body_start), options.facts, options.path, &mut unknown);
    let (events, buttons) = buttons::find_buttons(events, body_start, options, &mut unknown);
    let mut writer = Writer::new(body, body_start, options);
    writer.buttons = buttons;
    writer.claim(&events);
    writer.blocks(&events);
    let code = std::mem::take(&mut writer.code);
    let mut parsed = writer.finish();
    if told {
        parsed.findings.extend(unknown);
        parsed.prose = prose::find_prose(body, body_start, &events, options.qa);
        parsed.findings.extend(faults::find_faults(text, body_start, &events, &code, options));
    }
    parsed
}

pub(super) struct Writer<'a> {
    pub(super) source: &'a str,
    pub(super) start: usize,
    pub(super) options: &'a Options<'a>,
    /// The part that is being written.
    pub(super) out: Body,
    pub(super) parsed: Parsed,
    /// The parts that are done: the text, then the answers.
    pub(super) parts: Vec<Body>,
    pub(super) ids: Ids,
    pub(super) footnotes: BTreeMap<String, Footnote>,
    definitions: BTreeMap<String, Body>,
    /// What headings have opened, with their levels; the innermost last.
    sections: Vec<(Section, u8)>,
    /// Where links begin that are buttons, in their order.
    pub(super) buttons: Vec<usize>,
    pub(super) alignments: Vec<Alignment>,
    /// Which cells of the table span others.
    spans: Spans,
    pub(super) row: usize,
    pub(super) cell: usize,
    pub(super) in_head: bool,
    /// Whether the source may hold marks that compose with the letter before; most sources do not.
    pub(super) may_compose: bool,
    pub(super) in_link: bool,
    pub(super) in_table: bool,
    pub(super) images: usize,
    /// The HTML that the author has written.
    pub(super) raw: RawHtml<'a>,
    /// The last character that a reader sees, for joining lines.
    pub(super) last: Option<char>,
    /// The words before the next ones, which may say what a number is.
    heard: Heard,
    code: Vec<Range<usize>>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str, start: usize, options: &'a Options<'a>) -> Self {
        Self {
            source,
            start,
            options,
            out: Body { html: String::with_capacity(source.len() + source.len() / 4), holes: Vec::new() },
            parsed: Parsed::default(),
            parts: Vec::new(),
            ids: Ids::default(),
            footnotes: BTreeMap::new(),
            definitions: BTreeMap::new(),
            sections: Vec::new(),
            buttons: Vec::new(),
            alignments: Vec::new(),
            spans: Spans::default(),
            row: 0,
            cell: 0,
            in_head: false,
            may_compose: may_compose(source.as_bytes()),
            in_link: false,
            in_table: false,
            images: 0,
            raw: RawHtml::new(options.html),
            last: None,
            heard: Heard::default(),
            code: Vec::new(),
        }
    }

    /// Anchors that editors gave are theirs, wherever they stand.
    fn claim(&mut self, events: &Events<'_>) {
        for (event, _) in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.ids.claim(id);
            }
        }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    pub(super) fn hole(&mut self, fill: Fill) {
        self.out.holes.push(Hole { at: self.out.html.len(), fill });
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.start)
    }

    /// Writes a run of events.
    pub(super) fn blocks(&mut self, events: &Events<'_>) {
        let mut at = 0;
        while at < events.len() {
            at = self.event(events, at);
        }
    }

    /// Writes the event at `at`, and those that belong to it; returns where to go on.
    fn event(&mut self, events: &Events<'_>, at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.open(tag, events, at),
            Event::End(tag) => self.close(*tag),
            Event::Rule => self.push("<hr>\n"),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak => {
                return self.inline(events, at);
            }
            Event::FootnoteReference(label) => self.footnote(label),
            Event::TaskListMarker(done) => {
                self.push(if *done { "<span class=\"task\">☑</span> " } else { "<span class=\"task\">☐</span> " })
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(text, range.clone()),
        }
        at + 1
    }

    fn open(&mut self, tag: &Tag<'_>, events: &Events<'_>, at: usize) -> usize {
        if blocks::is_whole(tag) {
            return self.open_whole(tag, events, at);
        }
        match tag {
            Tag::BlockQuote(kind) => self.quote(*kind, &events[at + 1..]),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.push("<li>"),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::TableHead => {
                self.in_head = true;
                (self.row, self.cell) = (0, 0);
                self.heard.begin_table();
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                (self.row, self.cell) = (self.row + 1, 0);
                self.push("<tr>");
            }
            Tag::TableCell => return self.open_cell(events, at),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            _ => {}
        }
        at + 1
    }

    /// Writes an element with all that is in it; returns where to go on. None stands in itself: nothing is read twice.
    fn open_whole(&mut self, tag: &Tag<'_>, events: &Events<'_>, at: usize) -> usize {
        let end = end_of(events, at);
        let (inner, range) = (&events[at + 1..end], &events[at].1);
        match tag {
            Tag::Paragraph => return self.paragraph(events, at, end),
            Tag::Table(alignments) => return self.table(alignments, None, events, at, end),
            Tag::Heading { level, id, classes, attrs } => {
                self.heading((*level, id.as_deref()), classes, attrs, inner, range);
            }
            Tag::CodeBlock(kind) => self.code_block(kind, inner, range),
            Tag::HtmlBlock => self.html_block(&blocks::source_of(inner), range),
            Tag::FootnoteDefinition(label) => {
                let out = std::mem::take(&mut self.out);
                self.blocks(inner);
                let definition = std::mem::replace(&mut self.out, out);
                self.definitions.insert(label.to_string(), definition);
            }
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, inner, range),
            Tag::Image { dest_url, title, .. } => self.image(dest_url, title, inner, range),
            _ => {}
        }
        end + 1
    }

    fn close(&mut self, tag: TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(Some(_)) => "</section>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></section>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead>\n<tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.cell += 1;
                self.heard.end_cell(self.in_head);
                if self.in_head { "</th>" } else { "</td>" }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            _ => "",
        };
        if matches!(tag, TagEnd::Table) {
            self.in_table = false;
        }
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) {
            self.last = None;
            // A term names what its definition is.
            if !matches!(tag, TagEnd::DefinitionListTitle) {
                self.heard.end_block();
            }
        }
        self.push(html);
    }

    /// Closes what is open and puts the parts together.
    fn finish(mut self) -> Parsed {
        self.close_sections(0, None);
        self.parts.push(std::mem::take(&mut self.out));
        let mut notes: Vec<(&String, &Footnote)> = self.footnotes.iter().collect();
        notes.sort_by_key(|(_, note)| note.number);
        for (number, part) in self.parts.iter_mut().enumerate() {
            let here: Vec<_> = notes.iter().filter(|(_, note)| note.part == number).collect();
            if !here.is_empty() {
                part.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n");
                for (label, note) in here {
                    blocks::footnote_text(part, note.number, self.definitions.get(*label));
                }
                part.html.push_str("</ol></section>\n");
            }
            if self.raw.has_passed() {
                *part = sanitise::sanitise(part, self.options.html);
            }
            part.html.shrink_to_fit();
        }
        let mut parts = self.parts.into_iter();
        self.parsed.parts = Parts { body: parts.next().unwrap_or_default(), answers: parts.collect() };
        self.parsed
    }
}

/// Where the element that starts at `at` ends.
pub(super) fn end_of(events: &Events<'_>, at: usize) -> usize {
    let mut depth = 0;
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return at + offset;
                }
            }
            _ => {}
        }
    }
    events.len() - 1
}

#[cfg(test)]
mod tests;
