//! The private inbox, `.shirube/salon/`: what an import found and an editor decided. In no output, in no repository.
//!
//! A write is whole or has not happened: every file is staged beside its place, a list says that all are there, and
//! only then they are renamed. A run that is ended in between is finished or forgotten by the next one.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::salon::{
    inbox_records::{Channel, Decision, Meta, Thread},
    place::private_root,
    transcript::{MessageId, Person, Post, in_order},
    upgrade,
};
use crate::{
    base::{
        atomic_file,
        os::{
            fs,
            lock::{self, Lock},
        },
    },
    ledger::inbox::report_damaged,
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// The form of the files that this program writes.
const VERSION: u32 = 2;
/// What a finished staging is known by.
const COMMIT: &str = "commit.json";
const STAGED: &str = ".new";
/// Held by whoever writes.
const LOCK: &str = "lock";

/// Everything the inbox holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Inbox {
    /// What it is about.
    pub meta: Meta,
    /// By number.
    pub channels: Vec<Channel>,
    /// By id.
    pub people: BTreeMap<String, Person>,
    /// By channel number, then id.
    pub messages: BTreeMap<usize, BTreeMap<MessageId, Post>>,
    /// By channel and question.
    pub threads: BTreeMap<(usize, MessageId), Thread>,
    /// In the order in which they were taken.
    pub decisions: Vec<Decision>,
}

impl Inbox {
    /// Whether nothing was ever imported or decided.
    pub fn is_empty(&self) -> bool {
        *self == Self { meta: Meta { version: VERSION, ..Meta::default() }, ..Self::default() }
    }
}

/// The inbox on the disk, with nobody else writing into it.
pub struct InboxWriter {
    folder: PathBuf,
    _lock: Lock,
}

/// The inbox's folder: in the guide, or in the user's own. An error: nobody can say.
pub fn folder(root: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    private_root(root).map(|private| private.join(".shirube/salon"))
}

impl InboxWriter {
    /// Takes the inbox for writing; waits for another program that has it.
    pub fn open(root: &Path) -> Result<Self, Box<Diagnostic>> {
        let folder = folder(root)?;
        let lock = fs::create_dir_all(&folder)
            .and_then(|()| for_the_owner(&folder))
            .and_then(|()| lock::take(&folder.join(LOCK), |_| {}));
        let lock = lock.map_err(|error| failed(&folder, &error))?;
        recover(&folder).map_err(|error| failed(&folder, &error))?;
        Ok(Self { folder, _lock: lock })
    }

    /// Finishes or forgets a write that was ended, where there is an inbox and nobody writes into it now. An error: it
    /// can be neither, and what is there is neither the old state nor the new one.
    pub fn tidy(root: &Path) -> Result<(), Box<Diagnostic>> {
        let folder = folder(root)?;
        if !fs::is_file(folder.join(LOCK)).unwrap_or(true) {
            return Ok(());
        }
        let _lock = match lock::try_take(&folder.join(LOCK)) {
            Ok(lock::Answer::Taken(lock)) => Some(lock),
            Ok(lock::Answer::Busy(_)) => return Ok(()),
            // As on a disk that is only for reading.
            Err(_) => None,
        };
        let _ = for_the_owner(&folder);
        let is_ended = read_commit(&folder).map_err(|error| unreadable(&folder, COMMIT, &error))?.is_some();
        match recover(&folder) {
            Err(error) if is_ended => Err(failed(&folder, &error)),
            _ => Ok(()),
        }
    }

    /// What the inbox holds now.
    pub fn read(&self) -> Result<Inbox, Box<Diagnostic>> {
        read_folder(&self.folder)
    }

    /// Puts `after` in the place of `before`; files that stay the same are not written. Decisions are only appended.
    pub fn write(&self, before: &Inbox, after: &Inbox) -> Result<(), Box<Diagnostic>> {
        self.stage(before, after).map_err(|error| failed(&self.folder, &error))
    }

    /// Appends a decision.
    pub fn decide(&self, decision: &Decision) -> Result<(), Box<Diagnostic>> {
        let append = || -> io::Result<()> {
            let line = serde_json::to_string(decision)? + "\n";
            atomic_file::append(&self.folder.join("decisions.jsonl"), line.as_bytes())
        };
        append().map_err(|error| failed(&self.folder, &error))
    }

    fn stage(&self, before: &Inbox, after: &Inbox) -> io::Result<()> {
        let files = changed_files(before, after)?;
        for (name, text) in &files {
            atomic_file::write_private(&self.folder.join(format!("{name}{STAGED}")), text.as_bytes())?;
        }
        if files.is_empty() {
            return Ok(());
        }
        let staged: Vec<&String> = files.keys().collect();
        atomic_file::write_private(&self.folder.join(COMMIT), serde_json::to_string(&staged)?.as_bytes())?;
        recover(&self.folder)
    }
}

