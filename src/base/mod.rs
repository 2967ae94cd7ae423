//! Floor 0: what everything stands on: fingerprints, paths, addresses, secrets, files replaced atomically.

pub mod atomic_file;
pub mod hash;
pub mod path;
pub mod secret;
pub mod url;
pub mod value;
pub mod wcag;
