//! Floor 3: one file in, one value out. Never looks at a second file, never fails.
//!
//! A page becomes a [`document::Document`]: its front matter, headings, links and summary, and its text already as HTML with
//! *holes* where the rest of the site has a say (link targets, images, the theme's words). Rendering fills the holes
//! and parses nothing.

pub mod data;
pub mod document;
pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod page;
pub mod tables;
