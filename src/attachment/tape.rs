//! Archives of Unix: tar, and files packed by gzip, which hold one file.

use miniz_oxide::{
    DataFormat, MZFlush, MZStatus,
    inflate::stream::{InflateState, inflate},
};

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{File, Reader, Reading, name_of},
    },
    msg,
};

pub(super) const READER: Reader = Reader { knows: |file| is_packed(file) || is_tape(file), read };

/// The size of a head, and of the pieces that files are filled up to.
const BLOCK: usize = 512;

fn is_packed(file: &File<'_>) -> bool {
    file.bytes.starts_with(b"\x1f\x8b\x08")
}

fn is_tape(file: &File<'_>) -> bool {
    file.bytes.get(257..262) == Some(b"ustar")
}

fn read(file: &File<'_>, reading: &mut Reading) {
    if is_tape(file) {
        return read_tape(file.bytes, reading);
    }
    let mut rest = file.bytes;
    while let Some((name, packed)) = head_of(rest) {
        let left = usize::try_from(reading.unpacked_left()).unwrap_or(usize::MAX);
        let (bytes, length, whole) = unpack(packed, left);
        reading.unpack(bytes.len());
        if !whole {
            let kind = if bytes.len() >= left { FaultKind::TooLarge } else { FaultKind::Damaged };
            return reading.fault(kind, name_of(&name));
        }
        reading.text(msg!(ja: "中のファイルの名前", en: "the name of a file in it"), name.as_str());
        let named =
            if is_tape(&File { ending: "", bytes: &bytes }) { "a.tar".to_owned() } else { with_ending(name, &bytes) };
        reading.nested(&named, &bytes);
        // A sum and a length follow, and then perhaps another file.
        rest = packed.get(length + 8..).unwrap_or_default();
    }
}

/// The name that a packed file has inside, and what follows its head.
fn head_of(bytes: &[u8]) -> Option<(String, &[u8])> {
    let head = bytes.strip_prefix(b"\x1f\x8b\x08")?;
    let (flags, mut rest) = (*head.first()?, head.get(7..)?);
    if flags & 4 != 0 {
        let length = usize::from(u16::from_le_bytes(*rest.first_chunk()?));
        rest = rest.get(2 + length..)?;
    }
    let mut texts = Vec::new();
    for flag in [8, 16] {
        if flags & flag != 0 {
            let end = memchr::memchr(0, rest)?;
            texts.push(String::from_utf8_lossy(&rest[..end]).into_owned());
            rest = &rest[end + 1..];
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..)?;
    }
    Some((texts.join(" "), rest))
}

/// Unpacks a file: its bytes, how long it was, and whether that is all of it.
fn unpack(packed: &[u8], left: usize) -> (Vec<u8>, usize, bool) {
    let mut state = InflateState::new_boxed(DataFormat::Raw);
    let (mut out, mut at, mut piece) = (Vec::new(), 0, vec![0; 64 << 10]);
    loop {
        let result = inflate(&mut state, &packed[at..], &mut piece, MZFlush::None);
        at += result.bytes_consumed;
        out.extend_from_slice(&piece[..result.bytes_written]);
        let stands = result.bytes_consumed == 0 && result.bytes_written == 0;
        match result.status {
            Ok(MZStatus::StreamEnd) => return (out, at, true),
            Ok(MZStatus::Ok) if !stands && out.len() < left => {}
            _ => return (out, at, false),
        }
    }
}

/// A name whose ending tells what text it is: a table, if nothing is known of it.
fn with_ending(name: String, bytes: &[u8]) -> String {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if name.contains('.') || !first.contains(&b',') { name } else { "a.csv".to_owned() }
}

fn read_tape(bytes: &[u8], reading: &mut Reading) {
    let mut at = 0;
    while let Some(head) = bytes.get(at..at + BLOCK).filter(|head| head[0] != 0) {
        if reading.is_full() {
            return;
        }
        let text = |from: usize, to: usize| {
            let field = head[from..to].split(|byte| *byte == 0).next().unwrap_or_default();
            String::from_utf8_lossy(field).trim().to_owned()
        };
        let name = format!("{}/{}", text(345, 500), text(0, 100));
        let name = name.trim_start_matches('/').to_owned();
        let Ok(length) = usize::from_str_radix(&text(124, 136), 8) else {
            return reading.fault(FaultKind::Damaged, name_of(&name));
        };
        let Some(data) = bytes.get(at + BLOCK..(at + BLOCK).saturating_add(length)) else {
            return reading.fault(FaultKind::Damaged, name_of(&name));
        };
        if text(0, 100).starts_with('/') || name.split('/').any(|part| part == "..") || head[156] == b'2' {
            reading.fault(FaultKind::LeavingName, name_of(&name));
        }
        reading.text(msg!(ja: "中のファイルの名前", en: "the name of a file in it"), name.as_str());
        reading.text(msg!(ja: "中のファイルの持ち主", en: "the owner of a file in it"), text(265, 297));
        if !data.is_empty() {
            reading.nested(&name, data);
        }
        at = (at + BLOCK).saturating_add(length.div_ceil(BLOCK) * BLOCK);
    }
}
