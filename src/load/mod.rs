//! Floor 3: one file in, one value out.
//!
//! A page becomes a [`document::Document`]: its front matter, headings, links and summary, and its text already as HTML
//! with
//! *holes* where the rest of the site has a say (link targets, images, the theme's words). Rendering fills the holes
//! and parses nothing.
//!
//! - **In**: one file: path, bytes.
//! - **Out**: [`document::Document`], a table, a value; and what is wrong with it.
//! - **Never**: look at a second file; fail.
//! - **Read first**: [`document`].
//! - **One more**: a form of file is a file here and a stage in `pipeline/load.rs`.
//! - **Tests**: beside each file.

pub mod data;
pub mod document;
pub mod facets;
pub mod front_matter;
pub mod html;
pub mod markdown;
pub mod nature;
pub mod page;
pub mod prose;
pub mod section;
pub mod sections;
pub mod shapes;
mod stored_sections;
pub mod tables;
pub mod yaml;
