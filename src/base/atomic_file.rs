//! Floor 0: files are replaced whole or not at all: written beside, synced, renamed over.
//!
//! What a run that was ended has left beside is told from what somebody is writing now by a lock, which ends with the
//! process that holds it. All of it by the standard library's own calls: on Windows only they take paths of any length.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::base::os::fs::{self, File, OpenOptions};

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
    let (file, mut beside) = write_beside(path, bytes)?;
    rights(&beside.path)?;
    let file = released(file);
    fs::rename(&beside.path, path)?;
    beside.is_placed = true;
    drop(file);
    Ok(())
}

/// Appends a line by one write and waits until it is on the disk; only the file's owner may read it. What could not be
/// written whole is taken back, and so is the half of a line that a run before has left: nobody was told that it is
/// there.
pub fn append(path: &Path, line: &[u8]) -> io::Result<()> {
    let bytes = fs::read_if_there(path)?.unwrap_or_default();
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let mut file = OpenOptions::new().create(true).append(true).private().open(path)?;
    // An open for appending may not shorten the file on every system.
    let cut = || OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(end as u64));
    if end < bytes.len() {
        cut()?;
    }
    if let Err(error) = file.write_all(line).and_then(|()| file.sync_all()) {
        let _ = cut();
        return Err(error);
    }
    Ok(())
}

/// Writes a new file whole; where a file stands already, nothing is touched and the error says so.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_with(path, bytes, readable)
}

/// Writes a new file whole like [`create()`]; only its owner may read it.
pub fn create_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_with(path, bytes, |_| Ok(()))
}

fn create_with(path: &Path, bytes: &[u8], rights: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    let (file, beside) = write_beside(path, bytes)?;
    rights(&beside.path)?;
    let file = released(file);
    let placed = match fs::hard_link(&beside.path, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // No second names on this disk.
        Err(_) => create_in_place(path, bytes).and_then(|()| rights(path)),
        placed => placed,
    };
    drop(file);
    placed
}

/// Writes a new file under its own name, and takes away what could not be finished.
fn create_in_place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).private().open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.inspect_err(|_| fs::clear_away(path))
}

/// Replaces a file that still holds `before`; returns whether it did. What somebody has changed meanwhile is left
/// alone.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    if fs::read_if_there(path)?.is_none_or(|bytes| bytes != before) {
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

/// A file under a name of its own, which goes unless it is put in place.
struct Beside {
    path: PathBuf,
    is_placed: bool,
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_placed {
            fs::clear_away(&self.path);
        }
    }
}

/// A finished file in the folder of `path`, under a name of its own, and the lock on it.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<(File, Beside)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    loop {
        let number = getrandom::u64().map_err(|error| io::Error::other(error.to_string()))?;
        let path = folder.join(format!("{}{number:016x}{}", UNFINISHED.0, UNFINISHED.1));
        let mut file = match OpenOptions::new().write(true).create_new(true).private().open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            file => file?,
        };
        let beside = Beside { path, is_placed: false };
        // Some network folders know no locks; there nothing is told apart, and nothing else is lost.
        let _ = file.try_lock();
        // Somebody may have taken it for a leftover before it was locked.
        if !fs::is_there(&beside.path)? {
            continue;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        return Ok((file, beside));
    }
}

/// Windows renames no file that is open; elsewhere the lock lasts until the file has its name.
fn released(file: File) -> Option<File> {
    Some(file).filter(|_| !cfg!(windows))
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
        create_in_place(&folder.path().join("b/d.txt"), b"new").unwrap();
        assert!(create_in_place(&folder.path().join("b/d.txt"), b"other").is_err());
        assert_eq!(fs::read(folder.path().join("b/d.txt")).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path().join("b")).unwrap().count(), 2);
    }

    #[test]
    fn a_line_is_appended_whole_and_half_a_line_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for (before, after) in [("", "b\n"), ("a\n", "a\nb\n"), ("a\nhal", "a\nb\n"), ("hal", "b\n")] {
            fs::write(&path, before).unwrap();
            append(&path, b"b\n").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), after, "{before}");
        }
    }

    #[test]
    fn what_was_not_finished_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".shirube-Ab12Cd.tmp");
        fs::write(&left, b"half").unwrap();
        let (file, mut beside) = write_beside(&folder.path().join("b.txt"), b"whole").unwrap();
        beside.is_placed = true;
        let writing = &beside.path;
        assert!(is_unfinished(&writing.file_name().unwrap().to_string_lossy()));
        assert!(!is_unfinished("b.tmp") && !is_unfinished(".shirube-manifest.json"));
        remove_unfinished(&left).unwrap();
        remove_unfinished(writing).unwrap();
        assert!(!left.exists() && writing.exists() && remove_unfinished(&left).is_err());
        drop(file);
        remove_unfinished(writing).unwrap();
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

    /// Whatever call fails, a reader finds the old file or the new one, and nothing stays beside.
    #[cfg(debug_assertions)]
    #[test]
    fn a_disk_that_fails_at_any_call_leaves_the_old_file_or_the_new_one() {
        use crate::base::os::fault::{Fault, arm, disarm};
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        let calls = |fault: Fault, write: &dyn Fn() -> io::Result<()>| {
            arm(fault);
            let result = write();
            (disarm(), result)
        };
        type Way = fn(&Path, &[u8]) -> io::Result<()>;
        for (way, path) in [(write as Way, &old), (write_private as Way, &old), (create as Way, &new)] {
            let count = calls(Fault { call: 0, stays: false, code: 0 }, &|| way(path, b"after")).0.len();
            assert!(count > 5, "{count}");
            for (call, stays, code) in (1..=count).flat_map(|n| [(n, false, 28), (n, true, 5), (n, false, 13)]) {
                let _ = std::fs::remove_file(&new);
                std::fs::write(&old, b"before").unwrap();
                let (all, result) = calls(Fault { call, stays, code }, &|| way(path, b"after"));
                let held = std::fs::read(path).unwrap_or_default();
                let before: &[u8] = if *path == old { b"before" } else { b"" };
                assert_eq!(held, if result.is_ok() { b"after" } else { before }, "{call} {code} {result:?}");
                // What could not be cleared up goes with the next run.
                if !stays && !all[call - 1].starts_with("clear") {
                    let names = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
                    assert!(names.map(|it| it.into_string().unwrap()).all(|it| it == "old" || it == "new"), "{call}");
                }
                std::fs::read_dir(folder.path()).unwrap().for_each(|it| drop(std::fs::remove_file(it.unwrap().path())));
            }
        }
    }
}
