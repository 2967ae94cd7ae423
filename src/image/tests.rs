//! Pictures made here: turned, sheer, oversized, broken.

use proptest::prelude::*;

use crate::image::{decode::decode, raster::Raster, *};
use crate::{
    base::hash::Fingerprint,
    image::{
        decode::{DecodeFault, Facts, Paint, examine, is_raster},
        encode::develop,
        variants::{Encoding, SHARE, Shape, VariantSet},
    },
};

fn plan(width: u32, height: u32, paint: Paint) -> VariantSet {
    VariantSet::new(Fingerprint::of("original"), Facts { width, height, paint }).unwrap()
}

/// How originals of these tests are written.
#[derive(Clone, Copy, PartialEq, Debug)]
enum File {
    Jpeg,
    Png,
    Webp,
}

fn written(picture: &Raster, file: File) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width, picture.height);
    match file {
        File::Jpeg => {
            let (width, height) = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
            jpeg_encoder::Encoder::new(&mut bytes, 90)
                .encode(&picture.samples, width, height, jpeg_encoder::ColorType::Rgb)
                .unwrap();
        }
        File::Png => {
            let mut encoder = png::Encoder::new(&mut bytes, width, height);
            encoder.set_color(if picture.has_alpha() { png::ColorType::Rgba } else { png::ColorType::Rgb });
            encoder.write_header().unwrap().write_image_data(&picture.samples).unwrap();
        }
        File::Webp => {
            image_webp::WebPEncoder::new(&mut bytes)
                .encode(&picture.samples, width, height, image_webp::ColorType::Rgb8)
                .unwrap();
        }
    }
    bytes
}

fn read(bytes: &[u8]) -> Raster {
    decode(bytes).unwrap().raster
}

/// One pixel; of the alpha channel nothing.
fn pixel_of(picture: &Raster, x: u32, y: u32) -> [u8; 3] {
    let at = (y as usize * picture.width as usize + x as usize) * picture.channels;
    [picture.samples[at], picture.samples[at + 1], picture.samples[at + 2]]
}

/// A picture of pixels by place.
fn painted<const CHANNELS: usize>(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; CHANNELS]) -> Raster {
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| pixel(x, y));
    Raster { width, height, channels: CHANNELS, samples: pixels.collect() }
}

/// A picture of four fields: red, green, blue and white, from the upper left to the lower right.
fn fields(width: u32, height: u32) -> Raster {
    painted(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => [220, 10, 10],
        (false, true) => [10, 220, 10],
        (true, false) => [10, 10, 220],
        (false, false) => [230, 230, 230],
    })
}

/// A picture of many colours.
fn meadow(width: u32, height: u32) -> Raster {
    let shade = |number: u32| u8::try_from(number % 256).unwrap();
    painted(width, height, |x, y| [shade(x * 3), shade(y * 5), shade(x * y / 7)])
}

/// A picture in which no pixel is like the next, under some of one colour.
fn loud(width: u32, height: u32) -> Raster {
    let noise = |x: u32, y: u32| u8::try_from((x * 7919 + y * 104_729 + x * y * 31) % 256).unwrap();
    painted(
        width,
        height,
        |x, y| if y < height / 3 { [90, 140, 220] } else { [noise(x, y), noise(y, x), noise(x + y, x)] },
    )
}

/// A JPEG that says how it is turned.
fn turned(orientation: u8) -> Vec<u8> {
    let mut bytes = written(&fields(64, 32), File::Jpeg);
    let tiff =
        [&b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation, 0, 0, 0, 0, 0, 0]].concat();
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    bytes.splice(2..2, [&[0xff, 0xe1][..], &length, &tiff].concat());
    bytes
}

