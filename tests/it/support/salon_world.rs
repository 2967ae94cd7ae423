//! A salon in a test: a workspace that is written as Slack exports it, and the inbox that imports make of it.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use shirube::{
    base::secret::Key,
    report::diagnostic::{Diagnostic, Reported},
    salon::{
        import::{self, Imported},
        inbox::{self, Inbox},
        merge::World,
        people::People,
        transcript::{Finding, MessageId, Post, Selection},
    },
};

/// Seconds of 2026-05-02 01:30 in Japan: the first message of a test is at this time.
pub const START: u64 = 1_777_653_000;

/// An export before it is written.
#[derive(Clone, Default)]
pub struct Workspace {
    lists: BTreeMap<String, Vec<Value>>,
    days: BTreeMap<String, Vec<Value>>,
    pub raw: BTreeMap<String, Vec<u8>>,
}

/// A message's time, `minutes` after the start.
pub fn at(minutes: u64) -> String {
    format!("{}.000100", START + minutes * 60)
}

impl Workspace {
    /// A workspace with these public channels, each `C` and its number, and users U1 (the asker), U2, U3.
    pub fn new(channels: &[&str]) -> Self {
        let mut workspace = Self::default();
        for (number, name) in channels.iter().enumerate() {
            workspace
                .list("channels.json", json!({"id": format!("C{number}"), "name": name, "purpose": {"value": ""}}));
        }
        for id in ["U1", "U2", "U3"] {
            workspace.user(id, &format!("あだ名{id}"), &format!("本名 {id}"));
        }
        workspace
    }

    pub fn list(&mut self, file: &str, entry: Value) -> &mut Self {
        self.lists.entry(file.to_owned()).or_default().push(entry);
        self
    }

    pub fn user(&mut self, id: &str, display: &str, real: &str) -> &mut Self {
        let profile = json!({"display_name": display, "real_name": real});
        self.list(
            "users.json",
            json!({"id": id, "team_id": "T1", "name": id.to_lowercase(), "real_name": real, "profile": profile}),
        )
    }

    /// Adds a message as raw JSON to a channel's file of a day.
    pub fn raw_on(&mut self, folder: &str, day: &str, message: Value) -> &mut Self {
        self.days.entry(format!("{folder}/{day}.json")).or_default().push(message);
        self
    }

    pub fn raw(&mut self, folder: &str, message: Value) -> &mut Self {
        self.raw_on(folder, "2026-05-01", message)
    }

    pub fn post(&mut self, folder: &str, minutes: u64, user: &str, text: &str) -> &mut Self {
        self.raw(folder, json!({"type": "message", "user": user, "text": text, "ts": at(minutes)}))
    }

    pub fn reply(&mut self, folder: &str, to: u64, minutes: u64, user: &str, text: &str) -> &mut Self {
        self.raw(folder, json!({"type": "message", "user": user, "text": text, "ts": at(minutes), "thread_ts": at(to)}))
    }

    /// A question with a reply that says something.
    pub fn question(&mut self, folder: &str, minutes: u64, text: &str, answer: &str) -> &mut Self {
        self.post(folder, minutes, "U1", text).reply(folder, minutes, minutes + 5, "U2", answer)
    }

    /// Takes a message out.
    pub fn remove(&mut self, minutes: u64) -> &mut Self {
        self.days.values_mut().for_each(|messages| messages.retain(|message| message["ts"] != json!(at(minutes))));
        self
    }

    /// Changes a message.
    pub fn change(&mut self, minutes: u64, change: impl Fn(&mut Value)) -> &mut Self {
        self.days.values_mut().flatten().filter(|message| message["ts"] == json!(at(minutes))).for_each(change);
        self
    }

