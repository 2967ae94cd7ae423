//! `folder`: a folder on this computer or on a share, that a web server shows or another tool takes further.
//!
//! Each file is written beside, synced and renamed; the folder is synced after it.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    base::os::fs,
    config::publish::Publish,
    msg, msgf,
    publish::{
        manifest::OWN,
        store::{Abilities, Fault, FaultKind, Locked, Read, Store},
        targets::{Door, Kind, local_path, unusable},
    },
    report::diagnostic::Diagnostic,
};

pub(super) const KIND: Kind =
    Kind { name: "folder", door: Door::Files(open), is_portable: false, has_unicode: true, admit };

/// How many files are sent at once.
const CONNECTIONS: usize = 4;

/// What a file that is not in its place yet ends with.
const BESIDE: &str = ".up~";

/// The folders of a site that it is made from.
const SOURCES: [&str; 6] = ["content", "themes", "data", "salon", ".shirube", "src"];

fn admit(root: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    if settings.path.trim().is_empty() {
        return Err(unusable(settings, "path", "../ijuu-public"));
    }
    let target = local_path(root, settings);
    let (site, place) = (whole(root), whole(&target));
    let is_source = SOURCES.iter().any(|name| place.starts_with(site.join(name)));
    let is_build = fs::is_file(target.join(crate::output::manifest::MANIFEST)).unwrap_or(true);
    if is_source || site.starts_with(&place) || fs::is_file(&target).unwrap_or(false) || is_build {
        let shown = target.display();
        let finding = Diagnostic::error(
            "publish-settings",
            msgf!(
                ja: "「{shown}」には公開できません。サイトの元になるファイルか、`build` が書き出したファイルがあります",
                en: "`{shown}` cannot be published to: it holds the site's own files, or those of `build`"),
        );
        return Err(Box::new(finding.help(msg!(
            ja: "`[publish.…]` の `path` に、公開のためだけのフォルダーを書いてください",
            en: "give `path` of `[publish.…]` a folder of its own"))));
    }
    Ok(())
}

/// The path without `..` and links, as far as it exists.
fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)));
    let Some((part, base)) = existing else { return path };
    base.join(path.strip_prefix(part).unwrap_or(Path::new("")))
}

fn open(root: &Path, settings: &Publish) -> Result<Vec<Box<dyn Store>>, Box<Diagnostic>> {
    let store = Folder { root: local_path(root, settings) };
    Ok((0..CONNECTIONS).map(|_| Box::new(store.clone()) as Box<dyn Store>).collect())
}

/// A folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub(crate) root: PathBuf,
}

impl Folder {
    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn beside(&self, path: &str) -> PathBuf {
        self.root.join(format!("{path}{BESIDE}"))
    }

    fn lock_path(&self) -> PathBuf {
        self.at(OWN).join("lock")
    }

    fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = fs::File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Puts a claim where the lock is, whole or not at all; an error where somebody's is there.
    fn place_claim(&self, claim: &[u8]) -> io::Result<()> {
        let own = self.at(OWN).join(format!("lock-{:08x}~", nonce()));
        Self::write(&own, claim)?;
        let placed = match fs::hard_link(&own, self.lock_path()) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
                // No links on this disk.
                let file = fs::OpenOptions::new().write(true).create_new(true).open(self.lock_path());
                file.and_then(|mut file| file.write_all(claim).and_then(|()| file.sync_all()))
            }
            placed => placed,
        };
        let _ = fs::remove_file(&own);
        placed
    }

    /// Takes away what runs that were ended have left of their claims.
    fn sweep_claims(&self) {
        for entry in fs::read_dir(self.at(OWN)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if (name.starts_with("lock-") || name.starts_with("clock-")) && name.ends_with('~') {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// How old the lock is, by the clock of the disk that it lies on.
    fn age_of_lock(&self) -> io::Result<Duration> {
        let now = self.at(OWN).join(format!("clock-{:08x}~", nonce()));
        Self::write(&now, b"")?;
        let times = (fs::metadata(&now).and_then(|it| it.modified()), fs::metadata(self.lock_path()));
        let _ = fs::remove_file(&now);
        let (now, lock) = (times.0?, times.1?.modified()?);
        Ok(now.duration_since(lock).unwrap_or_default())
    }

    fn try_out(&self, folder: &Path) -> io::Result<Abilities> {
        let (one, two) = (folder.join("a-1_b"), folder.join("a-2_b"));
        Self::write(&one, b"")?;
        Self::write(&one, b"12345")?;
        Self::write(&two, b"other")?;
        let is_atomic = fs::rename(&one, &two).is_ok() && fs::read(&two)? == b"12345";
        let name = "灯-が";
        Self::write(&folder.join(name), b"x")?;
        let mut names = fs::read_dir(folder)?.flatten().map(|entry| entry.file_name());
        let has_unicode = names.any(|found| found.to_str() == Some(name));
        Ok(Abilities { is_atomic, has_unicode, has_case: !fs::is_there(folder.join("A-2_B"))? })
    }
}

/// A number that no other run has.
fn nonce() -> u32 {
    getrandom::u32().unwrap_or_else(|_| std::process::id())
}

fn fault(error: &io::Error) -> Fault {
    let kind = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => FaultKind::Denied,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FaultKind::Full,
        _ => FaultKind::Passing,
    };
    Fault { kind, message: msgf!(ja: "{error}", en: "{error}") }
}

/// Makes a rename last through a power cut, where the system can.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(path.parent().unwrap_or(path))?.sync_all() } else { Ok(()) }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if !fs::is_absent(path, &error) => Err(error),
        _ => Ok(()),
    }
}

