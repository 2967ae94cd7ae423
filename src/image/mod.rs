//! Floor 2: raster pictures, and the forms in which they are published.
//!
//! A [`variants::VariantSet`] says from a picture's facts alone which variants there are and what they are called, so
//! that a page can name them before one of them exists. [`encode::develop`] makes their bytes: a pure function of the
//! original and the set.
//!
//! - **In**: the bytes of a picture.
//! - **Out**: what is known of it, its variants, its bytes without what the camera wrote.
//! - **Never**: pass on anything but pixels; decode two large pictures at once.
//! - **Read first**: [`inspect`].
//! - **One more**: a container is a file in [`metadata`].
//! - **Tests**: `image/tests.rs`, `tests/it/pictures.rs`.

pub mod cache;
pub mod decode;
pub mod encode;
pub mod inspect;
pub mod memory_budget;
pub mod metadata;
pub mod raster;
pub mod srgb;
pub mod variants;

#[cfg(test)]
pub mod tests;
