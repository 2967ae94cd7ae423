//! From pixels to the bytes of variants.

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder as _, Rgba,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType as PngFilter, PngEncoder},
    },
    imageops::{self, FilterType},
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use rayon::prelude::*;

use crate::picture::{
    Format, Plan, SHARE, Shape, Variant,
    decode::{self, Pixels},
};

/// Quality of AVIF, of 100. By eye the same as WebP and JPEG at theirs.
const AVIF: f32 = 60.0;
/// The fastest of the encoder's speeds: a tenth larger than the next, in half of the time.
const AVIF_SPEED: u8 = 10;
const WEBP: f32 = 76.0;
const JPEG: u8 = 76;
/// What services that show links take, in bytes, and the qualities that are tried for it.
const MOST_SHARED: usize = 280_000;
const SHARE_QUALITIES: [u8; 6] = [82, 70, 55, 40, 25, 10];

/// Makes variants of one original, which is decoded once; `None` for those that cannot be made.
pub fn develop(original: &[u8], plan: &Plan, variants: &[Variant]) -> Vec<Option<Vec<u8>>> {
    let master = master(original, plan);
    let make = |variant: &Variant| master.as_ref().and_then(|master| encode(master, plan, *variant));
    match variants {
        // One stays on its own thread: the preview asks for one at a time, and needs the others for its pages.
        [variant] => vec![make(variant)],
        _ => variants.par_iter().map(make).collect(),
    }
}

/// What every variant is made from: the picture at its largest published size, upright, in sRGB. The original's pixels,
/// many times as many, are given back before anything is encoded.
fn master(original: &[u8], plan: &Plan) -> Option<DynamicImage> {
    let Pixels { picture, profile, room: _room } = decode::pixels(original).ok()?;
    let (width, height) = plan.size();
    // By averages to a whole part of its size first: a wide filter over the whole original takes three times as long and
    // shows nothing more.
    let (part, fine) = (picture.width() / width, (picture.width(), picture.height()) != (width, height));
    let picture = if part > 1 { picture.thumbnail_exact(picture.width() / part, (picture.height() / part).max(1)) } else { picture };
    let mut picture = if fine { picture.resize_exact(width, height, FilterType::CatmullRom) } else { picture };
    if let Some(profile) = profile {
        to_srgb(&mut picture, &profile);
    }
    Some(picture)
}

/// Converts colours; a profile that cannot be read, or that is of printing inks, changes nothing.
fn to_srgb(picture: &mut DynamicImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let (layout, pixels): (_, &mut [u8]) = match picture {
        DynamicImage::ImageRgba8(picture) => (Layout::Rgba, &mut *picture),
        DynamicImage::ImageRgb8(picture) => (Layout::Rgb, &mut *picture),
        _ => return,
    };
    let transform = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default());
    let Ok(transform) = transform else { return };
    let before = pixels.to_vec();
    if transform.transform(&before, pixels).is_err() {
        pixels.copy_from_slice(&before);
    }
}

fn encode(master: &DynamicImage, plan: &Plan, variant: Variant) -> Option<Vec<u8>> {
    let picture = match variant.shape {
        Shape::Width(width) if width == master.width() => master.clone(),
        Shape::Width(width) => master.resize_exact(width, plan.height(width), FilterType::CatmullRom),
        Shape::Share => share(master),
    };
    match variant.format {
        Format::Avif => avif(&picture),
        Format::Webp => webp(&picture),
        Format::Png => png(&picture),
        Format::Jpeg if variant.shape == Shape::Share => shared(&picture),
        Format::Jpeg => jpeg(&picture, JPEG),
    }
}

/// The middle of a picture in the proportions of a share picture; what shows through stands on white.
fn share(master: &DynamicImage) -> DynamicImage {
    let (width, height) = (u64::from(master.width()), u64::from(master.height()));
    let (wide, high) = (u64::from(SHARE.0), u64::from(SHARE.1));
    let (cut_width, cut_height) = if width * high > height * wide { (height * wide / high, height) } else { (width, width * high / wide) };
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    // Of a picture on its edge the upper part is cut less: heads are there.
    let part = master.crop_imm(
        number((width - cut_width) / 2),
        number((height - cut_height) / 3),
        number(cut_width.max(1)),
        number(cut_height.max(1)),
    );
    let part = part.resize_exact(SHARE.0, SHARE.1, FilterType::CatmullRom);
    if !part.color().has_alpha() {
        return part;
    }
    let mut ground = image::RgbaImage::from_pixel(SHARE.0, SHARE.1, Rgba([255; 4]));
    imageops::overlay(&mut ground, &part.into_rgba8(), 0, 0);
    DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(ground).into_rgb8())
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&picture.to_rgb8()).ok()?;
    Some(bytes)
}

/// The best quality that is small enough, or else the smallest.
fn shared(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut smallest = None;
    for quality in SHARE_QUALITIES {
        smallest = jpeg(picture, quality);
        if smallest.as_ref().is_some_and(|bytes| bytes.len() <= MOST_SHARED) {
            break;
        }
    }
    smallest
}

fn png(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, PngFilter::Adaptive);
    let colour = if picture.color().has_alpha() { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    encoder.write_image(picture.as_bytes(), picture.width(), picture.height(), colour).ok()?;
    Some(bytes)
}

fn avif(picture: &DynamicImage) -> Option<Vec<u8>> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    // Eight bits: ten take half as long again. One thread: the encoder cuts the picture by their number.
    let encoder = ravif::Encoder::new()
        .with_quality(AVIF)
        .with_alpha_quality(AVIF)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(ravif::BitDepth::Eight)
        .with_num_threads(Some(1));
    // Opaque pixels give a file without alpha. The encoder's other entry is inlined into us, and with it all of the encoder:
    // a debug build would be fifty times slower.
    let pixels: Vec<_> = picture.to_rgba8().pixels().map(|pixel| ravif::RGBA8::new(pixel[0], pixel[1], pixel[2], pixel[3])).collect();
    encoder.encode_rgba(ravif::Img::new(&pixels, width, height)).ok().map(|made| made.avif_file)
}

fn webp(picture: &DynamicImage) -> Option<Vec<u8>> {
    let layout = if picture.color().has_alpha() { webp::PixelLayout::Rgba } else { webp::PixelLayout::Rgb };
    let encoder = webp::Encoder::new(picture.as_bytes(), layout, picture.width(), picture.height());
    encoder.encode_simple(false, WEBP).ok().map(|made| made.to_vec())
}