/// The files that say something else than before, by name. An inbox of an older form is written anew as a whole, so
/// that no file is left in its old form under the new number.
fn changed_files(before: &Inbox, after: &Inbox) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    if before == after {
        return Ok(files);
    }
    let is_old = before.meta.version != VERSION;
    let meta = Meta { version: VERSION, ..after.meta.clone() };
    if before.meta != meta {
        let text = serde_json::to_string_pretty(&meta).map_err(io::Error::other)?;
        files.insert("store.json".to_owned(), text + "\n");
    }
    if is_old || before.channels != after.channels {
        files.insert("channels.jsonl".to_owned(), written(&after.channels)?);
    }
    if is_old || before.people != after.people {
        files.insert("people.jsonl".to_owned(), written(after.people.values())?);
    }
    if is_old || before.threads != after.threads {
        files.insert("threads.jsonl".to_owned(), written(after.threads.values())?);
    }
    for (channel, posts) in &after.messages {
        if is_old || before.messages.get(channel) != Some(posts) {
            files.insert(format!("messages/{channel}.jsonl"), written(in_order(posts.values()))?);
        }
    }
    Ok(files)
}

/// What a conversation holds now counts as seen: what comes or changes later is told. Labels, once given, stay.
pub fn remember(root: &Path, id: &str, labels: &BTreeMap<String, String>) -> Result<(), Box<Diagnostic>> {
    let desk = InboxWriter::open(root)?;
    let before = desk.read()?;
    let mut after = before.clone();
    let Some(thread) = after.threads.values_mut().find(|thread| thread.id == id) else { return Ok(()) };
    if thread.labels.is_empty() {
        thread.labels.clone_from(labels);
    }
    let belongs = |message: &&mut Post| message.thread == thread.root || thread.indexes.contains_key(&message.id);
    let mut seen = BTreeMap::new();
    for message in after.messages.get_mut(&thread.channel).into_iter().flat_map(BTreeMap::values_mut).filter(belongs) {
        seen.insert(message.id.clone(), message.hash.clone());
        message.was = Some(message.markdown.clone());
    }
    thread.seen = Some(seen);
    desk.write(&before, &after)
}

/// What the inbox holds; an inbox that is not there is empty. Never waits, never writes.
pub fn read_inbox(root: &Path) -> Result<Inbox, Box<Diagnostic>> {
    read_folder(&folder(root)?)
}

/// Finishes a write whose files were all staged, forgets one whose files were not.
fn recover(folder: &Path) -> io::Result<()> {
    if let Some(names) = read_commit(folder)? {
        for name in names {
            let staged = folder.join(format!("{name}{STAGED}"));
            if fs::is_there(&staged)? {
                fs::rename(&staged, folder.join(&name))?;
            }
        }
        fs::remove_file(folder.join(COMMIT))?;
    }
    let left = walkdir::WalkDir::new(folder).max_depth(2).into_iter().filter_map(Result::ok);
    for entry in left.filter(|entry| entry.file_name().to_string_lossy().ends_with(STAGED)) {
        fs::remove_file(entry.path())?;
    }
    Ok(())
}

/// What the inbox is about; of an inbox that is not there, nothing.
pub fn meta(root: &Path) -> Result<Meta, Box<Diagnostic>> {
    let folder = folder(root)?;
    let committed = committed(&folder)?;
    meta_of(&folder, &read_text(&folder, &committed, "store.json")?)
}

/// The files of a write whose files were all staged; `None`: there is no such write.
fn read_commit(folder: &Path) -> io::Result<Option<Vec<String>>> {
    let text = fs::read_if_there(folder.join(COMMIT))?;
    text.map(|text| serde_json::from_slice(&text).map_err(io::Error::from)).transpose()
}

fn committed(folder: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    read_commit(folder).map(Option::unwrap_or_default).map_err(|error| unreadable(folder, COMMIT, &error))
}

/// The text of a file; of one that is not there, nothing. Where somebody ended a write between list and renames, what
/// is staged is the truth. Must never take what it cannot read for empty: without its people no name is looked for,
/// and without its decisions what was erased comes back.
fn read_text(folder: &Path, committed: &[String], name: &str) -> Result<String, Box<Diagnostic>> {
    let staged = committed.iter().any(|committed| committed == name);
    let beside = folder.join(format!("{name}{STAGED}"));
    let read = || match if staged { fs::read_if_there(beside)? } else { None } {
        None => fs::read_if_there(folder.join(name)),
        found => Ok(found),
    };
    match read().map(|bytes| String::from_utf8(bytes.unwrap_or_default())) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Err(damaged(folder, name, good.iter().filter(|byte| **byte == b'\n').count() + 1))
        }
        Err(error) => Err(unreadable(folder, name, &error)),
    }
}

