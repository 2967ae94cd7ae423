//! Floor 0: raster pictures, and the forms in which they are published.
//!
//! A [`Plan`] says from a picture's facts alone which variants there are and what they are called, so that a page can name
//! them before one of them exists. [`develop`] makes their bytes: a pure function of the original and the plan. Pixels are all that it passes on: nothing that a camera or its owner wrote beside them.

mod decode;
mod encode;
mod exif;
mod plan;
mod raster;
mod room;
mod srgb;

pub use decode::{Facts, Fault, JPEG, PNG, Paint, examine, is_raster, is_webp};
pub use encode::develop;
pub use exif::exif_facts;
pub use plan::{Format, Plan, Recipe, SHARE, Shape, Variant};

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
