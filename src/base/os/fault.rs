//! The test double of the disk: lets call number *n* fail with an error of the system's.
//!
//! A test in the same process arms it for its own thread ([`arm`]); a program that a test starts reads the variables
//! `SHIRUBE_FAULT` (`7:28`: the 7th call fails with error 28; `7+:28`: that one and all that follow) and
//! `SHIRUBE_FAULT_LOG` (a file that gets a line for every call). Never in a program that is given to anybody: without
//! debug assertions there is nothing here.

use std::{io, path::Path};

/// Counts a call and fails if it is the one that is to fail.
#[cfg(not(debug_assertions))]
#[inline]
pub(super) fn meet(_: &'static str, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(debug_assertions)]
pub use double::{Fault, arm, disarm};

#[cfg(debug_assertions)]
pub(super) fn meet(call: &'static str, path: &Path) -> io::Result<()> {
    double::meet(call, path)
}

#[cfg(debug_assertions)]
mod double {
    #![expect(clippy::disallowed_methods, reason = "the log is none of the calls that are counted")]

    use std::{
        cell::RefCell,
        env, fs,
        io::{self, Write as _},
        path::{Path, PathBuf},
        sync::{Mutex, OnceLock, PoisonError},
    };

    /// Which call fails, and how.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub struct Fault {
        /// Its number, from 1; 0: none fails, the calls are counted.
        pub call: usize,
        /// Whether all that follow fail too.
        pub stays: bool,
        /// The system's error.
        pub code: i32,
    }

    #[derive(Debug)]
    struct Double {
        fault: Fault,
        calls: Vec<String>,
        log: Option<PathBuf>,
    }

    thread_local! {
        static OWN: RefCell<Option<Double>> = const { RefCell::new(None) };
    }

    /// From now on the calls of this thread are counted, and one of them fails.
    pub fn arm(fault: Fault) {
        OWN.with_borrow_mut(|own| *own = Some(Double { fault, calls: Vec::new(), log: None }));
    }

    /// Ends it; returns what was called, in order.
    pub fn disarm() -> Vec<String> {
        OWN.with_borrow_mut(Option::take).map(|double| double.calls).unwrap_or_default()
    }

    pub(super) fn meet(call: &'static str, path: &Path) -> io::Result<()> {
        let own = OWN.with_borrow_mut(|own| own.as_mut().map(|double| double.meet(call, path)));
        let all = || match of_process() {
            Some(double) => double.lock().unwrap_or_else(PoisonError::into_inner).meet(call, path),
            None => Ok(()),
        };
        own.unwrap_or_else(all)
    }

    impl Double {
        fn meet(&mut self, call: &'static str, path: &Path) -> io::Result<()> {
            self.calls.push(format!("{call} {}", path.display()));
            if let Some(log) = &self.log {
                let file = fs::OpenOptions::new().create(true).append(true).open(log);
                file?.write_all(format!("{call} {}\n", path.display()).as_bytes())?;
            }
            let (number, fault) = (self.calls.len(), self.fault);
            let fails = fault.call > 0 && (number == fault.call || fault.stays && number > fault.call);
            if fails { Err(io::Error::from_raw_os_error(fault.code)) } else { Ok(()) }
        }
    }

    fn of_process() -> Option<&'static Mutex<Double>> {
        static ALL: OnceLock<Option<Mutex<Double>>> = OnceLock::new();
        ALL.get_or_init(|| {
            let fault = parse(&env::var("SHIRUBE_FAULT").ok()?)?;
            let log = env::var_os("SHIRUBE_FAULT_LOG").map(PathBuf::from);
            Some(Mutex::new(Double { fault, calls: Vec::new(), log }))
        })
        .as_ref()
    }

    fn parse(text: &str) -> Option<Fault> {
        let (call, code) = text.split_once(':')?;
        let stays = call.ends_with('+');
        Some(Fault { call: call.trim_end_matches('+').parse().ok()?, stays, code: code.parse().ok()? })
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::base::os;

        #[test]
        fn one_call_fails_or_all_from_one_on() {
            assert_eq!(parse("7+:28"), Some(Fault { call: 7, stays: true, code: 28 }));
            assert_eq!((parse("7:28").map(|it| it.stays), parse("x:1"), parse("3")), (Some(false), None, None));
            let folder = tempfile::tempdir().unwrap();
            for (fault, expected) in [
                (Fault { call: 0, stays: true, code: 5 }, [true, true, true]),
                (Fault { call: 2, stays: false, code: 5 }, [true, false, true]),
                (Fault { call: 2, stays: true, code: 5 }, [true, false, false]),
            ] {
                arm(fault);
                let read = || os::fs::read_dir(folder.path());
                let found = [read().is_ok(), read().is_ok(), read().is_ok()];
                assert_eq!((found, disarm().len()), (expected, 3), "{fault:?}");
            }
            assert!(os::fs::read_dir(folder.path()).is_ok() && disarm().is_empty());
        }
    }
}
