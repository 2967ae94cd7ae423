//! A small SFTP server over a folder, for tests: it ends when it is told to, refuses, and pretends as real ones do.

use std::{
    collections::BTreeMap,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use crate::base::os::fs;
use crate::publish::targets::sftp::{
    ssh::Link,
    wire::{EOF, FAILURE, NO_SUCH_FILE, OK, Packet, Reader, kind},
};

/// What the server does otherwise than it should.
#[derive(Default)]
pub(super) struct Faults {
    /// Requests so far.
    pub(super) requests: usize,
    /// Ends the connection at this request, before or after it is done.
    pub(super) cut: Option<(usize, bool)>,
    /// Knows no renaming over a file.
    pub(super) no_posix_rename: bool,
    /// Has room for so many bytes more.
    pub(super) room: Option<usize>,
    /// Gives at most so many bytes at once.
    pub(super) gives: Option<usize>,
    /// The longest piece that was written.
    pub(super) longest: usize,
}

/// The server.
#[derive(Clone)]
pub(super) struct Fake {
    pub(super) root: PathBuf,
    pub(super) faults: Arc<Mutex<Faults>>,
}

impl Fake {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), faults: Arc::default() }
    }

    pub(super) fn with<T>(&self, change: impl FnOnce(&mut Faults) -> T) -> T {
        change(&mut self.faults.lock().unwrap())
    }

    /// A connection to it.
    pub(super) fn link(&self) -> Link {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let ours = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (theirs, _) = listener.accept().unwrap();
        ours.set_nodelay(true).unwrap();
        theirs.set_nodelay(true).unwrap();
        let server = self.clone();
        thread::spawn(move || Session { fake: server, open: BTreeMap::new(), next: 0 }.serve(theirs));
        Link::over(Box::new(ours.try_clone().unwrap()), ours)
    }
}

enum Open {
    File(PathBuf),
    Folder(Option<Vec<(String, bool)>>),
}

struct Session {
    fake: Fake,
    open: BTreeMap<Vec<u8>, Open>,
    next: u32,
}

fn status(id: u32, code: u32) -> Packet {
    Packet::new(kind::STATUS, Some(id)).number(code).text(b"words").text(b"")
}

fn of(id: u32, done: std::io::Result<()>) -> Packet {
    let code = match done {
        Ok(()) => OK,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => NO_SUCH_FILE,
        Err(_) => FAILURE,
    };
    status(id, code)
}

impl Session {
    fn serve(&mut self, mut stream: TcpStream) {
        let mut length = [0; 4];
        while stream.read_exact(&mut length).is_ok() {
            let mut packet = vec![0; u32::from_be_bytes(length) as usize];
            if stream.read_exact(&mut packet).is_err() {
                return;
            }
            let cut = self.fake.with(|faults| {
                faults.requests += 1;
                faults.cut.filter(|(at, _)| *at == faults.requests).map(|(_, after)| after)
            });
            let answer = if cut == Some(false) { None } else { Some(self.answer(&packet)) };
            if cut.is_some() {
                let _ = stream.shutdown(std::net::Shutdown::Both);
                return;
            }
            if stream.write_all(&answer.unwrap().finish()).is_err() {
                return;
            }
        }
    }

    fn at(&self, path: &[u8]) -> PathBuf {
        self.fake.root.join(std::str::from_utf8(path).unwrap())
    }

    fn opened(&mut self, id: u32, open: Open) -> Packet {
        self.next += 1;
        let handle = self.next.to_be_bytes().to_vec();
        self.open.insert(handle.clone(), open);
        Packet::new(kind::HANDLE, Some(id)).text(&handle)
    }

