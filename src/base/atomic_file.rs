//! Floor 0: files are replaced whole or not at all: written beside, synced, renamed over.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use tempfile::TempPath;

/// Replaces `path` by `bytes`, making its folders. A reader sees the old file or the new one, never half of either.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let kept = beside(path, bytes)?.keep().map_err(|error| error.error)?;
    rename(&kept, path).inspect_err(|_| drop(fs::remove_file(&kept)))
}

/// Writes a new file whole; where a file stands already, nothing is touched and the error says so.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist_noclobber(path).map_err(|error| error.error)
}

/// Replaces a file that still holds `before`; returns whether it did. What somebody has changed meanwhile is left
/// alone.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    if !fs::read(path).is_ok_and(|bytes| bytes == before) {
        return Ok(false);
    }
    write(path, after).map(|()| true)
}

/// A finished file in the folder of `path`, under a name of its own.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".shirube-").suffix(".tmp").tempfile_in(folder)?;
    beside.write_all(bytes)?;
    let (file, temporary) = beside.into_parts();
    file.sync_all()?;
    drop(file);
    // The random name keeps its owner's rights only; a site's file is for everyone's reading, like any new file.
    readable(&temporary)?;
    Ok(temporary)
}

/// Renames over an existing file. Windows refuses while a virus scanner or an editor holds the target open, for a
/// moment as a rule: it is tried again for a second.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut tries = 0;
    loop {
        match fs::rename(from, to) {
            Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied && tries < 20 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            result => return result,
        }
    }
}

#[cfg(unix)]
fn readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_stays_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let refused = create(&path, b"three").unwrap_err();
        assert_eq!((refused.kind(), fs::read(&path).unwrap()), (io::ErrorKind::AlreadyExists, b"two".to_vec()));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        assert!(!replace(&path, b"one", b"three").unwrap() && replace(&path, b"two", b"four").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"four");
        create(&folder.path().join("b/c.txt"), b"new").unwrap();
        assert_eq!(fs::read(folder.path().join("b/c.txt")).unwrap(), b"new");
    }
}
