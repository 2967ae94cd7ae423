//! One at a time: a lock on a file. "Somebody has it" and "this disk knows no locks" are told apart; where there are
//! none, a file beside says who is at work: computer, process, since when.

use std::{
    env,
    fmt::{self, Display},
    fs::TryLockError,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::base::os::fs::{self, File, OpenOptions};

/// How long a file that says who is at work is believed: nobody works that long, and computers are switched off.
const BELIEVED: u64 = 12 * 3600;
/// How often it is looked at again.
const PAUSE: Duration = Duration::from_millis(500);

/// A lock that is held; dropping it ends it.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    /// The file beside, where the disk knows no locks.
    note: Option<PathBuf>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(note) = &self.note {
            fs::clear_away(note);
        }
    }
}

/// Who has a lock, as the file beside says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    computer: String,
    process: u32,
    /// Seconds since 1970.
    since: u64,
}

impl Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { computer, process, .. } = self;
        write!(f, "{computer}, {process}")
    }
}

/// What a try to take a lock comes to.
#[derive(Debug)]
pub enum Answer {
    /// It is ours.
    Taken(Lock),
    /// Somebody has it; who, where the disk knows no locks, and the file that says so.
    Busy(Option<(Holder, PathBuf)>),
}

/// Takes the lock on a file if nobody has it; the file is made if need be. An error: nobody can say.
pub fn try_take(path: &Path) -> io::Result<Answer> {
    let file = OpenOptions::new().write(true).create(true).private().open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Answer::Taken(Lock { _file: file, note: None })),
        Err(TryLockError::WouldBlock) => Ok(Answer::Busy(None)),
        Err(TryLockError::Error(error)) if is_unsupported(cfg!(windows), &error) => try_note(path, file),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Takes the lock on a file, waiting for whoever has it; `on_wait` is called once where there is somebody.
pub fn take(path: &Path, on_wait: impl FnOnce(Option<&(Holder, PathBuf)>)) -> io::Result<Lock> {
    let mut on_wait = Some(on_wait);
    loop {
        match try_take(path)? {
            Answer::Taken(lock) => return Ok(lock),
            Answer::Busy(holder) => {
                if let Some(on_wait) = on_wait.take() {
                    on_wait(holder.as_ref());
                }
            }
        }
        std::thread::sleep(PAUSE);
    }
}

/// Whether nobody has the lock on a file that is there.
pub fn is_free(path: &Path) -> bool {
    fs::is_file(path).unwrap_or(false) && matches!(try_take(path), Ok(Answer::Taken(_)))
}

/// Whether an error says that the disk knows no locks, by the numbers of Windows or of the others: ENOSYS, ENOLCK,
/// EOPNOTSUPP of Linux and of macOS.
pub fn is_unsupported(is_windows: bool, error: &io::Error) -> bool {
    let code = error.raw_os_error().unwrap_or_default();
    let codes: &[i32] = if is_windows { &[1, 50, 120] } else { &[37, 38, 45, 77, 78, 95, 102] };
    error.kind() == io::ErrorKind::Unsupported || codes.contains(&code)
}

