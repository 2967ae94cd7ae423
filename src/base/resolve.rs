//! Where a path leads, so that two of them can be compared.

use std::{
    ffi::OsString,
    io,
    path::{Component, Path, PathBuf},
};

use crate::base::{os::fs, path::SourcePath};

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

/// Where a file of a site lies on the disk. Some disks keep the Unicode form in which a name was typed, and `path` says
/// nothing of it.
pub fn find_on_disk(root: &Path, path: &SourcePath) -> io::Result<PathBuf> {
    let whole = root.join(path.as_str());
    if path.as_str().is_ascii() || fs::is_there(&whole)? {
        return Ok(whole);
    }
    let mut found = root.to_owned();
    for part in path.as_str().split('/') {
        let next = found.join(part);
        if fs::is_there(&next)? {
            found = next;
            continue;
        }
        let is_same = |name: &OsString| SourcePath::new(&name.to_string_lossy()).as_str() == part;
        let names = fs::read_dir(&found)?.map(|entry| entry.map(|entry| entry.file_name()));
        match names.collect::<io::Result<Vec<_>>>()?.into_iter().find(is_same) {
            Some(name) => found.push(name),
            None => return Ok(whole),
        }
    }
    Ok(found)
}

/// A path as somebody types it, as this system reads it; the error is why it is none. Git Bash writes `C:\guide` as
/// `/c/guide`; `C:guide` is a folder below whatever folder the drive was last in, which nobody means.
pub fn read_typed(is_windows: bool, typed: &str) -> Result<PathBuf, String> {
    if !is_windows {
        return Ok(PathBuf::from(typed));
    }
    let bytes = typed.as_bytes();
    let is_drive = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if bytes.first() == Some(&b'/') && is_drive(1) && matches!(bytes.get(2), None | Some(b'/')) {
        let rest = typed.get(2..).filter(|rest| !rest.is_empty()).unwrap_or("/");
        return Ok(PathBuf::from(format!("{}:{}", &typed[1..2].to_ascii_uppercase(), rest.replace('/', "\\"))));
    }
    if is_drive(0) && bytes.get(1) == Some(&b':') && !matches!(bytes.get(2), Some(b'/' | b'\\')) {
        return Err(format!("{}\\{}", &typed[..2], &typed[2..]));
    }
    Ok(PathBuf::from(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_in_whichever_form_its_name_was_typed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let nfd = "か\u{3099}い";
        std::fs::create_dir_all(root.join("content").join(nfd)).unwrap();
        std::fs::write(root.join("content").join(nfd).join("は\u{309a}.md"), "x").unwrap();
        let found = find_on_disk(root, &SourcePath::new("content/がい/ぱ.md")).unwrap();
        assert_eq!(std::fs::read(&found).unwrap(), b"x");
        for path in ["content/がい/ば.md", "content/ない/ぱ.md", "content/a.md"] {
            assert_eq!(find_on_disk(root, &SourcePath::new(path)).unwrap(), root.join(path), "{path}");
        }
    }

    #[test]
    fn paths_are_read_as_they_are_typed_on_windows() {
        for (typed, expected) in [
            ("/c/Users/町/guide", Ok(r"C:\Users\町\guide")),
            ("/d", Ok(r"D:\")),
            ("/d/", Ok(r"D:\")),
            ("/content/a", Ok("/content/a")),
            (r"\\fs01\share\guide", Ok(r"\\fs01\share\guide")),
            ("//fs01/share", Ok("//fs01/share")),
            (r"C:\guide", Ok(r"C:\guide")),
            ("C:/guide", Ok("C:/guide")),
            ("guide", Ok("guide")),
            ("C:guide", Err(r"C:\guide")),
            ("z:", Err(r"z:\")),
        ] {
            let found = read_typed(true, typed);
            assert_eq!(found, expected.map(PathBuf::from).map_err(str::to_owned), "{typed}");
        }
        for typed in ["/c/Users", "C:guide", "/d"] {
            assert_eq!(read_typed(false, typed), Ok(PathBuf::from(typed)));
        }
    }

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
