//! Old documents of Office and 一太郎, mails of Outlook, and the macros of documents of today: all are compound files.

use crate::{
    attachment::{
        compound::{self, Stream},
        fault::FaultKind,
        reading::{File, Reader, Reading, name_of},
        runs::words_in,
        text::decode_text,
        vba,
    },
    msg,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows: |file| file.bytes.starts_with(compound::BEGINNING), read };

/// The stream in which a document with a password lies.
const LOCKED: &str = "EncryptedPackage";
/// The stream that tells that there are macros.
const MACROS: &str = "_VBA_PROJECT";

fn read(file: &File<'_>, reading: &mut Reading) {
    let Some(streams) = compound::streams(file.bytes) else {
        let locked: Vec<u8> = LOCKED.bytes().flat_map(|byte| [byte, 0]).collect();
        let locked = memchr::memmem::find(file.bytes, &locked).is_some();
        return reading.fault(if locked { FaultKind::Encrypted } else { FaultKind::OldOffice }, Message::default());
    };
    let has = |name: &str| streams.iter().any(|stream| stream.name == name);
    if has(LOCKED) {
        return reading.fault(FaultKind::Encrypted, Message::default());
    }
    if streams.iter().any(|stream| stream.name.starts_with("__substg1.0_")) {
        return read_mail(&streams, reading);
    }
    reading.fault(FaultKind::OldOffice, Message::default());
    if has(MACROS) {
        reading.fault(FaultKind::Macros, Message::default());
        read_modules(&streams, reading);
    }
    for stream in &streams {
        if reading.is_full() {
            return;
        }
        let name = stream.name.trim_start_matches('\u{5}');
        let words = words_in(&stream.bytes);
        if name.ends_with("SummaryInformation") {
            let place = msg!(ja: "プロパティ", en: "properties");
            words.lines().for_each(|line| reading.property(place.clone(), line));
        } else {
            // Without its own reader, what can be had of the words is seen by the gate all the same.
            reading.text(msg!(ja: "文字として読める部分", en: "what reads as text"), words);
        }
    }
}

/// Reads a mail of Outlook: every property that is text, and the files that are attached.
fn read_mail(streams: &[Stream], reading: &mut Reading) {
    for stream in streams {
        if reading.is_full() {
            return;
        }
        let Some(number) = stream.name.strip_prefix("__substg1.0_") else { continue };
        let (tag, form) = number.split_at_checked(4).unwrap_or((number, ""));
        let place = msg!(ja: "メール", en: "the mail");
        match (tag, form) {
            (_, "001F") => {
                reading.text(place, encoding_rs::UTF_16LE.decode_without_bom_handling(&stream.bytes).0);
            }
            ("3701", "0102") => reading.nested(&msg!(ja: "添付ファイル", en: "attachment").ja, &stream.bytes),
            // A body in rich text may be packed; whatever else is binary has at most words between its numbers.
            ("1009", _) => {
                reading.fault(FaultKind::NotReadToEnd, msg!(ja: "書式付きの本文", en: "the body in rich text"));
            }
            (_, "001E") | ("1013", _) => {
                let text = decode_text(&stream.bytes);
                reading.text(place, text.unwrap_or_else(|| String::from_utf8_lossy(&stream.bytes)));
            }
            _ => reading.text(place, words_in(&stream.bytes)),
        }
    }
}

/// Reads the part of a package that holds macros.
pub(super) fn read_macros(bytes: &[u8], reading: &mut Reading) {
    reading.fault(FaultKind::Macros, Message::default());
    match compound::streams(bytes) {
        Some(streams) => read_modules(&streams, reading),
        None => reading.fault(FaultKind::Damaged, msg!(ja: "マクロ", en: "macros")),
    }
}

fn read_modules(streams: &[Stream], reading: &mut Reading) {
    for stream in streams {
        if reading.is_full() {
            return;
        }
        let place = msg!(ja: "マクロ", en: "macros");
        match vba::text_of(&stream.bytes) {
            Ok(Some(text)) => {
                reading.text(place, encoding_rs::SHIFT_JIS.decode_without_bom_handling(&text).0);
            }
            Ok(None) => reading.text(place, words_in(&stream.bytes)),
            Err(()) => reading.fault(FaultKind::Damaged, name_of(&stream.name)),
        }
    }
}