fn read_folder(folder: &Path) -> Result<Inbox, Box<Diagnostic>> {
    let committed = committed(folder)?;
    let text = |name: &str| read_text(folder, &committed, name);
    let meta = meta_of(folder, &text("store.json")?)?;
    let channels: Vec<Channel> = lines(folder, "channels.jsonl", &text("channels.jsonl")?)?;
    let people: Vec<Person> = lines(folder, "people.jsonl", &text("people.jsonl")?)?;
    let threads: Vec<Thread> = lines(folder, "threads.jsonl", &text("threads.jsonl")?)?;
    let mut messages = BTreeMap::new();
    for channel in &channels {
        let name = format!("messages/{}.jsonl", channel.n);
        let text = match meta.version {
            1 => upgrade::posts_of_version_1(&text(&name)?).map_err(|line| damaged(folder, &name, line))?,
            _ => text(&name)?,
        };
        let all: Vec<Post> = lines(folder, &name, &text)?;
        messages.insert(channel.n, all.into_iter().map(|post| (post.id.clone(), post)).collect());
    }
    Ok(Inbox {
        meta,
        channels,
        people: people.into_iter().map(|person| (person.id.clone(), person)).collect(),
        messages,
        threads: threads.into_iter().map(|thread| ((thread.channel, thread.root.clone()), thread)).collect(),
        decisions: lines(folder, "decisions.jsonl", &text("decisions.jsonl")?)?,
    })
}

fn meta_of(folder: &Path, text: &str) -> Result<Meta, Box<Diagnostic>> {
    if text.is_empty() {
        return Ok(Meta { version: VERSION, ..Meta::default() });
    }
    let meta: Meta = serde_json::from_str(text).map_err(|error| damaged(folder, "store.json", error.line()))?;
    if (1..=VERSION).contains(&meta.version) {
        return Ok(meta);
    }
    let version = meta.version;
    Err(Box::new(
        Diagnostic::error(
            "inbox-version",
            msgf!(
            ja: "受信箱は新しい shirube で作られています（形式 {version}）",
            en: "the inbox was made by a newer shirube (form {version})"),
        )
        .help(msg!(ja: "新しい shirube を使ってください", en: "use the newer shirube")),
    ))
}

fn lines<T: DeserializeOwned>(folder: &Path, name: &str, text: &str) -> Result<Vec<T>, Box<Diagnostic>> {
    let read =
        |(number, line): (usize, &str)| serde_json::from_str(line).map_err(|_| damaged(folder, name, number + 1));
    // A last line without its end was being appended when the program was ended.
    let whole = if text.ends_with('\n') { text } else { text.rfind('\n').map_or("", |end| &text[..=end]) };
    whole.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(read).collect()
}

fn written<T: Serialize>(records: impl IntoIterator<Item = T>) -> io::Result<String> {
    let mut text = String::new();
    for record in records {
        text.push_str(&serde_json::to_string(&record)?);
        text.push('\n');
    }
    Ok(text)
}

fn damaged(folder: &Path, name: &str, line: usize) -> Box<Diagnostic> {
    Box::new(report_damaged(&folder.join(name).display().to_string(), line))
}

fn unreadable(folder: &Path, name: &str, error: &io::Error) -> Box<Diagnostic> {
    let (shown, Message { ja, en }) = (folder.join(name).display().to_string(), io_cause(error));
    let message = msgf!(
        ja: "受信箱のファイル「{shown}」を読み込めません（{ja}）",
        en: "the inbox file `{shown}` cannot be read ({en})");
    Box::new(Diagnostic::error("inbox-damaged", message).help(msg!(
        ja: "ほかのソフトで開いていないか、読み取りの許可があるかを確かめてください",
        en: "see whether another program holds it open and whether you may read it")))
}

fn failed(folder: &Path, error: &io::Error) -> Box<Diagnostic> {
    let (shown, Message { ja, en }) = (folder.display(), io_cause(error));
    Box::new(
        Diagnostic::error(
            "output-failed",
            msgf!(
        ja: "受信箱「{shown}」に書き込めませんでした（{ja}）",
        en: "writing into the inbox `{shown}` failed ({en})"),
        )
        .help(msg!(
        ja: "ディスクの空きと書き込みの許可を確かめて、もう一度実行してください。前の内容は残っています",
        en: "see that the disk has room and may be written to, then run it again; what was there is still there")),
    )
}

/// Takes everybody else's rights to the inbox away, also those that an earlier version or a copy has given.
#[cfg(unix)]
fn for_the_owner(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in walkdir::WalkDir::new(folder).max_depth(2) {
        let entry = entry?;
        let kind = entry.file_type();
        let wanted = if kind.is_dir() { 0o700 } else { 0o600 };
        let is_open = || entry.metadata().is_ok_and(|meta| meta.permissions().mode() & 0o777 != wanted);
        if (kind.is_dir() || kind.is_file()) && is_open() {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(wanted))?;
        }
    }
    Ok(())
}

/// On Windows a folder below the user's own is the user's alone already.
#[cfg(not(unix))]
fn for_the_owner(_: &Path) -> io::Result<()> {
    Ok(())
}