/// The letters of the fields of a developed picture: `rgbw` if nothing was turned.
fn letters(bytes: &[u8]) -> String {
    let picture = read(bytes);
    let letter = |(x, y): (u32, u32)| match pixel_of(&picture, picture.width * x / 4, picture.height * y / 4) {
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
        let plan = VariantSet { print: Fingerprint::default(), facts: Facts { width, height, paint: Paint::Photo } };
        assert_eq!((plan.widths(), plan.size()), (widths, size), "{width}×{height}");
        assert_eq!(plan.fallback().shape, Shape::Width(width.min(960)));
        assert!(plan.shown().iter().all(|variant| matches!(variant.shape, Shape::Width(own) if own <= width)));
    }
    for (width, height) in [(400, 15), (15, 400), (1440, 16_384), (2880, 32_768)] {
        assert_eq!(
            VariantSet::new(Fingerprint::default(), Facts { width, height, paint: Paint::Photo }),
            None,
            "{width}×{height}"
        );
    }
    let names: Vec<_> = plan(300, 200, Paint::Sheer)
        .shown()
        .iter()
        .map(|variant| plan(300, 200, Paint::Sheer).name(*variant))
        .collect();
    assert!(
        names.iter().zip([".avif", ".png"]).all(|(name, ending)| name.ends_with(ending)) && names.len() == 2,
        "{names:?}"
    );
}

#[test]
fn pictures_stand_upright_whatever_the_camera_said() {
    for (orientation, shown) in
        [(1, "rgbw"), (2, "grwb"), (3, "wbgr"), (4, "bwrg"), (5, "rbgw"), (6, "brwg"), (7, "wgbr"), (8, "gwrb")]
    {
        let bytes = turned(orientation);
        let facts = examine(&bytes).unwrap();
        let size = if orientation < 5 { (64, 32) } else { (32, 64) };
        assert_eq!((facts.width, facts.height), size, "{orientation}");
        let plan = VariantSet::new(Fingerprint::of(&bytes), facts).unwrap();
        let made = develop(&bytes, &plan, &[plan.fallback()]).pop().flatten().unwrap();
        assert_eq!(letters(&made), shown, "{orientation}");
    }
}

fn profile(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures").join(name)).unwrap()
}

#[test]
fn colours_of_phones_and_cameras_are_translated() {
    let mut broken = profile("display-p3.icc");
    broken.truncate(300);
    // As Little CMS says: the same light in the smaller space of sRGB. What is no profile of a screen changes nothing.
    for (name, profile, colour) in [
        ("display-p3", profile("display-p3.icc"), [215, 93, 97]),
        ("adobe-rgb", profile("adobe-rgb.icc"), [227, 100, 100]),
        ("srgb", profile("srgb.icc"), [200, 100, 100]),
        ("grey", profile("grey.icc"), [200, 100, 100]),
        ("broken", broken, [200, 100, 100]),
    ] {
        let mut photo = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut photo, 100);
        encoder.add_icc_profile(&profile).unwrap();
        encoder.encode(&[200, 100, 100].repeat(32 * 32), 32, 32, jpeg_encoder::ColorType::Rgb).unwrap();
        let mut sheer = Vec::new();
        let mut info = png::Info::with_size(32, 32);
        (info.color_type, info.icc_profile) = (png::ColorType::Rgba, Some(profile.into()));
        let encoder = png::Encoder::with_info(&mut sheer, info).unwrap();
        encoder.write_header().unwrap().write_image_data(&[200, 100, 100, 200].repeat(32 * 32)).unwrap();
        for bytes in [photo, sheer] {
            let plan = VariantSet::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
            for variant in [plan.fallback(), VariantSet::SHARED] {
                let made = develop(&bytes, &plan, &[variant]).pop().flatten().unwrap();
                // A share picture stands on white: 200 of 255 parts of the colour.
                let on_white = variant == VariantSet::SHARED && plan.fallback().format == Encoding::Png;
                let expected =
                    colour.map(|value: u8| if on_white { (u32::from(value) * 200 / 255 + 55) as u8 } else { value });
                let seen = pixel_of(&read(&made), 16, 16);
                assert!(
                    seen.iter().zip(expected).all(|(seen, own)| seen.abs_diff(own) < 4),
                    "{name} {variant:?}: {seen:?}, not {expected:?}"
                );
                assert!(!made.windows(3).any(|part| part == b"ICC"), "sRGB needs no profile");
            }
        }
    }
}