/// The lock by a file beside.
fn try_note(path: &Path, file: File) -> io::Result<Answer> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".held");
    let note = path.with_file_name(name);
    let own = Holder { computer: computer(), process: std::process::id(), since: now() };
    for is_last in [false, true] {
        match OpenOptions::new().write(true).create_new(true).open(&note) {
            Ok(mut made) => {
                let lock = Lock { _file: file, note: Some(note) };
                made.write_all(own.to_text().as_bytes())?;
                made.sync_all()?;
                return Ok(Answer::Taken(lock));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        // Whoever has just made it may not have written into it yet: that is somebody too.
        let text = fs::read_to_string(&note).unwrap_or_default();
        let since = || {
            let time = fs::metadata(&note).and_then(|meta| meta.modified()).ok();
            time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(own.since, |age| age.as_secs())
        };
        let unknown = || Holder { computer: "?".to_owned(), process: 0, since: since() };
        let holder = Holder::parse(&text).unwrap_or_else(unknown);
        if is_last || !holder.is_gone(&own.computer, own.since, is_running) {
            return Ok(Answer::Busy(Some((holder, note))));
        }
        fs::remove_file(&note)?;
    }
    Ok(Answer::Busy(None))
}

impl Holder {
    fn to_text(&self) -> String {
        let Self { computer, process, since } = self;
        format!("computer = {computer}\nprocess = {process}\nsince = {since}\n")
    }

    fn parse(text: &str) -> Option<Self> {
        let value = |key: &str| {
            let mut pairs = text.lines().filter_map(|line| line.split_once(" = "));
            pairs.find(|(name, _)| *name == key).map(|(_, value)| value.to_owned())
        };
        Some(Self {
            computer: value("computer")?,
            process: value("process")?.parse().ok()?,
            since: value("since")?.parse().ok()?,
        })
    }

    /// Whether it works no more: its process has ended, where that can be known, or it began long ago.
    fn is_gone(&self, computer: &str, now: u64, is_running: impl Fn(u32) -> Option<bool>) -> bool {
        self.computer == computer && is_running(self.process) == Some(false) || now.abs_diff(self.since) > BELIEVED
    }
}

/// Whether a process of this computer runs; `None` where nobody can say.
fn is_running(process: u32) -> Option<bool> {
    let is_there = |name: &str| fs::is_dir(name).ok();
    is_there("/proc/self").filter(|has_processes| *has_processes)?;
    is_there(&format!("/proc/{process}"))
}

/// The name of this computer; `?` where it says none.
pub fn computer() -> String {
    let told = ["COMPUTERNAME", "HOSTNAME", "HOST"].into_iter().find_map(|name| env::var(name).ok());
    let told = told.or_else(|| fs::read_to_string("/proc/sys/kernel/hostname").ok()).unwrap_or_default();
    Some(told.trim()).filter(|name| !name.is_empty()).unwrap_or("?").to_owned()
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_and_the_next_waits_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("build.lock");
        assert!(!is_free(&path));
        let Answer::Taken(lock) = try_take(&path).unwrap() else { panic!("nobody has it") };
        assert!(matches!(try_take(&path).unwrap(), Answer::Busy(None)) && !is_free(&path));
        drop(lock);
        assert!(is_free(&path));
        drop(take(&path, |_| panic!("nobody has it")).unwrap());
    }

    #[cfg(debug_assertions)]
    #[test]
    fn a_disk_that_knows_no_locks_says_who_is_at_work() {
        use crate::base::os::fault::{Fault, arm, disarm};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("build.lock");
        // The second call is the lock itself.
        let refused = |code| {
            arm(Fault { call: 2, stays: false, code });
            let answer = try_take(&path);
            disarm();
            answer
        };
        assert!(refused(5).is_err(), "a fault of the disk is no answer");
        let code = if cfg!(windows) { 50 } else { 38 };
        let Answer::Taken(lock) = refused(code).unwrap() else { panic!("nobody has it") };
        let Answer::Busy(Some((holder, note))) = refused(code).unwrap() else { panic!("it is ours") };
        assert_eq!((holder.process, holder.computer), (std::process::id(), computer()));
        assert!(note.ends_with("build.lock.held"));
        drop(lock);
        assert!(!note.exists() && matches!(refused(code).unwrap(), Answer::Taken(_)));
        // Whoever was switched off in the middle keeps nobody out for ever.
        let left = Holder { computer: "PC-01".to_owned(), process: 7, since: now() - BELIEVED - 1 };
        std::fs::write(&note, left.to_text()).unwrap();
        assert!(matches!(refused(code).unwrap(), Answer::Taken(_)));
        std::fs::write(&note, "").unwrap();
        assert!(matches!(refused(code).unwrap(), Answer::Busy(Some(_))));
    }

    #[test]
    fn who_is_gone_is_known_by_the_process_or_by_the_time() {
        let holder = Holder { computer: "PC-01".to_owned(), process: 7, since: 1_000_000 };
        assert_eq!(Holder::parse(&holder.to_text()), Some(holder.clone()));
        assert_eq!((Holder::parse(""), Holder::parse("computer = a\nprocess = x\nsince = 1\n")), (None, None));
        for (computer, later, running, is_gone) in [
            ("PC-01", 60, Some(true), false),
            ("PC-01", 60, Some(false), true),
            ("PC-01", 60, None, false),
            ("PC-02", 60, Some(false), false),
            ("PC-02", BELIEVED + 1, Some(true), true),
        ] {
            let found = holder.is_gone(computer, 1_000_000 + later, |_| running);
            assert_eq!(found, is_gone, "{computer} {later} {running:?}");
        }
        for (is_windows, code, is_known) in [(true, 1, true), (true, 33, false), (false, 95, true), (false, 11, false)]
        {
            assert_eq!(is_unsupported(is_windows, &io::Error::from_raw_os_error(code)), is_known, "{code}");
        }
    }
}
