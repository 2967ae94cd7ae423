//! PNG: chunks that make the picture stay, text and Exif go.
//!
//! The container is read by `img-parts`: a checksum that does not fit is damage, and what follows the end is dropped.

use std::sync::Arc;

use img_parts::{
    Bytes,
    png::{Png, PngChunk},
};
use memchr::memmem;

use crate::image::metadata::{Clean, exif::exif_facts, jpeg::PLACE};

/// The chunks that are published.
const KEPT: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// Copies a PNG without metadata; `None` if it is damaged.
pub(crate) fn clean(bytes: Arc<[u8]>) -> Option<Clean> {
    let mut png = Png::from_bytes(Bytes::from_owner(bytes)).ok()?;
    // Without its end the file is cut; an end that holds something is none.
    png.chunks().last().filter(|end| end.kind() == *b"IEND" && end.contents().is_empty())?;
    let dimensions = Some(png.dimensions()?);
    let located = png.chunks().iter().any(says_where);
    png.chunks_mut().retain(|chunk| KEPT.contains(&&chunk.kind()));
    Some(Clean { dimensions, bytes: png.encoder().bytes().into(), located })
}

/// Whether a chunk tells where the picture was taken.
fn says_where(chunk: &PngChunk) -> bool {
    match &chunk.kind() {
        b"eXIf" => exif_facts(chunk.contents()).1,
        b"iTXt" => memmem::find(chunk.contents(), PLACE).is_some(),
        _ => false,
    }
}
