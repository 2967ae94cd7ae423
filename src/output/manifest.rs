//! What was written, by path: so that the next run knows what is its own, and what of it somebody has changed since.

use std::{collections::BTreeMap, fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::base::{atomic_file, hash::Fingerprint};

/// The file that marks a folder as ours and says what we wrote. Never uploaded.
pub const MANIFEST: &str = ".shirube-manifest.json";

/// The form of the file.
const VERSION: u32 = 1;

/// What was written: fingerprint by path.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file.
    pub version: u32,
    /// Fingerprints in hexadecimal, by path.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of nothing.
    pub fn empty() -> Self {
        Self { version: VERSION, files: BTreeMap::new() }
    }

    /// Adds a file that is as it should be.
    pub fn add(&mut self, path: &str, print: Fingerprint) {
        self.files.insert(path.to_owned(), print.to_string());
    }

    /// Whether a file was written, and with these bytes.
    pub fn records(&self, path: &str, print: Fingerprint) -> bool {
        self.files.get(path).is_some_and(|known| print.to_string() == *known)
    }

    /// This manifest, and what only `other` knows.
    pub fn or(&self, other: &Self) -> Self {
        let mut files = other.files.clone();
        files.extend(self.files.clone());
        Self { version: self.version, files }
    }
}

/// The manifest of the last run; empty when there was none.
pub fn read_manifest(out: &Path) -> Manifest {
    fs::read(out.join(MANIFEST)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Writes the manifest, unless it stands there already.
pub fn write(out: &Path, manifest: &Manifest) -> io::Result<()> {
    let text = serde_json::to_string_pretty(manifest).map_err(io::Error::other)? + "\n";
    if fs::read_to_string(out.join(MANIFEST)).ok().as_deref() == Some(text.as_str()) {
        return Ok(());
    }
    atomic_file::write(&out.join(MANIFEST), text.as_bytes())
}
