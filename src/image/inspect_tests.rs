//! Pictures made here, with secrets planted in them.

use img_parts::png::PngChunk;
use proptest::prelude::*;

use super::*;

const SECRET: &[u8] = b"SECRET-PLACE";

fn read(name: &str, bytes: &[u8]) -> Reported<ImageInfo> {
    let bytes: Arc<[u8]> = bytes.into();
    load(&SourcePath::new(name), &bytes, Fingerprint::of(&bytes)).unwrap()
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &u16::try_from(data.len() + 2).unwrap().to_be_bytes(), data].concat()
}

/// 30×20, turned by 90°, with a GPS block, a comment and a film after the end.
fn jpeg() -> Vec<u8> {
    let tiff = [
        &b"MM\0\x2a\0\0\0\x08\0\x02"[..],
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
        &[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0],
        &[0; 4],
        SECRET,
    ]
    .concat();
    let exif = [&b"Exif\0\0"[..], &tiff].concat();
    [
        &[0xff, 0xd8][..],
        &segment(0xe1, &exif),
        &segment(0xfe, SECRET),
        &segment(0xed, SECRET),
        &segment(0xe2, &[b"ICC_PROFILE\0", &b"profile"[..]].concat()),
        &segment(0xc0, &[8, 0, 20, 0, 30, 1, 1, 0x11, 0]),
        &segment(0xfd, SECRET),
        &segment(0xda, &[1, 1, 0, 0, 63, 0]),
        &[1, 2, 0xff, 0, 3, 0xff, 0xd3, 4],
        // Between two scans of a picture in passes.
        &segment(0xfe, SECRET),
        &segment(0xc4, b"table\xff\xd9"),
        &segment(0xda, &[1, 1, 0, 0, 63, 0]),
        &[5, 0xff, 0xff, 0xd9],
        SECRET,
    ]
    .concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    PngChunk::new(*kind, data.to_vec().into()).encoder().bytes().into()
}

fn png() -> Vec<u8> {
    let header = [&40u32.to_be_bytes()[..], &25u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &header),
        &chunk(b"tEXt", SECRET),
        &chunk(b"eXIf", SECRET),
        &chunk(b"seCr", SECRET),
        &chunk(b"IDAT", b"x"),
        &chunk(b"IEND", b""),
        SECRET,
    ]
    .concat()
}

fn webp() -> Vec<u8> {
    let part = |kind: &[u8], data: &[u8]| {
        [kind, &u32::try_from(data.len()).unwrap().to_le_bytes()[..], data, &vec![0; data.len() % 2]].concat()
    };
    let frame = [&[9; 16][..], &part(b"VP8 ", b"0123456789"), &part(b"SECR", SECRET)].concat();
    let body = [
        &b"WEBP"[..],
        &part(b"VP8X", &[0b1110, 0, 0, 0, 49, 0, 0, 29, 0, 0]),
        &part(b"ICCP", b"profile"),
        &part(b"EXIF", SECRET),
        &part(b"XMP ", SECRET),
        &part(b"ANIM", b"123456"),
        &part(b"ANMF", &frame),
        &part(b"SECR", SECRET),
    ]
    .concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body, &part(b"SECR", SECRET)].concat()
}

/// Two frames of one pixel, with a comment, a program's block and the block that repeats them.
fn gif() -> Vec<u8> {
    let frame = [&b"!\xf9\x04\0\x0a\0\0\0"[..], b",\0\0\0\0\x01\0\x01\0\0", b"\x02\x02\x44\x01\0"].concat();
    let secret = [&[12][..], SECRET, &[0]].concat();
    [
        &b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0"[..],
        b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0",
        b"!\xff\x0bXMP DataXMP",
        &secret,
        &frame,
        b"!\xfe",
        &secret,
        &frame,
        b";",
        SECRET,
    ]
    .concat()
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn metadata_goes_and_the_picture_stays() {
    for (name, bytes, dimensions, codes) in [
        ("a.jpg", jpeg(), (20, 30), vec!["photo-location"]),
        ("a.png", png(), (40, 25), vec![]),
        ("a.webp", webp(), (50, 30), vec![]),
        ("a.gif", gif(), (1, 1), vec![]),
    ] {
        assert!(holds(&bytes, SECRET), "{name}");
        let read = read(name, &bytes);
        assert_eq!(read.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), codes as Vec<&str>, "{name}");
        assert_eq!(read.value.dimensions, Some(dimensions), "{name}");
        assert!(!holds(&read.value.bytes, SECRET) && !read.value.bytes.is_empty(), "{name}");
        let again = super::load(&SourcePath::new(name), &read.value.bytes, read.value.fingerprint).unwrap();
        assert_eq!(
            (again.value.bytes, again.value.dimensions, again.findings.len()),
            (read.value.bytes, Some(dimensions), 0),
            "{name}"
        );
    }
    let clean = read("a.jpg", &jpeg()).value.bytes;
    assert!(clean.ends_with(b"\x05\xff\xd9") && clean.windows(2).filter(|pair| *pair == [0xff, 0xda]).count() == 2);
    let (drawing, frames) = (read("a.png", &png()).value.bytes, read("a.webp", &webp()).value.bytes);
    assert!(holds(&drawing, b"IDAT") && drawing.ends_with(b"IEND\xae\x42\x60\x82"));
    assert!(holds(&frames, b"ICCP") && holds(&frames, b"0123456789") && holds(&frames, b"VP8X\x0a\0\0\0\x02"));
    let film = read("a.gif", &gif()).value.bytes;
    assert!(
        holds(&film, b"NETSCAPE2.0") && film.iter().filter(|byte| **byte == b',').count() == 2 && film.ends_with(b";")
    );
    assert!(holds(&clean, b"ICC_PROFILE") && holds(&clean, &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]));
}

