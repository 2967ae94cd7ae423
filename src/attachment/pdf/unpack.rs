//! How much a file's streams hold when they are unpacked: the library that reads them has no limit of its own.
//! Nothing of it is kept: it is counted piece by piece.

use std::borrow::Cow;

use hayro_syntax::{
    Filter,
    object::{Object, Stream},
};
use memchr::memmem;
use miniz_oxide::{
    DataFormat, MZError, MZFlush, MZStatus,
    inflate::{
        decompress_to_vec_zlib_with_limit,
        stream::{InflateState, inflate},
    },
};

use crate::attachment::pdf::image::is_picture;

/// Bytes that a stream may have, unpacked.
const MOST: usize = 200 << 20;
/// Bytes that all streams may have together, unpacked, but for pictures: those are not unpacked.
const MOST_OF_ALL: usize = 800 << 20;
/// How often a stream may be packed.
const DEPTH: usize = 4;
/// Bytes that are unpacked at a time.
const PIECE: usize = 32 << 10;

/// Whether a stream of a file is larger, unpacked, than anybody's page. It is found by its bytes, whatever the file
/// says of it: lists of objects are unpacked before anything else is known.
pub(super) fn is_boundless(file: &[u8]) -> bool {
    let mut left = MOST_OF_ALL;
    memmem::find_iter(file, b"stream").any(|at| {
        let data = &file[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if file[..at].ends_with(b"end") || is_picture_by(&file[..at]) {
            return false;
        }
        let data = from_letters(data);
        // Some programs leave out the head.
        let lengths = [DataFormat::ZLibIgnoreChecksum, DataFormat::Raw].map(|format| Counter::length(&data, format));
        let longest = lengths.into_iter().max().unwrap_or(0);
        left = left.saturating_sub(longest);
        longest > MOST || left == 0
    })
}

/// What a stream holds; `None` if nobody knows how to unpack it. A picture is never unpacked: it may be of any size.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    // Ways of packing that the library does not know, it leaves out in silence.
    let named = ["F", "Filter"].iter().find_map(|key| match stream.dict().get::<Object<'_>>(key) {
        Some(Object::Name(_)) => Some(1),
        Some(Object::Array(names)) => Some(names.iter::<Object<'_>>().count()),
        _ => None,
    });
    let all_known = named.unwrap_or(0) == stream.filters().len();
    if is_picture(stream) || !all_known { None } else { stream.decoded_data().ok() }
}

/// The bytes of a photo, of which the last packing is its own; `None` if it is none, or far too large.
pub(super) fn photo_of<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let filters = stream.filters();
    let (last, before) = filters.split_last()?;
    if *last != Filter::DctDecode {
        return None;
    }
    let mut data = stream.raw_data();
    for filter in before {
        data = match filter {
            Filter::FlateDecode => Cow::Owned(decompress_to_vec_zlib_with_limit(&data, MOST).ok()?),
            Filter::Ascii85Decode | Filter::AsciiHexDecode => Cow::Owned(from_letters(&data).into_owned()),
            _ => return None,
        };
    }
    Some(data)
}

/// Whether a stream is a picture by what stands before it. Its data are never unpacked here.
fn is_picture_by(before: &[u8]) -> bool {
    let from = memmem::rfind(before, b"obj").unwrap_or(0);
    let words: Vec<u8> = before[from..].iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let has = |part: &[u8]| memmem::find(&words, part).is_some();
    has(b"/Subtype/Image") && !has(b"/ObjStm") && !has(b"/XRef")
}

/// Counts what a stream holds, and what that holds if it is packed once more.
struct Counter {
    state: Box<InflateState>,
    length: usize,
    ended: bool,
    depth: usize,
    within: Option<Box<Self>>,
}

impl Counter {
    fn new(format: DataFormat, depth: usize) -> Self {
        Self { state: InflateState::new_boxed(format), length: 0, ended: false, depth, within: None }
    }

    /// How long the longest part of a stream is; a little more than the limit if it is longer.
    fn length(data: &[u8], format: DataFormat) -> usize {
        let mut counter = Self::new(format, 0);
        counter.take(data);
        counter.longest()
    }

    fn longest(&self) -> usize {
        self.length.max(self.within.as_ref().map_or(0, |within| within.longest()))
    }

