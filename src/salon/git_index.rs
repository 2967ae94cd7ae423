//! Whether Git tracks a file, read from its index. Runs no program and never writes.

use std::{fs, path::Path};

/// Whether the repository around `root` tracks `file`, a path below `root`.
pub(super) fn tracks(root: &Path, file: &str) -> bool {
    let Ok(root) = root.canonicalize() else { return false };
    let Some(top) = root.ancestors().find(|folder| folder.join(".git").exists()) else { return false };
    let git = top.join(".git");
    // A work tree beside its repository has a file there that names the folder.
    let folder = fs::read_to_string(&git).ok().and_then(|text| Some(top.join(text.strip_prefix("gitdir:")?.trim()))).unwrap_or(git);
    let Ok(index) = fs::read(folder.join("index")) else { return false };
    let Ok(inner) = root.join(file).strip_prefix(top).map(|path| path.to_string_lossy().replace('\\', "/")) else { return false };
    // Entries hold a SHA-1 of 20 bytes or, in newer repositories, a SHA-256.
    [20, 32].into_iter().any(|hash| holds(&index, hash, inner.as_bytes()) == Some(true))
}

/// Whether an index with hashes of this length has an entry for `name`; `None` if it cannot be read so.
fn holds(index: &[u8], hash: usize, name: &[u8]) -> Option<bool> {
    let number = |at: usize| Some(u32::from_be_bytes(index.get(at..at + 4)?.try_into().ok()?));
    if index.get(..4)? != b"DIRC" {
        return None;
    }
    let (version, count) = (number(4)?, number(8)?);
    let mut at = 12;
    let mut before: Vec<u8> = Vec::new();
    for _ in 0..count {
        let flags = at + 40 + hash;
        let extended = index.get(flags)? & 0x40 != 0;
        let start = flags + if extended { 4 } else { 2 };
        let entry: Vec<u8>;
        if version == 4 {
            // The name is the last one, cut by a number of bytes, and what follows.
            let (cut, length) = offset(index.get(start..)?)?;
            let rest = until_zero(index.get(start + length..)?)?;
            let kept = before.len().checked_sub(cut)?;
            entry = [&before[..kept], rest].concat();
            at = start + length + rest.len() + 1;
        } else {
            entry = until_zero(index.get(start..)?)?.to_owned();
            at += (start - at + entry.len() + 8) & !7;
        }
        if entry == name {
            return Some(true);
        }
        before = entry;
    }
    Some(false)
}

fn until_zero(bytes: &[u8]) -> Option<&[u8]> {
    bytes.split(|byte| *byte == 0).next().filter(|part| part.len() < bytes.len())
}

/// Git's number of variable length, and how many bytes it takes.
fn offset(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = usize::from(bytes.first()? & 0x7f);
    let mut length = 1;
    while bytes[length - 1] & 0x80 != 0 {
        value = (value.checked_add(1)?.checked_mul(128)?) | usize::from(bytes.get(length)? & 0x7f);
        length += 1;
    }
    Some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index of these names, as Git lays it out.
    fn index(version: u8, hash: usize, names: &[&str]) -> Vec<u8> {
        let mut bytes = [b"DIRC", &[0, 0, 0, version][..], &[0, 0, 0, names.len() as u8]].concat();
        let mut before = "";
        for name in names {
            let start = bytes.len();
            bytes.extend(vec![1; 40 + hash]);
            bytes.extend([0, name.len() as u8]);
            if version == 4 {
                let shared = before.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
                bytes.push((before.len() - shared) as u8);
                bytes.extend(&name.as_bytes()[shared..]);
                bytes.push(0);
            } else {
                bytes.extend(name.as_bytes());
                let length = (bytes.len() - start + 8) & !7;
                bytes.resize(start + length, 0);
            }
            before = name;
        }
        bytes
    }

    #[test]
    fn every_form_of_the_index_is_read() {
        let names = [".gitignore", "guide/.shirube/key", "guide/.shirube/key2", "site.toml"];
        for version in [2, 3, 4] {
            for hash in [20, 32] {
                let index = index(version, hash, &names);
                let has = |name: &str| holds(&index, hash, name.as_bytes());
                assert_eq!([has("guide/.shirube/key"), has("site.toml"), has(".shirube/key")], [Some(true), Some(true), Some(false)]);
                (0..index.len()).for_each(|cut| assert_ne!(holds(&index[..cut], hash, b"x"), Some(true)));
            }
        }
        assert_eq!(holds(b"none", 20, b"x"), None);
    }

    #[test]
    fn the_index_is_found_above_and_beside() {
        let room = tempfile::tempdir().unwrap();
        let guide = room.path().join("guide");
        fs::create_dir_all(&guide).unwrap();
        assert!(!tracks(&guide, ".shirube/key"));
        fs::create_dir_all(room.path().join("repo")).unwrap();
        fs::write(room.path().join(".git"), "gitdir: repo\n").unwrap();
        fs::write(room.path().join("repo/index"), index(2, 20, &["guide/.shirube/key"])).unwrap();
        assert!(tracks(&guide, ".shirube/key") && !tracks(room.path(), ".shirube/key"));
    }
}
