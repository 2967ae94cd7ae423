//! A file being read: what was found so far, and how much may still be read. Limits are counts and never a clock, so
//! that the same file gives the same contents on every machine.

use std::collections::BTreeMap;

use crate::{
    attachment::{
        contents::{Contents, Fault, Mark, Property, Text},
        fault::FaultKind,
    },
    msg, msgf,
    report::message::Message,
};

/// Bytes of text that are read of a file: about two million characters.
const MOST_TEXT: usize = 6 << 20;
/// Bytes that the parts of a file may have together, unpacked.
const MOST_UNPACKED: u64 = 200 << 20;
/// How many files may lie within each other.
const DEPTH: usize = 4;
/// Faults of one kind that are kept, each with its place.
const MOST_PLACES: usize = 200;

/// A reader of one kind of file.
pub(super) struct Reader {
    /// Whether a file is of its kind.
    pub(super) knows: fn(&File<'_>) -> bool,
    /// Reads it.
    pub(super) read: fn(&File<'_>, &mut Reading),
}

/// A file as readers are handed it.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    /// The ending of its name, in small letters: it only tells texts from each other.
    pub(super) ending: &'a str,
    /// What is read.
    pub(super) bytes: &'a [u8],
}

/// A file being read.
pub(super) struct Reading {
    contents: Contents,
    /// Reads a file inside the one that is read.
    read: fn(&str, &[u8], &mut Self),
    /// The names of the files around the one that is read.
    within: Vec<String>,
    text_left: usize,
    unpacked_left: u64,
}

/// A name as a place; empty for none.
pub(super) fn name_of(name: &str) -> Message {
    if name.is_empty() { Message::default() } else { msgf!(ja: "「{name}」", en: "`{name}`") }
}

impl Reading {
    /// Begins; `read` is how files inside it are read.
    pub(super) fn new(read: fn(&str, &[u8], &mut Self)) -> Self {
        let (text_left, unpacked_left) = (MOST_TEXT, MOST_UNPACKED);
        Self { contents: Contents::default(), read, within: Vec::new(), text_left, unpacked_left }
    }

    /// Adds a text.
    pub(super) fn text(&mut self, place: Message, text: impl Into<String>) {
        self.marked(place, text, Vec::new());
    }

    /// Adds a text of which parts stand in places of their own.
    pub(super) fn marked(&mut self, place: Message, text: impl Into<String>, marks: Vec<Mark>) {
        let mut text: String = text.into();
        if text.trim().is_empty() {
            return;
        }
        if text.len() > self.text_left {
            let mut end = self.text_left;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            self.fault(FaultKind::NotReadToEnd, Message::default());
        }
        self.text_left -= text.len().min(self.text_left);
        let place = self.here(place);
        self.contents.texts.push(Text { place, text, marks });
    }

    /// Adds a property.
    pub(super) fn property(&mut self, place: Message, value: &str) {
        let value = value.trim();
        if !value.is_empty() && value.len() < 4000 {
            let place = self.here(place);
            self.contents.properties.push(Property { place, value: value.to_owned() });
        } else {
            self.text(place, value);
        }
    }

    /// Adds what the form hides.
    pub(super) fn fault(&mut self, kind: FaultKind, place: Message) {
        let fault = Fault { kind, place: self.here(place) };
        let same = self.contents.faults.iter().filter(|known| known.kind == kind);
        if same.count() < MOST_PLACES && !self.contents.faults.contains(&fault) {
            self.contents.faults.push(fault);
        }
    }

    /// Reads a file inside the one that is read.
    pub(super) fn nested(&mut self, name: &str, bytes: &[u8]) {
        if self.within.len() + 1 >= DEPTH {
            return self.fault(FaultKind::NotReadToEnd, name_of(name));
        }
        self.within.push(name.to_owned());
        (self.read)(name, bytes, self);
        self.within.pop();
    }

    /// Whether a file inside another is read.
    pub(super) fn is_inside(&self) -> bool {
        !self.within.is_empty()
    }

    /// How many bytes may still be unpacked.
    pub(super) fn unpacked_left(&self) -> u64 {
        self.unpacked_left
    }

    /// Counts unpacked bytes.
    pub(super) fn unpack(&mut self, bytes: usize) {
        self.unpacked_left = self.unpacked_left.saturating_sub(bytes as u64);
    }

    /// Whether nothing more is taken of a file of which there is more; that is told.
    pub(super) fn is_full(&mut self) -> bool {
        let full = self.text_left == 0 || self.unpacked_left == 0;
        if full {
            self.fault(FaultKind::NotReadToEnd, Message::default());
        }
        full
    }

    /// Begins again for another version of the file that is read: what it holds is kept apart.
    pub(super) fn apart(&self) -> Self {
        let (read, within) = (self.read, self.within.clone());
        let (text_left, unpacked_left) = (self.text_left, self.unpacked_left);
        Self { contents: Contents::default(), read, within, text_left, unpacked_left }
    }

    /// Whether a fault was found.
    pub(super) fn has(&self, kind: FaultKind) -> bool {
        self.contents.faults.iter().any(|fault| fault.kind == kind)
    }

    /// All lines by what they are without spaces: how they are set may change from one version to the next.
    pub(super) fn lines(&self) -> BTreeMap<String, &str> {
        let texts = self.contents.texts.iter().map(|text| text.text.as_str());
        let lines = texts.chain(self.contents.properties.iter().map(|property| property.value.as_str()));
        let plain = |line: &str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        lines.flat_map(str::lines).map(|line| (plain(line), line)).filter(|(plain, _)| !plain.is_empty()).collect()
    }

    /// A place in the file that is read, as one of the outermost.
    fn here(&self, place: Message) -> Message {
        let Some(name) = self.within.last() else { return place };
        let Message { ja, en } = &place;
        if place.is_empty() {
            return msgf!(ja: "中のファイル「{name}」", en: "the file `{name}` in it");
        }
        msgf!(ja: "中のファイル「{name}」の{ja}", en: "the file `{name}` in it, {en}")
    }

    /// Everything that was found.
    pub(super) fn finish(self) -> Contents {
        self.contents
    }
}

/// The main text of a document.
pub(super) fn body() -> Message {
    msg!(ja: "本文", en: "the text")
}
