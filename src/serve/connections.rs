//! The open connections, a thread each, and never more than so many: whoever comes when there are enough takes the
//! place of the one that has been here longest. So nobody who keeps connections open can keep others out.

use std::{
    collections::BTreeMap,
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// How many connections there may be: a browser opens six for a page, and each of its tabs holds one.
const MOST: usize = 128;

/// How long to wait before listening again where the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(50);

#[derive(Default)]
struct Open {
    /// By the order in which they came.
    streams: BTreeMap<u64, TcpStream>,
    next: u64,
}

/// Hands every connection to `answer`, on a thread of its own; returns never.
pub(super) fn accept(listener: &TcpListener, answer: impl Fn(TcpStream) + Send + Sync + 'static) {
    let (open, answer) = (Arc::new(Mutex::new(Open::default())), Arc::new(answer));
    for stream in listener.incoming() {
        let Some((stream, place)) =
            stream.ok().and_then(|stream| Some((stream.try_clone().ok()?, take(&open, stream))))
        else {
            thread::sleep(PAUSE);
            continue;
        };
        let (answer, freed) = (answer.clone(), open.clone());
        let started = thread::Builder::new().spawn(move || {
            let _place = Place { open: freed, place };
            answer(stream);
        });
        if started.is_err() {
            drop(Place { open: open.clone(), place });
            thread::sleep(PAUSE);
        }
    }
}

/// Takes a place for a connection; the oldest makes room.
fn take(open: &Mutex<Open>, stream: TcpStream) -> u64 {
    let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
    while open.streams.len() >= MOST {
        if let Some((_, oldest)) = open.streams.pop_first() {
            let _ = oldest.shutdown(Shutdown::Both);
        }
    }
    let place = open.next;
    open.next += 1;
    open.streams.insert(place, stream);
    place
}

/// The place of a connection, given back in the end, also by a thread that panics.
struct Place {
    open: Arc<Mutex<Open>>,
    place: u64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).streams.remove(&self.place);
    }
}