    /// The files of the export, by name.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let lists = self.lists.iter().chain(&self.days);
        let mut files: BTreeMap<String, Vec<u8>> =
            lists.map(|(name, items)| (name.clone(), serde_json::to_vec(items).unwrap())).collect();
        files.extend(self.raw.clone());
        files
    }

    pub fn folder(&self, at: &Path) -> PathBuf {
        for (name, bytes) in self.files() {
            let path = at.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        at.to_owned()
    }

    pub fn zip(&self, at: &Path) -> PathBuf {
        zip(at, self.files().iter().map(|(name, bytes)| (name.as_bytes().to_vec(), bytes.clone())))
    }
}

/// Writes a zip with these names as bytes, without saying in which encoding they are: as Slack does.
pub fn zip(at: &Path, files: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> PathBuf {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let mut count = 0u16;
    for (name, bytes) in files {
        let offset = u32::try_from(out.len()).unwrap();
        let mut head = Vec::new();
        let (crc, size, length) =
            (crc32(&bytes), u32::try_from(bytes.len()).unwrap(), u16::try_from(name.len()).unwrap());
        head.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x50]);
        head.extend(crc.to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(length.to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(&name);
        out.extend(&bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(&name);
        count += 1;
    }
    let start = u32::try_from(out.len()).unwrap();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    fs::File::create(at).unwrap().write_all(&out).unwrap();
    at.to_owned()
}

/// Of a file that is too large to be read to its end, nobody ever asks.
fn crc32(bytes: &[u8]) -> u32 {
    if bytes.len() > 1 << 20 {
        return 0;
    }
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    };
    !bytes.iter().fold(!0, step)
}

/// A site with a salon.
pub struct Salon {
    pub room: tempfile::TempDir,
    pub key: Key,
    pub on_pages: BTreeSet<String>,
    pub selection: Selection,
}

impl Salon {
    pub fn new() -> Self {
        Self {
            room: tempfile::tempdir().unwrap(),
            key: Key::new([7; 32]),
            on_pages: BTreeSet::new(),
            selection: Selection::default(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    pub fn people(&self) -> People {
        People::read(&self.path("site"), "町", BTreeMap::new()).value
    }

    pub fn try_import(&self, path: &Path) -> Result<Reported<Imported>, Box<Diagnostic>> {
        let numbers = std::cell::Cell::new(0u16);
        let new_item = || {
            numbers.set(numbers.get() + 1);
            let [high, low] = numbers.get().to_be_bytes();
            shirube::base::secret::base32(&[low, high, low, high, low, high, low], 10)
        };
        import::import(
            &self.path("site"),
            path,
            &self.selection,
            &|_| Box::new(look),
            &World { key: &self.key, known_id: &|_| None, on_pages: &self.on_pages, new_item: &new_item },
        )
    }

    #[track_caller]
    pub fn import(&self, workspace: &Workspace) -> Reported<Imported> {
        let folder = tempfile::tempdir_in(self.room.path()).unwrap();
        self.try_import(&workspace.folder(folder.path())).unwrap_or_else(|finding| panic!("{finding:?}"))
    }

    pub fn inbox(&self) -> Inbox {
        inbox::read_inbox(&self.path("site")).unwrap()
    }

    /// All messages of a channel by its name, in order.
    pub fn messages(&self, channel: &str) -> Vec<Post> {
        let inbox = self.inbox();
        let n = inbox.channels.iter().find(|known| known.name == channel).unwrap_or_else(|| panic!("no {channel}")).n;
        inbox.messages[&n].values().cloned().collect()
    }

    pub fn ids(&self) -> Vec<String> {
        self.inbox().threads.values().map(|thread| thread.id.clone()).collect()
    }
}

/// Finds telephone numbers of one form: enough to see where the gate is asked.
pub fn look(text: &str) -> Vec<Finding> {
    text.match_indices("090-0000-")
        .map(|(start, found)| Finding { kind: "PHONE".into(), level: 'B', start, end: start + found.len() + 4 })
        .collect()
}

/// The name of the message at this time.
pub fn id(minutes: u64) -> MessageId {
    MessageId::new(&at(minutes))
}

pub fn codes<T>(reported: &Reported<T>) -> Vec<&'static str> {
    reported.findings.iter().map(|finding| finding.code).collect()
}
