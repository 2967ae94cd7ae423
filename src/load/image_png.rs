//! PNG: chunks that make the picture stay, text and Exif go.

use crate::load::{image::Clean, image_jpeg};

/// The chunks that are published.
const KEPT: [&[u8; 4]; 15] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"];

/// Copies a PNG without metadata; `None` if it is damaged.
pub(super) fn clean(bytes: &[u8]) -> Option<Clean> {
    let mut out = bytes.get(..8)?.to_vec();
    let (mut dimensions, mut located) = (None, false);
    let mut at = 8;
    loop {
        let number = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]));
        let length = number(at)? as usize;
        let kind = bytes.get(at + 4..at + 8)?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        if kind == b"IHDR" {
            dimensions = Some((number(at + 8)?, number(at + 12)?));
        }
        if kind == b"eXIf" {
            located |= image_jpeg::exif_facts(&chunk[8..8 + length]).1;
        }
        located |= kind == b"iTXt" && chunk.windows(11).any(|word| word == b"GPSLatitude");
        if KEPT.iter().any(|kept| *kept == kind) {
            out.extend_from_slice(chunk);
        }
        at += chunk.len();
        if kind == b"IEND" {
            return dimensions.map(|dimensions| Clean { dimensions: Some(dimensions), bytes: out, located });
        }
    }
}
