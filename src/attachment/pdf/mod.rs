//! PDF: the text of every page whatever its colour, mode or layer, and everything beside the pages.
//!
//! The syntax is read by `hayro-syntax`, which mends what programs write wrongly; what the pages say is read here,
//! since
//! only who follows the drawing knows what lies under a box and what is white on white.
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
mod font;
mod geometry;
mod page;

use std::collections::BTreeSet;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::{
    attachment::{
        fault::FaultKind,
        pdf::page::PageText,
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
    let pdf = match Pdf::new(file.bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            return reading.fault(FaultKind::Encrypted, Message::default());
        }
        Err(_) => return reading.fault(FaultKind::Damaged, Message::default()),
    };
    let mut lines = BTreeSet::new();
    let (mut empty, mut steps) = (true, 0);
    for (number, page) in pdf.pages().iter().take(MOST_PAGES).enumerate() {
        if reading.is_full() || steps > MOST_STEPS {
            reading.fault(FaultKind::NotReadToEnd, Message::default());
            break;
        }
        let number = number + 1;
        let text = page::read_page(page);
        empty &= text.is_empty();
        steps += text.steps;
        lines.extend(text.lines().into_iter().map(|(plain, _)| plain));
        add_page(&msgf!(ja: "{number}ページ", en: "page {number}"), text, reading);
    }
    if pdf.pages().len() > MOST_PAGES {
        reading.fault(FaultKind::NotReadToEnd, Message::default());
    }
    let beside = document::read_beside(&pdf, reading);
    if empty && beside.pictures {
        reading.fault(FaultKind::NoText, Message::default());
    }
    if !beside.tagged && !pdf.pages().is_empty() {
        reading.fault(FaultKind::Untagged, Message::default());
    }
    read_versions(file.bytes, &lines, reading);
}

fn add_page(place: &Message, text: PageText, reading: &mut Reading) {
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
fn read_versions(bytes: &[u8], now: &BTreeSet<String>, reading: &mut Reading) {
    let ends: Vec<usize> = memchr::memmem::find_iter(bytes, b"%%EOF").map(|at| at + 5).collect();
    // Behind the last one nothing is saved any more.
    for (number, end) in ends.iter().take(ends.len().saturating_sub(1)).take(MOST_VERSIONS).enumerate() {
        let Ok(pdf) = Pdf::new(bytes[..*end].to_vec()) else { continue };
        let mut removed = String::new();
        for page in pdf.pages().iter().take(MOST_PAGES) {
            for (plain, line) in page::read_page(page).lines() {
                if !now.contains(&plain) {
                    removed.push_str(line);
                    removed.push('\n');
                }
            }
        }
        if !removed.trim().is_empty() {
            let number = number + 1;
            let place = msgf!(ja: "{number}回目に保存した版", en: "version {number}");
            reading.fault(FaultKind::OldRevision, place.clone());
            reading.text(place, removed);
        }
    }
    if ends.len() > MOST_VERSIONS + 1 {
        reading.fault(FaultKind::NotReadToEnd, msg!(ja: "前の版", en: "earlier versions"));
    }
}