/// A profile is the one part of an original that its decoder does not look through.
#[test]
fn profiles_of_any_bytes_make_no_panic() {
    let mut seed = 1_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let picture = fields(8, 8);
    for round in 0..2000 {
        let mut profile = profile(["display-p3.icc", "adobe-rgb.icc", "srgb.icc"][round % 3]);
        for _ in 0..=random(6) {
            let at = random(profile.len());
            profile[at] = [0, 1, 2, 4, 0x7f, 0x80, 0xff, random(256) as u8][random(8)];
        }
        srgb::convert(picture.clone(), &profile);
    }
}

/// What is remembered from one version of the program to the next is what the newer one would make.
#[test]
fn the_edition_stands_for_these_encoders() {
    let lock = include_str!("../../Cargo.lock");
    for known in [
        "image-webp\"\nversion = \"0.2.4",
        "jpeg-encoder\"\nversion = \"0.7.1",
        "png\"\nversion = \"0.18.1",
        "qcms\"\nversion = \"0.3.0",
        "rav1e\"\nversion = \"0.8.1",
        "ravif\"\nversion = \"0.13.0",
        "resize\"\nversion = \"0.8.9",
        "zune-jpeg\"\nversion = \"0.5.15",
    ] {
        assert!(
            lock.contains(&format!("name = \"{known}\"\n")),
            "not {known}: raise EDITION in plan.rs, then write the new version here"
        );
    }
}

#[test]
fn films_are_told_from_pictures() {
    let png = written(&fields(20, 20), File::Png);
    let chunk = |kind: &[u8], length: usize| {
        [&u32::try_from(length).unwrap().to_be_bytes()[..], kind, &vec![0; length + 4]].concat()
    };
    // The colour profile of a press before it, half a megabyte long.
    let film = [&png[..33], &chunk(b"iCCP", 500_000), &chunk(b"acTL", 8), &png[33..]].concat();
    let webp = |flags: u8| [&b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0"[..], &[flags], &[0; 9]].concat();
    for (bytes, still) in
        [(&png, true), (&film, false), (&film[..40].to_vec(), true), (&webp(0x10), true), (&webp(0x12), false)]
    {
        assert_eq!(is_raster(bytes), still);
    }
}

#[test]
fn a_profile_that_unpacks_to_far_too_much_helps_nobody() {
    let png = written(&fields(20, 20), File::Png);
    for (length, is_read) in [(1 << 10, true), (64 << 20, false)] {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; length], 6);
        let (size, named) = (u32::try_from(packed.len() + 3).unwrap(), [&b"iCCPx\0\0"[..], &packed].concat());
        let chunk = [&size.to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat();
        let decoded = decode(&[&png[..33], &chunk, &png[33..]].concat()).unwrap();
        assert_eq!(decoded.profile.is_some(), is_read, "{length}");
    }
}

#[test]
fn the_sort_of_a_picture_decides_its_fallback() {
    let sheer = painted(40, 30, |x, _| [200, 100, 50, if x < 20 { 0 } else { 255 }]);
    let opaque = painted(40, 30, |x, y| [(x * 6) as u8, (y * 8) as u8, (x * y / 7) as u8, 255]);
    for (picture, format, paint, fallback) in [
        (&meadow(40, 30), File::Jpeg, Paint::Photo, Encoding::Jpeg),
        (&meadow(40, 30), File::Webp, Paint::Photo, Encoding::Jpeg),
        (&opaque, File::Png, Paint::Photo, Encoding::Jpeg),
        (&fields(40, 30), File::Png, Paint::Drawing, Encoding::Png),
        (&sheer, File::Png, Paint::Sheer, Encoding::Png),
    ] {
        let bytes = written(picture, format);
        assert!(is_raster(&bytes), "{format:?}");
        let facts = examine(&bytes).unwrap();
        let plan = VariantSet::new(Fingerprint::of(&bytes), facts).unwrap();
        assert_eq!((facts.paint, plan.fallback().format), (paint, fallback), "{format:?}");
        // What shows through still does, in every format that can say so.
        let made = develop(&bytes, &plan, &plan.shown());
        assert_eq!(made.len(), 2);
        let shown = read(made[1].as_ref().unwrap());
        assert_eq!((shown.width, shown.height), (40, 30));
        assert_eq!(shown.to_rgba()[5 * 40 + 5].a < 30, paint == Paint::Sheer, "{format:?}");
        assert_eq!(made[0].as_ref().map(|bytes| &bytes[4..12]), Some(&b"ftypavif"[..]));
    }
}

