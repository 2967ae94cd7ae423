//! Lines of HTML that hold whole blocks, all of them clean wherever they stand: the frame of pages is the same on each.

use ahash::AHashMap;
use memchr::{memchr, memmem};

use crate::base::hash::{Digest, Fingerprint};

/// How many lines are remembered.
const MANY: usize = 4_000;

/// The lines that are known, with what each leaves open: whether a cell.
#[derive(Default)]
pub(super) struct KnownLines(AHashMap<Fingerprint, bool>);

/// A line that is being read.
pub(super) struct OpenLine {
    /// Where it ends.
    pub(super) end: usize,
    /// How much was found before it.
    pub(super) found: usize,
    /// Stands for it.
    pub(super) print: Fingerprint,
}

/// What is known of a line.
pub(super) enum Line {
    /// It holds nothing.
    Known {
        /// Where it ends.
        end: usize,
        /// Whether a cell is open behind it.
        cell: bool,
    },
    /// It has to be read.
    New(OpenLine),
}

impl KnownLines {
    /// What is known of the line that begins with the line's end at a byte; `None`: there is none, or what it holds is
    /// not decided by itself.
    pub(super) fn look(&self, text: &str, at: usize, cell: bool) -> Option<Line> {
        let bytes = text.as_bytes();
        if bytes[at] != b'\n' {
            return None;
        }
        let end = memchr(b'\n', &bytes[at + 1..]).map_or(bytes.len(), |end| at + 1 + end);
        let inside = &bytes[at..end];
        // Whether a call leads to what it shows may be told by the next line.
        if memmem::find(inside, b"tel:").is_some() {
            return None;
        }
        let print = Digest::new().part(inside).number(cell.into()).finish();
        Some(match self.0.get(&print) {
            Some(cell) => Line::Known { end, cell: *cell },
            None => Line::New(OpenLine { end, found: 0, print }),
        })
    }

    /// Remembers a line that holds nothing.
    pub(super) fn remember(&mut self, line: &OpenLine, cell: bool) {
        if self.0.len() >= MANY {
            self.0.clear();
        }
        self.0.insert(line.print, cell);
    }
}
