//! What cameras and programs write into picture files, one container a file.
//!
//! - **In**: the bytes of a picture.
//! - **Out**: the same picture without what was written beside it.
//! - **Never**: keep a part that it does not know.
//! - **Read first**: [`jpeg`].
//! - **One more**: a file with `clean`, and a line in `image/inspect.rs`.
//! - **Tests**: `image/inspect_tests.rs`.

pub mod drawing;
pub mod exif;
pub mod gif;
pub mod jpeg;
pub mod png;
pub mod svg;
pub mod webp;

/// A picture without its metadata.
pub(crate) struct Clean {
    /// Width and height as shown.
    pub(crate) dimensions: Option<(u32, u32)>,
    /// The bytes that stay.
    pub(crate) bytes: Vec<u8>,
    /// Whether the file said where it was taken.
    pub(crate) located: bool,
}
