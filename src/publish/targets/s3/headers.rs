//! The headers that a file is kept with, by its name and by how long others may keep it.

use crate::publish::host_files::{FILE, FIXED, HTML};

/// For how long others may keep a file, by the name of its policy.
pub(super) fn cache_control(policy: &str) -> &'static str {
    match policy {
        "immutable" => FIXED,
        "html" => HTML,
        "file" => FILE,
        "own" => "no-store",
        _ => "no-cache",
    }
}
