//! Macros: small programs in a document, which run on the visitor's machine. Their text is packed.

/// What the text of every module begins with, packed: eight characters behind a mark.
const BEGINNING: &[u8] = b"\0Attribut";
/// Bytes of a packed piece, unpacked.
const PIECE: usize = 4096;
/// Bytes that are unpacked of a module.
const MOST: usize = 4 << 20;

/// The text of a module; `None` if a stream holds none.
pub(super) fn text_of(stream: &[u8]) -> Result<Option<Vec<u8>>, ()> {
    // The piece begins with its mark and its head.
    let at = memchr::memmem::find(stream, BEGINNING).and_then(|at| at.checked_sub(3));
    at.map(|at| unpack(&stream[at..]).ok_or(())).transpose()
}

/// Unpacks a module's text; `None` if it is packed in no known way.
fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\x01")?;
    let mut out = Vec::new();
    while rest.len() > 2 && out.len() < MOST {
        let head = u16::from_le_bytes([rest[0], rest[1]]);
        if head & 0x7000 != 0x3000 {
            break;
        }
        let length = usize::from(head & 0x0fff) + 1;
        let piece = &rest[2..(2 + length).min(rest.len())];
        if head & 0x8000 == 0 {
            out.extend_from_slice(piece);
        } else {
            unpack_piece(piece, &mut out)?;
        }
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    Some(out)
}

/// Unpacks a piece: eight parts behind each byte of marks, which are characters or say what is written again.
fn unpack_piece(mut piece: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let start = out.len();
    while let Some((marks, rest)) = piece.split_first() {
        piece = rest;
        for part in 0..8 {
            let Some(first) = piece.first() else { break };
            if marks >> part & 1 == 0 {
                out.push(*first);
                piece = &piece[1..];
                continue;
            }
            let token = usize::from(u16::from_le_bytes([*first, *piece.get(1)?]));
            piece = &piece[2..];
            let written = out.len() - start;
            // The further the piece has come, the more bits say how far back it is.
            let bits = (4..12).find(|bits| 1 << bits >= written).unwrap_or(12);
            let back = (token >> (16 - bits)) + 1;
            let count = (token & (0xffff >> bits)) + 3;
            if back > written || written + count > PIECE {
                return None;
            }
            for _ in 0..count {
                out.push(out[out.len() - back]);
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_unpacked() {
        // Examples of the specification of the format.
        let plain = b"\x01\x19\xb0\x00abcdefgh\x00ijklmnop\x00qrstuv.";
        assert_eq!(unpack(plain).as_deref(), Some(&b"abcdefghijklmnopqrstuv."[..]));
        let again =
            b"\x01\x2f\xb0\x00#aaabcde\x82f\x00\x70aghij\x01\x38\x08akl\x00\x30mnop\x06q\x02\x70\x04\x10rstuv\x10\
            wxyz\x00\x3c";
        let words = "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa";
        assert_eq!(unpack(again).as_deref(), Some(words.as_bytes()));
        assert_eq!(unpack(b"plain"), None);
        assert_eq!(unpack(b"\x01\x03\xb0\x01\x00\x70"), None);
    }
}
