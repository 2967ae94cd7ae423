//! Floor 2: what `site.toml` says.
//!
//! - **In**: the text of site.toml.
//! - **Out**: [`types::Config`] and what is wrong with it.
//! - **Never**: look at another file; stop at the first fault.
//! - **Read first**: [`types`].
//! - **One more**: a setting is a field of [`types::Config`] and a line in [`read`](mod@read).
//! - **Tests**: `config/read.rs`, `tests/it/sites.rs`.

pub mod accessibility;
pub mod read;
pub mod types;
