//! Emphasis in Japanese text, by the "CommonMark CJK-friendly amendments" (a public draft, Unicode 16 ranges).
//!
//! By CommonMark's flanking rule `これは**「重要」**です` stays literal, because the marks stand between a letter and
//! punctuation. The amendments let `*`, `**` and `~~` flank wherever a neighbour is a CJK character. pulldown-cmark has
//! no option for it, so a sentinel (a private-use character, no punctuation and no space) is put between such a run and
//! its neighbour before parsing, and taken out of every event afterwards; spans are mapped back. It must never be seen
//! outside this file. To be dropped when the library's own option is released.
//!
//! The same pass keeps readings whole: the bar of `{漢字|かんじ}` is no border of a table's cell, and one at the end of a
//! heading is no list of attributes.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use crate::load::markdown::ruby;

/// The syntax that pages may use, beside CommonMark.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Characters of which one that the text does not use becomes the sentinel; three bytes each.
const SENTINELS: Range<u32> = 0xf8a0..0xf8ff;
const SENTINEL_BYTES: usize = 3;
/// Characters of which one that the text does not use stands for the bars of readings; a byte each, as the bar itself.
const BARS: Range<u8> = 0x1c..0x20;

/// A text with its sentinels. It outlives the events, so that they borrow from it instead of copying every word.
pub struct Marked<'a> {
    text: &'a str,
    marked: Cow<'a, str>,
    sentinel: Option<char>,
    /// What stands for the bars of readings; none without a reading.
    bar: Option<char>,
    /// Where sentinels are needed in the text.
    places: Vec<usize>,
    /// Where each of them ends in the marked text.
    ends: Vec<usize>,
}

impl<'a> Marked<'a> {
    /// Puts sentinels where the text needs them; most texts need none.
    pub fn new(text: &'a str) -> Self {
        let readings = ruby::readings_at(text);
        let mut places = places(text);
        places.extend(readings.iter().map(|reading| reading.end).filter(|end| ends_line(&text[*end..])));
        places.sort_unstable();
        let unused = |c: &char| memchr::memmem::find(text.as_bytes(), c.encode_utf8(&mut [0; 4]).as_bytes()).is_none();
        let sentinel = SENTINELS.filter(|_| !places.is_empty()).filter_map(char::from_u32).find(unused);
        let bar = BARS.filter(|_| !readings.is_empty()).map(char::from).find(unused);
        let barred = bar.map_or(Cow::Borrowed(text), |bar| Cow::Owned(with_bars(text, &readings, bar)));
        let Some(sentinel) = sentinel else {
            return Self { text, marked: barred, sentinel: None, bar, places: Vec::new(), ends: Vec::new() };
        };
        let mut marked = String::with_capacity(text.len() + places.len() * SENTINEL_BYTES);
        let mut done = 0;
        for place in &places {
            marked.push_str(&barred[done..*place]);
            marked.push(sentinel);
            done = *place;
        }
        marked.push_str(&barred[done..]);
        let ends = places.iter().enumerate().map(|(number, place)| place + (number + 1) * SENTINEL_BYTES).collect();
        Self { text, marked: Cow::Owned(marked), sentinel: Some(sentinel), bar, places, ends }
    }

    /// Parses the text. Ranges are bytes of the text without sentinels.
    pub fn parse(&self) -> Vec<(Event<'_>, Range<usize>)> {
        let events = Parser::new_ext(&self.marked, OPTIONS).into_offset_iter();
        let events =
            events.map(|(event, range)| (if let Some(bar) = self.bar { with(event, bar, "|") } else { event }, range));
        let Some(sentinel) = self.sentinel else { return tildes(self.text, events) };
        let events = events.map(|(event, range)| {
            let first = self.passed(range.start);
            // A link's target may stand anywhere in the text; everything else is made of what stands in its range.
            let clean = self.ends.get(first).is_none_or(|end| *end - SENTINEL_BYTES >= range.end)
                && !matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. }));
            let places = self.back(range.start)..self.back(range.end);
            (if clean { event } else { with(event, sentinel, "") }, places)
        });
        tildes(self.text, events)
    }

    /// How many sentinels end at or before a place in the marked text.
    fn passed(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end <= at)
    }

    /// The place in the text of a place in the marked one; one inside a sentinel is before it.
    fn back(&self, at: usize) -> usize {
        let passed = self.passed(at);
        let inside = self.places.get(passed).is_some_and(|place| place + passed * SENTINEL_BYTES < at);
        if inside { self.places[passed] } else { at - passed * SENTINEL_BYTES }
    }
}

/// A single `~` is a character (9:00~17:00), never a strike; the library takes it for one.
fn tildes<'a>(text: &str, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Vec<(Event<'a>, Range<usize>)> {
    let mut parsed = Vec::with_capacity(text.len() / 24);
    let mut single: Vec<bool> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Strikethrough) => {
                let is_single = !text[range.start..].starts_with("~~");
                single.push(is_single);
                parsed.push(if is_single {
                    (Event::Text("~".into()), range.start..range.start + 1)
                } else {
                    (event, range)
                });
            }
            Event::End(pulldown_cmark::TagEnd::Strikethrough) => {
                let is_single = single.pop().unwrap_or(false);
                parsed.push(if is_single {
                    (Event::Text("~".into()), range.end - 1..range.end)
                } else {
                    (event, range)
                });
            }
            event => parsed.push((event, range)),
        }
    }
    parsed
}

