//! Files by their paths: `std::fs` with three rules. Only what the system says is not there is not there. What another
//! program holds for a moment is waited for. And every call can be made to fail by a test.

#![expect(clippy::disallowed_methods, reason = "the one place that reaches the disk")]

use std::{
    fs as system, io,
    path::{Path, PathBuf},
};

pub use std::fs::{DirEntry, FileType, Metadata, Permissions, ReadDir};

pub use crate::base::os::file::{File, OpenOptions};
use crate::base::os::{fault, held};

/// A file's bytes.
pub fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    let path = path.as_ref();
    fault::meet("read", path)?;
    system::read(path)
}

/// A file's text.
pub fn read_to_string(path: impl AsRef<Path>) -> io::Result<String> {
    let path = path.as_ref();
    fault::meet("read", path)?;
    system::read_to_string(path)
}

/// A file's bytes; `None` of one that is not there. A file that cannot be read is an error and never `None`.
pub fn read_if_there(path: impl AsRef<Path>) -> io::Result<Option<Vec<u8>>> {
    let path = path.as_ref();
    match read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absent(path, &error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file in place; only for what may be lost half-written.
pub fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("write", path)?;
    held::retry(path, || system::write(path, bytes.as_ref()))
}

/// Makes a folder.
pub fn create_dir(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("create_dir", path)?;
    system::create_dir(path)
}

/// Makes a folder and those above it.
pub fn create_dir_all(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("create_dir", path)?;
    held::retry(path, || system::create_dir_all(path))
}

/// Removes a file.
pub fn remove_file(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("remove", path)?;
    held::retry(path, || system::remove_file(path))
}

/// Removes an empty folder. One that holds something is no reason to wait.
pub fn remove_dir(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("remove_dir", path)?;
    system::remove_dir(path)
}

/// Removes a folder and all below it.
pub fn remove_dir_all(path: impl AsRef<Path>) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("remove_dir", path)?;
    held::retry(path, || system::remove_dir_all(path))
}

/// Tries once to remove what nobody needs any more: clearing up waits for nobody and fails nothing.
pub fn clear_away(path: impl AsRef<Path>) {
    let path = path.as_ref();
    let is_folder = symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    if fault::meet("clear", path).is_ok() {
        let _ = if is_folder { system::remove_dir_all(path) } else { system::remove_file(path) };
    }
}

/// Renames a file over an existing one; never a folder, which cannot be renamed while anything in it is open.
pub fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
    let (from, to) = (from.as_ref(), to.as_ref());
    fault::meet("rename", to)?;
    held::retry(to, || system::rename(from, to))
}

/// Gives a file a second name.
pub fn hard_link(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
    let (from, to) = (from.as_ref(), to.as_ref());
    fault::meet("hard_link", to)?;
    system::hard_link(from, to)
}

/// What a path leads to.
pub fn metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {
    let path = path.as_ref();
    fault::meet("metadata", path)?;
    system::metadata(path)
}

/// What lies at a path, links not followed.
pub fn symlink_metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {
    let path = path.as_ref();
    fault::meet("metadata", path)?;
    system::symlink_metadata(path)
}

/// What a folder holds.
pub fn read_dir(path: impl AsRef<Path>) -> io::Result<ReadDir> {
    let path = path.as_ref();
    fault::meet("read_dir", path)?;
    system::read_dir(path)
}

/// A path without links, `.` and `..`, as the system writes it.
pub fn canonicalize(path: impl AsRef<Path>) -> io::Result<PathBuf> {
    let path = path.as_ref();
    fault::meet("canonicalize", path)?;
    system::canonicalize(path)
}

/// Changes who may do what with a file.
pub fn set_permissions(path: impl AsRef<Path>, permissions: Permissions) -> io::Result<()> {
    let path = path.as_ref();
    fault::meet("set_permissions", path)?;
    system::set_permissions(path, permissions)
}

/// Whether something lies at a path; an error where nobody can say.
pub fn is_there(path: impl AsRef<Path>) -> io::Result<bool> {
    Ok(find_metadata(path.as_ref(), |path| symlink_metadata(path))?.is_some())
}

/// Whether a path leads to a file; an error where nobody can say.
pub fn is_file(path: impl AsRef<Path>) -> io::Result<bool> {
    Ok(find_metadata(path.as_ref(), |path| metadata(path))?.is_some_and(|meta| meta.is_file()))
}

/// Whether a path leads to a folder; an error where nobody can say.
pub fn is_dir(path: impl AsRef<Path>) -> io::Result<bool> {
    Ok(find_metadata(path.as_ref(), |path| metadata(path))?.is_some_and(|meta| meta.is_dir()))
}

fn find_metadata(path: &Path, look: impl Fn(&Path) -> io::Result<Metadata>) -> io::Result<Option<Metadata>> {
    match look(path) {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if is_absent(path, &error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Windows says "not found" also of a drive, a share or a computer that does not answer.
const OFFLINE: [i32; 6] = [15, 21, 51, 53, 59, 67];

/// Whether an error says that nothing is at a path: only "not found", and only when a folder above answers. What a
/// share that is gone held is not gone.
pub fn is_absent(path: &Path, error: &io::Error) -> bool {
    let is_below_a_file = error.kind() == io::ErrorKind::NotADirectory;
    let is_offline = cfg!(windows) && error.raw_os_error().is_some_and(|code| OFFLINE.contains(&code));
    if is_offline || !(is_below_a_file || error.kind() == io::ErrorKind::NotFound) {
        return false;
    }
    let answer = path.ancestors().skip(1).find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match system::metadata(folder) {
            Ok(meta) => Some(meta.is_dir() || is_below_a_file),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => None,
            Err(_) => Some(false),
        }
    });
    answer.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_there_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        system::write(at("a"), "x").unwrap();
        system::create_dir(at("b")).unwrap();
        for (name, there, file, dir) in [
            ("a", true, true, false),
            ("b", true, false, true),
            ("c", false, false, false),
            ("c/d/e", false, false, false),
            ("a/d", false, false, false),
        ] {
            let found = (is_there(at(name)).unwrap(), is_file(at(name)).unwrap(), is_dir(at(name)).unwrap());
            assert_eq!(found, (there, file, dir), "{name}");
        }
        assert_eq!(read_if_there(at("a")).unwrap(), Some(b"x".to_vec()));
        assert_eq!(read_if_there(at("c/d")).unwrap(), None);
        assert!(read_if_there(at("b")).is_err(), "a folder in the place of a file");
        let not_found = || io::Error::from(io::ErrorKind::NotFound);
        assert!(is_absent(Path::new("no-such-file"), &not_found()));
        assert!(!is_absent(Path::new("/"), &not_found()), "no folder above it answers");
        for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::TimedOut, io::ErrorKind::StaleNetworkFileHandle] {
            assert!(!is_absent(&at("a"), &io::Error::from(kind)), "{kind}");
        }
    }

    #[test]
    fn clearing_up_fails_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        system::create_dir_all(&deep).unwrap();
        system::write(deep.join("c"), "x").unwrap();
        clear_away(deep.join("c"));
        clear_away(folder.path().join("nothing"));
        assert!(is_dir(&deep).unwrap() && !is_there(deep.join("c")).unwrap());
        clear_away(folder.path().join("a"));
        assert!(!is_there(&deep).unwrap());
    }
}
