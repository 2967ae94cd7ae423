//! Floor 2: what `site.toml` says.
//!
//! - **In**: the text of site.toml.
//! - **Out**: [`types::Config`] and what is wrong with it.
//! - **Never**: look at another file; stop at the first fault.
//! - **Read first**: [`keys`].
//! - **One more**: a setting is an entry in [`keys`], a field of [`types::Config`] and a line in [`read`](mod@read);
//!   `UPDATE_DOCS=1 cargo nextest run docs` writes it into `docs/site-toml.md`.
//! - **Tests**: `config/read.rs`, `tests/it/docs.rs`, `tests/it/sites.rs`.

pub mod accessibility;
mod check_levels;
pub mod facts;
pub mod key;
pub mod keys;
pub mod palette;
pub mod publish;
pub mod read;
pub mod reader;
mod secret;
mod syntax;
mod table_keys;
pub mod target;
pub mod theme;
mod theme_keys;
pub mod types;
