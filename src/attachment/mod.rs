//! Floor 3: what is inside a file that visitors may take along.
//!
//! Names under black boxes, hidden sheets, deleted passages, properties: most of what towns publish by accident lies in
//! a file behind a link. Here a file is recognised by its content, never by its name, and read to the texts that it
//! holds, each with a place that a person finds, and to what its form hides.
//!
//! - **In**: a file's name and bytes.
//! - **Out**: [`contents::Contents`].
//! - **Never**: decide what is personal (that is `privacy::review`); change a file; fail: what cannot be read is said.
//! - **Read first**: [`contents`], then [`text`].
//! - **One more**: a reader is a file here and a word in the list below; the first that knows a file reads it.
//! - **Tests**: `tests/it/attachments.rs` with the files of `tests/fixtures/attachments`.

mod active;
mod archive;
mod cells;
mod compound;
pub mod contents;
mod data_urls;
pub mod fault;
mod icon;
mod json;
mod lines;
mod mail;
mod markup;
mod odf;
mod odf_form;
mod office;
mod office_form;
mod old;
mod package;
mod pdf;
mod picture;
mod prose;
mod reading;
mod rtf;
mod runs;
mod tape;
mod text;
mod unknown;
mod vba;
mod workbook;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{
    attachment::{
        contents::Contents,
        fault::FaultKind,
        reading::{File, Reader, Reading},
    },
    report::message::Message,
};

/// Declares the readers, in the order in which they are asked: the first that knows a file reads it.
macro_rules! readers {
    ($($name:ident),* $(,)?) => {
        /// The readers.
        const READERS: &[Reader] = &[$($name::READER),*];
    };
}

readers![picture, icon, pdf, archive, old, tape, rtf, cells, json, lines, mail, markup, text, unknown];

/// The most that a file may have to be read.
const MOST: usize = 100 << 20;

/// Reads a file: everything that somebody who takes it along could find in it.
pub fn read(name: &str, bytes: &[u8]) -> Contents {
    let mut reading = Reading::new(read_into);
    read_into(name, bytes, &mut reading);
    reading.finish()
}

/// Reads a file, or one inside another, into what was read before.
fn read_into(name: &str, bytes: &[u8], reading: &mut Reading) {
    if bytes.len() > MOST {
        return reading.fault(FaultKind::TooLarge, Message::default());
    }
    // Readers of others may stumble over a damaged file: that is told, and stops nothing.
    if catch_unwind(AssertUnwindSafe(|| read_unguarded(name, bytes, reading))).is_err() {
        reading.fault(FaultKind::Damaged, Message::default());
    }
}

fn read_unguarded(name: &str, bytes: &[u8], reading: &mut Reading) {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let file = File { ending: &ending, bytes };
    // Only what stands on the site itself is opened there by a browser.
    if !reading.is_inside() {
        active::tell(&file, reading);
    }
    if let Some(reader) = READERS.iter().find(|reader| (reader.knows)(&file)) {
        (reader.read)(&file, reading);
    }
}

#[cfg(test)]
mod tests;
