//! Requests and answers over one connection: several under way at once where a file is sent or fetched, none with more
//! than 32 KiB of it.

use crate::publish::{
    store::{Fault, FaultKind},
    targets::sftp::{
        ssh::Link,
        wire::{Attributes, EOF, FOR_READING, FOR_WRITING, NO_SUCH_FILE, OK, Packet, Reader, Refusal, kind, lost},
    },
};

/// The largest piece of a file that every server takes.
const PIECE: usize = 32 * 1024;

/// How many pieces are under way at once.
const UNDER_WAY: usize = 16;

/// A connection that has greeted.
pub(super) struct Session {
    link: Link,
    next: u32,
    has_posix_rename: bool,
}

/// What was answered: a packet's kind and the rest, or a refusal.
pub(super) type Answer = Result<(u8, Vec<u8>), Refusal>;

fn is_missing(refusal: &Refusal) -> bool {
    refusal.code == NO_SUCH_FILE
}

/// The answer, where anything but a success is a fault.
pub(super) fn well(answer: Answer) -> Result<(u8, Vec<u8>), Fault> {
    answer.map_err(|refusal| refusal.fault())
}

impl Session {
    /// Greets, and asks what the server can do.
    pub(super) fn start(mut link: Link) -> Result<Self, Fault> {
        link.send(&Packet::new(kind::INIT, None).number(3).finish())?;
        let packet = link.receive()?;
        let mut reader = Reader(&packet);
        if reader.byte() != Some(kind::VERSION) || reader.number().is_none() {
            return Err(lost("SFTP"));
        }
        let mut has_posix_rename = false;
        while let (Some(name), Some(_)) = (reader.text(), reader.text()) {
            has_posix_rename |= name == b"posix-rename@openssh.com";
        }
        Ok(Self { link, next: 0, has_posix_rename })
    }

    fn id(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.next
    }

    /// Sends a request; its number.
    fn request(&mut self, kind: u8, fill: impl FnOnce(Packet) -> Packet) -> Result<u32, Fault> {
        let id = self.id();
        self.link.send(&fill(Packet::new(kind, Some(id))).finish())?;
        Ok(id)
    }

    /// The next answer, and the number of its request.
    fn answer(&mut self) -> Result<(u32, Answer), Fault> {
        let packet = self.link.receive()?;
        let mut reader = Reader(&packet);
        let (Some(kind), Some(id)) = (reader.byte(), reader.number()) else { return Err(lost("SFTP")) };
        if kind != kind::STATUS {
            return Ok((id, Ok((kind, reader.0.to_vec()))));
        }
        let code = reader.number().ok_or_else(|| lost("SFTP"))?;
        if code == OK {
            return Ok((id, Ok((kind, Vec::new()))));
        }
        let words = String::from_utf8_lossy(reader.text().unwrap_or_default()).into_owned();
        Ok((id, Err(Refusal { code, words })))
    }

    pub(super) fn ask(&mut self, kind: u8, fill: impl FnOnce(Packet) -> Packet) -> Result<Answer, Fault> {
        let id = self.request(kind, fill)?;
        match self.answer()? {
            (answered, answer) if answered == id => Ok(answer),
            _ => Err(lost("SFTP")),
        }
    }

