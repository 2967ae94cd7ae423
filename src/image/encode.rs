//! From pixels to the bytes of variants.

use jpeg_encoder::{ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};
use rayon::prelude::*;

use crate::image::{
    decode::{self, Decoded},
    raster::{Raster, upright_size},
    srgb,
    variants::{Encoding, SHARE, Shape, Variant, VariantSet},
};

/// Quality of AVIF, of 100. By eye the same as JPEG at its own.
const AVIF: f32 = 60.0;
/// The fastest of the encoder's speeds: a tenth larger than the next, in half of the time.
const AVIF_SPEED: u8 = 10;
const JPEG: u8 = 76;
/// What services that show links take, in bytes, and the qualities that are tried for it.
const MOST_SHARED: usize = 280_000;
const SHARE_QUALITIES: [u8; 6] = [82, 70, 55, 40, 25, 10];

/// Makes variants of one original, which is decoded once; `None` for those that cannot be made.
pub fn develop(original: &[u8], plan: &VariantSet, variants: &[Variant]) -> Vec<Option<Vec<u8>>> {
    let master = make_master(original, plan);
    let make = |variant: &Variant| master.as_ref().and_then(|master| encode(master, plan, *variant));
    match variants {
        // One stays on its own thread: the preview asks for one at a time, and needs the others for its pages.
        [variant] => vec![make(variant)],
        _ => variants.par_iter().map(make).collect(),
    }
}

/// What every variant is made from: the picture at its largest published size, upright, in sRGB. The original's pixels,
/// many times as many, are given back before anything is encoded.
fn make_master(original: &[u8], plan: &VariantSet) -> Option<Raster> {
    let Decoded { raster, orientation, profile, room: _room } = decode::decode(original).ok()?;
    let (width, height) = plan.size();
    // By averages to a whole part of its size first: a wide filter over the whole original takes many times the memory
    // and the time, and shows nothing more.
    let part = upright_size(raster.width, raster.height, orientation).0 / width;
    let raster =
        if part > 1 { raster.average((raster.width / part).max(1), (raster.height / part).max(1)) } else { raster };
    let raster = resize(raster.turn_upright(orientation), width, height)?;
    Some(match profile {
        Some(profile) => srgb::convert(raster, &profile),
        None => raster,
    })
}

fn resize(raster: Raster, width: u32, height: u32) -> Option<Raster> {
    if (raster.width, raster.height) == (width, height) { Some(raster) } else { raster.scale(width, height).ok() }
}

fn encode(master: &Raster, plan: &VariantSet, variant: Variant) -> Option<Vec<u8>> {
    let picture = match variant.shape {
        Shape::Width(width) => resize(master.clone(), width, plan.height(width))?,
        Shape::Share => cut_for_sharing(master)?,
    };
    match variant.format {
        Encoding::Avif => encode_avif(&picture),
        Encoding::Png => encode_png(&picture),
        Encoding::Jpeg if variant.shape == Shape::Share => encode_small_jpeg(&picture),
        Encoding::Jpeg => encode_jpeg(&picture, JPEG),
    }
}

/// The middle of a picture in the proportions of a share picture; what shows through stands on white.
fn cut_for_sharing(master: &Raster) -> Option<Raster> {
    let (width, height) = (u64::from(master.width), u64::from(master.height));
    let (wide, high) = (u64::from(SHARE.0), u64::from(SHARE.1));
    let (cut_width, cut_height) =
        if width * high > height * wide { (height * wide / high, height) } else { (width, width * high / wide) };
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    // Of a picture on its edge the upper part is cut less: heads are there.
    let part = master.cut(
        number((width - cut_width) / 2),
        number((height - cut_height) / 3),
        number(cut_width.max(1)),
        number(cut_height.max(1)),
    );
    Some(resize(part, SHARE.0, SHARE.1)?.lay_on_white())
}

fn encode_jpeg(picture: &Raster, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    // Colours as fine as light: edges of red letters and roofs stay sharp.
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder
        .encode_image(Rows {
            picture,
            width: u16::try_from(picture.width).ok()?,
            height: u16::try_from(picture.height).ok()?,
        })
        .ok()?;
    Some(bytes)
}

/// A picture as the JPEG encoder reads it. Its own reader of slices would be compiled once for each of nine kinds of
/// pixels.
struct Rows<'a> {
    picture: &'a Raster,
    width: u16,
    height: u16,
}

impl ImageBuffer for Rows<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let channels = self.picture.channels;
        let stride = usize::from(self.width) * channels;
        for pixel in self.picture.samples[usize::from(y) * stride..][..stride].chunks_exact(channels) {
            let (light, blue, red) = rgb_to_ycbcr(pixel[0], pixel[1], pixel[2]);
            buffers[0].push(light);
            buffers[1].push(blue);
            buffers[2].push(red);
        }
    }
}

/// The best quality that is small enough, or else the smallest.
fn encode_small_jpeg(picture: &Raster) -> Option<Vec<u8>> {
    let mut smallest = None;
    for quality in SHARE_QUALITIES {
        smallest = encode_jpeg(picture, quality);
        if smallest.as_ref().is_some_and(|bytes| bytes.len() <= MOST_SHARED) {
            break;
        }
    }
    smallest
}

fn encode_png(picture: &Raster) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(if picture.has_alpha() { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::Adaptive);
    encoder.write_header().ok()?.write_image_data(&picture.samples).ok()?;
    Some(bytes)
}

fn encode_avif(picture: &Raster) -> Option<Vec<u8>> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    // Eight bits: ten take half as long again. One thread: the encoder cuts the picture by their number.
    let encoder = ravif::Encoder::new()
        .with_quality(AVIF)
        .with_alpha_quality(AVIF)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(ravif::BitDepth::Eight)
        .with_num_threads(Some(1));
    // Opaque pixels give a file without alpha. The encoder's other entry is inlined into us, and with it all of the
    // encoder: a debug build would be fifty times slower.
    encoder.encode_rgba(ravif::Img::new(&picture.to_rgba(), width, height)).ok().map(|made| made.avif_file)
}
