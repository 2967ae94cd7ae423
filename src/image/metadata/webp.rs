//! WebP: chunks that make the picture stay; Exif, XMP, unknown ones and whatever follows the picture go, and the
//! header's flags for them. The container is read by `img-parts`.

use std::sync::Arc;

use img_parts::{
    Bytes,
    riff::{RiffChunk, RiffContent},
    webp::{CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_EXIF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, WebP},
};

use crate::image::metadata::{Clean, exif::exif_facts};

/// The chunks that are published.
const KEPT: [[u8; 4]; 7] = [CHUNK_VP8X, CHUNK_VP8, CHUNK_VP8L, CHUNK_ALPH, CHUNK_ICCP, CHUNK_ANIM, CHUNK_ANMF];
/// The header's flags that promise Exif and XMP.
const PROMISES: u8 = 0b0000_1100;
/// What stands in a frame of a film before its own chunks.
const FRAME_HEADER: usize = 16;

/// Copies a WebP without metadata; `None` if it is damaged.
pub(crate) fn clean(bytes: Arc<[u8]>) -> Option<Clean> {
    let mut webp = WebP::from_bytes(Bytes::from_owner(bytes)).ok()?;
    let dimensions = Some(webp.dimensions()?);
    let exif = |chunk: &RiffChunk| {
        chunk.content().data().is_some_and(|data| exif_facts(data.strip_prefix(b"Exif\0\0").unwrap_or(data)).1)
    };
    let located = webp.chunks_by_id(CHUNK_EXIF).any(exif);
    retain_kept(webp.chunks_mut())?;
    Some(Clean { dimensions, bytes: webp.encoder().bytes().into(), located })
}

/// Removes what is not published, in the frames of a film too; `None` if one of them is damaged.
fn retain_kept(chunks: &mut Vec<RiffChunk>) -> Option<()> {
    chunks.retain(|chunk| KEPT.contains(&chunk.id()));
    for chunk in chunks {
        let id = chunk.id();
        let RiffContent::Data(data) = chunk.content_mut() else { return None };
        if id == CHUNK_VP8X {
            let mut header = data.to_vec();
            *header.first_mut()? &= !PROMISES;
            *data = header.into();
        } else if id == CHUNK_ANMF {
            *data = clean_frame(data)?;
        }
    }
    Some(())
}

/// A frame without what is not published. Its chunks follow each other like those of a file.
fn clean_frame(frame: &Bytes) -> Option<Bytes> {
    let (header, chunks) = frame.split_at_checked(FRAME_HEADER)?;
    let size = u32::try_from(4 + chunks.len()).ok()?.to_le_bytes();
    let mut alone = WebP::from_bytes([b"RIFF", &size[..], b"WEBP", chunks].concat().into()).ok()?;
    retain_kept(alone.chunks_mut())?;
    let kept = alone.encoder().bytes();
    Some([header, &kept[12..]].concat().into())
}
