//! Rich text: words among commands, in the code page that the file names.

use encoding_rs::{Encoding, SHIFT_JIS, WINDOWS_1252};

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{File, Reader, Reading, body},
    },
    msg,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows: |file| file.bytes.starts_with(b"{\\rtf"), read };

/// Groups in which nobody writes.
const FORM: [&str; 9] =
    ["fonttbl", "colortbl", "stylesheet", "listtable", "pict", "themedata", "datastore", "latentstyles", "rsidtbl"];

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    Text,
    Property,
    Nowhere,
}

struct Rtf<'a> {
    bytes: &'a [u8],
    at: usize,
    encoding: &'static Encoding,
    /// Bytes of words that wait to be decoded together.
    raw: Vec<u8>,
    text: String,
    property: String,
    groups: Vec<(Goal, usize)>,
    goal: Goal,
    /// How many characters stand in for one that old programs do not know.
    stand_ins: usize,
    /// Characters that stand in for the one before, for old programs.
    skip: usize,
    /// Whether a file lies in it.
    embeds: bool,
}

fn read(file: &File<'_>, reading: &mut Reading) {
    let japanese = memchr::memmem::find(file.bytes, b"ansicpg932").is_some();
    let encoding = if japanese { SHIFT_JIS } else { WINDOWS_1252 };
    let mut rtf = Rtf {
        bytes: file.bytes,
        at: 0,
        encoding,
        raw: Vec::new(),
        text: String::new(),
        property: String::new(),
        groups: Vec::new(),
        goal: Goal::Text,
        stand_ins: 1,
        skip: 0,
        embeds: false,
    };
    let mut properties = Vec::new();
    while let Some(byte) = rtf.bytes.get(rtf.at).copied() {
        rtf.at += 1;
        match byte {
            b'{' => {
                rtf.flush();
                rtf.groups.push((rtf.goal, rtf.stand_ins));
            }
            b'}' => {
                rtf.flush();
                if rtf.goal == Goal::Property {
                    properties.push(std::mem::take(&mut rtf.property));
                }
                (rtf.goal, rtf.stand_ins) = rtf.groups.pop().unwrap_or((Goal::Text, 1));
                rtf.skip = 0;
            }
            b'\\' => rtf.command(),
            b'\r' | b'\n' => {}
            byte if rtf.skip > 0 => rtf.skip -= usize::from(byte != 0),
            byte => rtf.raw.push(byte),
        }
    }
    rtf.flush();
    if rtf.embeds {
        reading.fault(FaultKind::EmbeddedObject, Message::default());
    }
    reading.text(body(), rtf.text);
    let place: Message = msg!(ja: "プロパティ", en: "properties");
    properties.iter().for_each(|value| reading.property(place.clone(), value));
}

impl Rtf<'_> {
    fn command(&mut self) {
        let rest = &self.bytes[self.at..];
        match rest.first() {
            Some(b'\'') => {
                let hex = rest.get(1..3).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
                self.at += 3.min(rest.len());
                match (hex, self.skip) {
                    (Some(byte), 0) => self.raw.push(byte),
                    _ => self.skip = self.skip.saturating_sub(1),
                }
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let number = rest[name..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
                let word = String::from_utf8_lossy(&rest[..name]).into_owned();
                let value = std::str::from_utf8(&rest[name..name + number]).ok().and_then(|text| text.parse().ok());
                let space = usize::from(rest.get(name + number) == Some(&b' '));
                self.at += name + number + space;
                self.word(&word, value);
            }
            Some(b'*') => self.at += 1,
            Some(byte) => {
                self.at += 1;
                match byte {
                    b'~' => self.raw.push(b' '),
                    b'_' => self.raw.push(b'-'),
                    b'{' | b'}' | b'\\' => self.raw.push(*byte),
                    _ => {}
                }
            }
            None => {}
        }
    }

    fn word(&mut self, word: &str, value: Option<i32>) {
        match word {
            "u" => {
                self.flush();
                let unit = value.map_or(0, |value| u32::try_from(value.rem_euclid(0x10000)).unwrap_or(0));
                let c = char::from_u32(unit).unwrap_or('\u{fffd}');
                self.push(&c.to_string());
                self.skip = self.stand_ins;
            }
            "uc" => self.stand_ins = value.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            "par" | "line" | "row" | "page" | "sect" => {
                self.flush();
                self.push("\n");
            }
            "tab" | "cell" => self.raw.push(b' '),
            "author" | "operator" | "title" | "company" | "manager" | "doccomm" | "subject" | "keywords"
            | "category" => self.goal = Goal::Property,
            "objdata" => (self.goal, self.embeds) = (Goal::Nowhere, true),
            _ if FORM.contains(&word) => self.goal = Goal::Nowhere,
            _ => {}
        }
    }

    fn flush(&mut self) {
        if !self.raw.is_empty() {
            let raw = std::mem::take(&mut self.raw);
            // Japanese programs write Shift_JIS and forget to say so.
            let encoding = if raw.is_ascii() { self.encoding } else { SHIFT_JIS };
            let strict = encoding.decode_without_bom_handling_and_without_replacement(&raw);
            let text = strict.unwrap_or_else(|| self.encoding.decode_without_bom_handling(&raw).0);
            self.push(&text);
        }
    }

    fn push(&mut self, words: &str) {
        match self.goal {
            Goal::Text => self.text.push_str(words),
            Goal::Property => self.property.push_str(words),
            Goal::Nowhere => {}
        }
    }
}
