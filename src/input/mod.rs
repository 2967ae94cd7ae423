//! Floor 2: the files that a site is made from.
//!
//! - **In**: the folder of site.toml.
//! - **Out**: [`source_tree::SourceTree`]: paths, bytes, fingerprints.
//! - **Never**: understand what a file holds; write.
//! - **Read first**: [`source_tree`].
//! - **One more**: a place that is scanned is an entry of [`scanned::SCANNED`].
//! - **Tests**: `tests/it/unreadable.rs`, `tests/it/serve.rs`, `tests/it/soak.rs`.

pub mod embedded;
mod findings;
pub mod scanned;
pub mod source_tree;
mod walk;
