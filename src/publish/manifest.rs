//! What a place holds, as it says itself: `_pub/manifest.json`, public, canonical, and checked by its own digest.
//!
//! Must never hold a title or anything else of a page: the file outlives a withdrawal.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{path::is_inside, secret::sha256};

/// The folder of our own files in every place.
pub const OWN: &str = "_pub/";
/// Where the manifest lies.
pub const MANIFEST: &str = "_pub/manifest.json";
/// Where the journal of an unfinished run lies.
pub const JOURNAL: &str = "_pub/journal.json";

/// The form of both files.
const FORMAT: u32 = 1;

/// What a file is: when it is sent, and what may happen to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Its name holds its fingerprint.
    Asset,
    /// A picture or a document without.
    File,
    /// A page.
    Page,
    /// What leads to pages: the top page, the sitemap, feeds, the search.
    Index,
    /// What tells the host how to behave.
    Control,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::File => "file",
            Self::Page => "page",
            Self::Index => "index",
            Self::Control => "control",
        }
    }
}

/// A file of a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// SHA-256 of its bytes, in hexadecimal.
    pub h: String,
    /// Their number.
    pub s: u64,
    /// What it is.
    pub c: Class,
    /// How long it may be kept by others: the name of a policy.
    pub p: String,
}

/// An asset that no page loads any more, and that stays for those who have an old page open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub h: String,
    /// The day until which it stays.
    pub until: String,
    /// For how many publications more it stays.
    pub left: u32,
}

/// Everything that a place holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the file.
    pub format: u32,
    /// Which site.
    pub site: String,
    /// Which place.
    pub target: String,
    /// The release's name.
    pub id: String,
    /// The day of the publication.
    pub day: String,
    /// The tree before; empty of the first.
    pub parent: String,
    /// The digest of the files.
    pub tree: String,
    /// The digest that was approved; empty where none is asked for.
    pub approval: String,
    /// The files by path.
    pub files: BTreeMap<String, Entry>,
    /// Assets that stay for a while.
    pub keep: BTreeMap<String, Kept>,
    /// Old URLs and where they lead.
    pub gone: BTreeMap<String, String>,
    /// The last releases, the newest first.
    pub releases: Vec<String>,
}

/// Why a manifest or a journal cannot be trusted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// It is no whole file of ours, or names something outside of the place.
    Broken,
    /// A newer program wrote it.
    Newer,
    /// Its digest is not that of its files.
    Digest,
}

impl Manifest {
    /// The manifest of these files.
    pub fn new(site: &str, target: &str, day: &str, files: BTreeMap<String, Entry>) -> Self {
        let tree = tree_digest(files.iter());
        Self {
            format: FORMAT,
            site: site.to_owned(),
            target: target.to_owned(),
            id: String::new(),
            day: day.to_owned(),
            parent: String::new(),
            tree,
            approval: String::new(),
            files,
            keep: BTreeMap::new(),
            gone: BTreeMap::new(),
            releases: Vec::new(),
        }
    }

    /// Reads a file that a place gave; a wrong digest is as bad as a torn file.
    pub fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        let read: Self = serde_json::from_slice(bytes).map_err(|_| newer(bytes))?;
        match read.format {
            FORMAT if !read.paths().all(is_inside) => Err(Unreadable::Broken),
            FORMAT if tree_digest(read.files.iter()) == read.tree => Ok(read),
            FORMAT => Err(Unreadable::Digest),
            _ => Err(Unreadable::Newer),
        }
    }

    /// The file: the same bytes for the same content.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("plain maps and texts always serialise");
        bytes.push(b'\n');
        bytes
    }

    /// What an approval is of: everything that does not depend on the place.
    pub fn approval_digest(&self) -> String {
        tree_digest(self.files.iter().filter(|(_, entry)| entry.c != Class::Control))
    }

    /// Everything that a run may write or remove because of it.
    fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(self.keep.keys()).chain(&self.releases).map(String::as_str)
    }

    /// The paths that are pages.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| is_page(path))
    }
}

/// Something of an unknown form says by itself which one it has.
fn newer(bytes: &[u8]) -> Unreadable {
    #[derive(Deserialize)]
    struct Form {
        format: u32,
    }
    match serde_json::from_slice::<Form>(bytes) {
        Ok(form) if form.format > FORMAT => Unreadable::Newer,
        _ => Unreadable::Broken,
    }
}

