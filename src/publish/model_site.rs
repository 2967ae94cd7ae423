//! The sites that tests publish to the place in memory, and what must hold there at every moment.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use crate::{
    base::secret::sha256,
    publish::{
        manifest::{Class, Entry, JOURNAL, Journal, MANIFEST, Manifest, OWN, is_page},
        model::Model,
        run::Contents,
        stub::stub,
    },
    report::message::Message,
};

/// A site of the tests: a page is a list of lines `link PATH` and `asset PATH`.
pub(super) struct Site {
    pub(super) files: Files,
    pub(super) manifest: Manifest,
}

impl Contents for Site {
    fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, Message> {
        Ok(Cow::Borrowed(&self.files[path]))
    }
}

fn class_of(path: &str) -> Class {
    match path {
        "index.html" | "sitemap.xml" => Class::Index,
        ".htaccess" => Class::Control,
        _ if is_page(path) => Class::Page,
        _ if path.starts_with("assets/") => Class::Asset,
        _ => Class::File,
    }
}

pub(super) type Files = BTreeMap<String, Vec<u8>>;

pub(super) fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

impl Site {
    pub(super) fn new(files: Files) -> Self {
        let entry = |bytes: &Vec<u8>, path: &str| Entry {
            h: sha256(bytes),
            s: bytes.len() as u64,
            c: class_of(path),
            p: "html".to_owned(),
        };
        let entries = files.iter().map(|(path, bytes)| (path.clone(), entry(bytes, path))).collect();
        Self { manifest: Manifest::new("s", "t", "2026-11-01", entries), files }
    }
}

/// A page was withdrawn, one removed, one added; a picture, a document, the style and the host's file changed.
pub(super) fn old() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| {
        Site::new(files(&[
            ("index.html", "old home\nlink a.html\nlink b.html\nlink c.html\nasset assets/1.css\n"),
            ("a.html", "old a\nlink b.html\nlink d.html\nlink doc.pdf\nasset assets/1.css\n"),
            ("b.html", "b\nlink a.html\nlink index.html\nasset assets/1.css\n"),
            ("c.html", "CANARY withdrawn\nlink d.html\nasset assets/1.css\nasset assets/canary.avif\n"),
            ("d.html", "d, which goes\nlink c.html\nasset assets/1.css\n"),
            ("doc.pdf", "old document"),
            ("sitemap.xml", "link a.html\nlink b.html\nlink c.html\nlink d.html\n"),
            (".htaccess", "old"),
            ("assets/1.css", "style one"),
            ("assets/canary.avif", "CANARY picture"),
        ]))
    });
    &SITE
}

pub(super) fn new() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| {
        Site::new(files(&[
            ("index.html", "new home\nlink a.html\nlink b.html\nlink e.html\nasset assets/2.css\n"),
            ("a.html", "new a\nlink b.html\nlink e.html\nlink doc.pdf\nasset assets/2.css\n"),
            ("b.html", "b\nlink a.html\nlink index.html\nasset assets/1.css\n"),
            ("e.html", "e, which is new\nlink a.html\nasset assets/2.css\nasset assets/e.avif\n"),
            ("doc.pdf", "new document"),
            ("sitemap.xml", "link a.html\nlink b.html\nlink e.html\n"),
            (".htaccess", "new"),
            ("assets/1.css", "style one"),
            ("assets/2.css", "style two"),
            ("assets/e.avif", "picture e"),
        ]))
    });
    &SITE
}

/// What an editor publishes instead, after a run that was ended.
pub(super) fn other() -> &'static Site {
    static SITE: LazyLock<Site> = LazyLock::new(|| {
        let mut all = new().files.clone();
        all.extend(files(&[
            ("index.html", "third home\nlink a.html\nlink d.html\nasset assets/2.css\n"),
            ("a.html", "third a\nlink d.html\nasset assets/3.css\n"),
            ("d.html", "d is back\nasset assets/3.css\n"),
            ("sitemap.xml", "link a.html\nlink b.html\nlink d.html\n"),
            ("assets/3.css", "style three"),
        ]));
        all.retain(|path, _| !path.contains("e.html") && !path.contains("e.avif"));
        Site::new(all)
    });
    &SITE
}

pub(super) fn withdrawn() -> BTreeSet<String> {
    BTreeSet::from(["c.html".to_owned()])
}

