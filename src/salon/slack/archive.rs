//! An export as files by name: a zip or a folder, the same to whoever asks.
//!
//! Nothing is unpacked to the disk, and an archive that tries to leave its place or to fill the memory is refused
//! whole.

use std::{
    collections::BTreeMap,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use encoding_rs::SHIFT_JIS;
use walkdir::WalkDir;
use zip::{CompressionMethod, ZipArchive};

use crate::salon::slack::{
    folder_names,
    other_files::{self, not_an_export},
};
use crate::{
    base::{
        os::fs::{self, File},
        path::SourcePath,
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        io_cause::io_cause,
        message::Message,
    },
};

/// The most that one file of an export may hold, inflated.
const MOST_ENTRY: u64 = 64 << 20;
/// The most that all files together may hold, inflated.
const MOST_ALL: u64 = 4 << 30;
/// How far below the top the export's own folder may lie.
const DEPTH: usize = 3;

/// An export's files, by their names below the folder that holds `channels.json`.
pub(crate) struct Archive {
    files: BTreeMap<String, EntryPath>,
    zip: Option<ZipArchive<BufReader<File>>>,
    read: u64,
}

enum EntryPath {
    Disk(PathBuf),
    Zip(usize),
}

type Opened = Result<Reported<Archive>, Box<Diagnostic>>;

impl Archive {
    /// Opens a zip or a folder; the finding of an `Err` says why it is refused.
    pub(crate) fn open(path: &Path) -> Opened {
        let shown = path.display().to_string();
        if fs::is_dir(path).unwrap_or(false) {
            return rooted(folder(path, &shown)?, None, &shown, Vec::new());
        }
        let file = File::open(path).map_err(|error| unreadable(&shown, &error))?;
        let mut zip =
            ZipArchive::new(BufReader::new(file)).map_err(|_| Box::new(other_files::name_file(path, &shown)))?;
        let (files, findings) = listed(&mut zip, &shown)?;
        rooted(files, Some(zip), &shown, findings)
    }

    /// The names of all files, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// A file's bytes without a byte order mark; `None` if there is no such file.
    pub(crate) fn read(&mut self, name: &str) -> Option<io::Result<Vec<u8>>> {
        let bytes = match self.files.get(name)? {
            EntryPath::Disk(path) => File::open(path).and_then(limited),
            EntryPath::Zip(index) => match self.zip.as_mut()?.by_index(*index) {
                Ok(entry) => limited(entry),
                Err(error) => Err(io::Error::other(error)),
            },
        };
        Some(bytes.and_then(|mut bytes| {
            self.read += bytes.len() as u64;
            if self.read > MOST_ALL {
                return Err(too_large());
            }
            if bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            Ok(bytes)
        }))
    }
}

/// Reads up to the limit, whatever the archive says of the size.
fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_ENTRY + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_ENTRY { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "larger than an export can be")
}

/// Whether reading failed because the archive is larger than any export.
pub(crate) fn is_too_large(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::FileTooLarge
}

/// The files of a folder. One that cannot be listed is an error: its posts would be taken for deleted.
fn folder(path: &Path, shown: &str) -> Result<BTreeMap<String, EntryPath>, Box<Diagnostic>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(path) {
        let entry = entry.map_err(|error| unreadable(shown, &error.into()))?;
        let Ok(name) = entry.path().strip_prefix(path) else { continue };
        let name = SourcePath::new(&name.to_string_lossy()).as_str().to_owned();
        if entry.file_type().is_file() && !is_noise(&name) {
            files.insert(name, EntryPath::Disk(entry.path().to_owned()));
        }
    }
    Ok(files)
}

type Listed = (BTreeMap<String, EntryPath>, Vec<Diagnostic>);

