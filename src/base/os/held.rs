//! What another program holds for a moment: a virus scanner, an index, a synced folder, an open window. On Windows it
//! is waited for, longer and longer, and after two seconds somebody is told.

use std::{
    io,
    path::Path,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// What Windows says of a file that somebody else holds: access denied, sharing violation, lock violation, folder not
/// empty (a file in it is being removed), removal pending.
const HELD: [i32; 5] = [5, 32, 33, 145, 303];

/// How long is waited for one file.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long, when the wait before was in vain: a folder that may not be written to refuses every file.
const IMPATIENCE: Duration = Duration::from_secs(1);
/// After how long somebody is told.
const SILENCE: Duration = Duration::from_secs(2);

static WAS_IN_VAIN: AtomicBool = AtomicBool::new(false);
static LISTENER: OnceLock<Listener> = OnceLock::new();

/// Who is told of the path of a file that is waited for.
type Listener = Box<dyn Fn(&Path) + Send + Sync>;

/// Calls `tell` with the path of each file that is waited for longer than two seconds. Only the first call counts.
pub fn on_wait(tell: impl Fn(&Path) + Send + Sync + 'static) {
    let _ = LISTENER.set(Box::new(tell));
}

/// How long to pause before the next try, after this much waiting; `None`: it is no use, or has been long enough.
fn pause(code: Option<i32>, waited: Duration, patience: Duration) -> Option<Duration> {
    let is_held = code.is_some_and(|code| HELD.contains(&code));
    let pause = (waited / 2).clamp(Duration::from_millis(10), Duration::from_secs(1));
    (is_held && waited < patience).then(|| pause.min(patience - waited))
}

/// Tries until nobody holds the file any more; elsewhere than on Windows, where nobody can hold one, once.
pub(super) fn retry<T>(path: &Path, mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    if !cfg!(windows) {
        return operation();
    }
    let patience = if WAS_IN_VAIN.load(Ordering::Relaxed) { IMPATIENCE } else { PATIENCE };
    let tell = || LISTENER.get().iter().for_each(|tell| tell(path));
    let (result, waited) = retry_with(patience, operation, std::thread::sleep, tell);
    if !waited.is_zero() {
        WAS_IN_VAIN.store(result.is_err(), Ordering::Relaxed);
    }
    result
}

/// Tries, pauses and tells; returns also how long was waited.
fn retry_with<T>(
    patience: Duration,
    mut operation: impl FnMut() -> io::Result<T>,
    mut sleep: impl FnMut(Duration),
    mut tell: impl FnMut(),
) -> (io::Result<T>, Duration) {
    let (mut waited, mut is_told) = (Duration::ZERO, false);
    loop {
        let result = operation();
        let code = result.as_ref().err().and_then(io::Error::raw_os_error);
        let Some(pause) = code.and_then(|code| pause(Some(code), waited, patience)) else { return (result, waited) };
        if waited >= SILENCE && !is_told {
            is_told = true;
            tell();
        }
        sleep(pause);
        waited += pause;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries something that is refused `times` times; returns how it ended, how often it was tried and told, and how
    /// long was waited.
    fn wait(code: i32, times: usize, patience: Duration) -> (bool, usize, usize, Duration) {
        let (mut tries, mut told, mut slept) = (0, 0, Vec::new());
        let operation = || {
            tries += 1;
            if tries > times { Ok(()) } else { Err(io::Error::from_raw_os_error(code)) }
        };
        let (result, waited) = retry_with(patience, operation, |pause| slept.push(pause), || told += 1);
        assert!(slept.is_sorted() || slept.len() > 2 && slept[..slept.len() - 1].is_sorted(), "{slept:?}");
        assert_eq!(slept.iter().sum::<Duration>(), waited);
        (result.is_ok(), tries, told, waited)
    }

    #[test]
    fn what_is_held_for_a_moment_is_waited_for_and_nothing_else() {
        for code in HELD {
            let (is_done, tries, told, waited) = wait(code, 3, PATIENCE);
            assert!(is_done && tries == 4 && told == 0 && waited < Duration::from_millis(100), "{code} {waited:?}");
            let (is_done, tries, told, waited) = wait(code, usize::MAX, PATIENCE);
            assert!(!is_done && told == 1 && waited == PATIENCE && tries < 60, "{code} {tries} {waited:?}");
            assert_eq!(wait(code, usize::MAX, IMPATIENCE).3, IMPATIENCE);
        }
        for code in [2, 3, 13, 53, 112, 123, 206, 362] {
            assert_eq!(wait(code, 1, PATIENCE), (false, 1, 0, Duration::ZERO), "{code}");
        }
    }

    #[test]
    fn somebody_is_told_after_two_seconds_and_once() {
        let told = |times| {
            let (_, _, told, waited) = wait(32, times, PATIENCE);
            (told, waited >= SILENCE)
        };
        let all: Vec<_> = (0..40).map(told).collect();
        assert!(all.iter().all(|(told, is_long)| *told <= 1 && (*told == 0 || *is_long)), "{all:?}");
        assert!(all.iter().any(|(told, _)| *told == 1), "{all:?}");
    }
}
