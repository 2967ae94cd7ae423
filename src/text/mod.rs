//! Floor 0: words and bytes: positions, Japanese text, dates, ids and file names.
//!
//! - **In**: texts.
//! - **Out**: spans, positions, [`date::Date`], slugs, folded and normalised texts.
//! - **Never**: sites or pages.
//! - **Read first**: [`normalize`].
//! - **One more**: a file for one notion of text.
//! - **Tests**: in each file.

pub mod css;
pub mod date;
pub mod file_size;
pub mod japanese;
pub mod language;
pub mod moment;
pub mod money;
pub mod municipality_code;
pub mod normalize;
pub mod pairs;
pub mod phone;
mod phone_extension;
mod phone_label;
pub mod shared;
pub mod slug;
pub mod span;
pub mod visible;
pub mod word_search;
