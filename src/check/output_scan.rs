//! The gate on what a template writes, block by block. What stands in the page's own file as it stands here was read
//! there, in its place; what stands on every page is read once. The rest is new: joined, cut, taken from elsewhere.

use std::ops::Range;

use ahash::AHashSet;
use memchr::{memchr, memchr2, memchr3, memmem};

use crate::{
    base::hash::{Digest, Fingerprint},
    check::{
        call_links::calls_shown,
        known_lines::{KnownLines, Line, OpenLine},
        markup_names::{find_bar, is_date, is_foreign, is_inline, is_own},
        source_text::{ShownSource, SourceText},
    },
    privacy::{Gate, Hit, Kind, Place, review},
    text::date::Date,
};

/// How long a cell may be that is a piece of something.
const PIECE: usize = 18;

/// What outputs are read with, one after the other.
pub(super) struct ScanContext<'a> {
    gate: &'a Gate,
    now: Date,
    /// The site's own address, whose parts are names of files.
    base: &'a str,
    /// Texts in which nothing was found.
    clean: AHashSet<Fingerprint>,
    lines: KnownLines,
    shown: ShownSource,
}

impl<'a> ScanContext<'a> {
    /// A context that knows some texts in which the gate found nothing.
    pub(super) fn new(gate: &'a Gate, now: Date, base: &'a str, clean: AHashSet<Fingerprint>) -> Self {
        Self { gate, now, base, clean, lines: KnownLines::default(), shown: ShownSource::default() }
    }

    /// How many texts it knows to be clean.
    pub(super) fn count(&self) -> usize {
        self.clean.len()
    }

    /// The texts in which nothing was found.
    pub(super) fn into_clean(self) -> AHashSet<Fingerprint> {
        self.clean
    }

    /// Everything in a text, by the gate.
    fn review(&self, text: &str) -> Vec<Hit> {
        review(text, Place::Words, self.gate, self.now).open
    }
}

/// Finds what blocks in the texts of an output; `source` is the file that it shows, empty if it shows none.
pub(super) fn scan(context: &mut ScanContext<'_>, text: &str, form: Form, source: &str) -> Vec<(String, Hit)> {
    context.shown.begin(source);
    let mut reader = Reader {
        context,
        text,
        source: SourceText::new(source),
        found: Vec::new(),
        start: 0,
        runs: Vec::new(),
        cell: false,
        cells: Vec::new(),
        is_own: false,
    };
    match form {
        Form::Tags => reader.tags(),
        Form::Strings => reader.strings(0..text.len(), b"\""),
        Form::Lines => reader.lines(),
    }
    reader.found
}

/// How an output divides its texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// By tags: HTML, XML.
    Tags,
    /// By quotation marks: JSON.
    Strings,
    /// By lines.
    Lines,
}

struct Reader<'a, 'c> {
    context: &'a mut ScanContext<'c>,
    text: &'a str,
    /// The file that the output shows.
    source: SourceText<'a>,
    found: Vec<(String, Hit)>,
    /// Where the open block begins.
    start: usize,
    /// Its texts between tags.
    runs: Vec<Range<usize>>,
    /// Whether the open block is a cell of a row or an item of a list.
    cell: bool,
    /// The short ones of those before, in the same row or list.
    cells: Vec<Range<usize>>,
    /// Whether something of the line was known by the source that the output shows.
    is_own: bool,
}

impl Reader<'_, '_> {
    fn tags(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut line = None;
        while at < bytes.len() {
            self.end_line(&mut line, at);
            if let Some(end) = self.begin_line(&mut line, at) {
                at = end;
                continue;
            }
            let open = memchr(b'<', &bytes[at..]).map_or(bytes.len(), |open| at + open);
            self.run(at..open);
            if open == bytes.len() {
                break;
            }
            at = self.tag(open);
        }
        self.flush(bytes.len());
        self.join();
    }

    /// Whether no block is open at a place.
    fn is_between(&self, at: usize) -> bool {
        self.start == at && self.runs.is_empty() && self.cells.is_empty()
    }

    /// Passes over a line that was read before and held nothing; returns where it ends.
    fn begin_line(&mut self, line: &mut Option<OpenLine>, at: usize) -> Option<usize> {
        if !self.is_between(at) {
            return None;
        }
        match self.context.lines.look(self.text, at, self.cell)? {
            Line::Known { end, cell } => {
                (self.start, self.cell) = (end, cell);
                Some(end)
            }
            Line::New(open) => {
                (*line, self.is_own) = (Some(OpenLine { found: self.found.len(), ..open }), false);
                None
            }
        }
    }

