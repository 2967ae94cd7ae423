//! What this computer remembers of a place: `.shirube/publish/NAME/`. Never a password.
//!
//! The place's own manifest is the truth; this says what an ended run has left, which withdrawals are not seen to be
//! done, and holds the last releases for going back. What cannot be read here stops a publication.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    base::{
        atomic_file,
        os::{fs, lock},
        secret::sha256,
    },
    msg, msgf,
    publish::{manifest::Manifest, release::Release, store::Abilities},
    report::diagnostic::Diagnostic,
};

/// How many releases are kept for going back.
const RELEASES: usize = 5;

/// A page from the salon, as it was published.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SalonPage {
    /// Its item in the ledger.
    pub item: String,
    /// How often something of it had been withdrawn.
    pub taken: usize,
}

/// A withdrawal that nobody has seen to be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pending {
    /// The page's file.
    pub path: String,
    /// Since when.
    pub since: String,
}

/// What a place was found to be able to do, and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tried {
    /// The day.
    pub day: String,
    /// What was found.
    pub found: Abilities,
}

/// What is remembered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The day of the last publication; empty: there was none from here.
    #[serde(default)]
    pub day: String,
    /// The nonces of runs that have not ended by themselves.
    #[serde(default)]
    pub running: Vec<String>,
    /// The trees that runs from here have set out to publish, the newest last: one that was ended may have done it.
    #[serde(default)]
    pub attempted: Vec<String>,
    /// The trees that were published from here, the newest first, with their ids.
    #[serde(default)]
    pub trees: Vec<(String, String)>,
    /// Whether a withdrawal is being published: until it is, nothing of before may stay.
    #[serde(default)]
    pub withdrawing: bool,
    /// Pages from the salon in the releases that are kept, by file.
    #[serde(default)]
    pub pages: BTreeMap<String, SalonPage>,
    /// Withdrawals that are not seen to be done.
    #[serde(default)]
    pub pending: Vec<Pending>,
    /// What the place was found to be able to do.
    #[serde(default)]
    pub tried: Option<Tried>,
    /// Fingerprints of warnings that a person has let pass.
    #[serde(default)]
    pub answered: BTreeSet<String>,
}

/// The record of one place.
pub struct Record {
    folder: PathBuf,
    /// What is remembered.
    pub memory: Memory,
    /// Keeps another run from here waiting outside.
    _lock: Option<lock::Lock>,
}

