//! Slack's export, read into a neutral transcript of the salon.
//!
//! - **In**: a zip or a folder as Slack exports it.
//! - **Out**: conversations, people, what was left out and why.
//! - **Never**: reach the network; import a private conversation that was not named.
//! - **Read first**: [`importer`], then [`export`].
//! - **One more**: a form of message is a case in [`convert`].
//! - **Tests**: `tests/it/salon_archive.rs`, `tests/it/salon_cases.rs`.

pub mod archive;
pub mod convert;
pub mod export;
pub mod folder_names;
pub mod folders;
pub mod importer;
pub mod listing;
pub mod markup;
pub mod other_files;
pub mod raw;
pub mod ts;