    /// Remembers a line that has come to its end with everything in it, and held nothing.
    fn end_line(&mut self, line: &mut Option<OpenLine>, at: usize) {
        if let Some(open) = line.take_if(|open| at >= open.end)
            && at == open.end
            && self.is_between(at)
            && !self.is_own
            && open.found == self.found.len()
        {
            self.context.lines.remember(&open, self.cell);
        }
    }

    /// Reads a tag, and with a script all that is in it; returns where it ends.
    fn tag(&mut self, open: usize) -> usize {
        let (text, bytes) = (self.text, self.text.as_bytes());
        if text[open..].starts_with("<!--") {
            let end = memmem::find(&bytes[open..], b"-->").map_or(bytes.len(), |end| open + end + 3);
            self.flush(open);
            self.piece(open + 4..end.saturating_sub(3).max(open + 4));
            self.start = end;
            return end;
        }
        let mut end = open + 1;
        while let Some(next) = memchr3(b'>', b'"', b'\'', &bytes[end.min(bytes.len())..]).map(|next| end + next) {
            end = next + 1;
            if bytes[next] == b'>' {
                break;
            }
            end = memchr(bytes[next], &bytes[end..]).map_or(bytes.len(), |close| end + close + 1);
        }
        let inside = &bytes[open + 1..end];
        let closing = inside.first() == Some(&b'/');
        let name = &inside[usize::from(closing)..];
        let name = &name[..name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let inline = is_inline(name);
        if !inline {
            self.flush(open);
            self.cell = !closing && matches!(name, b"td" | b"th" | b"li" | b"text");
        }
        if matches!(name, b"tr" | b"ul" | b"ol" | b"svg") {
            self.join();
        }
        if !closing {
            self.attributes(open + 1 + name.len()..end);
        }
        if !closing && matches!(name, b"script" | b"style") {
            let close: &[u8] = if name == b"script" { b"</script" } else { b"</style" };
            let stop = memmem::find(&bytes[end..], close).map_or(bytes.len(), |stop| end + stop);
            self.strings(end..stop, if memmem::find(inside, b"json").is_some() { b"\"" } else { b"\"'`" });
            end = stop;
        }
        if !inline {
            self.start = end;
        }
        end
    }

    /// The values of attributes that may hold somebody's words.
    fn attributes(&mut self, range: Range<usize>) {
        let bytes = self.text.as_bytes();
        let mut at = range.start;
        while let Some(quote) = memchr2(b'"', b'\'', &bytes[at..range.end]).map(|quote| at + quote) {
            let Some(close) = memchr(bytes[quote], &bytes[quote + 1..range.end]).map(|close| quote + 1 + close) else {
                return;
            };
            let name = &bytes[at..quote];
            let name = &name[name.iter().rposition(|byte| byte.is_ascii_whitespace()).map_or(0, |space| space + 1)..];
            let name = name.strip_suffix(b"=").unwrap_or(name);
            let value = quote + 1..close;
            at = close + 1;
            let address = matches!(name, b"href" | b"src" | b"srcset" | b"action");
            let written = &bytes[value.clone()];
            let relative = address && (memchr(b':', written).is_none() || written.starts_with(b"data:image/"));
            let relative = relative || calls_shown(self.text, value.clone(), range.end);
            if value.len() > 3 && !relative && (!is_own(name) || is_foreign(name, &bytes[value.clone()])) {
                self.piece(value);
            }
        }
    }

    /// The texts between quotation marks of these kinds.
    fn strings(&mut self, range: Range<usize>, marks: &[u8]) {
        let bytes = self.text.as_bytes();
        let mut at = range.start;
        let open =
            |at: usize| bytes[at..range.end].iter().position(|byte| marks.contains(byte)).map(|open| at + open + 1);
        while let Some(open) = open(at) {
            let mark = bytes[open - 1];
            let mut close = open;
            loop {
                match memchr2(mark, b'\\', &bytes[close..range.end]).map(|next| close + next) {
                    Some(next) if bytes[next] == b'\\' => close = (next + 2).min(range.end),
                    Some(next) => {
                        close = next;
                        break;
                    }
                    None => {
                        close = range.end;
                        break;
                    }
                }
            }
            self.piece(open..close);
            at = (close + 1).min(range.end);
        }
    }

    fn lines(&mut self) {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            self.piece(at..at + line.trim_end().len());
            at += line.len();
        }
    }