#[test]
fn a_cut_file_is_told_and_never_panics() {
    for (name, bytes) in [("a.jpg", jpeg()), ("a.png", png()), ("a.webp", webp()), ("a.gif", gif())] {
        for length in 0..bytes.len() {
            let read = super::load(&SourcePath::new(name), &bytes[..length].into(), Fingerprint::default()).unwrap();
            assert!(!holds(&read.value.bytes, SECRET), "{name} cut at {length}");
        }
    }
    let end = png().windows(4).position(|kind| kind == b"IEND").unwrap();
    let mut flawed = png();
    flawed[end - 9] ^= 1;
    let late = [&png()[..end - 4], &chunk(b"IEND", SECRET)].concat();
    let strays = [&jpeg()[..2], b"stray", &jpeg()[2..]].concat();
    for (name, bytes) in [("a.jpg", &b"not a picture"[..]), ("a.jpg", &strays), ("a.png", &flawed), ("a.png", &late)] {
        let read = read(name, bytes);
        assert!(read.findings[0].code == "image-damaged" && read.value.bytes.is_empty(), "{name} {bytes:?}");
    }
    for (bytes, code) in [
        (&b"\0\0\0\x18ftypheic"[..], "heic-image"),
        (b"\0\0\0\x18ftypmif1", "heic-image"),
        (b"\0\0\0\x18ftypavif", "image-format"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "image-format"),
        (b"MM\0*\0\0\0\x08\0\0\0\0", "image-format"),
    ] {
        let read = read("a.jpg", bytes);
        assert!(read.findings[0].code == code && read.value.bytes.is_empty(), "{code}");
    }
}

proptest! {
    #[test]
    fn damage_never_panics_and_what_is_clean_stays_as_it_is(
        which in 0..4usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let (name, mut bytes) = vec![("a.jpg", jpeg()), ("a.png", png()), ("a.webp", webp()), ("a.gif",
            gif())].swap_remove(which);
        for (at, flip) in flips {
            *at.get_mut(&mut bytes) ^= flip;
        }
        let once = read(name, &bytes).value.bytes;
        if !once.is_empty() {
            prop_assert_eq!(&read(name, &once).value.bytes, &once, "{}", name);
        }
    }
}

#[test]
fn drawings_are_looked_through() {
    let good = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><title>on the hill</title><use \
        href=\"#a\"/><path fill=\"url(#g)\"/></svg>";
    let read_svg = |text: &str| read("a.svg", text.as_bytes());
    assert_eq!((read_svg(good).value.dimensions, read_svg(good).findings.len()), (Some((1200, 630)), 0));
    assert_eq!(read_svg("<svg viewBox=\"0 0 16 9\"/>").value.dimensions, Some((16, 9)));
    for bad in [
        "<svg onload=\"x()\"/>",
        "<svg><script>x</script></svg>",
        "<svg><image href=\"https://example.jp/a.png\"/></svg>",
        "<svg><a xlink:href='javascript:x'/></svg>",
        "<svg><path fill=\"url(//x/y)\"/></svg>",
    ] {
        let read = read_svg(bad);
        assert!(
            read.findings.iter().all(|finding| finding.code == "svg-unsafe")
                && !read.findings.is_empty()
                && read.value.bytes.is_empty(),
            "{bad}"
        );
    }
}
