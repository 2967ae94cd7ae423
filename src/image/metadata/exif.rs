//! What a camera's Exif block says of a picture: how it is turned, and whether it tells a place.

/// The orientation and whether there is a GPS block, of a TIFF structure.
pub fn exif_facts(tiff: &[u8]) -> (Option<u16>, bool) {
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        tiff.get(at..at + 2)
            .map(|b| if little { u16::from_le_bytes([b[0], b[1]]) } else { u16::from_be_bytes([b[0], b[1]]) })
    };
    let long = |at: usize| {
        tiff.get(at..at + 4).map(|b| {
            if little {
                u32::from_le_bytes([b[0], b[1], b[2], b[3]])
            } else {
                u32::from_be_bytes([b[0], b[1], b[2], b[3]])
            }
        })
    };
    let Some(first) = long(4).map(|at| at as usize) else { return (None, false) };
    let (mut orientation, mut located) = (None, false);
    for entry in 0..usize::from(short(first).unwrap_or(0)) {
        let Some(at) = first.checked_add(2 + entry * 12) else { break };
        match short(at) {
            Some(0x0112) => orientation = short(at + 8).filter(|value| (1..=8).contains(value)),
            Some(0x8825) => located = true,
            _ => {}
        }
    }
    (orientation, located)
}