fn listed(zip: &mut ZipArchive<BufReader<File>>, shown: &str) -> Result<Listed, Box<Diagnostic>> {
    let (mut files, mut findings) = (BTreeMap::new(), Vec::new());
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|error| unreadable(shown, &io::Error::other(error)))?;
        let (name, is_old) = decoded(entry.name_raw());
        let parts: Vec<&str> = name.split(['/', '\\']).collect();
        let leaves = name.starts_with(['/', '\\']) || parts.contains(&"..") || parts[0].ends_with(':');
        let method = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
        if leaves || entry.is_symlink() || entry.encrypted() || !method {
            return Err(Box::new(
                Diagnostic::error(
                    "export-unsafe",
                    msgf!(
                    ja: "「{shown}」に、取り込めない項目が入っています：{name}",
                    en: "`{shown}` holds an entry that is not taken: {name}"),
                )
                .help(msg!(
                    ja: "何も取り込んでいません。Slack から受け取ったままの zip ファイルを指定してください",
                    en: "nothing was imported; give the zip file as it came from Slack")),
            ));
        }
        if is_old && findings.is_empty() {
            findings.push(Diagnostic::warning(
                "export-names",
                msgf!(
                ja: "「{shown}」のファイル名は Shift_JIS で書かれていたので、読み替えました",
                en: "the file names in `{shown}` are Shift_JIS and were converted"),
            ));
        }
        let name = SourcePath::new(&name).as_str().to_owned();
        if entry.is_file() && !is_noise(&name) {
            files.insert(name, EntryPath::Zip(index));
        }
    }
    Ok((files, findings))
}

/// A name as its program wrote it, and whether that was in Shift_JIS. Slack writes UTF-8 without saying so.
fn decoded(raw: &[u8]) -> (String, bool) {
    if let Ok(name) = std::str::from_utf8(raw) {
        return (name.to_owned(), false);
    }
    match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(raw) {
        Some(name) => (name.into_owned(), true),
        None => (folder_names::from_cp437(raw), false),
    }
}

/// What systems leave in archives and folders.
fn is_noise(name: &str) -> bool {
    name.split('/').any(|part| {
        part == "__MACOSX"
            || part.starts_with("._")
            || matches!(part, ".DS_Store" | "Thumbs.db" | "desktop.ini" | "__avatars")
    })
}

/// Cuts the names at the folder that holds `channels.json`, which must be one.
fn rooted(
    files: BTreeMap<String, EntryPath>,
    zip: Option<ZipArchive<BufReader<File>>>,
    shown: &str,
    findings: Vec<Diagnostic>,
) -> Opened {
    let mut roots: Vec<String> = files
        .keys()
        .filter_map(|name| {
            name.strip_suffix("channels.json").filter(|folder| folder.is_empty() || folder.ends_with('/'))
        })
        .filter(|folder| folder.matches('/').count() <= DEPTH)
        .map(str::to_owned)
        .collect();
    let shallowest = roots.iter().map(|root| root.matches('/').count()).min();
    roots.retain(|root| Some(root.matches('/').count()) == shallowest);
    let root = match roots.as_slice() {
        [root] => root.clone(),
        [] => return Err(Box::new(other_files::name_archive(shown, files.keys().map(String::as_str)))),
        several if several.iter().all(|root| root.contains("teams/")) => {
            return Err(Box::new(other_files::several_teams(shown, several)));
        }
        several => {
            let all = several.join("、");
            return Err(Box::new(not_an_export(shown).help(msgf!(
                ja: "書き出しが2つ以上入っています：{all}。どれか1つのフォルダーを指定してください",
                en: "it holds more than one export: {all}; give one of the folders"))));
        }
    };
    // A workspace of an organisation has its people above it.
    let above = root.find("teams/").map(|at| format!("{}org_users.json", &root[..at]));
    let below = |(name, place): (String, EntryPath)| match name.strip_prefix(&root) {
        Some(name) => Some((name.to_owned(), place)),
        None => (above.as_ref() == Some(&name)).then(|| ("org_users.json".to_owned(), place)),
    };
    let files = files.into_iter().filter_map(below).collect();
    Ok(Reported { value: Archive { files, zip, read: 0 }, findings })
}

fn unreadable(shown: &str, error: &io::Error) -> Box<Diagnostic> {
    let Message { ja, en } = io_cause(error);
    Box::new(Diagnostic::error(
        "no-export",
        msgf!(ja: "「{shown}」を読み込めません（{ja}）", en: "`{shown}` cannot be read ({en})"),
    ))
}