/// Where sentinels are needed, ascending.
fn places(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(start) = memchr::memchr2(b'*', b'~', &bytes[from..]).map(|at| from + at) {
        let mark = bytes[start];
        let end = start + bytes[start..].iter().take_while(|byte| **byte == mark).count();
        from = end;
        // An escaped mark is a character and no part of the run.
        let escaped = bytes[..start].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        let start = start + usize::from(escaped);
        if start == end || (mark == b'~' && end - start != 2) {
            continue;
        }
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if (letter(before) && letter(after)) || !(after_cjk(&text[..start]) || after.is_some_and(is_cjk)) {
            continue;
        }
        // A cell's border ends the text for the library already.
        let flanks = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '|');
        if flanks(before) && !letter(before) {
            places.push(start);
        }
        if flanks(after) && !letter(after) {
            places.push(end);
        }
    }
    places
}

/// Whether a text ends in a CJK sequence or in an ideographic variation selector.
fn after_cjk(text: &str) -> bool {
    let mut before = text.chars().rev();
    match before.next() {
        Some('\u{e0100}'..='\u{e01ef}') => true,
        // Full-width forms of the quotation marks, and CJK characters in a standardised variant.
        Some('\u{fe01}') => before.next().is_some_and(|c| is_cjk(c) || matches!(c, '‘' | '’' | '“' | '”')),
        Some('\u{fe00}'..='\u{fe0e}') => before.next().is_some_and(is_cjk),
        Some(c) => is_cjk(c),
        None => false,
    }
}

/// Whether a character is a CJK character of the amendments: East Asian width W, F or H without the emoji that are
/// shown as pictures by default, or the Hangul script.
fn is_cjk(c: char) -> bool {
    let code = u32::from(c);
    code >= 0x1100
        && CJK
            .binary_search_by(|(first, last)| {
                if *last < code {
                    std::cmp::Ordering::Less
                } else if *first > code {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
}

/// From EastAsianWidth.txt, emoji-data.txt and Scripts.txt of Unicode 16; unassigned characters inside wide blocks
/// count.
#[rustfmt::skip]
const CJK: &[(u32, u32)] = &[
    (0x1100, 0x11ff), (0x20a9, 0x20a9), (0x2329, 0x232a), (0x2630, 0x2637), (0x268a, 0x268f), (0x2e80, 0x2e99),
        (0x2e9b, 0x2ef3),
    (0x2f00, 0x2fd5), (0x2ff0, 0x303e), (0x3041, 0x3096), (0x3099, 0x30ff), (0x3105, 0x312f), (0x3131, 0x318e),
        (0x3190, 0x31e5),
    (0x31ef, 0x321e), (0x3220, 0x3247), (0x3250, 0xa48c), (0xa490, 0xa4c6), (0xa960, 0xa97c), (0xac00, 0xd7a3),
        (0xd7b0, 0xd7c6),
    (0xd7cb, 0xd7fb), (0xf900, 0xfaff), (0xfe10, 0xfe19), (0xfe30, 0xfe52), (0xfe54, 0xfe66), (0xfe68, 0xfe6b),
        (0xff01, 0xffbe),
    (0xffc2, 0xffc7), (0xffca, 0xffcf), (0xffd2, 0xffd7), (0xffda, 0xffdc), (0xffe0, 0xffe6), (0xffe8, 0xffee),
        (0x16fe0, 0x16fe4),
    (0x16ff0, 0x16ff6), (0x17000, 0x18cd5), (0x18cff, 0x18d1e), (0x18d80, 0x18df2), (0x1aff0, 0x1aff3), (0x1aff5,
        0x1affb),
    (0x1affd, 0x1affe), (0x1b000, 0x1b122), (0x1b132, 0x1b132), (0x1b150, 0x1b152), (0x1b155, 0x1b155), (0x1b164,
        0x1b167),
    (0x1b170, 0x1b2fb), (0x1d300, 0x1d356), (0x1d360, 0x1d376), (0x1f200, 0x1f200), (0x1f202, 0x1f202), (0x1f210,
        0x1f219),
    (0x1f21b, 0x1f22e), (0x1f230, 0x1f231), (0x1f237, 0x1f237), (0x1f23b, 0x1f23b), (0x1f240, 0x1f248), (0x1f260,
        0x1f265),
    (0x20000, 0x3fffd),
];

/// Whether nothing follows on the line but spaces and the closing marks of a heading.
fn ends_line(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t', '#', '\r']).chars().next().is_none_or(|c| c == '\n')
}

/// The text with another character for the bars of its readings.
fn with_bars(text: &str, readings: &[ruby::At], bar: char) -> String {
    let mut barred = String::with_capacity(text.len());
    let mut done = 0;
    for reading in readings {
        barred.push_str(&text[done..reading.bar]);
        barred.push(bar);
        done = reading.bar + 1;
    }
    barred + &text[done..]
}

/// An event with a character of this file's replaced, wherever it may have got.
fn with<'a>(event: Event<'a>, own: char, by: &str) -> Event<'a> {
    let clean = |text: CowStr<'a>| if text.contains(own) { CowStr::from(text.replace(own, by)) } else { text };
    match event {
        Event::Text(text) => Event::Text(clean(text)),
        Event::Code(text) => Event::Code(clean(text)),
        Event::Html(text) => Event::Html(clean(text)),
        Event::InlineHtml(text) => Event::InlineHtml(clean(text)),
        Event::FootnoteReference(text) => Event::FootnoteReference(clean(text)),
        Event::Start(tag) => Event::Start(match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: clean(dest_url), title: clean(title), id: clean(id) }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: clean(dest_url), title: clean(title), id: clean(id) }
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(clean(label)),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(clean(info))),
            Tag::Heading { level, id, classes, attrs } => Tag::Heading {
                level,
                id: id.map(clean),
                classes: classes.into_iter().map(clean).collect(),
                attrs: attrs.into_iter().map(|(name, value)| (clean(name), value.map(clean))).collect(),
            },
            tag => tag,
        }),
        event => event,
    }
}

#[cfg(test)]
#[path = "cjk_tests.rs"]
mod tests;