    /// Takes a text between two tags into the open block.
    fn run(&mut self, range: Range<usize>) {
        let run = &self.text[range.clone()];
        let trimmed = run.trim_ascii();
        if !trimmed.is_empty() {
            let start = range.start + (run.len() - run.trim_ascii_start().len());
            self.runs.push(start..start + trimmed.len());
        }
    }

    /// Looks at the cells of a row or the items of a list together: what stands in pieces, 佐藤 | 花子.
    fn join(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let words: Vec<&str> = cells.iter().map(|cell| &self.text[cell.clone()]).collect();
        let joined = words.join(" ");
        // Only as a row: what one cell holds alone is not looked for here.
        let print = Digest::new().part("row").part(&joined).finish();
        if cells.len() < 2 || self.context.clean.contains(&print) {
            return;
        }
        let pieces = |text: &str| text.split(' ').count() > 1 && text.split(' ').all(|piece| words.contains(&piece));
        let hits = self.context.review(&joined).into_iter().filter(|hit| {
            hit.severity.blocks()
                && matches!(hit.kind, Kind::Phone | Kind::PersonName)
                && pieces(&joined[hit.range.clone()])
        });
        let before = self.found.len();
        self.found.extend(hits.map(|hit| (joined[hit.range.clone()].to_owned(), hit)));
        if self.found.len() == before {
            self.context.clean.insert(print);
        }
    }

    /// Ends the open block.
    fn flush(&mut self, end: usize) {
        let (Some(first), Some(last)) = (self.runs.first(), self.runs.last()) else { return };
        match self.runs.len() == 1 && self.cell && first.len() <= PIECE {
            true => self.cells.push(first.clone()),
            false => self.cells.clear(),
        }
        // Around a text alone there is nothing that would be a part of it: then it is the same whatever links to it.
        let block = if self.runs.len() == 1 { first.start..last.end } else { self.start.min(first.start)..end };
        if self.runs.len() == 1 && is_date(&self.text[block.clone()]) {
            return self.runs.clear();
        }
        // A page's title beside the site's: of two texts the second stands on every page.
        if let (1, Some(bar)) = (self.runs.len(), find_bar(&self.text[block.clone()]).map(|bar| block.start + bar)) {
            self.runs.clear();
            self.piece(block.start..bar);
            return self.piece(bar + 3..block.end);
        }
        let print = Fingerprint::of(&self.text[block.clone()]);
        let runs: Vec<&[u8]> = self.runs.drain(..).map(|run| self.text[run].as_bytes()).collect();
        let (clean, met) = (self.context.clean.contains(&print), self.context.shown.blocks.contains(&print));
        if self.source.goes_on_with(&runs) {
            self.is_own = true;
        } else if !clean && !met && self.source.holds(&runs) {
            self.is_own = true;
            self.context.shown.blocks.insert(print);
        } else if !clean && !met {
            self.look(block);
        }
        self.is_own |= met;
    }

    /// A text that is a block of its own.
    fn piece(&mut self, range: Range<usize>) {
        let value = &self.text[range.clone()];
        let own = !self.context.base.is_empty() && value.starts_with(self.context.base);
        if range.len() > 3 && !own && !self.is_seen(&range) {
            if self.context.shown.passes(&mut self.source, value) {
                self.is_own = true;
            } else {
                self.look(range);
            }
        }
    }

    fn is_seen(&self, range: &Range<usize>) -> bool {
        self.context.clean.contains(&Fingerprint::of(&self.text[range.clone()]))
    }

    fn look(&mut self, range: Range<usize>) {
        let text = &self.text[range];
        let hits = self.context.review(text).into_iter().filter(|hit| hit.severity.blocks());
        let before = self.found.len();
        self.found.extend(hits.map(|hit| (text[hit.range.clone()].to_owned(), hit)));
        if self.found.len() == before {
            self.context.clean.insert(Fingerprint::of(text));
        }
    }
}

/// Finds everything in a file that is copied as it is, or in an output's name.
pub(super) fn copied(context: &ScanContext<'_>, text: &str) -> Vec<(String, Hit)> {
    context.review(text).into_iter().map(|hit| (text[hit.range.clone()].to_owned(), hit)).collect()
}

#[cfg(test)]
#[path = "output_scan_tests.rs"]
mod tests;
