//! A small bucket in memory, for tests: it refuses, forgets to answer, and pretends as real ones do.

use std::{
    collections::BTreeMap,
    io::Cursor,
    sync::{Arc, Mutex},
    thread,
};

use tiny_http::{Header, Method, Request, Response, Server};

/// What lies in the bucket, and what it does otherwise than it should.
#[derive(Default)]
pub(super) struct World {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The headers that came with each file.
    pub(super) headers: BTreeMap<String, Vec<(String, String)>>,
    /// Requests so far.
    pub(super) requests: usize,
    /// Answers this request with 503: before it is done, or after.
    pub(super) fails: Option<(usize, bool)>,
    /// Answers everything with this status and word.
    pub(super) refuses: Option<(u16, &'static str)>,
    /// Knows no conditions.
    pub(super) no_conditions: bool,
    /// Keeps only so many bytes of the site's files.
    pub(super) keeps: Option<usize>,
    /// How many names a listing holds.
    pub(super) page: usize,
}

/// The bucket; it ends with the test's process.
#[derive(Clone)]
pub(super) struct Fake {
    pub(super) port: u16,
    pub(super) world: Arc<Mutex<World>>,
}

impl Fake {
    pub(super) fn start() -> Self {
        let server = Server::http("127.0.0.1:0").unwrap();
        let port = server.server_addr().to_ip().unwrap().port();
        let fake = Self { port, world: Arc::new(Mutex::new(World { page: 1000, ..World::default() })) };
        let own = fake.clone();
        thread::spawn(move || {
            for request in server.incoming_requests() {
                own.serve(request);
            }
        });
        fake
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.lock().unwrap())
    }

    fn serve(&self, mut request: Request) {
        let mut body = Vec::new();
        std::io::Read::read_to_end(request.as_reader(), &mut body).unwrap();
        let (status, bytes, size) = self.with(|world| {
            world.requests += 1;
            let fails = world.fails.filter(|(at, _)| *at == world.requests).map(|(_, after)| after);
            if fails == Some(false) {
                return (503, xml("SlowDown"), None);
            }
            if let Some((status, word)) = world.refuses {
                return (status, xml(word), None);
            }
            let answer = world.answer(&request, body);
            if fails == Some(true) { (503, xml("InternalError"), None) } else { answer }
        });
        let time =
            ["Date", "Last-Modified"].map(|name| Header::from_bytes(name, "Sat, 28 Nov 2026 22:10:00 GMT").unwrap());
        let length = size.unwrap_or(bytes.len());
        let answer = Response::new(status.into(), time.to_vec(), Cursor::new(bytes), Some(length), None);
        let _ = request.respond(answer.with_chunked_threshold(usize::MAX));
    }
}

fn xml(word: &str) -> Vec<u8> {
    format!("<Error><Code>{word}</Code></Error>").into_bytes()
}

impl World {
    fn answer(&mut self, request: &Request, body: Vec<u8>) -> (u16, Vec<u8>, Option<usize>) {
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap().into_owned();
        let Some(key) = path.strip_prefix("/guide/") else { return (200, self.list(query), None) };
        let header = |name: &'static str| {
            request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.to_string())
        };
        assert!(header("Authorization").is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=")));
        match (request.method(), self.files.get(key)) {
            (Method::Get, Some(bytes)) => (200, bytes.clone(), None),
            (Method::Head, Some(bytes)) => (200, Vec::new(), Some(bytes.len())),
            (Method::Get | Method::Head, None) => (404, xml("NoSuchKey"), None),
            (Method::Put, _) if header("If-None-Match").is_some() && self.no_conditions => {
                (501, xml("NotImplemented"), None)
            }
            (Method::Put, Some(_)) if header("If-None-Match").is_some() => (412, xml("PreconditionFailed"), None),
            (Method::Put, _) => {
                let keeps = self.keeps.filter(|_| !key.contains("_pub/"));
                let end = keeps.unwrap_or(body.len()).min(body.len());
                let all = request.headers().iter();
                let all = all.map(|header| (header.field.to_string().to_lowercase(), header.value.to_string()));
                self.headers.insert(key.to_owned(), all.collect());
                self.files.insert(key.to_owned(), body[..end].to_vec());
                (200, Vec::new(), None)
            }
            (Method::Delete, _) => {
                self.files.remove(key);
                (204, Vec::new(), None)
            }
            _ => (405, xml("MethodNotAllowed"), None),
        }
    }

    fn list(&self, query: &str) -> Vec<u8> {
        let value = |name: &str| {
            let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")))?;
            Some(percent_encoding::percent_decode_str(found).decode_utf8().unwrap().into_owned())
        };
        let (prefix, after) = (value("prefix").unwrap(), value("continuation-token").unwrap_or_default());
        let mut keys = self.files.keys().filter(|key| key.starts_with(&prefix) && **key > after);
        let page: Vec<&String> = keys.by_ref().take(self.page).collect();
        let encode =
            |key: &str| percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC).to_string();
        let names: String = page.iter().map(|key| format!("<Contents><Key>{}</Key></Contents>", encode(key))).collect();
        let next = page.last().filter(|_| keys.next().is_some());
        let next = next.map(|key| format!("<NextContinuationToken>{key}</NextContinuationToken>"));
        let more = next.is_some();
        format!("<R><IsTruncated>{more}</IsTruncated>{names}{}</R>", next.unwrap_or_default()).into_bytes()
    }
}
