//! What a rule about words sees of a page: its texts, block by block, each with the place of every character.
//!
//! Code, addresses, pictures and HTML stand in them as one character that no rule looks for. Must never give a place to
//! rewrite whose bytes are not the very words that are shown.

use std::{borrow::Cow, ops::Range};

use regex::Regex;

use crate::{
    base::value::Value,
    check::Rule,
    config::types::Config,
    load::{
        document::Document,
        prose::{self, Kind, Mark},
    },
    msgf,
    report::{diagnostic::Diagnostic, message::Message},
    text::{japanese::joins_lines, normalize::decode, span::Span},
};

/// Stands for what is no words.
pub(crate) const HOLE: char = '\u{fffc}';

/// The texts of a page.
pub(crate) struct Texts<'a> {
    /// The page's file.
    pub(crate) document: &'a Document,
    /// The site's configuration.
    pub(crate) config: &'a Config,
    source: Cow<'a, str>,
    text: String,
    pieces: Vec<Piece>,
    places: Vec<Place>,
}

/// Where a part of the text stands in the file.
struct Piece {
    at: usize,
    length: usize,
    source: usize,
    mark: Mark,
}

/// A block of the text.
struct Place {
    range: Range<usize>,
    pieces: Range<usize>,
    kind: Kind,
    is_voice: bool,
}

impl<'a> Texts<'a> {
    /// Reads a page's texts; `None` where the file is no text.
    pub(crate) fn read(document: &'a Document, config: &'a Config) -> Option<Self> {
        let (source, _) = decode(&document.source)?;
        let mut texts = Self {
            document,
            config,
            text: String::with_capacity(source.len()),
            source,
            pieces: Vec::with_capacity(document.prose.runs.len()),
            places: Vec::with_capacity(document.prose.blocks.len() + 3),
        };
        let meta = &document.meta;
        let short_answer = meta.fields.get("short_answer").and_then(Value::as_text).unwrap_or_default();
        for (key, words) in
            [("title", meta.title.as_str()), ("description", &meta.description), ("short_answer", short_answer)]
        {
            texts.add_field(key, words);
        }
        document.prose.blocks.iter().for_each(|block| texts.add_block(block));
        Some(texts)
    }

    fn add_field(&mut self, key: &'static str, words: &str) {
        if !words.is_empty() {
            let start = self.text.len();
            self.text.push_str(words);
            self.end_block(start, self.pieces.len(), Kind::Field(key), false);
        }
    }

    fn add_block(&mut self, block: &prose::Block) {
        let (start, first) = (self.text.len(), self.pieces.len());
        let runs = &self.document.prose.runs[block.first as usize..][..block.count as usize];
        let mut line_end = false;
        for run in runs {
            let words = self.source.get(run.start as usize..run.end as usize).unwrap_or_default();
            if std::mem::take(&mut line_end) {
                let before = self.text[start..].chars().next_back();
                let joined = before.zip(words.chars().next()).is_none_or(|(before, after)| joins_lines(before, after));
                self.text.push_str(if joined { "" } else { " " });
            }
            match run.mark {
                Mark::LineEnd => line_end = true,
                Mark::Break => self.text.push('\n'),
                // The beginning of a link is no character.
                Mark::Hole if words.is_empty() => {}
                Mark::Hole => self.text.push(HOLE),
                Mark::Words | Mark::LinkWords => {
                    let (at, length) = (self.text.len(), words.len());
                    self.pieces.push(Piece { at, length, source: run.start as usize, mark: run.mark });
                    self.text.push_str(words);
                }
            }
        }
        let role = block.answer.checked_sub(1).and_then(|number| self.document.answers.get(usize::from(number)));
        // What stands before the first answer is the question, in its asker's words.
        let is_voice = match role {
            Some(answer) => answer.role != "staff",
            None => self.document.nature.has_answers || self.document.meta.kind == "voice",
        };
        self.end_block(start, first, block.kind, is_voice && block.kind != Kind::Heading);
    }

