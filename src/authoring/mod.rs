//! Floor 9: what an editor begins and moves: a new page of a kind, a page or a folder under another name, a file of
//! the theme to be changed.
//!
//! - **In**: a built site, and what the editor wishes.
//! - **Out**: files below `content/` and `themes/`.
//! - **Never**: overwrite a file; lose one: what is new is written before what is old is removed.
//! - **Read first**: [`new_page`].
//! - **One more**: a file for one thing that editors do with pages.
//! - **Tests**: `tests/it/new_page.rs`, `tests/it/rename.rs`, `tests/it/eject.rs`.

pub mod eject;
mod links;
mod moves;
pub mod new_page;
mod new_words;
pub mod rename;
mod theme_parts;
