//! A small FTP server over a folder, for tests: it cuts connections, refuses, and pretends as real ones do.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use crate::base::os::fs;

/// What the server does otherwise than it should.
#[derive(Default)]
pub(super) struct Faults {
    /// Commands so far.
    pub(super) commands: usize,
    /// Cuts the connection at this command, before or after it is done.
    pub(super) cut: Option<(usize, bool)>,
    /// Refuses to write and to rename over a file.
    pub(super) no_overwrite: bool,
    /// Lists folders as `LIST` alone does.
    pub(super) no_mlsd: bool,
    /// Lets log in and refuses everything else, as a filter for addresses does.
    pub(super) filtered: bool,
    /// Says that every folder is empty.
    pub(super) lists_nothing: bool,
    /// Stores only so many bytes of a file.
    pub(super) stores: Option<u64>,
    /// How often somebody logged in, or tried.
    pub(super) logins: usize,
}

/// The server; it ends with the test's process.
#[derive(Clone)]
pub(super) struct Fake {
    pub(super) port: u16,
    pub(super) root: PathBuf,
    pub(super) faults: Arc<Mutex<Faults>>,
}

impl Fake {
    pub(super) fn start(root: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let fake = Self { port, root: root.to_owned(), faults: Arc::default() };
        let server = fake.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                thread::spawn(move || {
                    Session { fake: server, from: None, here: String::new(), data: None }.serve(stream)
                });
            }
        });
        fake
    }

    pub(super) fn with<T>(&self, change: impl FnOnce(&mut Faults) -> T) -> T {
        change(&mut self.faults.lock().unwrap())
    }
}

struct Session {
    fake: Fake,
    /// What is to be renamed.
    from: Option<PathBuf>,
    here: String,
    data: Option<TcpListener>,
}

impl Session {
    fn serve(&mut self, stream: TcpStream) -> Option<()> {
        stream.set_nodelay(true).unwrap();
        let mut out = stream.try_clone().unwrap();
        out.write_all(b"220 fake\r\n").ok()?;
        for line in BufReader::new(stream.try_clone().unwrap()).lines() {
            let line = line.ok()?;
            let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
            let cut = self.fake.with(|faults| {
                faults.commands += 1;
                faults.logins += usize::from(word == "USER");
                faults.cut.filter(|(at, _)| *at == faults.commands).map(|(_, after)| after)
            });
            if cut == Some(false) {
                let _ = stream.shutdown(std::net::Shutdown::Both);
                return None;
            }
            let answer = self.answer(word, rest, &mut out);
            if cut == Some(true) {
                let _ = stream.shutdown(std::net::Shutdown::Both);
                return None;
            }
            out.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
            if word == "QUIT" {
                return None;
            }
        }
        None
    }

    fn at(&self, path: &str) -> PathBuf {
        let path = if path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", self.here) };
        self.fake.root.join(path.trim_start_matches('/'))
    }

