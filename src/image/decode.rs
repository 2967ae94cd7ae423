//! From a file to pixels: within limits, and never a panic for any bytes.

use std::io::Cursor;

use image_webp::WebPDecoder;
use zune_jpeg::{
    JpegDecoder,
    errors::DecodeErrors,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use crate::image::{
    memory_budget::MemoryBudget,
    metadata::exif::exif_facts,
    raster::{Raster, upright_size},
};

/// The longest side in pixels.
const LONGEST: u32 = 30_000;
/// The most memory that a decoder may take beside the pixels: rows, and what is packed with them. A colour profile that
/// is larger when unpacked is none.
const MOST_BYTES: usize = 32 << 20;
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
pub enum DecodeFault {
    /// The file does not hold what its kind promises.
    Damaged,
    /// More pixels than anyone needs, or than a machine should have to hold.
    Large,
    /// A picture of a sort that is not read here; browsers may.
    Unknown,
}

/// What a file holds.
pub(super) struct Decoded {
    /// As they lie in the file.
    pub(super) raster: Raster,
    /// How they are turned: Exif's number, 1 for upright.
    pub(super) orientation: u16,
    /// The colour profile; `None` for sRGB.
    pub(super) profile: Option<Vec<u8>>,
    /// What they take of the room for all.
    pub(super) room: MemoryBudget,
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
pub fn examine(bytes: &[u8]) -> Result<Facts, DecodeFault> {
    let Decoded { raster, orientation, room: _room, .. } = decode(bytes)?;
    let paint = match &raster {
        // A photo without colours has few of them, and is a photo.
        _ if bytes.starts_with(JPEG) => Paint::Photo,
        raster if raster.has_alpha() && raster.samples.as_chunks::<4>().0.iter().any(|pixel| pixel[3] != 255) => {
            Paint::Sheer
        }
        raster if has_few_colours(raster) => Paint::Drawing,
        _ => Paint::Photo,
    };
    let (width, height) = upright_size(raster.width, raster.height, orientation);
    Ok(Facts { width, height, paint })
}

fn has_few_colours(raster: &Raster) -> bool {
    let mut seen: Vec<&[u8]> = Vec::with_capacity(FEW_COLOURS);
    let mut last: &[u8] = &[];
    raster.samples.chunks_exact(raster.channels).map(|pixel| &pixel[..3]).all(|colour| {
        if last == colour {
            return true;
        }
        last = colour;
        if let Err(at) = seen.binary_search(&colour) {
            seen.insert(at, colour);
        }
        seen.len() <= FEW_COLOURS
    })
}

/// The pixels of a file, as RGB or, where it has an alpha channel, RGBA.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, DecodeFault> {
    if bytes.starts_with(JPEG) {
        decode_jpeg(bytes)
    } else if bytes.starts_with(PNG) {
        decode_png(bytes)
    } else if is_webp(bytes) {
        decode_webp(bytes)
    } else {
        Err(DecodeFault::Unknown)
    }
}

/// Waits for the room that a picture takes.
fn take_room(width: u32, height: u32) -> Result<MemoryBudget, DecodeFault> {
    let room =
        if width.max(height) > LONGEST { None } else { MemoryBudget::take(u64::from(width) * u64::from(height)) };
    room.ok_or(DecodeFault::Large)
}

fn decode_jpeg(bytes: &[u8]) -> Result<Decoded, DecodeFault> {
    let fault = |error| match error {
        DecodeErrors::Unsupported(_) => DecodeFault::Unknown,
        _ => DecodeFault::Damaged,
    };
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(fault)?;
    let info = decoder.info().ok_or(DecodeFault::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let room = take_room(width, height)?;
    let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    decoder.set_options(options.jpeg_set_out_colorspace(if is_grey { ColorSpace::Luma } else { ColorSpace::RGB }));
    let samples = decoder.decode().map_err(fault)?;
    Ok(Decoded {
        raster: Raster::coloured(width, height, if is_grey { 1 } else { 3 }, samples).ok_or(DecodeFault::Damaged)?,
        orientation: decoder.exif().and_then(|exif| exif_facts(exif).0).unwrap_or(1),
        profile: decoder.icc_profile(),
        room,
    })
}

fn decode_png(bytes: &[u8]) -> Result<Decoded, DecodeFault> {
    let fault = |error| {
        if matches!(error, png::DecodingError::LimitsExceeded) { DecodeFault::Large } else { DecodeFault::Damaged }
    };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_BYTES });
    decoder.set_ignore_text_chunk(true);
    let (width, height) = decoder.read_header_info().map_err(fault)?.size();
    let room = take_room(width, height)?;
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(fault)?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(DecodeFault::Large)?];
    reader.next_frame(&mut samples).map_err(fault)?;
    let info = reader.info();
    Ok(Decoded {
        raster: Raster::coloured(width, height, reader.output_color_type().0.samples(), samples)
            .ok_or(DecodeFault::Damaged)?,
        orientation: info.exif_metadata.as_ref().and_then(|exif| exif_facts(exif).0).unwrap_or(1),
        profile: info.icc_profile.as_ref().map(|profile| profile.to_vec()),
        room,
    })
}

fn decode_webp(bytes: &[u8]) -> Result<Decoded, DecodeFault> {
    let fault = |error| match error {
        image_webp::DecodingError::ImageTooLarge | image_webp::DecodingError::MemoryLimitExceeded => DecodeFault::Large,
        image_webp::DecodingError::UnsupportedFeature(_) => DecodeFault::Unknown,
        _ => DecodeFault::Damaged,
    };
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(fault)?;
    decoder.set_memory_limit(MOST_BYTES);
    let (width, height) = decoder.dimensions();
    let room = take_room(width, height)?;
    let mut raster = Raster::black(width, height, if decoder.has_alpha() { 4 } else { 3 });
    decoder.read_image(&mut raster.samples).map_err(fault)?;
    let exif = decoder.exif_metadata().ok().flatten();
    Ok(Decoded {
        raster,
        orientation: exif.and_then(|exif| exif_facts(exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif)).0).unwrap_or(1),
        profile: decoder.icc_profile().ok().flatten(),
        room,
    })
}
