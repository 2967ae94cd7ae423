//! Puts files into a place: beside, measured, then into their places; several at once where there are several
//! connections.

use std::{
    borrow::Cow,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
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

/// Sends these files in any order, over all connections. The first fault ends it; nothing new is begun after it. A
/// connection that is lost for good gives its file back to the others, as long as there are any.
pub fn send_all(stores: &mut [Box<dyn Store>], paths: &[String], send: &Send<'_>) -> Result<(), Stop> {
    let workers = if paths.len() < 2 { 1 } else { stores.len() };
    let stores = &mut stores[..workers];
    let queue = Queue {
        paths,
        workers,
        next: AtomicUsize::new(0),
        failed: AtomicBool::new(false),
        given_back: Mutex::default(),
    };
    if let [store] = stores {
        return queue.work(store.as_mut(), send).map(drop);
    }
    let ends: Vec<Result<Ended, Stop>> = thread::scope(|scope| {
        let work = |store: &mut Box<dyn Store>| queue.work(store.as_mut(), send);
        let workers: Vec<_> = stores.iter_mut().map(|store| scope.spawn(move || work(store))).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker never panics")).collect()
    });
    let ends = ends.into_iter().collect::<Result<Vec<Ended>, Stop>>()?;
    // Given back when the others had already gone home.
    let rest = std::mem::take(&mut *queue.given_back.lock().unwrap_or_else(PoisonError::into_inner));
    let Some(well) = ends.iter().position(|end| *end == Ended::Well) else {
        let (path, fault) = rest.into_iter().next().expect("a connection that was lost has given its file back");
        return Err(Stop::interrupted(path, &fault));
    };
    let rest: Vec<String> = rest.into_iter().map(|(path, _)| path.to_owned()).collect();
    if rest.is_empty() { Ok(()) } else { send_all(&mut stores[well..=well], &rest, send) }
}

/// How a connection ended.
#[derive(PartialEq, Eq)]
enum Ended {
    Well,
    Lost,
}

/// The files that are still to be sent.
struct Queue<'a> {
    paths: &'a [String],
    workers: usize,
    next: AtomicUsize,
    failed: AtomicBool,
    given_back: Mutex<Vec<(&'a str, Fault)>>,
}

impl<'a> Queue<'a> {
    fn take(&self) -> Option<&'a str> {
        let fresh = self.paths.get(self.next.fetch_add(1, Ordering::Relaxed)).map(String::as_str);
        let given_back = || self.given_back.lock().unwrap_or_else(PoisonError::into_inner).pop();
        fresh.or_else(|| given_back().map(|(path, _)| path))
    }

    fn work(&self, store: &mut dyn Store, send: &Send<'_>) -> Result<Ended, Stop> {
        while !self.failed.load(Ordering::Relaxed)
            && let Some(path) = self.take()
        {
            let fail = || self.failed.store(true, Ordering::Relaxed);
            let bytes = (send.bytes)(path).map_err(|words| not_had(path, &words)).inspect_err(|_| fail())?;
            match try_to_put(store, path, &bytes) {
                Ok(()) => send.progress.iter().for_each(|progress| progress.step()),
                Err(fault) if fault.kind == FaultKind::Passing && self.workers > 1 && store.tries() > 1 => {
                    self.given_back.lock().unwrap_or_else(PoisonError::into_inner).push((path, fault));
                    return Ok(Ended::Lost);
                }
                Err(fault) => {
                    fail();
                    return Err(Stop::interrupted(path, &fault));
                }
            }
        }
        Ok(Ended::Well)
    }
}

/// Replaces one file: what the place says that it holds is compared before anything is replaced.
pub fn put(store: &mut dyn Store, path: &str, bytes: &[u8]) -> Result<(), Stop> {
    try_to_put(store, path, bytes).map_err(|fault| Stop::interrupted(path, &fault))
}

/// The same, again as long as only the connection is lost: putting a file twice does no harm.
fn try_to_put(store: &mut dyn Store, path: &str, bytes: &[u8]) -> Result<(), Fault> {
    for _ in 1..store.tries() {
        match put_once(store, path, bytes) {
            Err(fault) if fault.kind == FaultKind::Passing => {}
            done => return done,
        }
    }
    put_once(store, path, bytes)
}

fn put_once(store: &mut dyn Store, path: &str, bytes: &[u8]) -> Result<(), Fault> {
    store.put_temp(path, bytes)?;
    let held = store.size_of_temp(path)?;
    if held == bytes.len() as u64 {
        return store.replace(path);
    }
    let wanted = bytes.len();
    let message = msgf!(
        ja: "{wanted}バイトのうち{held}バイトしか届きませんでした",
        en: "only {held} of {wanted} bytes arrived");
    Err(Fault { kind: FaultKind::Full, message })
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
