//! A running dev server and its tabs, as a test sees them.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
    time::Duration,
};

use serde_json::Value;
use shirube::{
    base::url::encode,
    input::source_tree::SourceTree,
    pipeline::{self, Snapshot},
};

use super::{
    TODAY, options,
    room::{Room, tree},
};

/// A dev server that ends with the test.
pub struct Served {
    pub child: Child,
    pub port: u16,
    /// What it said until it was ready.
    pub said: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was answered.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        let line = |line: &'_ str| line.split_once(": ").is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
        self.head.lines().find(|it| line(it)).map_or("", |line| line.split_once(": ").unwrap().1)
    }
}

impl Served {
    pub fn start(room: &Room, arguments: &[&str]) -> Self {
        let mut child = room
            .command(&[&["serve"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let port = loop {
            let from = said.len();
            assert!(lines.read_line(&mut said).unwrap() > 0, "it ended: {said}");
            if let Some(rest) = said[from..].split("127.0.0.1:").nth(1) {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        lines.read_line(&mut said).unwrap();
        if arguments.contains(&"--poll") {
            lines.read_line(&mut said).unwrap();
        }
        // Whatever else it says must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Self { child, port, said }
    }

    pub fn ask(&self, head: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    /// Asks with a method and further headers.
    pub fn request(&self, method: &str, path: &str, headers: &str) -> Answer {
        let mut bytes = Vec::new();
        self.ask(&format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}{headers}", self.port))
            .read_to_end(&mut bytes)
            .unwrap();
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Answer { status: head[9..12].parse().unwrap(), head, body: bytes[end + 4..].to_vec() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, "")
    }

    pub fn html(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}");
        answer.text()
    }

    /// The name of the newest revision, as it stands in a page.
    pub fn revision(&self, path: &str) -> String {
        let html = self.get(path).text();
        html.split("data-rev=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_else(|| panic!("{html}"))
            .to_owned()
    }

    /// Opens a tab's stream as of a revision.
    pub fn tab(&self, revision: &str) -> Tab {
        let stream =
            self.ask(&format!("GET /__shirube/events?rev={revision} HTTP/1.1\r\nHost: 127.0.0.1:{}", self.port));
        Tab(BufReader::new(stream))
    }

    /// Asserts that every file that `build` writes is served with the same bytes, but for the client; returns how many
    /// pages.
    pub fn like_build(&self, room: &Room, root: &str) -> usize {
        let out = format!("{root}/public");
        let said = room.run(&["build", "--root", root, "--out", &out, "--drafts"]);
        let files = if said.code == 0 { tree(&room.path(&out)) } else { made(&room.path(root)) };
        let mut pages = 0;
        for (path, bytes) in files.into_iter().filter(|(path, _)| path != ".shirube-manifest.json") {
            let url = format!("/iju/{}", encode(&path, true));
            let answer = self.get(&url);
            if path.ends_with(".html") {
                pages += 1;
                let text = answer.text();
                let (start, end) = (text.find("<script src=\"/__shirube/").unwrap(), text.rfind("</body>").unwrap());
                assert_eq!(format!("{}{}", &text[..start], &text[end..]).as_bytes(), bytes, "{path}");
            } else {
                assert!(answer.status == 200 && answer.body == bytes, "{path}");
            }
            assert_eq!(answer.header("Cache-Control"), "no-cache");
            let again = self.request("GET", &url, &format!("\r\nIf-None-Match: {}", answer.header("ETag")));
            assert!(again.status == 304 && again.body.is_empty(), "{path}");
        }
        pages
    }

    /// What is wrong, as the panel of a page is told.
    pub fn findings(&self, at: &str) -> Value {
        serde_json::from_slice(&self.get(&format!("/__shirube/findings?at={at}")).body).unwrap()
    }
}

/// An open tab's stream of news.
pub struct Tab(BufReader<TcpStream>);

impl Tab {
    /// The next news; waits for them.
    pub fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// Whether a whole beat passes without news.
    pub fn is_silent(&mut self) -> bool {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if line.starts_with(": here") {
                return true;
            }
            if line.starts_with("data: ") {
                return false;
            }
        }
    }
}

/// What a clean build makes, errors or not: a preview shows it, a folder does not get it.
fn made(root: &Path) -> Vec<(String, Vec<u8>)> {
    let tree = SourceTree::scan(root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, options(TODAY, true));
    let made = snapshot.outputs.iter().filter(|(path, _)| !snapshot.privacy.withheld.contains(*path));
    let made =
        made.filter_map(|(path, entry)| Some((path.as_str().to_owned(), entry.value.bytes.as_deref()?.to_vec())));
    made.collect()
}
