//! Puts files into a place: beside, measured, then into their places; several at once where there are several
//! connections.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};

use crate::{
    msg, msgf,
    publish::{
        stop::{INTERRUPTED, Stop},
        store::{Fault, FaultKind, Store},
    },
    report::{diagnostic::Diagnostic, message::Message, progress::Progress},
};

/// Gives the bytes of a path.
pub type Bytes<'a> = dyn Fn(&str) -> Result<Cow<'a, [u8]>, Message> + Sync + 'a;

/// Where the bytes come from, and who is told how far it is.
pub struct Send<'a> {
    /// The bytes of a path.
    pub bytes: &'a Bytes<'a>,
    /// Who is told.
    pub progress: Option<&'a Progress>,
}

/// Sends these files in any order, over all connections. The first fault ends it; nothing new is begun after it.
pub fn send_all(stores: &mut [Box<dyn Store>], paths: &[String], send: &Send<'_>) -> Result<(), Stop> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = |store: &mut dyn Store| -> Result<(), Stop> {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            if failed.load(Ordering::Relaxed) {
                return Ok(());
            }
            send_one(store, path, send).inspect_err(|_| failed.store(true, Ordering::Relaxed))?;
        }
        Ok(())
    };
    if stores.len() == 1 || paths.len() < 2 {
        return work(stores[0].as_mut());
    }
    let ends: Vec<Result<(), Stop>> = thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = stores.iter_mut().map(|store| scope.spawn(move || work(store.as_mut()))).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker never panics")).collect()
    });
    ends.into_iter().collect()
}

fn send_one(store: &mut dyn Store, path: &str, send: &Send<'_>) -> Result<(), Stop> {
    let bytes = (send.bytes)(path).map_err(|words| not_had(path, &words))?;
    put(store, path, &bytes)?;
    if let Some(progress) = send.progress {
        progress.step();
    }
    Ok(())
}

/// Replaces one file: what the place says that it holds is compared before anything is replaced.
pub fn put(store: &mut dyn Store, path: &str, bytes: &[u8]) -> Result<(), Stop> {
    let stop = |fault: Fault| Stop::interrupted(path, &fault);
    store.put_temp(path, bytes).map_err(stop)?;
    let held = store.size_of_temp(path).map_err(stop)?;
    if held != bytes.len() as u64 {
        let wanted = bytes.len();
        let message = msgf!(
            ja: "{wanted}バイトのうち{held}バイトしか届きませんでした",
            en: "only {held} of {wanted} bytes arrived");
        return Err(Stop::interrupted(path, &Fault { kind: FaultKind::Full, message }));
    }
    store.replace(path).map_err(stop)
}

/// The bytes of a file of the new site cannot be had here.
pub fn not_had(path: &str, words: &Message) -> Stop {
    let Message { ja, en } = words;
    let finding = Diagnostic::error(
        "publish-interrupted",
        msgf!(ja: "送る「{path}」を用意できませんでした：{ja}", en: "`{path}` could not be made ready: {en}"),
    );
    Stop::new(INTERRUPTED, finding.help(msg!(ja: "もう一度実行してください", en: "run the same command again")))
}
