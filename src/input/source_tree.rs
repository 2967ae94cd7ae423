//! Floor 2: the files that a site is made from, as bytes with fingerprints.
//!
//! With `walk.rs` the only file below floor 8 that reads the disk.
//!
//! Paths are relative to the root, with `/` and in Unicode NFC on every system, so that a link finds its file whatever
//! the file system made of the name.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use crate::{
    base::{
        hash::Fingerprint,
        os::{
            fs,
            private_place::{self, POINTER},
        },
        path::SourcePath,
        waves::map_in_waves,
    },
    input::{
        findings,
        scanned::{COMPARED, SCANNED, Stamp, is_of_inbox, is_scanned},
        walk::walk,
    },
    report::diagnostic::{Diagnostic, Level},
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

/// All files of a site.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// By path.
    pub files: BTreeMap<SourcePath, Source>,
    /// Files that could not be read, and names that collide.
    pub findings: Vec<Diagnostic>,
    /// Pages that are no part of the site, whatever they say: they are read and shown nowhere, as if they could not be.
    pub left_out: Arc<BTreeSet<SourcePath>>,
}

/// A file that changed so recently may change again without its time showing it: coarse clocks tick every two seconds.
const UNSETTLED: Duration = Duration::from_secs(2);

/// Many programs save by emptying a file first; this long an empty one may be one of them, in a preview.
const HALF_SAVED: Duration = Duration::from_millis(700);

impl SourceTree {
    /// Reads the files below `root`. A file that is as it was in `previous` (size and time) is not opened.
    pub fn scan(root: &Path, previous: &Self) -> Self {
        let mut tree = Self::default();
        let (private, open): (Vec<&str>, Vec<&str>) =
            SCANNED.into_iter().chain([COMPARED]).partition(|name| is_of_inbox(name));
        let below = |root: &Path, names: Vec<&str>| names.into_iter().map(|name| root.join(name)).collect::<Vec<_>>();
        tree.read(root, &below(root, open), previous, true);
        match private_place::private_root(root) {
            Ok(place) => tree.read(&place, &below(&place, private), previous, true),
            Err(error) => tree.findings.push(findings::unreadable(&SourcePath::new(POINTER), &error)),
        }
        let is_empty = !tree.below("content/").any(|(path, _)| path.is_page());
        let is_told = tree.findings.iter().any(|finding| finding.level == Level::Error);
        tree.findings.extend((is_empty && !is_told).then(findings::no_content));
        tree
    }

    /// Whether everything that is there was read: else nobody can say what of a site is gone.
    pub fn is_whole(&self) -> bool {
        // Of two files with one name the first was read.
        self.findings.iter().all(|finding| finding.level != Level::Error || finding.code == "same-name")
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
        let walk = walk(root, tops);
        self.findings.extend(walk.findings);
        let found: Vec<_> = walk.files.into_iter().collect();
        let known = |path: &SourcePath| previous.files.get(path);
        let read = map_in_waves(&found, |(path, (file, stamp))| read_file(file, *stamp, known(path).filter(|_| trust)));
        // What is there and cannot be read now stays what it last was, and is read again at the next look.
        let before = |source: &Source| Source { stamp: Stamp::default(), ..source.clone() };
        for ((path, (_, stamp)), source) in found.into_iter().zip(read) {
            match source {
                Ok(source) if source.bytes.is_empty() && stamp.is_newer_than(HALF_SAVED) => {
                    // Whoever saves it has emptied it and not written yet.
                    let source = known(&path).map_or(source, before);
                    self.files.insert(path, source);
                }
                Ok(source) => drop(self.files.insert(path, source)),
                Err(error) => {
                    self.findings.push(findings::unreadable(&path, &error));
                    self.files.extend(known(&path).map(before).map(|source| (path, source)));
                }
            }
        }
        for path in walk.unread {
            let folder = format!("{path}/");
            let own = known(&path).map(|source| (path.clone(), before(source)));
            self.files.extend(own);
            self.files.extend(previous.below(&folder).map(|(path, source)| (path.clone(), before(source))));
        }
    }

    /// A tree of texts that lie on no disk.
    pub fn of<P: AsRef<str>, B: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files =
            files.into_iter().map(|(path, bytes)| (SourcePath::new(path.as_ref()), Source::new(bytes.as_ref())));
        Self { files: files.collect(), ..Self::default() }
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

fn read_file(file: &Path, stamp: Stamp, previous: Option<&Source>) -> io::Result<Source> {
    if let Some(previous) = previous.filter(|previous| previous.stamp == stamp) {
        return Ok(previous.clone());
    }
    let bytes = content(file, stamp.size)?;
    let fingerprint = Fingerprint::of(&bytes);
    let settled = !stamp.is_newer_than(UNSETTLED);
    Ok(Source { bytes, fingerprint, stamp: if settled { stamp } else { Stamp::default() } })
}

/// A file's bytes, read to where they stay; of a file that is being written, whatever is there by now.
fn content(path: &Path, size: u64) -> io::Result<Arc<[u8]>> {
    let mut file = fs::File::open(path)?;
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, usize::try_from(size).unwrap_or_default()).collect();
    let whole = Arc::get_mut(&mut bytes).is_some_and(|room| file.read_exact(room).is_ok()) && file.read(&mut [0])? == 0;
    if whole { Ok(bytes) } else { fs::read(path).map(Arc::from) }
}
