//! Floor 5: what is made again only when what it was made from has changed.

pub mod memo;
pub mod tracked;
