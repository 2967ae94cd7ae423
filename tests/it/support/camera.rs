//! Photos as cameras make them: with everything in them that nobody wants to publish.

use jpeg_encoder::{ColorType, Encoder};

/// A photo with a secret in every place that a camera or its owner writes into: place, owner, thumbnail, text, what
/// follows.
pub fn photo(width: u32, height: u32, seed: u32, secret: &[u8]) -> Vec<u8> {
    let shade = |number: u32| u8::try_from(number % 256).unwrap();
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let samples: Vec<_> = places.flat_map(|(x, y)| [shade(x + seed), shade(y * 2), shade(x * y / 9)]).collect();
    let side = |side: u32| u16::try_from(side).unwrap();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 75).encode(&samples, side(width), side(height), ColorType::Rgb).unwrap();
    let gps = [&b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"[..], secret].concat();
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0"[..], secret].concat();
    let iptc = [&b"Photoshop 3.0\08BIM"[..], secret].concat();
    let thumbnail = [&b"JFXX\0\x10"[..], secret].concat();
    let films = [&b"MPF\0"[..], secret].concat();
    for (marker, data) in
        [(0xe0, &*thumbnail), (0xe1, &gps), (0xe1, &xmp), (0xe2, &films), (0xed, &iptc), (0xfe, secret)]
    {
        bytes.splice(2..2, segment(marker, data));
    }
    bytes.extend_from_slice(secret);
    bytes
}

/// A part of a JPEG file.
pub fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &u16::try_from(data.len() + 2).unwrap().to_be_bytes(), data].concat()
}

/// Width, height and RGB samples of a JPEG.
pub fn read_jpeg(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(bytes));
    let samples = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    (width, height, samples)
}
