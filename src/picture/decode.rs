//! From a file to pixels: turned upright, within limits, and never a panic for any bytes.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageReader, Limits, metadata::Orientation};

use crate::picture::room::Room;

/// The longest side in pixels.
const LONGEST: u32 = 30_000;
/// The most memory that a decoder may take beside the pixels.
const MOST_BYTES: u64 = 1 << 30;
/// With fewer colours a picture is a drawing or a screen, whose edges JPEG would blur.
const FEW_COLOURS: usize = 256;

/// What a look at all pixels tells of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// In pixels, as shown.
    pub width: u32,
    /// In pixels, as shown.
    pub height: u32,
    /// What sort of picture it is.
    pub paint: Paint,
}

/// Sorts of pictures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paint {
    /// Many colours, all of them opaque.
    Photo,
    /// Few colours: a drawing, a screen.
    Drawing,
    /// Something shows through.
    Sheer,
}

/// Why there are no pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The file does not hold what its kind promises.
    Damaged,
    /// More pixels than anyone needs, or than a machine should have to hold.
    Large,
    /// A picture of a sort that is not read here; browsers may.
    Unknown,
}

/// Pixels, upright.
pub(super) struct Pixels {
    pub(super) picture: DynamicImage,
    /// The colour profile; `None` for sRGB.
    pub(super) profile: Option<Vec<u8>>,
    /// What they take of the room for all.
    pub(super) room: Room,
}

/// How a JPEG file begins.
pub const JPEG: &[u8] = b"\xff\xd8\xff";
/// How a PNG file begins.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether bytes begin like a WebP file.
pub fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Whether bytes begin like a still picture that has variants: JPEG, PNG, WebP.
pub fn is_raster(bytes: &[u8]) -> bool {
    let moves = bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0);
    bytes.starts_with(JPEG) || bytes.starts_with(PNG) && !is_moving_png(bytes) || is_webp(bytes) && !moves
}

/// Whether a PNG says before its first pixels that it is a film.
fn is_moving_png(bytes: &[u8]) -> bool {
    let mut rest = &bytes[PNG.len()..];
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        match &head[4..] {
            b"acTL" => return true,
            b"IDAT" => return false,
            _ => {}
        }
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        rest = behind.get(length.saturating_add(4)..).unwrap_or_default();
    }
    false
}

/// Looks at every pixel of a picture.
pub fn examine(bytes: &[u8]) -> Result<Facts, Fault> {
    let Pixels { picture, room: _room, .. } = pixels(bytes)?;
    let paint = match &picture {
        // A photo without colours has few of them, and is a photo.
        _ if bytes.starts_with(JPEG) => Paint::Photo,
        DynamicImage::ImageRgba8(picture) if picture.pixels().any(|pixel| pixel[3] != 255) => Paint::Sheer,
        picture if has_few_colours(picture) => Paint::Drawing,
        _ => Paint::Photo,
    };
    Ok(Facts { width: picture.width(), height: picture.height(), paint })
}

fn has_few_colours(picture: &DynamicImage) -> bool {
    let mut seen: Vec<[u8; 3]> = Vec::with_capacity(FEW_COLOURS);
    let mut last = None;
    let mut add = |colour: [u8; 3]| {
        if last.replace(colour) == Some(colour) {
            return true;
        }
        if let Err(at) = seen.binary_search(&colour) {
            seen.insert(at, colour);
        }
        seen.len() <= FEW_COLOURS
    };
    match picture {
        DynamicImage::ImageRgba8(picture) => picture.pixels().all(|pixel| add([pixel[0], pixel[1], pixel[2]])),
        DynamicImage::ImageRgb8(picture) => picture.pixels().all(|pixel| add(pixel.0)),
        _ => false,
    }
}

/// The pixels of a file, as RGB or, where it has an alpha channel, RGBA.
pub(super) fn pixels(bytes: &[u8]) -> Result<Pixels, Fault> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::Damaged)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    let room = Room::take(u64::from(width) * u64::from(height)).ok_or(Fault::Large)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    let mut picture = if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    };
    picture.apply_orientation(orientation);
    Ok(Pixels { picture, profile, room })
}

fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::Large,
        ImageError::Unsupported(_) => Fault::Unknown,
        _ => Fault::Damaged,
    }
}