    fn answer(&mut self, word: &str, rest: &str, out: &mut TcpStream) -> String {
        let done = |done: std::io::Result<()>, yes: &str| match done {
            Ok(()) => yes.to_owned(),
            Err(error) => format!("550 {error}"),
        };
        let filtered = self.fake.with(|faults| faults.filtered);
        if filtered && !matches!(word, "USER" | "PASS" | "TYPE" | "FEAT" | "OPTS" | "PWD" | "PASV" | "QUIT") {
            return "550 Permission denied.".to_owned();
        }
        match word {
            "USER" => "331 who".to_owned(),
            "PASS" if rest == "right" => "230 in".to_owned(),
            "PASS" => "530 Login incorrect.".to_owned(),
            "TYPE" | "OPTS" => "200 yes".to_owned(),
            "FEAT" => {
                let mlsd = if self.fake.with(|faults| faults.no_mlsd) { "" } else { " MLST type*;\r\n" };
                format!("211-Features:\r\n{mlsd} UTF8\r\n SIZE\r\n211 End")
            }
            "PWD" => "257 \"/\" here".to_owned(),
            "CWD" if fs::is_dir(self.at(rest)).unwrap() => {
                let path = rest.trim_matches('/');
                let is_whole = rest.starts_with('/') || self.here.is_empty();
                self.here = if is_whole { path.to_owned() } else { format!("{}/{path}", self.here) };
                "250 there".to_owned()
            }
            "PASV" => {
                let listener = TcpListener::bind("127.0.0.1:0").unwrap();
                let port = listener.local_addr().unwrap().port();
                self.data = Some(listener);
                format!("227 (10,0,0,1,{},{})", port >> 8, port & 255)
            }
            "STOR" | "RETR" | "MLSD" | "LIST" => self.transfer(word, rest, out),
            "SIZE" => match fs::metadata(self.at(rest)) {
                Ok(meta) if meta.is_file() => format!("213 {}", meta.len()),
                _ => "550 Could not get file size.".to_owned(),
            },
            "MDTM" => "213 20261128221000".to_owned(),
            "DELE" => done(fs::remove_file(self.at(rest)), "250 gone"),
            "MKD" => done(fs::create_dir(self.at(rest)), "257 made"),
            "RMD" => done(fs::remove_dir(self.at(rest)), "250 gone"),
            "RNFR" if fs::is_there(self.at(rest)).unwrap() => {
                self.from = Some(self.at(rest));
                "350 to".to_owned()
            }
            "RNTO" => {
                let (from, to) = (self.from.take().unwrap_or_default(), self.at(rest));
                if fs::is_there(&to).unwrap() && self.fake.with(|faults| faults.no_overwrite) {
                    return "550 exists".to_owned();
                }
                done(fs::rename(from, to), "250 renamed")
            }
            "QUIT" => "221 bye".to_owned(),
            "CWD" | "RNFR" => "550 no".to_owned(),
            _ => "502 what".to_owned(),
        }
    }

    fn transfer(&mut self, word: &str, rest: &str, out: &mut TcpStream) -> String {
        let Some(listener) = self.data.take() else { return "425 no".to_owned() };
        let file = self.at(rest);
        let bytes = match word {
            "RETR" => fs::read(&file).map_err(|error| error.to_string()),
            "STOR" if !file.parent().is_some_and(|folder| fs::is_dir(folder).unwrap()) => {
                Err("no such folder".to_owned())
            }
            "STOR" if fs::is_there(&file).unwrap() && self.fake.with(|faults| faults.no_overwrite) => {
                Err("exists".to_owned())
            }
            "STOR" => Ok(Vec::new()),
            _ => Ok(self.listing(word)),
        };
        let Ok(bytes) = bytes else { return "550 no".to_owned() };
        let _ = out.write_all(b"150 begin\r\n");
        let Ok((mut data, _)) = listener.accept() else { return "425 no".to_owned() };
        data.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        if word != "STOR" {
            return if data.write_all(&bytes).is_ok() { "226 sent".to_owned() } else { "426 cut".to_owned() };
        }
        let mut bytes = Vec::new();
        let _ = data.take(self.fake.with(|faults| faults.stores).unwrap_or(u64::MAX)).read_to_end(&mut bytes);
        match fs::write(file, bytes) {
            Ok(()) => "226 stored".to_owned(),
            Err(error) => format!("451 {error}"),
        }
    }

    fn listing(&self, word: &str) -> Vec<u8> {
        let mut text = String::new();
        if self.fake.with(|faults| faults.lists_nothing) {
            return Vec::new();
        }
        let mut line = |name: &str, is_folder: bool| {
            text += &match (word, name, is_folder) {
                ("LIST", _, true) => format!("drwxr-xr-x 2 1000 1000 4096 Nov 28 22:10 {name}\r\n"),
                ("LIST", _, false) => format!("-rw-r--r-- 1 1000 1000 5 Nov 28 22:10 {name}\r\n"),
                (_, ".", _) => "type=cdir; /\r\n".to_owned(),
                (_, _, true) => format!("type=dir;modify=20261128221000; {name}\r\n"),
                (_, _, false) => format!("type=file;size=5; {name}\r\n"),
            };
        };
        line(".", true);
        for entry in fs::read_dir(self.at("")).into_iter().flatten().flatten() {
            line(&entry.file_name().to_string_lossy(), fs::is_dir(entry.path()).unwrap());
        }
        text.into_bytes()
    }
}