    /// Unpacks more of the stream.
    fn take(&mut self, mut data: &[u8]) {
        let mut piece = vec![0; PIECE];
        while !self.ended {
            let result = inflate(&mut self.state, data, &mut piece, MZFlush::None);
            data = &data[result.bytes_consumed..];
            let out = &piece[..result.bytes_written];
            if self.length == 0 && out.first() == Some(&0x78) && self.depth < DEPTH {
                self.within = Some(Box::new(Self::new(DataFormat::ZLibIgnoreChecksum, self.depth + 1)));
            }
            self.length += out.len();
            if let Some(within) = &mut self.within {
                within.take(out);
            }
            let goes_on = matches!(result.status, Ok(MZStatus::Ok) | Err(MZError::Buf));
            self.ended = !goes_on || self.longest() > MOST;
            if out.is_empty() && (data.is_empty() || result.bytes_consumed == 0) {
                return;
            }
        }
    }
}

/// The bytes that a stream in letters stands for; any other stream as it is.
fn from_letters(data: &[u8]) -> Cow<'_, [u8]> {
    let is_letter = |byte: &u8| matches!(byte, b'!'..=b'u' | b'z') || byte.is_ascii_whitespace();
    if !data.iter().take(64).take_while(|byte| !matches!(byte, b'~' | b'>')).all(is_letter) {
        return Cow::Borrowed(data);
    }
    let data = &data[..memmem::find(data, b"endstream").unwrap_or(data.len())];
    let hex = data[..memchr::memchr(b'>', data).unwrap_or(data.len())].iter();
    let hex: Vec<u8> = hex.filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_uppercase).collect();
    match data_encoding::HEXUPPER.decode(&hex) {
        Ok(bytes) => Cow::Owned(bytes),
        Err(_) => Cow::Owned(ascii_85(data.iter().copied().take_while(|byte| *byte != b'~'))),
    }
}

fn ascii_85(letters: impl Iterator<Item = u8>) -> Vec<u8> {
    let (mut out, mut group) = (Vec::new(), Vec::new());
    for letter in letters {
        match letter {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(letter - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            out.extend(number_of(&group).to_be_bytes());
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        out.extend(&number_of(&group).to_be_bytes()[..count]);
    }
    out
}

fn number_of(group: &[u32]) -> u32 {
    group.iter().fold(0, |number: u32, digit| number.wrapping_mul(85).wrapping_add(*digit))
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec_zlib;

    use super::*;

    fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
        [format!("%PDF-1.7\n1 0 obj <<{dict}>> stream\r\n").as_bytes(), data, b"\nendstream endobj"].concat()
    }

    #[test]
    fn what_unpacks_without_end_is_found_however_it_is_packed() {
        const PLAIN: &str = "/Length 5";
        let small = compress_to_vec_zlib(&vec![b' '; 1 << 20], 6);
        let large = compress_to_vec_zlib(&vec![b' '; MOST + 1], 1);
        let twice = compress_to_vec_zlib(&large, 6);
        let hex = data_encoding::HEXLOWER.encode(&large).into_bytes();
        for (dict, data, expected) in [
            (PLAIN, &b"BT (plain words) Tj ET"[..], false),
            (PLAIN, &small, false),
            (PLAIN, &large, true),
            (PLAIN, &large[2..], true),
            (PLAIN, &twice, true),
            (PLAIN, &[&hex[..], b">"].concat(), true),
            // A large picture is nobody's page, and nobody unpacks it.
            ("/Subtype /Image /Width 9", &large, false),
            ("/Subtype /Image /Type /ObjStm", &large, true),
        ] {
            assert_eq!(is_boundless(&stream(dict, data)), expected, "{dict} {} bytes", data.len());
        }
        assert!(!is_boundless(b"stream"));
        // "Man " and what is left of a group.
        assert_eq!(ascii_85(b"9jqo^ 9jqo^9jn".iter().copied()), b"Man Man Ma");
        assert_eq!(*from_letters(b"z9jqo^~>"), *b"\0\0\0\0Man ");
    }

    #[test]
    fn many_large_streams_are_too_much_together() {
        let one = stream("/Length 5", &compress_to_vec_zlib(&vec![b' '; MOST - 1], 1));
        assert!(!is_boundless(&one.repeat(3)));
        assert!(is_boundless(&one.repeat(5)));
    }
}