impl Record {
    /// Reads the record to look at it.
    pub fn read(root: &Path, name: &str) -> Result<Self, Box<Diagnostic>> {
        let folder = root.join(".shirube/publish").join(name);
        let file = folder.join("record.json");
        let memory = match fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| damaged(&file, "JSON"))?,
            Err(error) if fs::is_absent(&file, &error) => Memory::default(),
            Err(error) => return Err(damaged(&file, &error.to_string())),
        };
        Ok(Self { folder, memory, _lock: None })
    }

    /// Reads the record to publish: nobody else on this computer publishes there meanwhile. `None`: somebody does.
    pub fn open(root: &Path, name: &str) -> Result<Option<Self>, Box<Diagnostic>> {
        let folder = root.join(".shirube/publish").join(name);
        let tried = fs::create_dir_all(&folder).and_then(|()| lock::try_take(&folder.join("run.lock")));
        let lock = match tried.map_err(|error| damaged(&folder, &error.to_string()))? {
            lock::Answer::Taken(lock) => lock,
            lock::Answer::Busy(_) => return Ok(None),
        };
        Ok(Some(Self { _lock: Some(lock), ..Self::read(root, name)? }))
    }

    /// Writes down what is remembered.
    pub fn save(&self) -> Result<(), Box<Diagnostic>> {
        let file = self.folder.join("record.json");
        let bytes = serde_json::to_vec_pretty(&self.memory).expect("plain maps and texts always serialise");
        atomic_file::write(&file, &bytes).map_err(|error| damaged(&file, &error.to_string()))
    }

    /// The folder of the record.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the bytes of this hash lie, if they do.
    fn blob(&self, hash: &str) -> PathBuf {
        self.folder.join("blobs").join(&hash[..hash.len().min(2)]).join(hash)
    }

    /// The bytes of this hash; `None` if they are not here or damaged.
    pub fn bytes(&self, hash: &str) -> Option<Vec<u8>> {
        fs::read(self.blob(hash)).ok().filter(|bytes| sha256(bytes) == hash)
    }

    /// Where the bytes of this hash lie, whole; `None` if they do not.
    pub fn stored(&self, hash: &str) -> Option<PathBuf> {
        self.bytes(hash).map(|_| self.blob(hash))
    }

    /// A release that is kept for going back. One that is only left lying there is none: a withdrawal has ended it.
    pub fn release(&self, id: &str) -> Option<Manifest> {
        self.read_release(id).ok().flatten()
    }

    /// The same; `None` of what is not there or damaged for good, an error where nobody knows.
    fn read_release(&self, id: &str) -> io::Result<Option<Manifest>> {
        let Some((_, tree)) = self.memory.trees.iter().find(|(known, _)| known == id) else { return Ok(None) };
        match fs::read(self.release_file(id)) {
            Ok(bytes) => Ok(Manifest::parse(&bytes).ok().filter(|manifest| manifest.tree == *tree)),
            Err(error) if fs::is_absent(&self.release_file(id), &error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn release_file(&self, id: &str) -> PathBuf {
        self.folder.join("releases").join(format!("{id}.json"))
    }

    /// Keeps the bytes of a release, so that it can come back.
    pub fn keep(&self, release: &Release<'_>) -> Result<(), Box<Diagnostic>> {
        let failed = |error: io::Error| damaged(&self.folder, &error.to_string());
        for (path, entry) in &release.manifest.files {
            let blob = self.blob(&entry.h);
            let Some(source) = release.sources.get(path).filter(|_| !fs::is_file(&blob).unwrap_or(false)) else {
                continue;
            };
            let Ok(bytes) = source.bytes() else { continue };
            fs::create_dir_all(blob.parent().unwrap_or(&self.folder)).map_err(failed)?;
            // Not synced: bytes that do not have their hash are not taken for stored.
            let beside = blob.with_extension("tmp");
            fs::write(&beside, &bytes).and_then(|()| fs::rename(&beside, &blob)).map_err(failed)?;
        }
        Ok(())
    }

    /// Writes a committed release down, and forgets what is older than the last few; after a withdrawal, everything
    /// before it.
    pub fn commit(&mut self, manifest: &Manifest, salon: &BTreeMap<String, SalonPage>) -> Result<(), Box<Diagnostic>> {
        let is_withdrawal = std::mem::take(&mut self.memory.withdrawing);
        if is_withdrawal {
            self.memory.pages.clear();
        }
        self.memory.pages.extend(salon.iter().map(|(path, page)| (path.clone(), page.clone())));
        let file = self.release_file(&manifest.id);
        atomic_file::write(&file, &manifest.to_bytes()).map_err(|error| damaged(&file, &error.to_string()))?;
        self.memory.trees.retain(|(id, _)| *id != manifest.id);
        self.memory.trees.insert(0, (manifest.id.clone(), manifest.tree.clone()));
        self.memory.trees.truncate(if is_withdrawal { 1 } else { RELEASES });
        self.memory.day.clone_from(&manifest.day);
        self.forget_the_rest();
        Ok(())
    }

    /// Takes away releases and bytes that nothing names. What cannot be removed now is tried again next time; where a
    /// release cannot be read, nobody knows which bytes it names, and none go.
    fn forget_the_rest(&self) {
        let names: BTreeSet<String> = self.memory.trees.iter().map(|(id, _)| format!("{id}.json")).collect();
        remove_others(&self.folder.join("releases"), &names);
        let kept: io::Result<Vec<_>> = self.memory.trees.iter().map(|(id, _)| self.read_release(id)).collect();
        let Ok(kept) = kept else { return };
        let files = kept.iter().flatten().flat_map(|manifest| manifest.files.values());
        let hashes: BTreeSet<String> = files.map(|entry| entry.h.clone()).collect();
        for folder in fs::read_dir(self.folder.join("blobs")).into_iter().flatten().flatten() {
            remove_others(&folder.path(), &hashes);
        }
    }
}

fn remove_others(folder: &Path, names: &BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !names.contains(&*entry.file_name().to_string_lossy()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn damaged(path: &Path, reason: &str) -> Box<Diagnostic> {
    let shown = path.display();
    let finding = Diagnostic::error(
        "publish-record",
        msgf!(
            ja: "公開の控え「{shown}」を読み書きできません（{reason}）",
            en: "the record of publications `{shown}` cannot be read or written ({reason})"),
    );
    Box::new(finding.help(msg!(
        ja: "ディスクの空きと許可を確かめてください。壊れているときは、そのファイルを別の場所に移すと、公開先の記録からやり直せます（取り下げの確認の控えはなくなります）",
        en: "see that the disk has room and may be written to; a damaged file may be moved away: the target's own \
            record then counts, and what was remembered of withdrawals is lost")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::{Class, Entry};

    fn manifest(day: &str, bytes: &[u8]) -> Manifest {
        let entry = Entry { h: sha256(bytes), s: bytes.len() as u64, c: Class::Page, p: "html".to_owned() };
        let mut manifest = Manifest::new("s", "t", day, BTreeMap::from([("index.html".to_owned(), entry)]));
        day.clone_into(&mut manifest.id);
        manifest
    }

    #[test]
    fn bytes_of_a_release_that_cannot_be_read_now_stay() {
        for (is_unreadable, stays) in [(true, true), (false, false)] {
            let root = tempfile::tempdir().unwrap();
            let mut record = Record::open(root.path(), "t").unwrap().unwrap();
            for (day, bytes) in [("2026-11-01", b"one"), ("2026-11-02", b"two")] {
                let blob = record.blob(&sha256(bytes));
                fs::create_dir_all(blob.parent().unwrap()).unwrap();
                fs::write(&blob, bytes).unwrap();
                if day == "2026-11-02" {
                    let first = record.release_file("2026-11-01");
                    fs::remove_file(&first).unwrap();
                    if is_unreadable {
                        fs::create_dir(&first).unwrap();
                    }
                }
                record.commit(&manifest(day, bytes), &BTreeMap::new()).unwrap();
            }
            let held = |bytes: &[u8]| record.bytes(&sha256(bytes)).is_some();
            assert_eq!((held(b"one"), held(b"two")), (stays, true));
            assert_eq!(record.release("2026-11-01"), None);
        }
    }
}
