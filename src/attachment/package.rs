//! A zip and the files in it: inflated in memory, up to a limit, whatever the archive says of itself.

use std::io::{Cursor, Read};

use encoding_rs::SHIFT_JIS;
use zip::ZipArchive;

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{Reading, name_of},
        xml,
    },
    text::normalize::decode,
};

/// A zip that is open.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Its entries, in order.
    pub(super) entries: Vec<Entry>,
    /// What somebody wrote about it and its entries.
    pub(super) comments: String,
}

/// An entry of a zip.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its name, with its folders.
    pub(super) name: String,
    number: usize,
    /// Whether it has a password.
    pub(super) locked: bool,
    /// Whether unpacking it would leave the folder.
    pub(super) leaves: bool,
    /// Whether it is a folder.
    pub(super) folder: bool,
}

impl<'a> Package<'a> {
    /// Opens a zip; `None` if it is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut entries = Vec::new();
        let mut comments = text_of(zip.comment());
        for number in 0..zip.len() {
            let entry = zip.by_index_raw(number).ok()?;
            let name = text_of(entry.name_raw());
            comments.push('\n');
            comments.push_str(entry.comment());
            let parts: Vec<&str> = name.split(['/', '\\']).collect();
            let leaves =
                name.starts_with(['/', '\\']) || parts.contains(&"..") || parts[0].ends_with(':') || entry.is_symlink();
            entries.push(Entry { number, locked: entry.encrypted(), leaves, folder: entry.is_dir(), name });
        }
        Some(Self { zip, entries, comments })
    }

    /// Whether there is an entry of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The names of all files in it.
    pub(super) fn names(&self) -> Vec<String> {
        self.entries.iter().filter(|entry| !entry.folder).map(|entry| entry.name.clone()).collect()
    }

    /// The bytes of the first entry of a name; what cannot be had is told.
    pub(super) fn bytes(&mut self, name: &str, reading: &mut Reading) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?.clone();
        self.entry_bytes(&entry, reading)
    }

    /// An entry's bytes; what cannot be had is told.
    pub(super) fn entry_bytes(&mut self, entry: &Entry, reading: &mut Reading) -> Option<Vec<u8>> {
        let name = &entry.name;
        if entry.locked {
            reading.fault(FaultKind::EncryptedArchive, name_of(name));
            return None;
        }
        let left = reading.unpacked_left();
        let mut bytes = Vec::new();
        let read = self
            .zip
            .by_index(entry.number)
            .map_err(|_| ())
            .and_then(|file| file.take(left + 1).read_to_end(&mut bytes).map_err(|_| ()));
        if read.is_err() {
            reading.fault(FaultKind::Damaged, name_of(name));
            return None;
        }
        reading.unpack(bytes.len());
        if bytes.len() as u64 > left {
            reading.fault(FaultKind::TooLarge, name_of(name));
            return None;
        }
        Some(bytes)
    }

    /// An entry as text; empty if it is not there. One that is not well formed is told: readers go as far as it goes.
    pub(super) fn text(&mut self, name: &str, reading: &mut Reading) -> String {
        if !self.has(name) {
            return String::new();
        }
        let bytes = self.bytes(name, reading).unwrap_or_default();
        let text = decode(&bytes).map_or_else(|| String::from_utf8_lossy(&bytes), |(text, _)| text).into_owned();
        let form = [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending));
        if form && !xml::walk(&text, |_| {}) {
            reading.fault(FaultKind::Damaged, name_of(name));
        }
        text
    }
}

/// A name or a comment: older programs of Windows write them in the code page of Japan.
fn text_of(raw: &[u8]) -> String {
    let text = std::str::from_utf8(raw).map(str::to_owned);
    text.unwrap_or_else(|_| SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned())
}
