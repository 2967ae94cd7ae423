//! Floor 2: the files that a site is made from, as bytes with fingerprints.
//!
//! The only file below floor 8 that reads the disk. Paths are relative to the root, with `/` and in Unicode NFC on
//! every system, so that a link finds its file whatever the file system made of the name.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    msgf,
    report::diagnostic::Diagnostic,
};

/// One file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Fingerprint of the content.
    pub fingerprint: Fingerprint,
    /// Size and time of the last change, to see without reading that nothing moved; zero where they cannot tell.
    pub stamp: Stamp,
}

impl Source {
    /// A file that lies on no disk: embedded or made by a test.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { fingerprint: Fingerprint::of(&bytes), stamp: Stamp::default(), bytes }
    }
}

/// What a directory entry tells of a file without opening it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: u128,
}

/// All files of a site.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// By path.
    pub files: BTreeMap<SourcePath, Source>,
    /// Files that could not be read, and names that collide.
    pub findings: Vec<Diagnostic>,
}

/// What is scanned: everything else in the root is none of our business.
pub const SCANNED: [&str; 8] = [
    "site.toml",
    "content",
    "data",
    "themes",
    "salon",
    ".shirube/ledger-head",
    ".shirube/salon/people.jsonl",
    ".shirube/salon/people.toml",
];

/// A file that changed so recently may change again without its time showing it: coarse clocks tick every two seconds.
const UNSETTLED: Duration = Duration::from_secs(2);

impl SourceTree {
    /// Reads the files below `root`. A file that is as it was in `previous` (size and time) is not opened.
    pub fn scan(root: &Path, previous: &Self) -> Self {
        let mut tree = Self::default();
        tree.read(root, &SCANNED.map(|name| root.join(name)), previous, true);
        tree
    }

    /// Reads these files again, and the folders among them with all below; everything else stays as in `previous`. An
    /// absolute path that is none of ours is passed over. What only a look at everything can tell is a full scan.
    pub fn look_again(root: &Path, previous: &Self, paths: &BTreeSet<PathBuf>) -> Self {
        let relative = |path: &PathBuf| path.strip_prefix(root).ok().map(|path| path.to_string_lossy().into_owned());
        let clear =
            |path: &PathBuf| relative(path).is_some_and(|name| SourcePath::new(&name).as_str().len() == name.len());
        if !previous.findings.is_empty() || !paths.iter().all(clear) {
            return Self::scan(root, previous);
        }
        let mut tree = previous.clone();
        let mut tops: Vec<PathBuf> = Vec::new();
        for path in paths {
            let Some(name) = relative(path) else { continue };
            if !is_scanned(Path::new(&name)) {
                continue;
            }
            if tops.iter().any(|top| path.starts_with(top)) {
                continue;
            }
            let name = SourcePath::new(&name);
            let below = SourcePath::new(&format!("{name}/"));
            tree.files.remove(&name);
            let gone: Vec<_> = tree
                .files
                .range(&below..)
                .map(|(path, _)| path)
                .take_while(|path| path.as_str().starts_with(below.as_str()))
                .cloned()
                .collect();
            for path in gone {
                tree.files.remove(&path);
            }
            tops.push(path.clone());
        }
        tree.read(root, &tops, previous, false);
        tree
    }

    /// Reads what lies at and below `tops` into the tree; with `trust`, stamps tell what need not be opened.
    fn read(&mut self, root: &Path, tops: &[PathBuf], previous: &Self, trust: bool) {
        let mut found: BTreeMap<SourcePath, (DirEntry, Stamp)> = BTreeMap::new();
        let noise = |entry: &DirEntry| entry.depth() > 0 && is_noise(&entry.file_name().to_string_lossy());
        let entries = tops.iter().flat_map(|top| {
            WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter().filter_entry(|e| !noise(e))
        });
        for entry in entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            let Ok(relative) = entry.path().strip_prefix(root) else { continue };
            let path = SourcePath::new(&relative.to_string_lossy());
            let Some(stamp) = entry.metadata().ok().map(|meta| stamp(&meta)) else { continue };
            if let Some((first, _)) = found.get(&path) {
                self.findings.push(same_name(&path, first.path(), entry.path()));
                continue;
            }
            found.insert(path, (entry, stamp));
        }
        let found: Vec<_> = found.into_iter().collect();
        let known = |path: &SourcePath| previous.files.get(path);
        let read: Vec<_> = found
            .par_iter()
            .map(|(path, (entry, stamp))| read_file(entry, *stamp, known(path).filter(|_| trust)))
            .collect();
        for ((path, _), source) in found.into_iter().zip(read) {
            match source {
                Ok(source) => drop(self.files.insert(path, source)),
                Err(error) => {
                    self.findings.push(unreadable(&path, &error));
                    // Another program holds it open: what it last held stays, and it is read again at the next look.
                    let before = known(&path).map(|source| Source { stamp: Stamp::default(), ..source.clone() });
                    self.files.extend(before.map(|source| (path, source)));
                }
            }
        }
    }

    /// A tree of texts that lie on no disk.
    pub fn of<P: AsRef<str>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files =
            files.into_iter().map(|(path, bytes)| (SourcePath::new(path.as_ref()), Source::new(bytes.as_ref())));
        Self { files: files.collect(), findings: Vec::new() }
    }

    /// The bytes of a file.
    pub fn get(&self, path: &SourcePath) -> Option<&Source> {
        self.files.get(path)
    }

    /// The files below a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a Source)> {
        self.files.range(SourcePath::new(folder)..).take_while(move |(path, _)| path.as_str().starts_with(folder))
    }

    /// Those of some files that lie below a folder and are there.
    pub fn among<'a>(
        &'a self,
        paths: &'a [SourcePath],
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a Source)> {
        paths
            .iter()
            .filter(move |path| path.as_str().starts_with(folder))
            .filter_map(|path| Some((path, self.get(path)?)))
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: impl AsRef<[u8]>) {
        self.files.insert(SourcePath::new(path), Source::new(bytes.as_ref()));
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        self.files.remove(&SourcePath::new(path))
    }

    /// The paths that differ between two trees.
    pub fn difference(&self, other: &Self) -> Vec<SourcePath> {
        differing(&self.files, &other.files, |a, b| a.fingerprint == b.fingerprint)
    }
}

