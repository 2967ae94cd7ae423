//! A page's text by headings, kept as places in its file: nearly all of it stands there as it is, and a large site must
//! not be in memory twice.

use std::ops::Range;

use memchr::memmem;

use crate::{load::section::Section, text::span::floor_char_boundary};

/// How much markup may stand between two pieces that follow each other.
const MARKS: usize = 16;

/// How far behind a piece the next one is looked for.
const WINDOW: usize = 400;

/// How many bytes have to be the same for a piece that follows the one before, and for one further on.
const SAME_NEAR: usize = 6;
const SAME_FURTHER: usize = 12;

/// The sections of a page.
#[derive(Debug, Default)]
pub struct StoredSections(Box<[Stored]>);

#[derive(Debug)]
struct Stored {
    anchor: Box<str>,
    heading: Box<str>,
    reading: Box<str>,
    /// The pieces of the text in order.
    pieces: Box<[Piece]>,
    /// What does not stand in the file.
    own: Box<str>,
}

/// A part of a text.
#[derive(Clone, Copy, Debug)]
enum Piece {
    /// Stands in the file.
    Source { start: u32, length: u32 },
    /// So many bytes of what does not, behind those before.
    Own(u32),
}

impl StoredSections {
    /// Keeps sections of the text in a file.
    pub fn new(sections: Vec<Section>, file: &[u8]) -> Self {
        let source = simdutf8::basic::from_utf8(file).ok().filter(|text| u32::try_from(text.len()).is_ok());
        let mut cursor = 0;
        let stored = |section: Section| store(section, source.unwrap_or_default(), &mut cursor);
        Self(sections.into_iter().map(stored).collect())
    }

    /// The sections, of a page with the same file.
    pub fn read(&self, file: &[u8]) -> Vec<Section> {
        self.0.iter().map(|stored| stored.read(file)).collect()
    }
}

impl Stored {
    fn read(&self, file: &[u8]) -> Section {
        let mut text = Vec::new();
        let mut own = self.own.as_bytes();
        for piece in &self.pieces {
            match *piece {
                Piece::Source { start, length } => {
                    text.extend_from_slice(&file[start as usize..start as usize + length as usize]);
                }
                Piece::Own(length) => {
                    let (piece, rest) = own.split_at(length as usize);
                    text.extend_from_slice(piece);
                    own = rest;
                }
            }
        }
        Section {
            anchor: self.anchor.to_string(),
            heading: self.heading.to_string(),
            reading: self.reading.to_string(),
            text: String::from_utf8(text).expect("pieces are cut between characters"),
        }
    }
}

/// Keeps a section; `cursor` is where the one before ended in the file.
fn store(section: Section, source: &str, cursor: &mut usize) -> Stored {
    let (text, mut at) = (section.text.as_str(), 0);
    let (mut pieces, mut own) = (Vec::new(), String::new());
    while at < text.len() {
        match next_piece(&text[at..], source, *cursor) {
            Some(found) => {
                *cursor = found.end;
                at += found.len();
                pieces.push(Piece::Source { start: found.start as u32, length: found.len() as u32 });
            }
            None => {
                let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
                own.push_str(&text[at..end]);
                match pieces.last_mut() {
                    Some(Piece::Own(length)) => *length += (end - at) as u32,
                    _ => pieces.push(Piece::Own((end - at) as u32)),
                }
                at = end;
            }
        }
    }
    Stored {
        anchor: section.anchor.into(),
        heading: section.heading.into(),
        reading: section.reading.into(),
        pieces: pieces.into(),
        own: own.into(),
    }
}

/// The place of the file, from a byte on, that goes on as a text begins.
fn next_piece(text: &str, source: &str, from: usize) -> Option<Range<usize>> {
    let beginning = |length: usize| &text.as_bytes()[..floor_char_boundary(text, length)];
    let rest = &source.as_bytes()[from..];
    let near = (0..rest.len().min(MARKS)).find(|at| rest[*at..].starts_with(beginning(SAME_NEAR)));
    let further = || memmem::find(&rest[..rest.len().min(WINDOW)], beginning(SAME_FURTHER));
    let start = from + near.or_else(further)?;
    let same = text.bytes().zip(source.as_bytes()[start..].iter()).take_while(|(a, b)| a == *b).count();
    Some(start..start + floor_char_boundary(text, same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again() {
        let file = "---\ntitle: 冬\n---\n\n灯油は月に**90リットル**ほど使います。\n\n- [配達](a.md)を頼みます\n- 自分で買います\n\n雪は{深|ふか}いです。\n";
        let texts = [
            "灯油は月に90リットルほど使います。\n配達を頼みます\n自分で買います\n雪は深いです。",
            "",
            "ほかで書いた文です。\n自分で買います",
            "\n\n",
        ];
        for file in [file, "", "灯油は"] {
            let sections = |text: &&str| Section {
                anchor: "a".to_owned(),
                heading: "冬".to_owned(),
                reading: String::new(),
                text: (*text).to_owned(),
            };
            let sections: Vec<Section> = texts.iter().map(sections).collect();
            let stored = StoredSections::new(sections.clone(), file.as_bytes());
            assert_eq!(stored.read(file.as_bytes()), sections);
        }
        let stored =
            StoredSections::new(vec![Section { text: texts[0].to_owned(), ..Section::default() }], file.as_bytes());
        assert!(stored.0[0].own.len() < texts[0].len() / 2, "{:?}", stored.0[0].own);
    }
}
