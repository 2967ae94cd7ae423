//! Pictures made here: turned, sheer, oversized, broken.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;
use crate::hash::Fingerprint;

fn plan(width: u32, height: u32, paint: Paint) -> Plan {
    Plan::new(Fingerprint::of("original"), Facts { width, height, paint }).unwrap()
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture of four fields: red, green, blue and white, from the upper left to the lower right.
fn fields(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([220, 10, 10]),
        (false, true) => Rgb([10, 220, 10]),
        (true, false) => Rgb([10, 10, 220]),
        (false, false) => Rgb([230, 230, 230]),
    }))
}

/// A picture of many colours.
fn meadow(width: u32, height: u32) -> DynamicImage {
    let shade = |number: u32| u8::try_from(number % 256).unwrap();
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| Rgb([shade(x * 3), shade(y * 5), shade(x * y / 7)])))
}

/// A picture in which no pixel is like the next, under some of one colour.
fn loud(width: u32, height: u32) -> DynamicImage {
    let noise = |x: u32, y: u32| u8::try_from((x * 7919 + y * 104_729 + x * y * 31) % 256).unwrap();
    let pixel = |x, y| if y < height / 3 { Rgb([90, 140, 220]) } else { Rgb([noise(x, y), noise(y, x), noise(x + y, x)]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
}

/// A JPEG that says how it is turned.
fn turned(orientation: u8) -> Vec<u8> {
    let mut bytes = written(&fields(64, 32), ImageFormat::Jpeg);
    let tiff = [&b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation, 0, 0, 0, 0, 0, 0]].concat();
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    bytes.splice(2..2, [&[0xff, 0xe1][..], &length, &tiff].concat());
    bytes
}

/// The letters of the fields of a developed picture: `rgbw` if nothing was turned.
fn letters(bytes: &[u8]) -> String {
    let picture = image::load_from_memory(bytes).unwrap().to_rgb8();
    let (width, height) = picture.dimensions();
    let letter = |(x, y): (u32, u32)| match picture.get_pixel(width * x / 4, height * y / 4).0 {
        [r, g, b] if r > 150 && g > 150 && b > 150 => 'w',
        [r, ..] if r > 150 => 'r',
        [_, g, _] if g > 150 => 'g',
        _ => 'b',
    };
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(letter).into_iter().collect()
}

#[test]
fn widths_are_steps_below_the_originals_own() {
    for ((width, height), widths, size) in [
        ((4000, 3000), vec![480, 960, 1440], (1440, 1080)),
        ((1440, 900), vec![480, 960, 1440], (1440, 900)),
        ((1000, 3000), vec![480, 960, 1000], (1000, 3000)),
        ((960, 540), vec![480, 960], (960, 540)),
        ((481, 1), vec![480, 481], (481, 1)),
        ((300, 200), vec![300], (300, 200)),
    ] {
        let plan = Plan { print: Fingerprint::default(), facts: Facts { width, height, paint: Paint::Photo } };
        assert_eq!((plan.widths(Format::Avif), plan.size()), (widths, size), "{width}×{height}");
        assert_eq!(plan.widths(Format::Webp), plan.widths(Format::Avif).into_iter().filter(|own| *own <= 960).collect::<Vec<_>>());
        assert!(plan.shown().iter().all(|variant| matches!(variant.shape, Shape::Width(own) if own <= width)));
    }
    for (width, height) in [(400, 15), (15, 400), (1440, 16_384), (2880, 32_768)] {
        assert_eq!(Plan::new(Fingerprint::default(), Facts { width, height, paint: Paint::Photo }), None, "{width}×{height}");
    }
    let names: Vec<_> = plan(300, 200, Paint::Sheer).shown().iter().map(|variant| plan(300, 200, Paint::Sheer).name(*variant)).collect();
    assert!(names.iter().zip([".avif", ".webp", ".png"]).all(|(name, ending)| name.ends_with(ending)), "{names:?}");
}

#[test]
fn pictures_stand_upright_whatever_the_camera_said() {
    for (orientation, shown) in [(1, "rgbw"), (2, "grwb"), (3, "wbgr"), (4, "bwrg"), (5, "rbgw"), (6, "brwg"), (7, "wgbr"), (8, "gwrb")] {
        let bytes = turned(orientation);
        let facts = examine(&bytes).unwrap();
        let size = if orientation < 5 { (64, 32) } else { (32, 64) };
        assert_eq!((facts.width, facts.height), size, "{orientation}");
        let plan = Plan::new(Fingerprint::of(&bytes), facts).unwrap();
        let made = develop(&bytes, &plan, &[plan.fallback()]).pop().flatten().unwrap();
        assert_eq!(letters(&made), shown, "{orientation}");
    }
}

#[test]
fn colours_of_phones_are_translated() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 100);
    image::ImageEncoder::set_icc_profile(&mut encoder, moxcms::ColorProfile::new_display_p3().encode().unwrap()).unwrap();
    encoder.encode_image(&RgbImage::from_pixel(32, 32, Rgb([200, 100, 100]))).unwrap();
    let plan = Plan::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
    let webp = plan.shown()[1];
    // By hand: the same light in the smaller space of sRGB is (215, 93, 97).
    for variant in [webp, plan.fallback()] {
        let made = develop(&bytes, &plan, &[variant]).pop().flatten().unwrap();
        let [r, g, b] = image::load_from_memory(&made).unwrap().to_rgb8().get_pixel(16, 16).0;
        assert!(r.abs_diff(215) < 6 && g.abs_diff(93) < 6 && b.abs_diff(97) < 6, "{variant:?}: {r} {g} {b}");
        assert!(!made.windows(3).any(|part| part == b"ICC"), "sRGB needs no profile");
    }
}

