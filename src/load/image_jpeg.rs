//! JPEG: segments that describe the picture stay, those about its making go.

use crate::load::image::Clean;

/// Copies a JPEG without Exif, XMP, IPTC, comments and whatever follows the picture; `None` if it is damaged.
pub(super) fn clean(bytes: &[u8]) -> Option<Clean> {
    let mut out = vec![0xff, 0xd8];
    let (mut dimensions, mut orientation, mut located) = (None, 1, false);
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        if marker == 0xd9 {
            return None; // An end before any picture.
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2)?;
        let data = &segment[4..];
        let keep = match marker {
            0xe1 => {
                if let Some(exif) = data.strip_prefix(b"Exif\0\0") {
                    let found = exif_facts(exif);
                    orientation = found.0.unwrap_or(orientation);
                    located |= found.1;
                }
                located |= contains(data, b"GPSLatitude");
                false
            }
            // With no room for the small copy of the picture that it may hold.
            0xe0 => data.starts_with(b"JFIF\0") && data.len() <= 14,
            0xe2 => data.starts_with(b"ICC_PROFILE\0"),
            0xee => data.starts_with(b"Adobe"),
            0xe3..=0xef | 0xfe => false,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let number = |at: usize| data.get(at..at + 2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]])));
                dimensions = Some((number(3)?, number(1)?));
                true
            }
            _ => true,
        };
        if keep {
            out.extend_from_slice(segment);
        }
        at += segment.len();
        if marker == 0xda {
            break;
        }
    }
    // The picture itself runs to the end marker; phones append previews and films after it.
    let end = at
        + bytes.get(at..)?.windows(2).rposition(|pair| pair == [0xff, 0xd9]).and_then(|last| first_end(&bytes[at..]).or(Some(last)))?
        + 2;
    out.extend_from_slice(&bytes[at..end]);
    if orientation != 1 {
        out.splice(2..2, orientation_segment(orientation));
    }
    let (width, height) = dimensions?;
    let dimensions = if orientation >= 5 { (height, width) } else { (width, height) };
    Some(Clean { dimensions: Some(dimensions), bytes: out, located })
}

/// Where the first end marker of the scan stands. Inside scans `ff` is always followed by `00`, a restart or a segment.
fn first_end(scan: &[u8]) -> Option<usize> {
    scan.windows(2).position(|pair| pair == [0xff, 0xd9])
}

fn contains(data: &[u8], word: &[u8]) -> bool {
    data.windows(word.len()).any(|window| window == word)
}

/// The orientation and whether there is a GPS block, of a TIFF structure.
pub(super) fn exif_facts(tiff: &[u8]) -> (Option<u16>, bool) {
    let little = tiff.starts_with(b"II");
    let short =
        |at: usize| tiff.get(at..at + 2).map(|b| if little { u16::from_le_bytes([b[0], b[1]]) } else { u16::from_be_bytes([b[0], b[1]]) });
    let long = |at: usize| {
        tiff.get(at..at + 4)
            .map(|b| if little { u32::from_le_bytes([b[0], b[1], b[2], b[3]]) } else { u32::from_be_bytes([b[0], b[1], b[2], b[3]]) })
    };
    let Some(first) = long(4).map(|at| at as usize) else { return (None, false) };
    let (mut orientation, mut located) = (None, false);
    for entry in 0..usize::from(short(first).unwrap_or(0)) {
        let Some(at) = first.checked_add(2 + entry * 12) else { break };
        match short(at) {
            Some(0x0112) => orientation = short(at + 8).filter(|value| (1..=8).contains(value)),
            Some(0x8825) => located = true,
            _ => {}
        }
    }
    (orientation, located)
}

/// An Exif block that says nothing but how the picture is turned.
pub(super) fn orientation_tiff(orientation: u16) -> Vec<u8> {
    let [high, low] = orientation.to_be_bytes();
    vec![b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, high, low, 0, 0, 0, 0, 0, 0]
}

fn orientation_segment(orientation: u16) -> Vec<u8> {
    let tiff = orientation_tiff(orientation);
    let length = u16::try_from(2 + 6 + tiff.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xff, 0xe1][..], &length, b"Exif\0\0", &tiff].concat()
}
