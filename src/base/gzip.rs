//! Floor 0: gzip files, whose bytes depend on their content alone: no name, no time, one level, one encoder on every
//! machine.

use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};

/// The header of a file without a name and a time, by the slowest method, of no system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
/// The level of packing.
const LEVEL: u8 = 9;
/// The most bytes that a file may unpack to: no file of ours comes near.
const LARGEST: usize = 64 << 20;

/// Packs bytes.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = HEADER.to_vec();
    packed.extend(compress_to_vec(bytes, LEVEL));
    packed.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
    packed.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    packed
}

/// Unpacks what [`pack`] has packed; `None` for anything else, and for what was cut off or changed.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let rest = packed.strip_prefix(&HEADER)?;
    let (deflated, end) = rest.split_at(rest.len().checked_sub(8)?);
    let bytes = decompress_to_vec_with_limit(deflated, LARGEST).ok()?;
    let (sum, length) = (crc32fast::hash(&bytes).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
    (end == [sum, length].concat()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for text in ["", "a", &"灯野町".repeat(900)] {
            let packed = pack(text.as_bytes());
            assert_eq!(unpack(&packed).as_deref(), Some(text.as_bytes()));
            assert_eq!(packed, pack(text.as_bytes()));
            (0..packed.len()).for_each(|end| assert_eq!(unpack(&packed[..end]), None));
        }
        let mut changed = pack(b"abc");
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(unpack(&changed), None);
    }
}
