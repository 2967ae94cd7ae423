//! Floor 0: raster pictures, and the forms in which they are published.
//!
//! A [`Plan`] says from a picture's facts alone which variants there are and what they are called, so that a page can name
//! them before one of them exists. [`develop`] makes their bytes: a pure function of the original and the plan. Pixels are all that it passes on: nothing that a camera or its owner wrote beside them.

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
