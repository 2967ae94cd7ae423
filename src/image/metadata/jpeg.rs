//! JPEG: segments that describe the picture stay, those about its making go, between the scans too.
//!
//! Read here and not by `img-parts`, which would let pass what must be told or must go: it skips bytes that belong to
//! no segment, and takes whatever follows the first scan for pixels, though a comment may stand between two scans and
//! a film behind the last.

use memchr::{memchr_iter, memmem};

use crate::image::metadata::{Clean, exif::exif_facts};

/// The name under which XMP says where a picture was taken.
pub(crate) const PLACE: &[u8] = b"GPSLatitude";

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// What the segments have told so far.
struct Told {
    dimensions: Option<(u32, u32)>,
    orientation: u16,
    located: bool,
}

/// Copies a JPEG without Exif, XMP, IPTC, comments and whatever follows the picture; `None` if it is damaged.
pub(crate) fn clean(bytes: &[u8]) -> Option<Clean> {
    let mut out = vec![0xff, START];
    let mut told = Told { dimensions: None, orientation: 1, located: false };
    let (mut at, mut scanned) = (out.len(), false);
    loop {
        while bytes.get(at..at + 2)? == [0xff, 0xff] {
            at += 1;
        }
        let &[0xff, marker, ref rest @ ..] = bytes.get(at..)? else { return None };
        if marker == END {
            break;
        }
        let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
        let data = rest.get(2..length)?;
        if is_published(marker, data, &mut told)? {
            out.extend_from_slice(&bytes[at..at + 2 + length]);
        }
        at += 2 + length;
        if marker == SCAN {
            let pixels = &bytes[at..][..scan_length(&bytes[at..])?];
            out.extend_from_slice(pixels);
            at += pixels.len();
            scanned = true;
        }
    }
    out.extend_from_slice(&[0xff, END]);
    if told.orientation != 1 {
        out.splice(2..2, orientation_segment(told.orientation));
    }
    let (width, height) = told.dimensions.filter(|_| scanned)?;
    let dimensions = if told.orientation >= 5 { (height, width) } else { (width, height) };
    Some(Clean { dimensions: Some(dimensions), bytes: out, located: told.located })
}

/// Whether a segment is published, and what it tells of the picture; `None` if no segment begins like this.
fn is_published(marker: u8, data: &[u8], told: &mut Told) -> Option<bool> {
    Some(match marker {
        0xe1 => {
            if let Some(exif) = data.strip_prefix(b"Exif\0\0") {
                let (orientation, located) = exif_facts(exif);
                told.orientation = orientation.unwrap_or(told.orientation);
                told.located |= located;
            }
            told.located |= memmem::find(data, PLACE).is_some();
            false
        }
        // With no room for the small copy of the picture that it may hold.
        0xe0 => data.starts_with(b"JFIF\0") && data.len() <= 14,
        0xe2 => data.starts_with(b"ICC_PROFILE\0"),
        0xee => data.starts_with(b"Adobe"),
        0xc0..=0xcf => {
            if !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                let number =
                    |at: usize| data.get(at..at + 2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]])));
                told.dimensions = Some((number(3)?, number(1)?));
            }
            true
        }
        // Scans, and the tables and numbers they are read with.
        SCAN..=0xdf => true,
        0xe3..=0xfe => false,
        _ => return None,
    })
}

/// How many bytes of pixels a scan has: to the next marker that is none of its own, as `ff 00` and restarts are.
fn scan_length(scan: &[u8]) -> Option<usize> {
    memchr_iter(0xff, scan).find(|at| !matches!(scan.get(at + 1), Some(0 | 0xd0..=0xd7)))
}

/// An Exif block that says nothing but how the picture is turned.
pub(crate) fn orientation_tiff(orientation: u16) -> Vec<u8> {
    let [high, low] = orientation.to_be_bytes();
    vec![b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, high, low, 0, 0, 0, 0, 0, 0]
}

fn orientation_segment(orientation: u16) -> Vec<u8> {
    let tiff = orientation_tiff(orientation);
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xff, 0xe1][..], &length, b"Exif\0\0", &tiff].concat()
}
