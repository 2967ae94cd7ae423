//! One connection to a server, and what is asked of it.

use std::{
    io,
    net::{SocketAddr, ToSocketAddrs as _},
    time::Duration,
};

use suppaftp::{FtpError, Mode, RustlsConnector, RustlsFtpStream, Status, types::FileType};

use crate::{
    base::secret::sha256,
    msg, msgf,
    publish::{
        manifest::OWN,
        store::{Abilities, Fault, FaultKind, Locked, Read, Store},
        targets::{
            BESIDE, LOCK,
            ftps::{
                fault::{denied, fault, is_refusal, is_unknown_command, unclear},
                listing::{Listed, parse_list, parse_mlsd},
                server::{Server, lost, open_socket},
                tls::Tls,
            },
            nonce,
        },
    },
};

/// The lock is a folder; the file in it says whose it is.
const CLAIM: &str = "_pub/lock/claim";

/// A connection to a server, logged in.
pub(super) struct Ftp {
    control: RustlsFtpStream,
    /// The site's folder with a slash at its end, or nothing.
    folder: String,
    /// Where one is after logging in.
    home: String,
    has_mlsd: bool,
    allow_nonatomic: bool,
}

impl Ftp {
    /// Connects and logs in, once. Without TLS only in tests.
    pub(super) fn connect(server: &Server, tls: Option<&Tls>) -> Result<Self, Fault> {
        let addresses = (server.host.as_str(), server.port).to_socket_addrs().map_err(|error| lost(&error))?;
        let socket = open_socket(addresses).map_err(|error| lost(&error))?;
        let peer = socket.peer_addr().map_err(|error| lost(&error))?.ip();
        let control = RustlsFtpStream::connect_with_stream(socket).map_err(|error| fault(&error))?;
        // Always to the same computer, whatever address it gives from behind its own walls.
        let mut control = control.passive_stream_builder(move |given| {
            open_socket(std::iter::once(SocketAddr::new(peer, given.port()))).map_err(FtpError::ConnectionError)
        });
        control.set_mode(if peer.is_ipv6() { Mode::ExtendedPassive } else { Mode::Passive });
        if let Some(tls) = tls {
            let connector = RustlsConnector::from(tls.of_one_login());
            control = control.into_secure(connector, &server.host).map_err(|error| not_secured(&error, tls))?;
        }
        control.login(server.user.as_str(), server.password.reveal()).map_err(|error| fault(&error))?;
        control.transfer_type(FileType::Binary).map_err(|error| fault(&error))?;
        let features = control.feat().unwrap_or_default();
        if features.contains_key("UTF8") {
            let _ = control.opts("UTF8", Some("ON"));
        }
        let home = control.pwd().map_err(|error| fault(&error))?;
        Ok(Self {
            control,
            folder: server.folder.clone(),
            home,
            has_mlsd: features.contains_key("MLST") || features.contains_key("MLSD"),
            allow_nonatomic: server.allow_nonatomic,
        })
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.folder)
    }

    fn beside(&self, path: &str) -> String {
        format!("{}{path}{BESIDE}", self.folder)
    }

    /// Writes a file of our own beside the site's, making its folders if there are none. Where one was left there and
    /// nothing may be written over, it goes first.
    fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), Fault> {
        match self.control.put_file(file, &mut &*bytes) {
            Err(error) if is_refusal(&error) => {}
            done => return done.map(drop).map_err(|error| fault(&error)),
        }
        if self.control.rm(file).is_ok() {
            return self.control.put_file(file, &mut &*bytes).map(drop).map_err(|error| fault(&error));
        }
        for (end, _) in file.match_indices('/').filter(|(end, _)| *end > 0) {
            // That it is there already is said in many ways; what is really wrong shows at the file.
            match self.control.mkdir(&file[..end]) {
                Err(error) if !is_refusal(&error) => return Err(fault(&error)),
                _ => {}
            }
        }
        self.control.put_file(file, &mut &*bytes).map(drop).map_err(|error| fault(&error))
    }

    /// The bytes of a file; `None` where the server refuses to say.
    fn get(&mut self, file: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.control.retr_as_buffer(file) {
            Ok(bytes) => Ok(Some(bytes.into_inner())),
            Err(error) if is_refusal(&error) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    /// The size of a file; `None` where the server refuses to say.
    fn size(&mut self, file: &str) -> Result<Option<u64>, Fault> {
        match self.control.size(file) {
            Ok(size) => Ok(Some(size as u64)),
            Err(error) if is_refusal(&error) => Ok(None),
            Err(error) if is_unknown_command(&error) => Err(denied(msg!(
                ja: "サーバーがファイルの大きさを答えません（SIZE）。届いたことを確かめられないため、ここには公開できません",
                en: "the host does not tell sizes (SIZE): what arrived cannot be checked, so nothing is published"))),
            Err(error) => Err(fault(&error)),
        }
    }

    /// What lies in a folder; `None` unless it is seen to be readable, for some servers list a forbidden or missing
    /// folder as an empty one.
    fn look_into(&mut self, folder: &str) -> Result<Option<Vec<Listed>>, Fault> {
        if !folder.is_empty() {
            match self.control.cwd(folder) {
                Err(error) if is_refusal(&error) => return Ok(None),
                moved => moved.map_err(|error| fault(&error))?,
            }
        }
        let lines = if self.has_mlsd { self.control.mlsd(None) } else { self.list_all() };
        if !folder.is_empty() {
            self.control.cwd(&self.home).map_err(|error| fault(&error))?;
        }
        let lines = match lines {
            Err(error) if is_refusal(&error) => return Ok(None),
            lines => lines.map_err(|error| fault(&error))?,
        };
        let parse = if self.has_mlsd { parse_mlsd } else { parse_list };
        let lines = lines.iter().filter(|line| self.has_mlsd || !line.starts_with("total "));
        let listed: Option<Vec<Listed>> = lines.map(|line| parse(line)).collect();
        Ok(listed.filter(|listed| !listed.is_empty()))
    }

    /// A listing with the names that begin with a dot.
    fn list_all(&mut self) -> Result<Vec<String>, FtpError> {
        let begun = [Status::AboutToSend, Status::AlreadyOpen];
        let (_, mut stream) = self.control.custom_data_command("LIST -a", &begun)?;
        let mut bytes = Vec::new();
        let read = io::Read::read_to_end(&mut stream, &mut bytes);
        stream.finish()?;
        read.map_err(FtpError::ConnectionError)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    /// Whether a file is certainly not there: the folder that it would lie in is seen, and it is not.
    fn is_proven_absent(&mut self, path: &str) -> Result<bool, Fault> {
        let whole = self.at(path);
        if self.size(&whole)?.is_some() {
            return Ok(false);
        }
        let rest = whole.trim_start_matches('/');
        let mut folder = whole[..whole.len() - rest.len()].to_owned();
        for part in rest.split('/') {
            let Some(listed) = self.look_into(&folder)? else { return Ok(false) };
            let hides = part.starts_with('.') && listed.iter().all(|entry| !entry.name.starts_with('.'));
            if listed.iter().all(|entry| entry.name != part) {
                return Ok(!hides);
            }
            folder = format!("{folder}{part}/");
        }
        Ok(false)
    }

    /// Removes a file; one that is not there is no fault.
    fn remove(&mut self, file: &str) -> Result<(), Fault> {
        match self.control.rm(file) {
            Err(error) if is_refusal(&error) && self.size(file)?.is_none() => Ok(()),
            done => done.map_err(|error| fault(&error)),
        }
    }

    /// Removes a folder of our own with the files in it. What cannot be removed stays: it is in nobody's way.
    fn remove_own(&mut self, folder: &str) -> Result<(), Fault> {
        for entry in self.look_into(&format!("{folder}/"))?.unwrap_or_default() {
            if !entry.is_folder {
                let _ = self.control.rm(format!("{folder}/{}", entry.name));
            }
        }
        let _ = self.control.rmdir(folder);
        Ok(())
    }

    /// Moves a folder that holds our claim to where the lock is; `false` where somebody's is there.
    fn place_lock(&mut self, own: &str) -> Result<bool, Fault> {
        let lock = self.at(LOCK);
        for _ in 0..2 {
            match self.control.rename(own, lock.as_str()) {
                Ok(()) => return Ok(true),
                Err(error) if is_refusal(&error) => {}
                Err(error) => return Err(fault(&error)),
            }
            if self.size(&self.at(CLAIM))?.is_some() {
                return Ok(false);
            }
            // A lock without a claim was left by a run that died while it gave the lock back.
            let _ = self.control.rmdir(lock.as_str());
        }
        Err(denied(msg!(
            ja: "鍵をかけられません。フォルダーの名前を変えることを、サーバーが断りました",
            en: "the lock cannot be taken: the host refuses to rename a folder")))
    }

    /// How old the lock is, by the server's clock; nothing where the server does not tell times.
    fn age_of_lock(&mut self, own: &str) -> Duration {
        let claim = self.at(CLAIM);
        let times = (self.control.mdtm(format!("{own}/claim")), self.control.mdtm(claim));
        let (Ok(now), Ok(then)) = times else { return Duration::ZERO };
        (now - then).to_std().unwrap_or_default()
    }

    fn try_out(&mut self, folder: &str) -> Result<Abilities, Fault> {
        let name = |name: &str| format!("{folder}/{name}");
        let (one, two) = (name("a-1_b"), name("a-2_b"));
        self.write(&one, b"")?;
        self.write(&one, b"12345")?;
        self.write(&two, b"other")?;
        let is_renamed = self.control.rename(one.as_str(), two.as_str());
        let is_atomic = match is_renamed {
            Ok(()) => self.get(&two)?.as_deref() == Some(b"12345"),
            Err(error) if is_refusal(&error) => false,
            Err(error) => return Err(fault(&error)),
        };
        let japanese = "灯-が";
        let is_written = match self.write(&name(japanese), b"x") {
            Err(fault) if fault.kind == FaultKind::Denied => false,
            written => written.map(|()| true)?,
        };
        let listed = self.look_into(&format!("{folder}/"))?.ok_or_else(unclear)?;
        let has_unicode = is_written && listed.iter().any(|entry| entry.name == japanese);
        let has_case = self.size(&name("A-2_B"))?.is_none();
        Ok(Abilities { is_atomic, has_unicode, has_case })
    }
}

fn not_secured(error: &FtpError, tls: &Tls) -> Fault {
    if let Some(words) = tls.refusal() {
        return denied(words);
    }
    match error {
        FtpError::ConnectionError(inner) if inner.kind() == io::ErrorKind::InvalidData => denied(msgf!(
            ja: "暗号の接続ができません（{inner}）", en: "TLS failed ({inner})")),
        error if is_unknown_command(error) => denied(msg!(
            ja: "このサーバーは暗号（AUTH TLS）を使えません。パスワードが読まれるため、つなぎません",
            en: "the host has no TLS (AUTH TLS); the password would be readable on the way, so nothing is sent")),
        error => fault(error),
    }
}

impl Store for Ftp {
    fn probe(&mut self) -> Result<Abilities, Fault> {
        let folder = self.at(&format!("{OWN}probe-{:08x}", nonce()));
        let found = self.try_out(&folder);
        self.remove_own(&folder)?;
        // What runs that were ended have left.
        for entry in self.look_into(&self.at(OWN))?.unwrap_or_default() {
            if entry.is_folder && (entry.name.starts_with("lock-") || entry.name.starts_with("probe-")) {
                self.remove_own(&self.at(&format!("{OWN}{}", entry.name)))?;
            }
        }
        found
    }

    fn read(&mut self, path: &str) -> Read {
        let read = match self.get(&self.at(path)) {
            Ok(Some(bytes)) => return Read::Found(bytes),
            Ok(None) => self.is_proven_absent(path),
            Err(fault) => Err(fault),
        };
        match read {
            Ok(true) => Read::Absent,
            Ok(false) => Read::Unknown(unclear()),
            Err(fault) => Read::Unknown(fault),
        }
    }

    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.write(&self.beside(path), bytes)
    }

    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault> {
        self.size(&self.beside(path)).map(Option::unwrap_or_default)
    }

    fn replace(&mut self, path: &str) -> Result<(), Fault> {
        let (from, to) = (self.beside(path), self.at(path));
        match self.control.rename(from.as_str(), to.as_str()) {
            Err(error) if is_refusal(&error) && self.allow_nonatomic => {
                self.remove(&to)?;
                self.control.rename(from.as_str(), to.as_str()).map_err(|error| fault(&error))
            }
            done => done.map_err(|error| fault(&error)),
        }
    }

    fn exists(&mut self, path: &str) -> Result<bool, Fault> {
        self.size(&self.at(path)).map(|size| size.is_some())
    }

    fn delete(&mut self, path: &str) -> Result<(), Fault> {
        self.remove(&self.at(path))?;
        self.remove(&self.beside(path))?;
        let folders: Vec<usize> = path.match_indices('/').map(|(end, _)| end).collect();
        for end in folders.into_iter().rev() {
            match self.control.rmdir(self.at(&path[..end])) {
                Err(error) if is_refusal(&error) => break,
                done => done.map_err(|error| fault(&error))?,
            }
        }
        Ok(())
    }

    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault> {
        // Named by the claim, so that a second try finds what the first has left.
        let (lock, file) = (self.at(CLAIM), self.at(&format!("{OWN}lock-{}", &sha256(claim)[..8])));
        if self.size(&lock)?.is_some()
            && let Some(held) = self.get(&lock)?
            && held == claim
        {
            return Ok(Locked::Held(held, Duration::ZERO));
        }
        self.write(&format!("{file}/claim"), claim)?;
        let is_placed = self.place_lock(&file)?;
        let age = if is_placed { Duration::ZERO } else { self.age_of_lock(&file) };
        if !is_placed {
            self.remove_own(&file)?;
        }
        // Whose it is now is read, not believed.
        match self.get(&lock)?.ok_or_else(unclear)? {
            held if is_placed && held == claim => Ok(Locked::Taken),
            held => Ok(Locked::Held(held, age)),
        }
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        self.remove(&self.at(CLAIM))?;
        // Where it does not go, somebody has taken it in this moment.
        let lock = self.at(LOCK);
        match self.control.rmdir(lock) {
            Err(error) if !is_refusal(&error) => Err(fault(&error)),
            _ => Ok(()),
        }
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        let (mut all, mut open) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = open.pop() {
            let listed = self.look_into(&self.at(&folder))?.ok_or_else(unclear)?;
            for entry in listed.into_iter().filter(|entry| entry.name != "." && entry.name != "..") {
                let path = format!("{folder}{}", entry.name);
                if entry.is_folder { open.push(format!("{path}/")) } else { all.push(path) }
            }
        }
        all.sort();
        Ok(all)
    }
}
