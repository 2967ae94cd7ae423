//! Floor 3: one file in, one value out. Never looks at a second file, never fails.
//!
//! A page becomes a [`document::Document`]: its front matter, headings, links and summary, and its text already as HTML with
//! *holes* where the rest of the site has a say (link targets, images, the theme's words). Rendering fills the holes
//! and parses nothing.

pub mod autolink;
mod blocks;
pub mod chain;
pub mod cjk;
pub mod content;
pub mod data;
mod date_forms;
pub mod document;
pub mod front_matter;
mod front_matter_raw;
pub mod html;
pub mod image;
mod image_gif;
mod image_jpeg;
mod image_png;
mod image_svg;
mod image_webp;
mod inline;
pub mod ledger;
mod lookalike;
pub mod markdown;
pub mod open_data;
pub mod page;
mod raw_html;
pub mod ruby;
