//! A web server for tests: a folder, and what a cache or a faulty host would answer instead.

use std::{
    collections::BTreeMap,
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use tiny_http::{Header, Response, Server};

/// What the server answers beside its folder.
#[derive(Default)]
struct Faults {
    shown: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What a cache on the way remembers.
    remembered: Mutex<BTreeMap<String, Vec<u8>>>,
    answers_all: AtomicBool,
    /// Whether a folder's address without its slash is not there.
    needs_slash: AtomicBool,
    ends: AtomicBool,
}

/// A server that ends when it is dropped.
pub struct Web {
    faults: Arc<Faults>,
    thread: Option<JoinHandle<()>>,
}

/// Serves a folder, which need not be there yet.
pub fn serve(folder: &Path) -> (Web, u16) {
    let server = Server::http("127.0.0.1:0").unwrap();
    let port = server.server_addr().to_ip().unwrap().port();
    let (faults, folder) = (Arc::new(Faults::default()), folder.to_owned());
    let own = faults.clone();
    let thread = thread::spawn(move || {
        while !own.ends.load(Ordering::Relaxed) {
            let Ok(Some(request)) = server.recv_timeout(Duration::from_millis(20)) else { continue };
            let path = request.url().split('?').next().unwrap().to_owned();
            let old = own.remembered.lock().unwrap().get(&path).cloned();
            let age = if old.is_some() { "7" } else { "0" };
            let html = "text/html; charset=utf-8";
            let (status, bytes, kind) = old.map_or_else(|| answer(&folder, &path, &own), |old| (200, old, html));
            let to = format!("{path}/");
            let mut headers = vec![("Content-Type", kind), ("Age", age)];
            headers.extend((status == 301).then_some(("Location", to.as_str())));
            let headers = headers.into_iter().map(|(name, value)| Header::from_bytes(name, value).unwrap()).collect();
            let length = bytes.len();
            let _ = request.respond(Response::new(status.into(), headers, Cursor::new(bytes), Some(length), None));
        }
    });
    (Web { faults, thread: Some(thread) }, port)
}

fn answer(folder: &Path, path: &str, faults: &Faults) -> (u16, Vec<u8>, &'static str) {
    let html = "text/html; charset=utf-8";
    if let Some(bytes) = faults.shown.lock().unwrap().get(path) {
        return (200, bytes.clone(), html);
    }
    let mut file: PathBuf =
        folder.join(percent_encoding::percent_decode_str(&path[1..]).decode_utf8().unwrap().as_ref());
    if path.ends_with('/') {
        file.push("index.html");
    }
    if file.is_dir() && !faults.needs_slash.load(Ordering::Relaxed) {
        return (301, Vec::new(), html);
    }
    match fs::read(&file) {
        Ok(bytes) if file.extension().is_some_and(|ending| ending == "html") => (200, bytes, html),
        Ok(bytes) => (200, bytes, "application/octet-stream"),
        Err(_) if faults.answers_all.load(Ordering::Relaxed) => (200, b"nothing here".to_vec(), html),
        Err(_) => (404, b"not found".to_vec(), html),
    }
}

impl Web {
    /// Answers with these bytes at a path, whatever the folder holds.
    pub fn also_shows(&self, path: &str, bytes: &[u8]) {
        self.faults.shown.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
    }

    /// Answers with these bytes as a cache that holds them.
    pub fn remembers(&self, path: &str, bytes: &[u8]) {
        self.faults.remembered.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
    }

    /// Answers from the folder again.
    pub fn forgets(&self, path: &str) {
        self.faults.shown.lock().unwrap().remove(path);
    }

    /// Does not lead from a folder's address without its slash to the page.
    pub fn needs_slashes(&self) {
        self.faults.needs_slash.store(true, Ordering::Relaxed);
    }

    /// Answers 200 for what is not there.
    pub fn answers_everything(&self, so: bool) {
        self.faults.answers_all.store(so, Ordering::Relaxed);
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.faults.ends.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
