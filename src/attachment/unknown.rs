//! Files that nobody here can read: what they are, as far as their first bytes tell.

use memchr::memmem;

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{File, Reader, Reading},
    },
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
    let kind = if file.bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        let locked = memmem::find(file.bytes, &locked).is_some();
        Some(if locked { FaultKind::Encrypted } else { FaultKind::OldOffice })
    } else {
        let begins = |(at, bytes, _): &&(usize, &[u8], Option<FaultKind>)| {
            file.bytes.get(*at..).is_some_and(|rest| rest.starts_with(bytes))
        };
        BEGINNINGS.iter().find(begins).map_or(Some(FaultKind::UnknownKind), |(.., kind)| *kind)
    };
    if let Some(kind) = kind {
        reading.fault(kind, Message::default());
    }
}
