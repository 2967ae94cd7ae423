//! WebP: the Exif and XMP chunks go, and the header's flags for them.

use crate::load::{image::Clean, image_jpeg};

/// Copies a WebP without metadata; `None` if it is damaged.
pub(super) fn clean(bytes: &[u8]) -> Option<Clean> {
    let mut out = bytes.get(..12)?.to_vec();
    let (mut dimensions, mut located) = (None, false);
    let mut at = 12;
    while at + 8 <= bytes.len() {
        let kind = bytes.get(at..at + 4)?;
        let length = u32::from_le_bytes([*bytes.get(at + 4)?, *bytes.get(at + 5)?, *bytes.get(at + 6)?, *bytes.get(at + 7)?]) as usize;
        let data = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
        let padded = (at + 8 + length + length % 2).min(bytes.len());
        let byte = |at: usize| data.get(at).map(|byte| u32::from(*byte));
        match kind {
            b"VP8X" => {
                dimensions = Some((1 + (byte(4)? | byte(5)? << 8 | byte(6)? << 16), 1 + (byte(7)? | byte(8)? << 8 | byte(9)? << 16)))
            }
            b"VP8 " if dimensions.is_none() => {
                dimensions = Some(((byte(6)? | byte(7)? << 8) & 0x3fff, (byte(8)? | byte(9)? << 8) & 0x3fff))
            }
            b"VP8L" if dimensions.is_none() => {
                let bits = byte(1)? | byte(2)? << 8 | byte(3)? << 16 | byte(4)? << 24;
                dimensions = Some((1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)));
            }
            b"EXIF" => located |= image_jpeg::exif_facts(data.strip_prefix(b"Exif\0\0").unwrap_or(data)).1,
            _ => {}
        }
        if kind != b"EXIF" && kind != b"XMP " {
            let start = out.len();
            out.extend_from_slice(&bytes[at..padded]);
            if kind == b"VP8X"
                && let Some(flags) = out.get_mut(start + 8)
            {
                *flags &= !0b0000_1100;
            }
        }
        at = padded;
    }
    let size = u32::try_from(out.len() - 8).ok()?.to_le_bytes();
    out[4..8].copy_from_slice(&size);
    Some(Clean { dimensions: Some(dimensions?), bytes: out, located })
}