    fn end_block(&mut self, start: usize, first: usize, kind: Kind, is_voice: bool) {
        let (range, pieces) = (start..self.text.len(), first..self.pieces.len());
        self.places.push(Place { range, pieces, kind, is_voice });
        self.text.push('\n');
    }

    /// Whether words are kept apart by spaces, as in plain Japanese.
    pub(crate) fn is_spaced(&self) -> bool {
        self.document.meta.lang_level == "easy" || self.document.lang.as_deref() == Some("easy")
    }

    /// All texts, a line or more each.
    pub(crate) fn whole(&self) -> &str {
        &self.text
    }

    /// The blocks in order, the front matter's texts first.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.places.iter().map(|place| Block { texts: self, place, text: &self.text[place.range.clone()] })
    }
}

/// A text that is read as one: a paragraph, a heading, an item, a cell, a text of the front matter.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    /// The page's texts.
    pub(crate) texts: &'a Texts<'a>,
    place: &'a Place,
    /// The words, without markup and readings; lines of the file joined as in the page.
    pub(crate) text: &'a str,
}

impl<'a> Block<'a> {
    /// What it is.
    pub(crate) fn kind(&self) -> Kind {
        self.place.kind
    }

    /// Whether it is a cell of a table.
    pub(crate) fn is_cell(&self) -> bool {
        self.place.kind == Kind::Cell
    }

    /// Whether it is what somebody else than the office said: their words are theirs.
    pub(crate) fn is_voice(&self) -> bool {
        self.place.is_voice
    }

    /// Whether a byte of the text stands in a link.
    pub(crate) fn is_linked(&self, at: usize) -> bool {
        self.piece_at(self.place.range.start + at).is_some_and(|piece| piece.mark == Mark::LinkWords)
    }

    /// The lines of the file that the block is made of, as far as they hold its words, and where they begin; none of a
    /// text of the front matter.
    pub(crate) fn written(&self) -> Option<(usize, &'a str)> {
        let pieces = self.texts.pieces.get(self.place.pieces.clone())?;
        let (first, last) = pieces.first().zip(pieces.last())?;
        let source = &*self.texts.source;
        let start = source[..first.source].rfind('\n').map_or(0, |at| at + 1);
        let end = last.source + last.length;
        let end = source[end..].find('\n').map_or(source.len(), |at| end + at);
        source.get(start..end).map(|lines| (start, lines))
    }

    /// Where a range of the text stands in the file, and whether its bytes are these words and nothing else.
    pub(crate) fn span(&self, range: &Range<usize>) -> (Span, bool) {
        if let Kind::Field(key) = self.place.kind {
            let span = self.texts.document.place_of(key, self.text);
            let is_exact = span.end - span.start == self.text.len();
            let within = Span::new(span.start + range.start, span.start + range.end);
            let is_exact = is_exact && self.texts.source.get(within.range()) == self.text.get(range.clone());
            return if is_exact { (within, true) } else { (span, false) };
        }
        let (start, end) = (self.place.range.start + range.start, self.place.range.start + range.end);
        let last = if range.is_empty() { start } else { end - 1 };
        let first = self.piece_at(start);
        let first = first.map(|piece| piece.source + start - piece.at);
        let last = self.piece_at(last).map(|piece| piece.source + end - piece.at);
        match (first, last) {
            (Some(first), Some(last)) => (Span::new(first, last), last.checked_sub(first) == Some(range.len())),
            (Some(one), None) | (None, Some(one)) => (Span::new(one, one), false),
            (None, None) => (Span::default(), false),
        }
    }