    fn answer(&mut self, packet: &[u8]) -> Packet {
        let mut reader = Reader(packet);
        let (kind, id) = (reader.byte().unwrap(), reader.number().unwrap());
        if kind == kind::INIT {
            let version = Packet::new(kind::VERSION, Some(3));
            let is_old = self.fake.with(|faults| faults.no_posix_rename);
            return if is_old { version } else { version.text(b"posix-rename@openssh.com").text(b"1") };
        }
        let text = reader.text().unwrap();
        let path = self.at(if matches!(kind, kind::EXTENDED | kind::READ | kind::WRITE) { b"" } else { text });
        match kind {
            kind::OPEN => self.open(id, path, reader.number().unwrap()),
            kind::CLOSE => status(id, if self.open.remove(text).is_some() { OK } else { FAILURE }),
            kind::READ => self.read(id, text, reader.long().unwrap(), reader.number().unwrap()),
            kind::WRITE => self.write(id, text, reader.long().unwrap() as usize, reader.text().unwrap()),
            kind::OPENDIR => match fs::read_dir(&path) {
                Ok(entries) => {
                    let entries = entries.map(Result::unwrap);
                    let names = entries
                        .map(|entry| (entry.file_name().into_string().unwrap(), fs::is_dir(entry.path()).unwrap()));
                    let names = names.collect();
                    self.opened(id, Open::Folder(Some(names)))
                }
                Err(error) => of(id, Err(error)),
            },
            kind::READDIR => self.read_folder(id, text),
            kind::STAT => match fs::metadata(&path) {
                Ok(meta) => Packet::new(kind::ATTRS, Some(id)).number(1 | 8).long(meta.len()).number(9).number(9),
                Err(error) => of(id, Err(error)),
            },
            kind::REMOVE => of(id, fs::remove_file(path)),
            kind::MKDIR => of(id, fs::create_dir(path)),
            kind::RMDIR => of(id, fs::remove_dir(path)),
            kind::RENAME => {
                let to = self.at(reader.text().unwrap());
                if fs::is_there(&to).unwrap() { status(id, FAILURE) } else { of(id, fs::rename(path, to)) }
            }
            kind::EXTENDED => {
                let (from, to) = (self.at(reader.text().unwrap()), self.at(reader.text().unwrap()));
                of(id, fs::rename(from, to))
            }
            _ => status(id, 8),
        }
    }

    fn open(&mut self, id: u32, path: PathBuf, how: u32) -> Packet {
        let opened = match how {
            how if how & 32 != 0 => fs::OpenOptions::new().write(true).create_new(true).open(&path),
            how if how & 16 != 0 => fs::File::create(&path),
            _ => fs::File::open(&path),
        };
        match opened {
            Ok(_) => self.opened(id, Open::File(path)),
            Err(error) => of(id, Err(error)),
        }
    }

    fn write(&self, id: u32, handle: &[u8], at: usize, bytes: &[u8]) -> Packet {
        let Some(Open::File(file)) = self.open.get(handle) else { return status(id, FAILURE) };
        let has_room = self.fake.with(|faults| {
            faults.longest = faults.longest.max(bytes.len());
            faults.room = faults.room.map(|room| room.saturating_sub(bytes.len()));
            faults.room != Some(0)
        });
        let mut held = fs::read(file).unwrap();
        held.resize(held.len().max(at + bytes.len()), 0);
        held[at..at + bytes.len()].copy_from_slice(bytes);
        if has_room { of(id, fs::write(file, held)) } else { status(id, FAILURE) }
    }

    fn read_folder(&mut self, id: u32, handle: &[u8]) -> Packet {
        let Some(Open::Folder(names)) = self.open.get_mut(handle) else { return status(id, FAILURE) };
        let Some(names) = names.take() else { return status(id, EOF) };
        let mut packet = Packet::new(kind::NAME, Some(id)).number(names.len() as u32);
        for (name, is_folder) in names {
            let mode = if is_folder { 0o040_755 } else { 0o100_644 };
            packet = packet.text(name.as_bytes()).text(b"").number(4).number(mode);
        }
        packet
    }

    fn read(&self, id: u32, handle: &[u8], at: u64, length: u32) -> Packet {
        let Some(Open::File(file)) = self.open.get(handle) else { return status(id, FAILURE) };
        let held = fs::read(file).unwrap();
        let rest = held.get(at as usize..).unwrap_or_default();
        let gives = self.fake.with(|faults| faults.gives).unwrap_or(usize::MAX);
        let piece = &rest[..rest.len().min(length as usize).min(gives)];
        if piece.is_empty() { status(id, EOF) } else { Packet::new(kind::DATA, Some(id)).text(piece) }
    }
}
