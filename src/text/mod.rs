//! Words and bytes: positions, Japanese text, ids and file names. Knows nothing of sites or pages.

pub mod date;
pub mod file_size;
pub mod japanese;
pub mod moment;
pub mod municipality_code;
pub mod normalize;
pub mod slug;
pub mod span;
