//! Floor 0: gzip files, whose bytes depend on their content alone: no name, no time, one level, one encoder on every
//! machine.

use std::cell::RefCell;

use miniz_oxide::{
    deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params},
    inflate::decompress_to_vec_with_limit,
};

/// The header of a file without a name and a time, by the slowest method, of no system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
/// The level of packing.
const LEVEL: i32 = 9;
/// The most bytes that a file may unpack to: no file of ours comes near.
const LARGEST: usize = 64 << 20;

thread_local! {
    /// A compressor is large, and most of what is packed is small: each thread has one.
    static COMPRESSOR: RefCell<CompressorOxide> =
        RefCell::new(CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, 0)));
}

/// Packs bytes.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = HEADER.to_vec();
    COMPRESSOR.with_borrow_mut(|compressor| deflate(compressor, bytes, &mut packed));
    packed.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
    packed.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    packed.shrink_to_fit();
    packed
}

/// Appends packed bytes.
fn deflate(compressor: &mut CompressorOxide, mut bytes: &[u8], packed: &mut Vec<u8>) {
    compressor.reset();
    let mut end = packed.len();
    packed.resize(end + bytes.len() / 2 + 64, 0);
    loop {
        let (status, taken, given) = compress(compressor, bytes, &mut packed[end..], TDEFLFlush::Finish);
        bytes = &bytes[taken..];
        end += given;
        match status {
            TDEFLStatus::Done => return packed.truncate(end),
            TDEFLStatus::Okay => packed.resize(packed.len() * 2, 0),
            TDEFLStatus::BadParam | TDEFLStatus::PutBufFailed => unreachable!("there is room, and the input is whole"),
        }
    }
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
