//! Floor 2: what `site.toml` says.

pub mod accessibility;
pub mod read;
pub mod types;
