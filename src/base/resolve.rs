//! Where a path leads, so that two of them can be compared.

use std::path::{Component, Path, PathBuf};

use crate::base::os::fs;

/// The path without `.`, `..` and links, as far as it exists. What is compared must be what is written to.
pub fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(resolved.pop()),
            part => resolved.push(part),
        }
        if let Ok(real) = fs::canonicalize(&resolved) {
            resolved = real;
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_exist_yet_is_resolved_too() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("content")).unwrap();
        for (path, expected) in [
            ("public/../content", "content"),
            ("public/./x/../../content/a.md", "content/a.md"),
            ("content/../public", "public"),
            ("content", "content"),
        ] {
            assert_eq!(resolve(&root.join(path)), root.join(expected), "{path}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("content"), root.join("link")).unwrap();
            assert_eq!(resolve(&root.join("link/new/a.md")), root.join("content/new/a.md"));
        }
    }
}
