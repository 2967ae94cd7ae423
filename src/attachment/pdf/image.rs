//! Pictures in a drawing: whether one hides what lies under it.

use std::borrow::Cow;

use hayro_syntax::{
    Filter,
    object::{Name, Object, Stream},
};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// Dots that a stencil may have to be looked at: a larger one is a drawing of its own.
const MOST_DOTS: f64 = 4096.0;
/// Bytes of a mask that is looked at.
const MOST_MASK: usize = 16 << 20;

/// Whether a stream is a picture. It may be of any size, and is never unpacked.
pub(super) fn is_picture(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Image")
}

/// Whether nothing shines through a picture; its keys may be written short, as within a drawing.
pub(super) fn is_opaque(picture: &Stream<'_>) -> bool {
    let dict = picture.dict();
    let is =
        |keys: [&str; 2]| keys.iter().any(|key| matches!(dict.get::<Object<'_>>(key), Some(Object::Boolean(true))));
    if is(["ImageMask", "IM"]) {
        return is_full_stencil(picture);
    }
    let mask = dict.get::<Stream<'_>>("SMask").map(|mask| is_full_mask(&mask));
    !dict.contains_key("Mask") && mask.unwrap_or(!dict.contains_key("SMask"))
}

/// Whether a mask lets nothing shine through: programs write one beside every picture that could have holes.
fn is_full_mask(mask: &Stream<'_>) -> bool {
    data_of(mask, MOST_MASK).is_some_and(|data| !data.is_empty() && data.iter().all(|part| *part == 0xff))
}

/// The dots of a picture that is packed in the usual way or not at all, and no more than there may be.
fn data_of<'a>(picture: &Stream<'a>, most: usize) -> Option<Cow<'a, [u8]>> {
    let raw = picture.raw_data();
    match picture.filters().as_slice() {
        [] => Some(raw),
        [Filter::FlateDecode] if !picture.dict().contains_key("DecodeParms") => {
            decompress_to_vec_zlib_with_limit(&raw, most).ok().map(Cow::Owned)
        }
        _ => None,
    }
}

/// Whether a stencil paints all of its dots.
fn is_full_stencil(picture: &Stream<'_>) -> bool {
    let dict = picture.dict();
    let size = |keys: [&str; 2]| keys.iter().find_map(|key| dict.get::<f32>(key)).map_or(f64::MAX, f64::from);
    let (width, height) = (size(["Width", "W"]), size(["Height", "H"]));
    if width * height > MOST_DOTS {
        return false;
    }
    let paints = match ["Decode", "D"].iter().find_map(|key| dict.get::<Object<'_>>(key)) {
        Some(Object::Array(range)) => {
            let first = range.iter::<Object<'_>>().next().and_then(Object::into_f32).unwrap_or(0.0);
            if first > 0.5 { 1 } else { 0 }
        }
        _ => 0,
    };
    let Some(data) = data_of(picture, MOST_MASK) else { return false };
    // Rows end with whole bytes, of which the rest is nobody's.
    let rows = data.chunks(((width as usize).max(1)).div_ceil(8));
    let dot = |row: &[u8], at: usize| row.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == paints);
    !data.is_empty() && rows.take(height as usize).all(|row| (0..width as usize).all(|at| dot(row, at)))
}
