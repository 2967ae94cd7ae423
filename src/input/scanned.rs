//! Floor 2: what of the root belongs to a site, and what a file's entry tells of it.

use std::{
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::base::os::{fs, private_place::POINTER};

/// The folder of files that are published as they are, each at the place that its path says.
pub const STATIC: &str = "static";

/// What is scanned: everything else in the root is none of our business.
pub const SCANNED: [&str; 12] = [
    "site.toml",
    "content",
    "data",
    STATIC,
    "themes",
    "salon",
    ".shirube/ledger-head",
    POINTER,
    ".shirube/salon/people.jsonl",
    ".shirube/salon/people.toml",
    ".shirube/salon/store.json",
    ".shirube/salon/ledger-head",
];

/// Whether a file is read at a path, and never what lies below it.
pub fn is_single_file(path: &str) -> bool {
    SCANNED.contains(&path) && !matches!(path, "content" | "data" | "themes" | "salon" | STATIC)
}

/// What says in a guide that its inbox lies elsewhere.
pub const INBOX_PLACE: &str = POINTER;

/// Whether a place is of the inbox, which may lie elsewhere than in the guide.
pub fn is_of_inbox(path: &str) -> bool {
    path.starts_with(".shirube/salon/")
}

/// What a build compares its pages with, and no page is made from: read with everything else, and not watched.
pub const COMPARED: &str = ".shirube/salon/messages";

/// What a directory entry tells of a file without opening it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: u128,
}

impl Stamp {
    pub(super) fn of(meta: &fs::Metadata) -> Self {
        let modified = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self { size: meta.len(), modified: modified.map_or(0, |age| age.as_nanos()) }
    }

    /// Whether the file was changed within this time.
    pub(super) fn is_newer_than(self, age: Duration) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_nanos());
        self.modified + age.as_nanos() >= now
    }
}

/// Whether a path below the root is one of those that a site is made from.
pub fn is_scanned(path: &Path) -> bool {
    let within = |top: &str| path.starts_with(top) && !path.iter().any(|part| is_noise(&part.to_string_lossy()));
    SCANNED.iter().any(|top| path == Path::new(top) || within(top))
}

/// What Windows and macOS put into folders that somebody looks at, in any case of letters.
pub fn is_left_by_system(name: &str) -> bool {
    ["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a name that begins with a dot is one that somebody gave on purpose, and not what a program leaves behind.
pub fn is_hidden_on_purpose(name: &str) -> bool {
    const LEFT: [&str; 13] = [
        ".git",
        ".svn",
        ".hg",
        "._",
        ".~",
        ".#",
        ".trash",
        ".spotlight",
        ".fseventsd",
        ".temporaryitems",
        ".apple",
        ".idea",
        ".vscode",
    ];
    let name = name.to_ascii_lowercase();
    let is_left = LEFT.iter().any(|left| name.starts_with(left)) || is_left_by_system(&name) || name.ends_with(".swp");
    name.starts_with('.') && !is_left && name != ".keep"
}

/// Editors' and systems' droppings: never a page, never published.
pub fn is_noise(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || matches!(name, "4913" | "node_modules" | "__MACOSX" | "Icon\r" | "$RECYCLE.BIN")
        || is_left_by_system(name)
}
