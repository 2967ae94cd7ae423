//! Floor 0: what everything stands on.
//!
//! - **In**: bytes, names, addresses.
//! - **Out**: [`color::Color`], [`hash::Fingerprint`], [`path::SourcePath`], [`url::Url`], [`value::Value`],
//!   [`secret::Key`].
//! - **Never**: anything of sites, pages or people; only [`os`], and by it [`atomic_file`] and [`resolve`],
//!   touches the disk.
//! - **Read first**: [`path`].
//! - **One more**: a file for one notion that has no better floor.
//! - **Tests**: in each file.

pub mod atomic_file;
pub mod color;
pub mod gzip;
pub mod hash;
pub mod media_type;
pub mod os;
pub mod path;
pub mod resolve;
pub mod secret;
pub mod url;
pub mod value;
pub mod waves;
pub mod wcag;