impl Store for Folder {
    fn probe(&mut self) -> Result<Abilities, Fault> {
        let folder = self.at(OWN).join(format!("probe-{:08x}", nonce()));
        let found = fs::create_dir_all(&folder).and_then(|()| self.try_out(&folder));
        let _ = fs::remove_dir_all(&folder);
        found.map_err(|error| fault(&error))
    }

    fn read(&mut self, path: &str) -> Read {
        match fs::read_if_there(self.at(path)) {
            Ok(Some(bytes)) => Read::Found(bytes),
            Ok(None) => Read::Absent,
            Err(error) => Read::Unknown(fault(&error)),
        }
    }

    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        Self::write(&self.beside(path), bytes).map_err(|error| fault(&error))
    }

    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault> {
        fs::metadata(self.beside(path)).map(|it| it.len()).map_err(|error| fault(&error))
    }

    fn replace(&mut self, path: &str) -> Result<(), Fault> {
        let to = self.at(path);
        fs::rename(self.beside(path), &to).and_then(|()| sync_folder(&to)).map_err(|error| fault(&error))
    }

    fn exists(&mut self, path: &str) -> Result<bool, Fault> {
        fs::is_there(self.at(path)).map_err(|error| fault(&error))
    }

    fn delete(&mut self, path: &str) -> Result<(), Fault> {
        let file = self.at(path);
        remove(&file).and_then(|()| remove(&self.beside(path))).map_err(|error| fault(&error))?;
        let mut folder = file.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.root && fs::remove_dir(folder).is_ok()) {
            folder = empty.parent();
        }
        Ok(())
    }

    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault> {
        match self.place_claim(claim) {
            Ok(()) => {
                self.sweep_claims();
                Ok(Locked::Taken)
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {
                let held = fs::read(self.lock_path()).unwrap_or_default();
                Ok(Locked::Held(held, self.age_of_lock().unwrap_or_default()))
            }
            Err(error) => Err(fault(&error)),
        }
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        remove(&self.lock_path()).map_err(|error| fault(&error))
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        let files = walkdir::WalkDir::new(&self.root).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|entry| !entry.file_type().is_dir());
        let name = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(&self.root).ok()?;
            Some(path.to_string_lossy().replace('\\', "/"))
        };
        Ok(files.filter_map(name).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_does_what_the_model_does() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Folder { root: folder.path().join("site") };
        assert_eq!(store.read("a/b.html"), Read::Absent);
        assert_eq!(store.probe(), Ok(Abilities { is_atomic: true, has_unicode: true, has_case: true }));
        for text in ["one", "two", ""] {
            store.put_temp("a/b.html", text.as_bytes()).unwrap();
            assert_eq!(store.size_of_temp("a/b.html"), Ok(text.len() as u64));
            store.replace("a/b.html").unwrap();
            assert_eq!(store.read("a/b.html"), Read::Found(text.as_bytes().to_vec()));
        }
        assert_eq!(store.lock(b"me"), Ok(Locked::Taken));
        let Ok(Locked::Held(held, age)) = store.lock(b"you") else { panic!("the lock is ours") };
        assert!(held == b"me" && age < Duration::from_secs(60));
        store.unlock().unwrap();
        assert_eq!(store.lock(b"you"), Ok(Locked::Taken));
        store.unlock().unwrap();
        store.put_temp("a/b.html", b"left").unwrap();
        store.delete("a/b.html").unwrap();
        store.delete("a/b.html").unwrap();
        assert_eq!((store.exists("a"), store.list()), (Ok(false), Ok(vec![])));
    }

    #[test]
    fn a_folder_of_the_sites_own_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("guide");
        fs::create_dir_all(root.join("public")).unwrap();
        fs::write(root.join("public").join(crate::output::manifest::MANIFEST), "{}").unwrap();
        for (path, is_fine) in [
            ("", false),
            (".", false),
            ("..", false),
            ("content", false),
            ("content/../salon/x", false),
            ("public", false),
            ("out", true),
            ("../out", true),
        ] {
            let settings = Publish { path: path.to_owned(), ..Publish::default() };
            assert_eq!(admit(&root, &settings).is_ok(), is_fine, "{path}");
        }
    }
}