/// The keys, in order, that only one of two maps has or whose values are not the `same`.
pub fn differing<K: Ord + Clone, V>(a: &BTreeMap<K, V>, b: &BTreeMap<K, V>, same: impl Fn(&V, &V) -> bool) -> Vec<K> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut keys = Vec::new();
    loop {
        let order = match (a.peek(), b.peek()) {
            (None, None) => return keys,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((a, _)), Some((b, _))) => a.cmp(b),
        };
        let left = if order.is_le() { a.next() } else { None };
        let right = if order.is_ge() { b.next() } else { None };
        match (left, right) {
            (Some((_, left)), Some((_, right))) if same(left, right) => {}
            (Some((key, _)), _) | (None, Some((key, _))) => keys.push(key.clone()),
            (None, None) => {}
        }
    }
}

/// Whether a path below the root is one of those that a site is made from.
pub fn is_scanned(path: &Path) -> bool {
    let within = |top: &str| path.starts_with(top) && !path.iter().any(|part| is_noise(&part.to_string_lossy()));
    SCANNED.iter().any(|top| path == Path::new(top) || within(top))
}

/// Editors' and systems' droppings: never a page, never published.
pub fn is_noise(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || matches!(name, "4913" | "Thumbs.db" | "desktop.ini" | "node_modules")
}

fn stamp(meta: &fs::Metadata) -> Stamp {
    let modified =
        meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |age| age.as_nanos());
    Stamp { size: meta.len(), modified }
}

fn read_file(entry: &DirEntry, stamp: Stamp, previous: Option<&Source>) -> io::Result<Source> {
    if let Some(previous) = previous.filter(|previous| previous.stamp == stamp) {
        return Ok(previous.clone());
    }
    let bytes = content(entry.path(), stamp.size)?;
    let fingerprint = Fingerprint::of(&bytes);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_nanos());
    let settled = stamp.modified + UNSETTLED.as_nanos() < now;
    Ok(Source { bytes, fingerprint, stamp: if settled { stamp } else { Stamp::default() } })
}

/// A file's bytes, read to where they stay; of a file that is being written, whatever is there by now.
fn content(path: &Path, size: u64) -> io::Result<Arc<[u8]>> {
    let mut file = fs::File::open(path)?;
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, usize::try_from(size).unwrap_or_default()).collect();
    let whole = Arc::get_mut(&mut bytes).is_some_and(|room| file.read_exact(room).is_ok()) && file.read(&mut [0])? == 0;
    if whole { Ok(bytes) } else { fs::read(path).map(Arc::from) }
}

fn same_name(path: &SourcePath, first: &Path, second: &Path) -> Diagnostic {
    let (first, second) = (first.display(), second.display());
    Diagnostic::error(
        "same-name",
        msgf!(
        ja: "同じ名前のファイルが2つあります：「{path}」（文字の内部の表し方だけが違います）",
        en: "two files have the same name, `{path}`; only the Unicode form differs"),
    )
    .in_file(path)
    .help(msgf!(
        ja: "どちらかの名前を変えるか、消してください：{first} と {second}",
        en: "rename or remove one of them: {first} and {second}"))
}

fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "unreadable-file",
        msgf!(ja: "ファイルを読み込めません（{error}）", en: "the file cannot be read ({error})"),
    )
    .in_file(path)
    .help(msgf!(
            ja: "ほかのソフトで開いていないか、読み取りの許可があるかを確かめてください",
            en: "see whether another program holds it open, and whether you may read it"))
}
