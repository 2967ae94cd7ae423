//! What lies at and below some folders: the files that may be read, and what is wrong with the rest.
//!
//! Must never take what it cannot look into for something that is not there, and never follow a link that leads out of
//! the guide: whatever it found there would be published.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use crate::{
    base::{
        os::fs::{self, FileType},
        path::SourcePath,
    },
    input::{
        findings,
        scanned::{STATIC, Stamp, is_hidden_on_purpose, is_noise, is_scanned, is_single_file},
    },
    report::diagnostic::{Diagnostic, Level},
};

/// Bytes of a page, a table or another text; a book has about one million.
pub const MOST_TEXT: u64 = 32 << 20;
/// Bytes of any other file: more is taken by no host.
pub const MOST_FILE: u64 = 100 << 20;

/// What was found.
#[derive(Default)]
pub(super) struct Walk {
    /// The files that may be read.
    pub(super) files: BTreeMap<SourcePath, (PathBuf, Stamp)>,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
    /// Folders and files that are there and could not be looked into.
    pub(super) unread: Vec<SourcePath>,
}

/// Walks through `tops`, which lie below `root`.
pub(super) fn walk(root: &Path, tops: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    for top in tops {
        let mut entries = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    let is_below = walk.take(root, &real, &entry);
                    if !is_below && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => walk.fail(root, top, &error),
            }
        }
    }
    walk
}

impl Walk {
    /// Takes an entry; returns whether what lies below it is looked at too.
    fn take(&mut self, root: &Path, real: &Path, entry: &DirEntry) -> bool {
        let Ok(relative) = entry.path().strip_prefix(root) else { return false };
        let path = SourcePath::new(&relative.to_string_lossy());
        if entry.depth() > 0 && is_noise(&entry.file_name().to_string_lossy()) {
            let is_asked_for = relative.starts_with(STATIC) && is_hidden_on_purpose(path.file_name());
            self.findings.extend(is_asked_for.then(|| findings::hidden(&path)));
            return false;
        }
        let is_link = entry.path_is_symlink() || entry.depth() == 0 && is_behind_link(root, relative);
        if is_link && !leads_inside(real, relative, entry.path()) {
            self.findings.push(findings::link_outside(&path));
            return false;
        }
        let is_single = is_single_file(path.as_str());
        if entry.file_type().is_dir() && !is_single {
            return true;
        }
        if !entry.file_type().is_file() {
            // Without the editor's own lists nobody knows who is not to be published.
            let level = if is_single { Level::Error } else { Level::Warning };
            self.findings.push(findings::no_file(&path, kind(entry.file_type()), level));
            return false;
        }
        match entry.metadata() {
            Ok(meta) => self.add(path, entry.path(), Stamp::of(&meta)),
            Err(error) => self.miss(path, &error.into()),
        }
        false
    }

    fn add(&mut self, path: SourcePath, file: &Path, stamp: Stamp) {
        if stamp.size > if is_text(&path) { MOST_TEXT } else { MOST_FILE } {
            self.findings.push(findings::too_large(&path, stamp.size, is_text(&path)));
        } else if let Some((first, _)) = self.files.get(&path) {
            self.findings.push(findings::same_name(&path, first, file));
        } else {
            self.files.insert(path, (file.to_owned(), stamp));
        }
    }

    fn fail(&mut self, root: &Path, top: &Path, error: &walkdir::Error) {
        let file = error.path().unwrap_or(top);
        let Ok(relative) = file.strip_prefix(root) else { return };
        let path = SourcePath::new(&relative.to_string_lossy());
        if error.depth() > 0 && is_noise(path.file_name()) {
            return;
        }
        let is_missing = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
        match fs::symlink_metadata(file) {
            // Not there, or no more.
            Err(gone) if is_missing && gone.kind() == io::ErrorKind::NotFound => {}
            Ok(meta) if meta.file_type().is_symlink() => {
                self.findings.push(findings::link_nowhere(&path));
                self.unread.push(path);
            }
            _ => {
                let unknown = || io::Error::other("?");
                let cause = error.io_error().map_or_else(unknown, |it| io::Error::new(it.kind(), it.to_string()));
                self.miss(path, &cause);
            }
        }
    }

    fn miss(&mut self, path: SourcePath, error: &io::Error) {
        self.findings.push(findings::unreadable(&path, error));
        self.unread.push(path);
    }
}

/// Whether a folder above is a link.
fn is_behind_link(root: &Path, relative: &Path) -> bool {
    let mut folder = root.to_owned();
    relative.iter().any(|part| {
        folder.push(part);
        fs::symlink_metadata(&folder).is_ok_and(|meta| meta.file_type().is_symlink())
    })
}

/// Whether a link ends at something that may be published from where the link lies. The inbox, the key and the ledger
/// lie inside the guide too: nothing but pages, data and themes is reached by a link from elsewhere. What is published
/// as it is reaches nothing but its own folder: a page may be a draft.
fn leads_inside(real: &Path, from: &Path, link: &Path) -> bool {
    let Ok(target) = fs::canonicalize(link) else { return false };
    let Ok(target) = target.strip_prefix(real) else { return false };
    let top = |path: &Path| path.iter().next().map(|part| part.to_string_lossy().into_owned());
    let own = top(from).filter(|top| !top.starts_with('.'));
    let is_copied = own.as_deref() == Some(STATIC);
    let is_open = |name: String| !is_copied && matches!(&*name, "content" | "data" | "themes") || Some(name) == own;
    is_scanned(target) && top(target).is_some_and(is_open)
}

fn is_text(path: &SourcePath) -> bool {
    const TEXTS: [&str; 14] =
        ["csv", "tsv", "toml", "yaml", "yml", "json", "jsonl", "html", "htm", "css", "js", "txt", "svg", "ics"];
    path.is_page() || TEXTS.contains(&path.extension().as_str())
}

/// What an entry is that is neither a file nor a folder.
#[cfg(unix)]
fn kind(entry: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if entry.is_dir() {
        "folder"
    } else if entry.is_fifo() {
        "pipe"
    } else if entry.is_socket() {
        "socket"
    } else {
        "device"
    }
}

#[cfg(not(unix))]
fn kind(entry: FileType) -> &'static str {
    if entry.is_dir() { "folder" } else { "device" }
}
