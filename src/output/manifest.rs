//! What was written, by path: so that the next run knows what is its own, and what of it somebody has changed since.

use std::{collections::BTreeMap, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::base::{atomic_file, hash::Fingerprint, os::fs, path::is_inside};

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

/// The manifest of the last run; empty when there was none. One that is there and does not say plainly what was
/// written is an error: nobody could tell any more which files are ours.
pub fn read_manifest(out: &Path) -> Result<Manifest, ManifestFault> {
    let path = out.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Err(error) if fs::is_absent(&path, &error) => return Ok(Manifest::default()),
        Err(error) => return Err(ManifestFault::Unreadable(error)),
        Ok(meta) if !meta.is_file() => return Err(ManifestFault::Unparsable),
        Ok(_) => {}
    }
    let bytes = fs::read(&path).map_err(ManifestFault::Unreadable)?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| ManifestFault::Unparsable)?;
    if manifest.version != VERSION {
        return Err(ManifestFault::Unparsable);
    }
    match manifest.files.iter().find(|(path, print)| !is_ours(path) || !is_print(print)) {
        Some((path, _)) => Err(ManifestFault::Outside(path.clone())),
        None => Ok(manifest),
    }
}

/// Why a manifest cannot be gone by.
#[derive(Debug)]
pub enum ManifestFault {
    /// The disk refused.
    Unreadable(io::Error),
    /// It is no manifest.
    Unparsable,
    /// It names something that we never write.
    Outside(String),
}

/// Whether a path is one that we may have written: what is recorded may be removed.
fn is_ours(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or_default();
    is_inside(path) && !top.starts_with(".shirube-") && top != ".git"
}

fn is_print(print: &str) -> bool {
    !print.is_empty() && print.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Writes the manifest, unless it stands there already.
pub fn write(out: &Path, manifest: &Manifest) -> io::Result<()> {
    let text = serde_json::to_string_pretty(manifest).map_err(io::Error::other)? + "\n";
    if fs::read_to_string(out.join(MANIFEST)).ok().as_deref() == Some(text.as_str()) {
        return Ok(());
    }
    atomic_file::write(&out.join(MANIFEST), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_manifest_that_is_read_leads_outside(
            parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..14),
            is_framed in proptest::bool::ANY,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let inner = parts.concat();
            let framed = format!("{{\"version\":{VERSION},\"files\":{{\"{inner}\":\"0a\"}}}}");
            let text = if is_framed { framed } else { inner };
            fs::write(folder.path().join(MANIFEST), &text).unwrap();
            for path in read_manifest(folder.path()).unwrap_or_default().files.keys() {
                let normal = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
                proptest::prop_assert!(normal && !path.is_empty() && !path.starts_with('/'), "{text}");
            }
        }
    }

    /// What manifests and hostile paths are made of.
    const PARTS: &[&str] = &[
        "a",
        "b.html",
        "/",
        "//",
        "..",
        ".",
        "../",
        "\\\\",
        "C:",
        ".git",
        ".shirube-x",
        "\\u0000",
        "\\u002e",
        "\\u002f",
        "あ",
        " ",
        "\":\"0a\",\"",
        "{",
        "}",
        "[",
        "\"version\":1",
        "\"files\"",
        ":",
        ",",
        "null",
        "1",
        "\u{feff}",
    ];

    #[track_caller]
    fn check(text: &str, is_fine: bool) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST), text).unwrap();
        assert_eq!(read_manifest(folder.path()).is_ok(), is_fine, "{text}");
    }

    #[test]
    fn only_what_says_plainly_what_is_ours_is_gone_by() {
        let of = |path: &str| format!("{{\"version\": 1, \"files\": {{\"{path}\": \"0a\"}}}}");
        for path in ["index.html", "a/b/index.html", "住まい/家賃/index.html", "a..b/c", "...", ".well-known/x"] {
            check(&of(path), true);
        }
        for path in [
            "../content/a.md",
            "/etc/passwd",
            "a/../../b",
            "a/./b",
            "a//b",
            "",
            "a/",
            "..",
            "C:/x",
            "c:x",
            "a\\\\b",
            ".shirube-manifest.json",
            ".shirube-staging/x",
            ".git/HEAD",
            "a\\u0000b",
        ] {
            check(&of(path), false);
        }
        for text in
            ["", "{", "[]", "{}", "{\"version\": 2, \"files\": {}}", "{\"version\": 1, \"files\": {\"a\": \"\"}}"]
        {
            check(text, false);
        }
        assert!(read_manifest(tempfile::tempdir().unwrap().path()).unwrap().files.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn whatever_it_says_nothing_outside_is_ours(path in "[a./\\\\:u0-]{0,12}", text in ".{0,60}", is_record: bool) {
            let record = format!("{{\"version\": 1, \"files\": {{\"{path}\": \"0a\"}}}}");
            let text = if is_record { record } else { text };
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(MANIFEST), &text).unwrap();
            for path in read_manifest(folder.path()).map_or_else(|_| Vec::new(), |it| it.files.into_keys().collect()) {
                let parts = Path::new(&path).components();
                assert!(parts.into_iter().all(|part| matches!(part, std::path::Component::Normal(_))), "{path}");
            }
        }
    }
}
