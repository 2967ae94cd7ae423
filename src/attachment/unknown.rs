//! Files that nobody here can read: what they are, as far as their first bytes tell.

use crate::{
    attachment::{
        fault::FaultKind,
        picture::read_blocks,
        reading::{File, Reader, Reading},
        runs::words_in,
    },
    msg,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows: |_| true, read };

/// What files begin with: the bytes, where they stand, and what to say; nothing of fonts, in which nobody writes.
const BEGINNINGS: &[(usize, &[u8], Option<FaultKind>)] = &[
    (0, b"wOF2", None),
    (0, b"wOFF", None),
    (0, b"\0\x01\0\0\0", None),
    (0, b"OTTO", None),
    (0, b"ttcf", None),
    (8, b"heic", Some(FaultKind::OldPicture)),
    (8, b"heix", Some(FaultKind::OldPicture)),
    (8, b"mif1", Some(FaultKind::OldPicture)),
    (8, b"avif", Some(FaultKind::OldPicture)),
    (4, b"ftyp", Some(FaultKind::Recording)),
    (4, b"moov", Some(FaultKind::Recording)),
    (0, b"ID3", Some(FaultKind::Recording)),
    (0, b"\xff\xfb", Some(FaultKind::Recording)),
    (0, b"OggS", Some(FaultKind::Recording)),
    (0, b"fLaC", Some(FaultKind::Recording)),
    (0, b"\x1a\x45\xdf\xa3", Some(FaultKind::Recording)),
    (8, b"WAVE", Some(FaultKind::Recording)),
    (8, b"AVI ", Some(FaultKind::Recording)),
    (0, b"BM", Some(FaultKind::OldPicture)),
    (0, b"II*\0", Some(FaultKind::OldPicture)),
    (0, b"MM\0*", Some(FaultKind::OldPicture)),
];

fn read(file: &File<'_>, reading: &mut Reading) {
    if file.bytes.is_empty() {
        return;
    }
    let begins = |(at, bytes, _): &&(usize, &[u8], Option<FaultKind>)| {
        file.bytes.get(*at..).is_some_and(|rest| rest.starts_with(bytes))
    };
    let kind = BEGINNINGS.iter().find(begins).map_or(Some(FaultKind::UnknownKind), |(.., kind)| *kind);
    if kind == Some(FaultKind::OldPicture) {
        read_blocks(file.bytes, reading);
    }
    if kind == Some(FaultKind::UnknownKind) {
        // Without its own reader, what can be had of the words is seen by the gate all the same.
        reading.text(msg!(ja: "文字として読める部分", en: "what reads as text"), words_in(file.bytes));
    }
    if let Some(kind) = kind {
        reading.fault(kind, Message::default());
    }
}
