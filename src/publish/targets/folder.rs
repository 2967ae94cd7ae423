//! `folder`: a folder on this computer or on a share, that a web server shows or another tool takes further.
//!
//! Each file is written beside, synced and renamed; the folder is synced after it.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    base::{os::fs, resolve::resolve},
    config::publish::Publish,
    msg, msgf,
    output::admit::holds_sources,
    publish::{
        credentials::Credentials,
        manifest::OWN,
        store::{Abilities, Fault, FaultKind, Locked, Read, Store},
        targets::{BESIDE, Connections, Door, Kind, local_path, nonce, unusable},
    },
    report::diagnostic::Diagnostic,
};

pub(super) const KIND: Kind = Kind::local("folder", Door::Files(open), admit);

/// How many files are sent at once.
const CONNECTIONS: usize = 4;

/// How often the lock is asked for while it comes and goes.
const TRIES: usize = 5;

fn admit(root: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    if settings.path.trim().is_empty() {
        return Err(unusable(settings, "path", "../ijuu-public"));
    }
    let target = local_path(root, settings);
    let is_build = fs::is_file(target.join(crate::output::manifest::MANIFEST)).unwrap_or(true);
    let is_source = holds_sources(&resolve(root), &resolve(&target));
    if is_source || fs::is_file(&target).unwrap_or(false) || is_build {
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

fn open(root: &Path, settings: &Publish, _: &dyn Credentials) -> Connections {
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
        let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
        let has_unicode = names.iter().any(|found| found.to_str() == Some(name));
        Ok(Abilities { is_atomic, has_unicode, has_case: !fs::is_there(folder.join("A-2_B"))? })
    }
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
        // The lock may go, and our own claim may be swept away, between two looks: then it is tried again.
        for _ in 0..TRIES {
            match self.place_claim(claim) {
                Ok(()) => {
                    self.sweep_claims();
                    return Ok(Locked::Taken);
                }
                Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {}
                Err(error) => return Err(fault(&error)),
            }
            let held = fs::read(self.lock_path()).and_then(|held| Ok(Locked::Held(held, self.age_of_lock()?)));
            match held {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                held => return held.map_err(|error| fault(&error)),
            }
        }
        Err(fault(&io::ErrorKind::ResourceBusy.into()))
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        remove(&self.lock_path()).map_err(|error| fault(&error))
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        let mut all = Vec::new();
        for entry in walkdir::WalkDir::new(&self.root).sort_by_file_name() {
            let entry = entry.map_err(|error| fault(&error.into()))?;
            if let Ok(path) = entry.path().strip_prefix(&self.root)
                && !entry.file_type().is_dir()
            {
                all.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::contract::{check_publications, check_store};

    #[test]
    fn a_folder_does_what_every_place_does() {
        let folder = tempfile::tempdir().unwrap();
        let store = Folder { root: folder.path().join("site") };
        check_store(&mut store.clone());
        check_publications(&mut [Box::new(store.clone()), Box::new(store)]);
    }

    #[test]
    fn a_lock_that_cannot_be_read_is_neither_taken_nor_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Folder { root: folder.path().join("site") };
        // A folder where the claim should be: it is there, and nobody can read it.
        fs::create_dir_all(store.lock_path()).unwrap();
        assert!(store.lock(b"me").is_err());
        assert!(fs::is_there(store.lock_path()).unwrap());
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
            ("new/../content", false),
            (".git/x", false),
            ("public", false),
            ("out", true),
            ("../out", true),
        ] {
            let settings = Publish { path: path.to_owned(), ..Publish::default() };
            assert_eq!(admit(&root, &settings).is_ok(), is_fine, "{path}");
        }
    }
}
