//! Floor 0: files are replaced whole or not at all: written beside, synced, renamed over.
//!
//! What a run that was ended has left beside is told from what somebody is writing now by a lock, which ends with the
//! process that holds it.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use tempfile::TempPath;

/// What the names of unfinished files begin and end with.
const UNFINISHED: (&str, &str) = (".shirube-", ".tmp");

/// Replaces `path` by `bytes`, making its folders. A reader sees the old file or the new one, never half of either.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, bytes, readable)
}

/// Replaces `path` by `bytes` like [`write()`]; only its owner may read it.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The random name has its owner's rights only, from its first moment on.
    write_with(path, bytes, |_| Ok(()))
}

fn write_with(path: &Path, bytes: &[u8], rights: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    let (file, beside) = beside(path, bytes)?;
    rights(&beside)?;
    let file = released(file);
    let kept = beside.keep().map_err(|error| error.error)?;
    rename(&kept, path).inspect_err(|_| drop(fs::remove_file(&kept)))?;
    drop(file);
    Ok(())
}

/// Writes a new file whole; where a file stands already, nothing is touched and the error says so.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (file, beside) = beside(path, bytes)?;
    readable(&beside)?;
    let file = released(file);
    beside.persist_noclobber(path).map_err(|error| error.error)?;
    drop(file);
    Ok(())
}

/// Replaces a file that still holds `before`; returns whether it did. What somebody has changed meanwhile is left
/// alone.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    if !fs::read(path).is_ok_and(|bytes| bytes == before) {
        return Ok(false);
    }
    write(path, after).map(|()| true)
}

/// Removes a file that a run has left unfinished when it was ended. One that is being written stays: whoever writes it
/// holds the lock.
pub fn remove_unfinished(path: &Path) -> io::Result<()> {
    match File::open(path)?.try_lock() {
        Ok(()) => fs::remove_file(path),
        Err(_) => Ok(()),
    }
}

/// Whether a file of this name is one that was not finished.
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1)
}

/// A finished file in the folder of `path`, under a name of its own, and the lock on it.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<(File, TempPath)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    loop {
        let (mut file, path) =
            tempfile::Builder::new().prefix(UNFINISHED.0).suffix(UNFINISHED.1).tempfile_in(folder)?.into_parts();
        // Some network folders know no locks; there nothing is told apart, and nothing else is lost.
        let _ = file.try_lock();
        // Somebody may have taken it for a leftover before it was locked.
        if !path.exists() {
            continue;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        return Ok((file, path));
    }
}

/// Windows renames no file that is open; elsewhere the lock lasts until the file has its name.
fn released(file: File) -> Option<File> {
    Some(file).filter(|_| !cfg!(windows))
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

/// A site's file is for everyone's reading, like any new file.
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

    #[test]
    fn what_was_not_finished_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".shirube-Ab12Cd.tmp");
        fs::write(&left, b"half").unwrap();
        let (file, writing) = beside(&folder.path().join("b.txt"), b"whole").unwrap();
        assert!(is_unfinished(&writing.file_name().unwrap().to_string_lossy()));
        assert!(!is_unfinished("b.tmp") && !is_unfinished(".shirube-manifest.json"));
        remove_unfinished(&left).unwrap();
        remove_unfinished(&writing).unwrap();
        assert!(!left.exists() && writing.exists() && remove_unfinished(&left).is_err());
        drop(file);
        remove_unfinished(&writing).unwrap();
        assert!(!writing.exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_private_is_read_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        write(&folder.path().join("a"), b"x").unwrap();
        write_private(&folder.path().join("b"), b"x").unwrap();
        assert_eq!((mode("a"), mode("b")), (0o644, 0o600));
    }
}