/// Whether a path is that of a page, known or not.
pub fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn tree_digest<'a>(files: impl Iterator<Item = (&'a String, &'a Entry)>) -> String {
    let mut text = String::new();
    for (path, Entry { h, s, c, p }) in files {
        let (size, class) = (s.to_string(), c.name());
        for part in [path, h, &size, class, p] {
            text.push_str(part);
            text.push('\0');
        }
    }
    format!("sha256:{}", sha256(text))
}

/// What a run is about to touch: until it is done, nothing else is known of these paths.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Journal {
    /// The form of the file.
    pub format: u32,
    /// The release.
    pub id: String,
    /// The tree that it makes.
    pub tree: String,
    /// Every path that may hold something else than the manifest says.
    pub touch: Vec<String>,
}

impl Journal {
    /// The journal of a run.
    pub fn new(id: &str, tree: &str, touch: Vec<String>) -> Self {
        Self { format: FORMAT, id: id.to_owned(), tree: tree.to_owned(), touch }
    }

    /// Reads a file that a place gave.
    pub fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        let read: Self = serde_json::from_slice(bytes).map_err(|_| newer(bytes))?;
        match read.format {
            FORMAT if !read.touch.iter().all(|path| is_inside(path)) => Err(Unreadable::Broken),
            FORMAT => Ok(read),
            _ => Err(Unreadable::Newer),
        }
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("plain lists and texts always serialise")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let entry = |class, policy: &str| Entry { h: sha256("x"), s: 1, c: class, p: policy.to_owned() };
        let files = [("a.css", Class::Asset, "immutable"), ("index.html", Class::Index, "html")];
        let files = files.map(|(path, class, policy)| (path.to_owned(), entry(class, policy)));
        Manifest::new("例", "production", "2026-11-01", BTreeMap::from(files))
    }

    #[test]
    fn what_is_written_is_read_and_nothing_less() {
        let manifest = manifest();
        let bytes = manifest.to_bytes();
        assert_eq!((Manifest::parse(&bytes), manifest.to_bytes()), (Ok(manifest.clone()), bytes.clone()));
        for end in 0..bytes.len() - 2 {
            assert_eq!(Manifest::parse(&bytes[..end]), Err(Unreadable::Broken), "cut at {end}");
        }
        let text = String::from_utf8(bytes).unwrap();
        for (old, new, fault) in [
            ("\"s\":1", "\"s\":2", Unreadable::Digest),
            ("immutable", "none", Unreadable::Digest),
            ("\"format\":1", "\"format\":2", Unreadable::Newer),
            ("\"files\"", "\"dateien\"", Unreadable::Broken),
        ] {
            assert_eq!(Manifest::parse(text.replace(old, new).as_bytes()), Err(fault), "{old}");
        }
        let journal = Journal::new("i", &manifest.tree, vec!["a".to_owned()]);
        assert_eq!(Journal::parse(&journal.to_bytes()), Ok(journal.clone()));
        assert_eq!(Journal::parse(&journal.to_bytes()[1..]), Err(Unreadable::Broken));
    }

    #[test]
    fn nothing_outside_of_the_place_is_named() {
        for (path, is_fine) in
            [("a/b.html", true), ("../a", false), ("/etc/a", false), ("a/../../b", false), ("", false)]
        {
            let Manifest { mut files, .. } = manifest();
            let entry = files["a.css"].clone();
            files.insert(path.to_owned(), entry.clone());
            let named = Manifest::new("例", "production", "2026-11-01", files);
            let kept = Kept { h: entry.h, until: String::new(), left: 1 };
            let kept = Manifest { keep: BTreeMap::from([(path.to_owned(), kept)]), ..manifest() };
            let release = Manifest { releases: vec![path.to_owned()], ..manifest() };
            for read in [named, kept, release].map(|manifest| Manifest::parse(&manifest.to_bytes())) {
                assert_eq!(read.err(), (!is_fine).then_some(Unreadable::Broken), "{path}");
            }
            let journal = Journal::new("i", "t", vec![path.to_owned()]);
            assert_eq!(Journal::parse(&journal.to_bytes()).is_ok(), is_fine, "{path}");
        }
    }

    #[test]
    fn an_approval_holds_for_every_place_and_a_header_is_a_change() {
        let (mut one, two) = (manifest(), manifest());
        let control = Entry { h: sha256("y"), s: 1, c: Class::Control, p: "none".to_owned() };
        one.files.insert(".htaccess".to_owned(), control);
        let one = Manifest::new("例", "staging", "2026-11-02", one.files);
        assert_eq!(one.approval_digest(), two.approval_digest());
        assert_ne!(one.tree, two.tree);
    }
}
