//! GIF: frames and how they follow each other stay, comments and what programs wrote beside them go.

use crate::image::metadata::Clean;

/// Programs whose block says how often a film is repeated.
const REPEATS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// Copies a GIF without metadata; `None` if it is damaged.
pub(crate) fn clean(bytes: &[u8]) -> Option<Clean> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3usize << ((flags & 7) + 1) };
    let size = |at: usize| bytes.get(at..at + 2).map(|pair| u32::from(pair[0]) | u32::from(pair[1]) << 8);
    let dimensions = Some((size(6)?, size(8)?));
    let mut at = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let (head, keep) = match *bytes.get(at)? {
            b',' => (10 + table(*bytes.get(at + 9)?) + 1, true),
            b'!' => match *bytes.get(at + 1)? {
                0xf9 => (2, true),
                0xff => (2, bytes.get(at + 3..at + 14).is_some_and(|program| REPEATS.contains(&program))),
                _ => (2, false),
            },
            b';' => {
                out.push(b';');
                return Some(Clean { dimensions, bytes: out, located: false });
            }
            _ => return None,
        };
        let end = after_parts(bytes, at + head)?;
        if keep {
            out.extend_from_slice(bytes.get(at..end)?);
        }
        at = end;
    }
}

/// Where a chain of parts, each with its length before it, has ended with an empty one.
fn after_parts(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
