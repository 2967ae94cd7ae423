//! Icons of Windows, for which browsers ask by `/favicon.ico`: a list of small pictures, each a PNG or plain dots.

use crate::attachment::reading::{File, Reader, Reading};

pub(super) const READER: Reader = Reader { knows: |file| pictures(file.bytes).is_some(), read };

/// The most pictures that one holds.
const MOST: usize = 64;

fn read(file: &File<'_>, reading: &mut Reading) {
    for picture in pictures(file.bytes).unwrap_or_default() {
        if picture.starts_with(b"\x89PNG\r\n") {
            reading.nested("icon.png", picture);
        }
    }
}

/// The pictures of an icon; `None` if it is none, or holds anything else: what nobody shows, nobody has looked at.
fn pictures(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let number = |at: usize| Some(usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)));
    let long = |at: usize| usize::try_from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok();
    let count = number(4).filter(|count| (1..=MOST).contains(count) && number(0) == Some(0) && number(2) == Some(1))?;
    let mut end = 6 + count * 16;
    let mut pictures = Vec::new();
    let entries = (0..count).map(|entry| 6 + entry * 16).map(|at| Some((long(at + 12)?, long(at + 8)?)));
    let mut places: Vec<(usize, usize)> = entries.collect::<Option<_>>()?;
    places.sort_unstable();
    for (at, length) in places {
        let picture = bytes.get(at..at.checked_add(length)?).filter(|_| at == end)?;
        if !picture.starts_with(b"\x89PNG\r\n") && !picture.starts_with(&[40, 0, 0, 0]) {
            return None;
        }
        end = at + length;
        pictures.push(picture);
    }
    (end == bytes.len()).then_some(pictures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn icon(pictures: &[&[u8]], more: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0, 0, 1, 0, u8::try_from(pictures.len()).unwrap(), 0];
        let mut at = 6 + 16 * pictures.len();
        for picture in pictures {
            bytes.extend([16, 16, 0, 0, 1, 0, 32, 0]);
            bytes.extend(u32::try_from(picture.len()).unwrap().to_le_bytes());
            bytes.extend(u32::try_from(at).unwrap().to_le_bytes());
            at += picture.len();
        }
        bytes.extend(pictures.concat());
        bytes.extend(more);
        bytes
    }

    #[test]
    fn an_icon_holds_its_pictures_and_nothing_else() {
        let dots = [&[40, 0, 0, 0][..], &[7; 36]].concat();
        let png = b"\x89PNG\r\n\x1a\n";
        let whole = icon(&[&dots, png], b"");
        assert_eq!(pictures(&whole), Some(vec![&dots[..], png]));
        assert_eq!(pictures(&icon(&[&dots], b"name")), None, "something stands behind the pictures");
        assert_eq!(pictures(&icon(&[b"<script>"], b"")), None);
        for length in 0..whole.len() {
            assert_eq!(pictures(&whole[..length]), None, "{length}");
        }
    }
}