pub(super) const FOREIGN: &str = "robots-of-others.txt";

/// What must hold at every moment while `old` becomes one of `sites`.
pub(super) fn check(files: &BTreeMap<String, Vec<u8>>, sites: &[&Site], moment: &str) {
    let old = old();
    let all = || sites.iter().copied().chain([old]);
    let lines = |path: &str, word: &str| -> Vec<String> {
        let text = String::from_utf8_lossy(&files[path]).into_owned();
        text.lines().filter_map(|line| line.strip_prefix(word)).map(|line| line.trim().to_owned()).collect()
    };
    let live = files.iter().filter(|(path, _)| !path.starts_with(OWN) && !path.ends_with(".up~"));
    for (path, bytes) in live {
        // I5: nothing of others is touched; I1: nothing is torn.
        let is_foreign = path == FOREIGN && bytes == b"theirs";
        let is_known = all().any(|site| site.files.get(path) == Some(bytes));
        let is_stub = is_page(path) && *bytes == stub(path).into_bytes();
        assert!(is_foreign || is_known || is_stub, "I1 {moment}: {path} is neither old nor new");
        // I2: what a page loads is there, whole.
        if is_page(path) && !is_stub {
            for asset in lines(path, "asset") {
                let wanted = all().find_map(|site| site.files.get(&asset)).unwrap();
                assert_eq!(files.get(&asset), Some(wanted), "I2 {moment}: {path} loads {asset}");
            }
        }
    }
    assert!(files.contains_key(FOREIGN));
    // I1: what both have is never missing.
    for path in old.files.keys().filter(|path| sites.iter().all(|site| site.files.contains_key(*path))) {
        assert!(files.contains_key(path), "I1 {moment}: {path} is missing");
    }
    // I3: whatever a visitor or a search engine can reach is there.
    let (mut seen, mut next) = (BTreeSet::new(), vec!["index.html".to_owned(), "sitemap.xml".to_owned()]);
    while let Some(path) = next.pop() {
        assert!(files.contains_key(&path), "I3 {moment}: {path} is linked and missing");
        if (is_page(&path) || path == "sitemap.xml") && seen.insert(path.clone()) {
            next.extend(lines(&path, "link"));
        }
    }
    // I4: the place holds what it says, or says what it may not hold.
    let manifest = Manifest::parse(&files[MANIFEST]).unwrap();
    let journal = files.get(JOURNAL).map(|bytes| Journal::parse(bytes).unwrap());
    for (path, entry) in &manifest.files {
        let is_open = journal.as_ref().is_some_and(|journal| journal.touch.contains(path));
        let held = files.get(path).map(sha256);
        assert!(is_open || held.as_ref() == Some(&entry.h), "I4 {moment}: {path}");
    }
}

/// What must hold when a run has ended by itself.
pub(super) fn check_end(model: &Model, site: &Site, moment: &str) {
    model.with(|world| {
        assert_eq!(world.lock, None, "{moment}");
        let manifest = Manifest::parse(&world.files[MANIFEST]).unwrap();
        assert_eq!(manifest.tree, site.manifest.tree, "{moment}");
        let mut rest = world.files.clone();
        for (path, bytes) in &site.files {
            assert_eq!(rest.remove(path).as_ref(), Some(bytes), "{moment}: {path}");
        }
        for (path, kept) in &manifest.keep {
            assert_eq!(rest.remove(path).map(sha256).as_ref(), Some(&kept.h), "{moment}: {path} is kept");
        }
        for id in &manifest.releases {
            rest.remove(&format!("{OWN}releases/{id}.json"));
        }
        rest.remove(MANIFEST);
        // Of two publishers at once, the record of the one whose manifest was written over may stay: it holds
        // hashes only.
        rest.retain(|path, _| !(moment.starts_with("overtaken") && path.starts_with("_pub/releases/")));
        assert_eq!(rest.remove(FOREIGN), Some(b"theirs".to_vec()), "{moment}");
        assert!(rest.is_empty(), "{moment}: {:?} was left", rest.keys());
        for (path, bytes) in world.files.iter().filter(|(path, _)| !path.starts_with(OWN)) {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains("CANARY") || site.files.contains_key("c.html"),
                "{moment}: {path} holds what is gone"
            );
        }
    });
}
