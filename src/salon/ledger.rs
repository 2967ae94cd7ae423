//! Writing `salon/ledger.jsonl`: append only, one whole line at a time, on the disk before anything is said.
//!
//! Must never change a line that is there, and never write behind a chain that does not hold.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    base::{
        atomic_file,
        os::{
            fs::{self, OpenOptions},
            lock::{self, Lock},
            private_place,
        },
        path::SourcePath,
        secret::Key,
    },
    ledger::{
        chain::{self, Link},
        inbox,
        read::{self, Approvals, HEAD, LEDGER},
    },
    msgf,
    report::{
        diagnostic::{Diagnostic, Level, Reported},
        io_cause::io_cause,
        message::Message,
    },
    salon::{add_line, ledger_record::Record, not_written, place::private_root},
    text::span::position,
};

/// Git must keep the ledger's bytes and never merge two of them into one.
const ATTRIBUTES: &str = "salon/ledger.jsonl -text -merge";

/// A ledger whose chain holds.
#[derive(Debug)]
pub struct Ledger {
    root: PathBuf,
    key: Option<Key>,
    approvals: Approvals,
}

/// Opens the ledger of a site, empty where there is none; the error is what is wrong with its chain.
pub fn open(root: &Path, key: Option<&Key>) -> Result<Ledger, Box<Diagnostic>> {
    let approvals = verified(root, key)?;
    remember(root, &approvals);
    Ok(Ledger { root: root.to_owned(), key: key.copied(), approvals })
}

impl Ledger {
    /// What the ledger says.
    pub fn approvals(&self) -> &Approvals {
        &self.approvals
    }

    /// The item that was drafted from a thread, by the thread's keyed hash.
    pub fn item_of_thread(&self, thread_hmac: &str) -> Option<String> {
        let mut items = self.approvals.items.iter();
        items.find(|(_, item)| !thread_hmac.is_empty() && item.thread == thread_hmac).map(|(id, _)| id.clone())
    }

    /// Appends a record; it is on the disk when this returns.
    pub fn append(&mut self, record: Record) -> Result<(), Box<Diagnostic>> {
        let fields = record.fields()?;
        let _lock = lock(&self.root)?;
        // Somebody else may have appended since the ledger was opened.
        let last = verified(&self.root, self.key.as_ref())?.last;
        add_line(&self.root.join(".gitattributes"), ATTRIBUTES)
            .map_err(|error| not_written(".gitattributes", &error))?;
        let (line, link) = chain::seal(fields, last.as_ref(), self.key.as_ref());
        write(&self.root.join(LEDGER), line.as_bytes()).map_err(|error| not_written(LEDGER, &error))?;
        atomic_file::write(&self.root.join(HEAD), chain::head(&link).as_bytes())
            .map_err(|error| not_written(HEAD, &error))?;
        remember_in_inbox(&self.root, &link).map_err(|error| not_written(inbox::HEAD, &error))?;
        self.approvals = verified(&self.root, self.key.as_ref())?;
        Ok(())
    }
}

/// Remembers the last record, so that a ledger whose end is cut off is noticed later. Where the disk cannot be written
/// to, nothing is remembered and nothing is lost.
pub fn remember(root: &Path, approvals: &Approvals) {
    let Some(last) = approvals.last.as_ref().filter(|_| !approvals.broken) else { return };
    let Ok(private) = private_place::private_root(root) else { return };
    let is_behind = |root: &Path, file: &str| {
        let known = fs::read_to_string(root.join(file)).ok().and_then(|text| chain::parse_head(&text));
        known.is_none_or(|known| known.seq < last.seq)
    };
    if is_behind(root, HEAD) {
        let _ = atomic_file::write(&root.join(HEAD), chain::head(last).as_bytes());
    }
    if is_behind(&private, inbox::HEAD) {
        let _ = remember_in_inbox(root, last);
    }
}

/// Remembers the last record in the inbox as well, where there is one: whoever takes back the ledger's end and its head
/// has not taken back what was imported.
fn remember_in_inbox(root: &Path, last: &Link) -> io::Result<()> {
    let file = private_place::private_root(root)?.join(inbox::HEAD);
    if !fs::is_dir(file.parent().unwrap_or(root))? {
        return Ok(());
    }
    atomic_file::write_private(&file, chain::head(last).as_bytes())
}