/// What is remembered from one version of the program to the next is what the newer one would make.
#[test]
fn the_edition_stands_for_these_encoders() {
    let lock = include_str!("../../Cargo.lock");
    for known in [
        "image\"\nversion = \"0.25.10",
        "moxcms\"\nversion = \"0.8.1",
        "png\"\nversion = \"0.18.1",
        "rav1e\"\nversion = \"0.8.1",
        "ravif\"\nversion = \"0.13.0",
        "libwebp-sys\"\nversion = \"0.9.6",
        "zune-jpeg\"\nversion = \"0.5.15",
    ] {
        assert!(lock.contains(&format!("name = \"{known}\"\n")), "not {known}: raise EDITION in plan.rs, then write the new version here");
    }
}

#[test]
fn films_are_told_from_pictures() {
    let png = written(&fields(20, 20), ImageFormat::Png);
    let chunk = |kind: &[u8], length: usize| [&u32::try_from(length).unwrap().to_be_bytes()[..], kind, &vec![0; length + 4]].concat();
    // The colour profile of a press before it, half a megabyte long.
    let film = [&png[..33], &chunk(b"iCCP", 500_000), &chunk(b"acTL", 8), &png[33..]].concat();
    let webp = |flags: u8| [&b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0"[..], &[flags], &[0; 9]].concat();
    for (bytes, still) in [(&png, true), (&film, false), (&film[..40].to_vec(), true), (&webp(0x10), true), (&webp(0x12), false)] {
        assert_eq!(is_raster(bytes), still);
    }
}

#[test]
fn the_sort_of_a_picture_decides_its_fallback() {
    let sheer = DynamicImage::ImageRgba8(RgbaImage::from_fn(40, 30, |x, _| Rgba([200, 100, 50, if x < 20 { 0 } else { 255 }])));
    let opaque = DynamicImage::ImageRgba8(meadow(40, 30).to_rgba8());
    for (picture, format, paint, fallback) in [
        (&meadow(40, 30), ImageFormat::Jpeg, Paint::Photo, Format::Jpeg),
        (&meadow(40, 30), ImageFormat::WebP, Paint::Photo, Format::Jpeg),
        (&opaque, ImageFormat::Png, Paint::Photo, Format::Jpeg),
        (&fields(40, 30), ImageFormat::Png, Paint::Drawing, Format::Png),
        (&sheer, ImageFormat::Png, Paint::Sheer, Format::Png),
    ] {
        let bytes = written(picture, format);
        assert!(is_raster(&bytes), "{format:?}");
        let facts = examine(&bytes).unwrap();
        let plan = Plan::new(Fingerprint::of(&bytes), facts).unwrap();
        assert_eq!((facts.paint, plan.fallback().format), (paint, fallback), "{format:?}");
        // What shows through still does, in every format that can say so.
        let made = develop(&bytes, &plan, &plan.shown());
        assert_eq!(made.iter().flatten().count(), 3);
        for made in made.iter().flatten().skip(1) {
            let made = image::load_from_memory(made).unwrap();
            assert_eq!((made.width(), made.height()), (40, 30));
            let through = made.to_rgba8().get_pixel(5, 5)[3] < 30;
            assert_eq!(through, paint == Paint::Sheer, "{format:?}");
        }
        assert_eq!(made[0].as_ref().map(|bytes| &bytes[4..12]), Some(&b"ftypavif"[..]));
    }
}

#[test]
fn variants_do_not_depend_on_what_is_made_beside_them() {
    let bytes = written(&meadow(490, 30), ImageFormat::Jpeg);
    let plan = Plan::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
    let together = develop(&bytes, &plan, &plan.shown());
    for (variant, made) in plan.shown().iter().zip(&together) {
        assert_eq!(&develop(&bytes, &plan, &[*variant])[0], made, "{variant:?}");
    }
}

#[test]
fn variants_look_like_the_original() {
    for picture in [loud(700, 500), meadow(700, 500), fields(700, 500)] {
        let bytes = written(&picture, ImageFormat::Png);
        let plan = Plan::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
        let webp = plan.shown().into_iter().rfind(|variant| variant.format == Format::Webp).unwrap();
        for variant in [webp, plan.fallback()] {
            let made = image::load_from_memory(&develop(&bytes, &plan, &[variant])[0].clone().unwrap()).unwrap().to_rgb8();
            // In every tenth of its height, so that nothing is lost at an end.
            for band in 0..10 {
                let rows = made.enumerate_rows().skip(band * 50).take(50).flat_map(|(_, row)| row);
                // Colours are coarser than light, by design.
                let light = |pixel: [u8; 3]| pixel.map(u64::from).iter().sum::<u64>();
                let difference =
                    |(x, y, pixel): (u32, u32, &Rgb<u8>)| light(picture.as_rgb8().unwrap().get_pixel(x, y).0).abs_diff(light(pixel.0));
                let mean = rows.map(difference).sum::<u64>() / (700 * 50 * 3);
                assert!(mean < 20, "{variant:?} band {band}: {mean}");
            }
        }
    }
}

#[test]
fn a_strip_stays_a_strip() {
    for (width, height, size) in [(30_000, 16, (1440, 1)), (16, 2000, (16, 2000))] {
        let bytes = written(&meadow(width, height), ImageFormat::Jpeg);
        let plan = Plan::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
        assert_eq!(plan.size(), size);
        assert!(develop(&bytes, &plan, &plan.shown()).iter().all(Option::is_some), "{width}×{height}");
    }
}

#[test]
fn share_pictures_have_one_size_and_stay_small() {
    for (width, height, can) in [(1200, 640, true), (620, 340, true), (599, 900, false), (900, 300, false)] {
        let loud = loud(width, height);
        let bytes = written(&loud, ImageFormat::Jpeg);
        let plan = plan(width, height, Paint::Photo);
        assert_eq!(plan.can_share(), can, "{width}×{height}");
        if can {
            let made = develop(&bytes, &plan, &[Plan::SHARED]).pop().flatten().unwrap();
            let picture = image::load_from_memory(&made).unwrap();
            assert_eq!((picture.width(), picture.height()), SHARE);
            assert!(made.len() < 300_000, "{}", made.len());
        }
    }
}

#[test]
fn giants_are_refused_before_they_are_unpacked() {
    let mut bytes = written(&fields(20, 20), ImageFormat::Png);
    for (width, height) in [(50_000u32, 50_000u32), (20_000, 20_000), (u32::MAX, 1)] {
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        // The header's own checksum, so that nothing but its size is wrong.
        let sum = crc(&bytes[12..29]).to_be_bytes();
        bytes[29..33].copy_from_slice(&sum);
        assert!(matches!(examine(&bytes), Err(Fault::Large | Fault::Damaged)), "{width}×{height}: {:?}", examine(&bytes));
    }
    assert_eq!(examine(b"\xff\xd8\xff"), Err(Fault::Damaged));
    assert_eq!(examine(b""), Err(Fault::Unknown));
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    let step =
        |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
    !bytes.iter().fold(u32::MAX, step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(kind in 0..4usize, at in any::<prop::sample::Index>(), noise in prop::collection::vec(any::<u8>(), 0..40), cut in any::<prop::sample::Index>()) {
        let formats = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
        let mut bytes = formats.get(kind).map_or_else(Vec::new, |format| written(&meadow(24, 17), *format));
        let at = at.index(bytes.len() + 1);
        bytes.splice(at..(at + noise.len()).min(bytes.len()), noise);
        bytes.truncate(cut.index(bytes.len() + 1).max(bytes.len() / 2));
        is_raster(&bytes);
        if let Ok(facts) = examine(&bytes)
            && let Some(plan) = Plan::new(Fingerprint::of(&bytes), facts).filter(|plan| plan.facts.width < 100 && plan.facts.height < 100)
        {
            develop(&bytes, &plan, &[plan.fallback(), Plan::SHARED]);
        }
    }
}