    fn open(&mut self, file: &str, how: u32) -> Result<Result<Vec<u8>, Refusal>, Fault> {
        // Visitors must be able to read it, whatever the server would choose.
        let answer = self.ask(kind::OPEN, |packet| packet.text(file.as_bytes()).number(how).number(4).number(0o644))?;
        match answer {
            Ok((kind::HANDLE, rest)) => Ok(Ok(Reader(&rest).text().ok_or_else(|| lost("SFTP"))?.to_vec())),
            Ok(_) => Err(lost("SFTP")),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    fn close(&mut self, handle: &[u8]) -> Result<(), Fault> {
        well(self.ask(kind::CLOSE, |packet| packet.text(handle))?).map(drop)
    }

    /// Writes the pieces of an open file and closes it.
    pub(super) fn fill(&mut self, handle: &[u8], bytes: &[u8]) -> Result<(), Fault> {
        let (mut under_way, mut failed) = (0, None);
        let mut pieces = bytes.chunks(PIECE).enumerate().peekable();
        while pieces.peek().is_some() || under_way > 0 {
            if failed.is_none()
                && under_way < UNDER_WAY
                && let Some((number, piece)) = pieces.next()
            {
                let at = (number * PIECE) as u64;
                self.request(kind::WRITE, |packet| packet.text(handle).long(at).text(piece))?;
                under_way += 1;
                continue;
            }
            if under_way == 0 {
                break;
            }
            under_way -= 1;
            if let (_, Err(refusal)) = self.answer()? {
                failed.get_or_insert(refusal);
            }
        }
        let closed = self.close(handle);
        failed.map_or(closed, |refusal| Err(refusal.fault()))
    }

    /// Makes the folders that a file lies in.
    fn make_folders(&mut self, file: &str) -> Result<(), Fault> {
        for (end, _) in file.match_indices('/').filter(|(end, _)| *end > 0) {
            // That it is there already is a failure like any other; what is really wrong shows at the file.
            let _ = self.ask(kind::MKDIR, |packet| packet.text(&file.as_bytes()[..end]).number(4).number(0o755))?;
        }
        Ok(())
    }

    /// Opens a file for writing, making its folders if there are none.
    pub(super) fn create(&mut self, file: &str, how: u32) -> Result<Result<Vec<u8>, Refusal>, Fault> {
        match self.open(file, how)? {
            Err(refusal) if is_missing(&refusal) => {
                self.make_folders(file)?;
                self.open(file, how)
            }
            opened => Ok(opened),
        }
    }

    pub(super) fn stat(&mut self, file: &str) -> Result<Option<Attributes>, Fault> {
        match self.ask(kind::STAT, |packet| packet.text(file.as_bytes()))? {
            Ok((kind::ATTRS, rest)) => Reader(&rest).attributes().map(Some).ok_or_else(|| lost("SFTP")),
            Ok(_) => Err(lost("SFTP")),
            Err(refusal) if is_missing(&refusal) => Ok(None),
            Err(refusal) => Err(refusal.fault()),
        }
    }

    /// Reads to the end, several pieces under way at once. A piece may be shorter than was asked for: the rest is
    /// asked for anew, so that no byte is taken for the one after it.
    fn read_pieces(&mut self, handle: &[u8], bytes: &mut Vec<u8>) -> Result<(), Fault> {
        loop {
            let start = bytes.len();
            for number in 0..UNDER_WAY {
                let (at, piece) = ((start + number * PIECE) as u64, PIECE as u32);
                self.request(kind::READ, |packet| packet.text(handle).long(at).number(piece))?;
            }
            let first = self.next.wrapping_sub(UNDER_WAY as u32 - 1);
            let mut pieces: Vec<Option<Vec<u8>>> = vec![None; UNDER_WAY];
            for _ in 0..UNDER_WAY {
                let (id, answer) = self.answer()?;
                let piece = match answer {
                    Ok((kind::DATA, rest)) => Reader(&rest).text().ok_or_else(|| lost("SFTP"))?.to_vec(),
                    Ok(_) => return Err(lost("SFTP")),
                    Err(refusal) if refusal.code == EOF => Vec::new(),
                    Err(refusal) => return Err(Fault { kind: FaultKind::Denied, ..refusal.fault() }),
                };
                *pieces.get_mut(id.wrapping_sub(first) as usize).ok_or_else(|| lost("SFTP"))? = Some(piece);
            }
            for piece in pieces {
                let piece = piece.ok_or_else(|| lost("SFTP"))?;
                bytes.extend(&piece);
                match piece.len() {
                    0 => return Ok(()),
                    PIECE => {}
                    _ => break,
                }
            }
        }
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<Answer, Fault> {
        if self.has_posix_rename {
            let name = b"posix-rename@openssh.com";
            return self.ask(kind::EXTENDED, |packet| packet.text(name).text(from.as_bytes()).text(to.as_bytes()));
        }
        self.ask(kind::RENAME, |packet| packet.text(from.as_bytes()).text(to.as_bytes()))
    }

    /// What lies in a folder: names, and which are folders.
    pub(super) fn look_into(&mut self, folder: &str) -> Result<Vec<(String, bool)>, Fault> {
        let folder = if folder.is_empty() { "." } else { folder };
        let handle = match self.ask(kind::OPENDIR, |packet| packet.text(folder.as_bytes()))? {
            Ok((kind::HANDLE, rest)) => Reader(&rest).text().ok_or_else(|| lost("SFTP"))?.to_vec(),
            Ok(_) => return Err(lost("SFTP")),
            Err(refusal) => return Err(refusal.fault()),
        };
        let mut all = Vec::new();
        loop {
            let rest = match self.ask(kind::READDIR, |packet| packet.text(&handle))? {
                Ok((kind::NAME, rest)) => rest,
                Ok(_) => return Err(lost("SFTP")),
                Err(refusal) if refusal.code == EOF => break,
                Err(refusal) => return Err(refusal.fault()),
            };
            let mut reader = Reader(&rest);
            for _ in 0..reader.number().ok_or_else(|| lost("SFTP"))? {
                let entry = (|| Some((reader.text()?.to_vec(), reader.text()?, reader.attributes()?)))();
                let (name, _, attributes) = entry.ok_or_else(|| lost("SFTP"))?;
                let name = String::from_utf8_lossy(&name).into_owned();
                if name != "." && name != ".." {
                    all.push((name, attributes.is_folder.unwrap_or_default()));
                }
            }
        }
        self.close(&handle)?;
        Ok(all)
    }

    pub(super) fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), Fault> {
        let handle = self.create(file, FOR_WRITING)?.map_err(|refusal| refusal.fault())?;
        self.fill(&handle, bytes)
    }

    /// The bytes of a file; `None` of one that is not there.
    pub(super) fn get(&mut self, file: &str) -> Result<Option<Vec<u8>>, Fault> {
        let handle = match self.open(file, FOR_READING)? {
            Ok(handle) => handle,
            Err(refusal) if is_missing(&refusal) => return Ok(None),
            Err(refusal) => return Err(refusal.fault()),
        };
        let mut bytes = Vec::new();
        let read = self.read_pieces(&handle, &mut bytes);
        // A lost connection closes it too.
        let closed =
            if matches!(&read, Err(fault) if fault.kind == FaultKind::Passing) { Ok(()) } else { self.close(&handle) };
        read.and(closed).map(|()| Some(bytes))
    }

    /// Removes a file; one that is not there is no fault.
    pub(super) fn remove(&mut self, file: &str) -> Result<(), Fault> {
        match self.ask(kind::REMOVE, |packet| packet.text(file.as_bytes()))? {
            Err(refusal) if !is_missing(&refusal) => Err(refusal.fault()),
            _ => Ok(()),
        }
    }
}
