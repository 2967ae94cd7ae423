//! Pictures: what a camera, its owner and a program wrote beside the pixels. On pages they are published without it;
//! inside a document they cannot be mended.

use memchr::memmem;

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{File, Reader, Reading},
        runs::words_in,
        xml::words,
    },
    msg,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

/// The fields in which somebody's words stand, by their numbers.
const WORDS: [u16; 12] =
    [0x010d, 0x010e, 0x013b, 0x013c, 0x8298, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9286, 0xa430, 0x02bc];
/// How many fields are read of a block.
const MOST: u16 = 200;
/// Bytes of a note, unpacked.
const MOST_NOTE: usize = 1 << 20;

fn knows(file: &File<'_>) -> bool {
    let bytes = file.bytes;
    bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"\x89PNG\r\n")
        || bytes.starts_with(b"GIF8")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}

fn read(file: &File<'_>, reading: &mut Reading) {
    read_blocks(file.bytes, reading);
    read_notes(file.bytes, reading);
}

/// Reads the blocks of fields of a picture of any kind, wherever they stand.
pub(super) fn read_blocks(bytes: &[u8], reading: &mut Reading) {
    if is_tiff(bytes) {
        read_exif(bytes, reading);
    }
    for mark in [&b"Exif\0\0"[..], b"eXIf", b"EXIF"] {
        for at in memmem::find_iter(bytes, mark).take(4) {
            let rest = &bytes[at + mark.len()..];
            // Chunks of WebP have their length between the name and the block.
            let tiff = [rest, rest.get(4..).unwrap_or_default(), rest.get(10..).unwrap_or_default()];
            if let Some(tiff) = tiff.into_iter().find(|tiff| is_tiff(tiff)) {
                read_exif(tiff, reading);
            }
        }
    }
    for at in memmem::find_iter(bytes, b"<x:xmpmeta").take(4) {
        let rest = &bytes[at..];
        let end = memmem::find(rest, b"</x:xmpmeta>").map_or(rest.len(), |end| end + 12);
        let text = String::from_utf8_lossy(&rest[..end]);
        if text.contains("GPSLatitude") {
            reading.fault(FaultKind::PhotoLocation, Message::default());
        }
        reading.text(msg!(ja: "画像のXMP", en: "the picture's XMP"), words(&text));
    }
}

fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

/// Reads the notes that stand between the parts of a picture, each kind in its own way.
fn read_notes(bytes: &[u8], reading: &mut Reading) {
    let notes = if bytes.starts_with(b"\xff\xd8") {
        notes_of_jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG") {
        notes_of_png(bytes)
    } else if bytes.starts_with(b"GIF8") {
        words_in(bytes)
    } else {
        String::new()
    };
    reading.text(msg!(ja: "画像のコメント", en: "comments in the picture"), notes);
}

/// Comments, and what news agencies write.
fn notes_of_jpeg(bytes: &[u8]) -> String {
    let (mut out, mut at) = (String::new(), 2);
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([high, low])).max(2);
        let data = bytes.get(at + 4..at + 2 + length).unwrap_or_default();
        // Behind the scan's mark there are only dots.
        match marker {
            0xda => break,
            0xfe | 0xed => out.push_str(&words_in(data)),
            _ => {}
        }
        at += 2 + length;
    }
    out
}

/// Texts, plain or packed.
fn notes_of_png(bytes: &[u8]) -> String {
    let (mut out, mut at) = (String::new(), 8);
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = bytes.get(at + 8..(at + 8).saturating_add(length)).unwrap_or_default();
        if matches!(&head[4..], b"tEXt" | b"zTXt" | b"iTXt") {
            out.push_str(&String::from_utf8_lossy(data).replace('\0', "\n"));
            out.push('\n');
            // What is packed stands behind a few zeros, of which each kind has its number.
            let packed = memchr::memchr_iter(0, data).filter_map(|zero| {
                let rest = data.get(zero + 1..)?.strip_prefix(b"\0").unwrap_or(&data[zero + 1..]);
                miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(rest, MOST_NOTE).ok()
            });
            for text in packed.take(1) {
                out.push_str(&String::from_utf8_lossy(&text));
                out.push('\n');
            }
        }
        at = (at + 12).saturating_add(length);
    }
    out
}

/// Reads a block of fields and the ones it leads to.
fn read_exif(tiff: &[u8], reading: &mut Reading) {
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
    };
    let mut blocks: Vec<usize> = long(4).into_iter().collect();
    let mut seen = 0;
    while let Some(block) = blocks.pop().filter(|_| seen < 8) {
        seen += 1;
        for field in 0..short(block).unwrap_or(0).min(MOST) {
            let Some(at) = block.checked_add(2 + usize::from(field) * 12) else { break };
            let (Some(tag), Some(count)) = (short(at), long(at + 4)) else { break };
            match tag {
                0x8825 => reading.fault(FaultKind::PhotoLocation, Message::default()),
                0x8769 => blocks.extend(long(at + 8)),
                _ if WORDS.contains(&tag) => {
                    let from = if count <= 4 { Some(at + 8) } else { long(at + 8) };
                    let value = from.and_then(|from| tiff.get(from..from.checked_add(count)?));
                    let place = msg!(ja: "写真のプロパティ", en: "the photo's properties");
                    reading.property(place, &field_words(tag, value.unwrap_or_default()));
                }
                _ => {}
            }
        }
    }
}

/// The words of a field: those of Windows are UTF-16.
fn field_words(tag: u16, value: &[u8]) -> String {
    if (0x9c9b..=0x9c9e).contains(&tag) {
        let units = value.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        return char::decode_utf16(units).map_while(Result::ok).filter(|c| *c != '\0').collect();
    }
    let value = value.strip_prefix(b"ASCII\0\0\0").unwrap_or(value);
    String::from_utf8_lossy(value).trim_matches('\0').to_owned()
}