    /// The piece that a byte stands in, or the one that ends there.
    fn piece_at(&self, at: usize) -> Option<&'a Piece> {
        let pieces = self.texts.pieces.get(self.place.pieces.clone())?;
        let number = pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?;
        pieces.get(number).filter(|piece| at <= piece.at + piece.length)
    }

    /// A finding of a rule about a range of the text.
    pub(crate) fn tell(&self, rule: &Rule, range: &Range<usize>, message: Message) -> Diagnostic {
        Diagnostic::new(rule.level, rule.code, message)
            .at(&self.texts.document.path, self.span(range).0)
            .help(how_to_mend(rule))
            .quoting(rule.what.clone())
    }

    /// Adds the words that `check --fix` writes in place of a range, where they stand in the file as they are shown.
    pub(crate) fn fix(&self, finding: Diagnostic, range: &Range<usize>, words: &str) -> Diagnostic {
        match self.span(range) {
            (span, true) => finding.fix(span, words),
            (_, false) => finding,
        }
    }

    /// Adds the words that a person may write in place of a range.
    pub(crate) fn offer(&self, finding: Diagnostic, range: &Range<usize>, words: &str) -> Diagnostic {
        match self.span(range) {
            (span, true) => finding.offer(span, words),
            (_, false) => finding,
        }
    }

    /// Whether site.toml passes over what stands in a range, for the findings of a code.
    pub(crate) fn is_allowed(&self, code: &str, range: &Range<usize>) -> bool {
        let words = self.texts.config.check_allow.get(code).map_or(&[][..], |allowed| &allowed.words);
        words.iter().filter(|word| !word.is_empty()).any(|word| {
            let covers = |at: usize| at <= range.start && range.end <= at + word.len();
            self.text.match_indices(word.as_str()).any(|(at, _)| covers(at))
        })
    }
}

/// What a pattern has found in a block.
pub(crate) struct Found<'a> {
    /// The block.
    pub(crate) block: Block<'a>,
    /// Where in its text.
    pub(crate) range: Range<usize>,
}

impl<'a> Found<'a> {
    /// The words that were found.
    pub(crate) fn words(&self) -> &'a str {
        &self.block.text[self.range.clone()]
    }

    /// What stands before them in the block.
    pub(crate) fn before(&self) -> &'a str {
        &self.block.text[..self.range.start]
    }

    /// What follows them in the block.
    pub(crate) fn after(&self) -> &'a str {
        &self.block.text[self.range.end..]
    }

    /// A finding about them.
    pub(crate) fn tell(&self, rule: &Rule, message: Message) -> Diagnostic {
        self.block.tell(rule, &self.range, message)
    }

    /// Adds the words that `check --fix` writes instead.
    pub(crate) fn fix(&self, finding: Diagnostic, words: &str) -> Diagnostic {
        self.block.fix(finding, &self.range, words)
    }

    /// Adds the words that a person may write instead.
    pub(crate) fn offer(&self, finding: Diagnostic, words: &str) -> Diagnostic {
        self.block.offer(finding, &self.range, words)
    }
}

/// How a rule says to mend what it finds, as the help of a finding.
pub(crate) fn how_to_mend(rule: &Rule) -> Message {
    let (ja, en) = (rule.how.ja.trim_end_matches('。'), rule.how.en.trim_end_matches('.'));
    msgf!(ja: "{ja}", en: "{en}")
}

/// Where a pattern is found: its first group, or the whole match if it has none. What stands around a group only
/// guards it, and may guard the next one as well.
pub(crate) fn find_all(pattern: &Regex, text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at <= text.len() {
        // Where nothing is found, groups are not asked for: that is most often.
        let Some(whole) = pattern.find_at(text, at) else { break };
        let group = (pattern.captures_len() > 1).then(|| pattern.captures_at(text, at)).flatten();
        let group = group.and_then(|captures| captures.get(1).map(|part| part.range()));
        let range = group.unwrap_or(whole.range());
        let next = text[range.end..].chars().next().map_or(1, char::len_utf8);
        at = if range.is_empty() { range.end + next } else { range.end };
        if !range.is_empty() {
            found.push(range);
        }
    }
    found
}
