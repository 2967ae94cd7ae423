//! A place that is reached by SFTP, asked file by file.

use std::time::Duration;

use crate::{
    msg,
    publish::{
        manifest::OWN,
        store::{Abilities, Fault, FaultKind, Locked, Read, Store},
        targets::{
            BESIDE, LOCK, nonce,
            sftp::{
                session::{Session, well},
                ssh::Link,
                wire::{Attributes, FAILURE, FOR_A_LOCK, kind, lost},
            },
        },
    },
};

/// A connection to a server.
pub(super) struct Sftp {
    session: Session,
    /// The site's folder with a slash at its end, or nothing.
    folder: String,
    allow_nonatomic: bool,
}

impl Sftp {
    /// Greets the server at the other end.
    pub(super) fn start(link: Link, folder: &str, allow_nonatomic: bool) -> Result<Self, Fault> {
        Ok(Self { session: Session::start(link)?, folder: folder.to_owned(), allow_nonatomic })
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.folder)
    }

    fn beside(&self, path: &str) -> String {
        format!("{}{path}{BESIDE}", self.folder)
    }

    /// How old the lock is, by the server's clock.
    fn age_of_lock(&mut self) -> Result<Duration, Fault> {
        let now = self.at(&format!("{OWN}clock-{:08x}~", nonce()));
        self.session.write(&now, b"")?;
        let times = (self.session.stat(&now)?, self.session.stat(&self.at(LOCK))?);
        self.session.remove(&now)?;
        let time = |found: Option<Attributes>| found.and_then(|found| found.modified);
        let age = time(times.0).zip(time(times.1)).map_or(0, |(now, then)| now.saturating_sub(then));
        Ok(Duration::from_secs(u64::from(age)))
    }

    fn try_out(&mut self, folder: &str) -> Result<Abilities, Fault> {
        let name = |name: &str| format!("{folder}/{name}");
        let (one, two) = (name("a-1_b"), name("a-2_b"));
        self.session.write(&one, b"")?;
        self.session.write(&one, b"12345")?;
        self.session.write(&two, b"other")?;
        let is_renamed = self.session.rename(&one, &two)?.is_ok();
        let is_atomic = is_renamed && self.session.get(&two)?.as_deref() == Some(b"12345");
        let japanese = "灯-が";
        self.session.write(&name(japanese), b"x")?;
        let has_unicode = self.session.look_into(folder)?.iter().any(|(found, _)| found == japanese);
        let has_case = self.session.stat(&name("A-2_B"))?.is_none();
        Ok(Abilities { is_atomic, has_unicode, has_case })
    }

    /// Removes a folder of our own with the files in it.
    fn remove_own(&mut self, folder: &str) -> Result<(), Fault> {
        for (name, is_folder) in self.session.look_into(folder)? {
            if !is_folder {
                self.session.remove(&format!("{folder}/{name}"))?;
            }
        }
        self.session.ask(kind::RMDIR, |packet| packet.text(folder.as_bytes())).map(drop)
    }
}

impl Store for Sftp {
    fn probe(&mut self) -> Result<Abilities, Fault> {
        let folder = self.at(&format!("{OWN}probe-{:08x}", nonce()));
        let found = self.try_out(&folder);
        self.remove_own(&folder)?;
        found
    }

    fn read(&mut self, path: &str) -> Read {
        match self.session.get(&self.at(path)) {
            Ok(Some(bytes)) => Read::Found(bytes),
            Ok(None) => Read::Absent,
            Err(fault) => Read::Unknown(fault),
        }
    }

    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.session.write(&self.beside(path), bytes)
    }

    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault> {
        let found = self.session.stat(&self.beside(path))?;
        Ok(found.and_then(|found| found.size).unwrap_or_default())
    }

    fn replace(&mut self, path: &str) -> Result<(), Fault> {
        let (from, to) = (self.beside(path), self.at(path));
        match self.session.rename(&from, &to)? {
            Err(refusal) if refusal.code == FAILURE && self.allow_nonatomic => {
                self.session.remove(&to)?;
                well(self.session.rename(&from, &to)?).map(drop)
            }
            Err(refusal) if refusal.code == FAILURE => Err(Fault {
                kind: FaultKind::Denied,
                message: msg!(ja: "サーバーがファイルを置き換えられません", en: "the host cannot replace the file"),
            }),
            done => well(done).map(drop),
        }
    }

    fn exists(&mut self, path: &str) -> Result<bool, Fault> {
        self.session.stat(&self.at(path)).map(|found| found.is_some())
    }

    fn delete(&mut self, path: &str) -> Result<(), Fault> {
        self.session.remove(&self.at(path))?;
        self.session.remove(&self.beside(path))?;
        let folders: Vec<usize> = path.match_indices('/').map(|(end, _)| end).collect();
        for end in folders.into_iter().rev() {
            let folder = self.at(&path[..end]);
            if self.session.ask(kind::RMDIR, |packet| packet.text(folder.as_bytes()))?.is_err() {
                break;
            }
        }
        Ok(())
    }

    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault> {
        let lock = self.at(LOCK);
        for _ in 0..2 {
            let refusal = match self.session.create(&lock, FOR_A_LOCK)? {
                Ok(handle) => {
                    self.session.fill(&handle, claim)?;
                    return Ok(Locked::Taken);
                }
                Err(refusal) => refusal,
            };
            // There is no word for "it is there already": it is looked at.
            match self.session.get(&lock)? {
                Some(held) if held == claim => return Ok(Locked::Held(held, Duration::ZERO)),
                Some(held) => return Ok(Locked::Held(held, self.age_of_lock()?)),
                None if refusal.code == FAILURE => {}
                None => return Err(refusal.fault()),
            }
        }
        Err(lost("lock"))
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        self.session.remove(&self.at(LOCK))
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        let (mut all, mut open) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = open.pop() {
            for (name, is_folder) in self.session.look_into(&self.at(&folder))? {
                let path = format!("{folder}{name}");
                if is_folder { open.push(format!("{path}/")) } else { all.push(path) }
            }
        }
        all.sort();
        Ok(all)
    }
}