/// Mends a last line that was not written to its end: a whole record gets its line end, anything else moves to a file
/// in `.shirube/`, whose name is returned.
pub fn mend(root: &Path) -> Result<Option<String>, Box<Diagnostic>> {
    let torn = |read: &Reported<Approvals>| read.findings.iter().find(|finding| finding.code == "ledger-torn").cloned();
    // Looked at twice: only a ledger that is torn is worth a lock, and only with the lock it is certain.
    if torn(&read_ledger(root, None)?).is_none() {
        return Ok(None);
    }
    let _lock = lock(root)?;
    let reading = read_ledger(root, None)?;
    let Some(edit) = torn(&reading).and_then(|finding| finding.fix) else { return Ok(None) };
    let path = root.join(LEDGER);
    let failed = |error: io::Error| not_written(LEDGER, &error);
    if edit.text == "\n" {
        write(&path, b"\n").map_err(failed)?;
        return Ok(Some(LEDGER.to_owned()));
    }
    let bytes = fs::read(&path).map_err(failed)?;
    let start = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let next = reading.value.last.map_or(0, |last| last.seq) + 1;
    let name = (1..)
        .map(|number| format!(".shirube/ledger-torn-{next}-{number}.txt"))
        .find(|name| !fs::is_there(root.join(name)).unwrap_or(false));
    let name = name.expect("some number is free");
    atomic_file::create(&root.join(&name), &bytes[start..]).map_err(|error| not_written(&name, &error))?;
    let file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
    file.set_len(start as u64).and_then(|()| file.sync_all()).map_err(failed)?;
    Ok(Some(name))
}

/// Reads the ledger and its heads.
fn read_ledger(root: &Path, key: Option<&Key>) -> Result<Reported<Approvals>, Box<Diagnostic>> {
    let private = private_root(root)?;
    let text = |root: &Path, file: &str| match fs::read_if_there(root.join(file)) {
        Ok(bytes) => Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) => {
            let Message { ja, en } = io_cause(&error);
            Err(Box::new(Diagnostic::error(
                "unreadable-file",
                msgf!(ja: "「{file}」を読み込めません（{ja}）", en: "`{file}` cannot be read ({en})"),
            )))
        }
    };
    let ledger = text(root, LEDGER)?.unwrap_or_default();
    let ledger = ledger.trim_start_matches('\u{feff}');
    let heads: Vec<String> = [text(root, HEAD)?, text(&private, inbox::HEAD)?].into_iter().flatten().collect();
    let mut read = read::read_ledger(ledger, Some(&heads.join("\n")), key);
    for finding in &mut read.findings {
        // Whoever reports this has no text to show: the line's number stands for it.
        let lines: Vec<_> =
            finding.places.drain(..).filter_map(|place| Some(position(ledger, place.span?.start).line)).collect();
        let path = SourcePath::new(LEDGER);
        let bare = lines.iter().fold(finding.clone().in_file(&path), |finding, line| {
            finding.help(msgf!(ja: "{line}行目です", en: "it is line {line}"))
        });
        *finding = bare;
    }
    Ok(read)
}

/// What the ledger says, if its chain holds.
fn verified(root: &Path, key: Option<&Key>) -> Result<Approvals, Box<Diagnostic>> {
    let read = read_ledger(root, key)?;
    match read.findings.into_iter().find(|finding| finding.level == Level::Error) {
        Some(fault) => Err(Box::new(fault)),
        None => Ok(read.value),
    }
}

/// Keeps a second writer waiting for its turn.
fn lock(root: &Path) -> Result<Lock, Box<Diagnostic>> {
    let file = root.join(".shirube/ledger.lock");
    let taken = fs::create_dir_all(root.join(".shirube")).and_then(|()| lock::take(&file, |_| {}));
    taken.map_err(|error| not_written(".shirube/ledger.lock", &error))
}

/// Appends bytes by one write and waits until they are on the disk. What could not be written whole is taken back.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let fresh = !fs::is_there(path)?;
    fs::create_dir_all(folder)?;
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    let before = file.metadata()?.len();
    if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        // An open for appending may not shorten the file on every system.
        let _ = OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(before));
        return Err(error);
    }
    if fresh { sync_folder(folder) } else { Ok(()) }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    // The file's name in it, and its own name in the root.
    fs::File::open(folder)?.sync_all()?;
    folder.parent().map_or(Ok(()), |root| fs::File::open(root)?.sync_all())
}

/// Windows writes a new name down with the file.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
