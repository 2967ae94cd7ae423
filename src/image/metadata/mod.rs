//! What cameras and programs write into picture files, one container a file.

pub mod exif;
pub mod gif;
pub mod jpeg;
pub mod png;
pub mod svg;
pub mod webp;