#[test]
fn variants_do_not_depend_on_what_is_made_beside_them() {
    let bytes = written(&meadow(490, 30), File::Jpeg);
    let plan = VariantSet::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
    let together = develop(&bytes, &plan, &plan.shown());
    for (variant, made) in plan.shown().iter().zip(&together) {
        assert_eq!(&develop(&bytes, &plan, &[*variant])[0], made, "{variant:?}");
    }
}

#[test]
fn variants_look_like_the_original() {
    for picture in [loud(700, 500), meadow(700, 500), fields(700, 500)] {
        let bytes = written(&picture, File::Png);
        let plan = VariantSet::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
        let made = read(&develop(&bytes, &plan, &[plan.fallback()])[0].clone().unwrap());
        // In every tenth of its height, so that nothing is lost at an end.
        for (band, (made, own)) in
            made.samples.chunks(700 * 50 * 3).zip(picture.samples.chunks(700 * 50 * 3)).enumerate()
        {
            let mean =
                made.iter().zip(own).map(|(made, own)| usize::from(made.abs_diff(*own))).sum::<usize>() / made.len();
            assert!(mean < 20, "band {band}: {mean}");
        }
    }
}

#[test]
fn a_strip_stays_a_strip() {
    for (width, height, size) in [(30_000, 16, (1440, 1)), (16, 2000, (16, 2000))] {
        let bytes = written(&meadow(width, height), File::Jpeg);
        let plan = VariantSet::new(Fingerprint::of(&bytes), examine(&bytes).unwrap()).unwrap();
        assert_eq!(plan.size(), size);
        assert!(develop(&bytes, &plan, &plan.shown()).iter().all(Option::is_some), "{width}×{height}");
    }
}

#[test]
fn share_pictures_have_one_size_and_stay_small() {
    for (width, height, can) in [(1200, 640, true), (620, 340, true), (599, 900, false), (900, 300, false)] {
        let loud = loud(width, height);
        let bytes = written(&loud, File::Jpeg);
        let plan = plan(width, height, Paint::Photo);
        assert_eq!(plan.can_share(), can, "{width}×{height}");
        if can {
            let made = develop(&bytes, &plan, &[VariantSet::SHARED]).pop().flatten().unwrap();
            let picture = read(&made);
            assert_eq!((picture.width, picture.height), SHARE);
            assert!(made.len() < 300_000, "{}", made.len());
        }
    }
}

#[test]
fn giants_are_refused_before_they_are_unpacked() {
    let mut bytes = written(&fields(20, 20), File::Png);
    for (width, height) in [(50_000u32, 50_000u32), (20_000, 20_000), (u32::MAX, 1)] {
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        // The header's own checksum, so that nothing but its size is wrong.
        let sum = crc(&bytes[12..29]).to_be_bytes();
        bytes[29..33].copy_from_slice(&sum);
        assert!(
            matches!(examine(&bytes), Err(DecodeFault::Large | DecodeFault::Damaged)),
            "{width}×{height}: {:?}",
            examine(&bytes)
        );
    }
    assert_eq!(examine(b"\xff\xd8\xff"), Err(DecodeFault::Damaged));
    assert_eq!(examine(b""), Err(DecodeFault::Unknown));
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(kind in 0..4usize, at in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 0..40), cut in any::<prop::sample::Index>()) {
        let formats = [File::Jpeg, File::Png, File::Webp];
        let mut bytes = formats.get(kind).map_or_else(Vec::new, |format| written(&meadow(24, 17), *format));
        let at = at.index(bytes.len() + 1);
        bytes.splice(at..(at + noise.len()).min(bytes.len()), noise);
        bytes.truncate(cut.index(bytes.len() + 1).max(bytes.len() / 2));
        is_raster(&bytes);
        if let Ok(facts) = examine(&bytes)
            && let Some(plan) = VariantSet::new(Fingerprint::of(&bytes),
                facts).filter(|plan| plan.facts.width < 100 && plan.facts.height < 100)
        {
            develop(&bytes, &plan, &[plan.fallback(), VariantSet::SHARED]);
        }
    }
}
