//! PDF: the text of every page whatever its colour, mode or layer, and everything beside the pages.
//!
//! The syntax is read by `hayro-syntax`, which mends what programs write wrongly; what the pages say is read here,
//! since only who follows the drawing knows what lies under a box and what is white on white.
//!
//! - **In**: the bytes of a PDF.
//! - **Out**: its texts, page by page, and what its form hides.
//! - **Never**: draw; trust a length, a count or a reference of the file.
//! - **Read first**: this file, then [`content`].
//! - **One more**: what stands beside the pages is a function of [`document`].
//! - **Tests**: `tests/it/attachments.rs`.

mod colour;
mod content;
mod document;
mod encoding;
mod figure;
mod font;
mod geometry;
mod image;
mod notes;
mod order;
mod page;
mod painting;
mod unpack;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::{
    attachment::{
        fault::FaultKind,
        pdf::{font::Fonts, page::PageText},
        reading::{File, Reader, Reading},
    },
    msg, msgf,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

/// Pages that are read of a file.
const MOST_PAGES: usize = 3000;
/// Steps of all pages together that are followed.
const MOST_STEPS: usize = 10_000_000;
/// Earlier versions that are read of a file.
const MOST_VERSIONS: usize = 12;
/// How many characters of a hundred may be unreadable before it is told.
const GARBLED: usize = 20;

fn knows(file: &File<'_>) -> bool {
    memchr::memmem::find(&file.bytes[..file.bytes.len().min(1024)], b"%PDF-").is_some()
}

fn read(file: &File<'_>, reading: &mut Reading) {
    if unpack::is_boundless(file.bytes) {
        return reading.fault(FaultKind::TooLarge, Message::default());
    }
    let pdf = match Pdf::new(file.bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return reading.fault(FaultKind::Encrypted, Message::default()),
        Err(_) => return reading.fault(FaultKind::Damaged, Message::default()),
    };
    read_document(&pdf, reading);
    read_versions(file.bytes, reading);
}

/// Reads a document: its pages, and what stands beside them.
fn read_document(pdf: &Pdf, reading: &mut Reading) {
    let fonts = Fonts::default();
    let (mut empty, mut steps) = (true, 0);
    for (number, page) in pdf.pages().iter().take(MOST_PAGES).enumerate() {
        if reading.is_full() || steps > MOST_STEPS {
            reading.fault(FaultKind::NotReadToEnd, Message::default());
            break;
        }
        let number = number + 1;
        let text = page::read_page(page, &fonts);
        empty &= text.is_empty();
        steps += text.steps;
        add_page(&msgf!(ja: "{number}ページ", en: "page {number}"), text, reading);
    }
    if pdf.pages().len() > MOST_PAGES {
        reading.fault(FaultKind::NotReadToEnd, Message::default());
    }
    let beside = document::read_beside(pdf, &fonts, reading);
    if empty && beside.pictures {
        reading.fault(FaultKind::NoText, Message::default());
    }
    if !beside.tagged && !pdf.pages().is_empty() {
        reading.fault(FaultKind::Untagged, Message::default());
    }
}

fn add_page(place: &Message, text: PageText, reading: &mut Reading) {
    if text.cut {
        reading.fault(FaultKind::NotReadToEnd, place.clone());
    }
    if text.covered {
        reading.fault(FaultKind::CoveredText, place.clone());
    }
    if text.white {
        reading.fault(FaultKind::WhiteText, place.clone());
    }
    if text.unreadable * 100 > text.characters * GARBLED {
        reading.fault(FaultKind::GarbledText, place.clone());
    }
    let Message { ja, en } = place;
    reading.text(msgf!(ja: "{ja}の注釈", en: "{en}, annotations"), text.annotations);
    reading.text(place.clone(), text.text);
}

/// Reads what earlier savings of the file had, and tells what was removed since.
fn read_versions(bytes: &[u8], reading: &mut Reading) {
    let ends = ends_of_versions(bytes);
    for (number, end) in ends.iter().take(MOST_VERSIONS).enumerate() {
        let number = number + 1;
        let place = msgf!(ja: "{number}回目に保存した版", en: "version {number}");
        let Ok(pdf) = Pdf::new(bytes[..*end].to_vec()) else {
            reading.fault(FaultKind::NotReadToEnd, place);
            continue;
        };
        let mut before = reading.apart();
        read_document(&pdf, &mut before);
        if before.has(FaultKind::NotReadToEnd) {
            reading.fault(FaultKind::NotReadToEnd, place.clone());
        }
        let now = reading.lines();
        let lines = before.lines();
        let removed: Vec<&str> =
            lines.iter().filter(|(plain, _)| !now.contains_key(*plain)).map(|(_, line)| *line).collect();
        let removed = removed.join("\n");
        if !removed.is_empty() {
            reading.fault(FaultKind::OldRevision, place.clone());
            reading.text(place, removed);
        }
    }
    if ends.len() > MOST_VERSIONS {
        reading.fault(FaultKind::NotReadToEnd, msg!(ja: "前の版", en: "earlier versions"));
    }
}

/// Where earlier savings of a file end: each ends with its mark, and behind the last one nothing is saved any more.
fn ends_of_versions(bytes: &[u8]) -> Vec<usize> {
    let mut ends: Vec<usize> = memchr::memmem::find_iter(bytes, b"%%EOF").map(|at| at + 5).collect();
    ends.pop();
    // A file that is set for browsers has its first part before its beginning, and says so by a start of none.
    let is_part = |end: &usize| {
        let before = &bytes[end.saturating_sub(64)..*end];
        let number = memchr::memmem::rfind(before, b"startxref").map(|at| &before[at + 9..]);
        let digits = number.map(|rest| rest.iter().filter(|byte| byte.is_ascii_digit()).copied().collect::<Vec<u8>>());
        digits.as_deref() == Some(b"0")
    };
    ends.retain(|end| !is_part(end));
    ends
}
