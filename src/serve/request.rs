//! A request as it comes over the wire, read here and within limits, before the HTTP library sees a word of it.
//!
//! The library's own server makes room for a body as long as the head says, and keeps a thread waiting for whoever says
//! nothing: one web page that posts, or four silent connections, would end the preview. Here a head has so many bytes
//! and so much time, a body is never read, and what stands behind the first request of a connection is not answered.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
    str::FromStr,
    time::{Duration, Instant},
};

use tiny_http::{Header, Method};

use crate::serve::answer::Answer;

/// The most bytes of a head, and how long it may take to come.
const HEAD: usize = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a browser may take nothing of an answer.
const STALL: Duration = Duration::from_secs(20);

/// How much of what nobody reads is taken off a connection before it is closed, and how long that may take: closed
/// sooner, the answer would be lost with it.
const REST: usize = 256 * 1024;
const REST_TIME: Duration = Duration::from_millis(500);

/// A request with the connection to answer it on.
pub(super) struct Request {
    /// What is asked for: `GET`, `HEAD`, anything else is refused.
    pub(super) method: Method,
    /// The path and what follows it, as written.
    pub(super) target: String,
    headers: Vec<Header>,
    stream: TcpStream,
    /// Whether more than the head has come or will come.
    more: bool,
}

impl Request {
    /// Reads a head; `None` if there is nothing to answer: the connection was closed, or has been refused here.
    pub(super) fn read(mut stream: TcpStream) -> Option<Self> {
        stream.set_write_timeout(Some(STALL)).ok()?;
        let end = Instant::now() + PATIENCE;
        let mut bytes: Vec<u8> = Vec::with_capacity(1024);
        let length = loop {
            if let Some(length) = find_end(&bytes) {
                break length;
            }
            if bytes.len() >= HEAD {
                refuse(stream, 431);
                return None;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
                return None;
            }
            let mut part = [0; 1024];
            match stream.read(&mut part) {
                Ok(0) => return None,
                Ok(read) => bytes.extend_from_slice(&part[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return None,
            }
        };
        let Some((method, target, headers)) = read_head(&bytes[..length]) else {
            refuse(stream, 400);
            return None;
        };
        let mut request = Self { method, target, headers, stream, more: bytes.len() > length };
        request.more |= request.header("Content-Length").is_some() || request.header("Transfer-Encoding").is_some();
        Some(request)
    }

    /// The value of a header; of one that is given twice, nothing.
    pub(super) fn header(&self, name: &'static str) -> Option<&str> {
        let mut all = self.headers.iter().filter(|header| header.field.equiv(name));
        all.next().filter(|_| all.next().is_none()).map(|header| header.value.as_str())
    }

    /// Writes an answer and ends the connection; a browser that has gone away is no fault.
    pub(super) fn answer(self, answer: Answer<'_>) {
        let message = answer.bytes(self.method != Method::Head);
        let mut stream = self.stream;
        if stream.write_all(&message).and_then(|()| stream.flush()).is_ok() && self.more {
            drain(stream);
        }
    }

    /// The connection itself, for an answer that goes on.
    pub(super) fn into_stream(self) -> TcpStream {
        self.stream
    }
}

/// Answers what is no request that anybody here understands.
fn refuse(mut stream: TcpStream, status: u16) {
    if stream.write_all(&Answer::status(status).bytes(true)).is_ok() {
        drain(stream);
    }
}

/// Takes off a connection what nobody reads, for a while, after everything has been said.
fn drain(mut stream: TcpStream) {
    let (end, mut left) = (Instant::now() + REST_TIME, REST);
    let _ = stream.shutdown(Shutdown::Write);
    let mut part = [0; 4096];
    while left > 0 && stream.set_read_timeout(Some(end.saturating_duration_since(Instant::now()))).is_ok() {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(read) => left = left.saturating_sub(read),
        }
    }
}

/// Where a head ends, behind its empty line.
fn find_end(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| at + 4)
}

/// A head's method, target and headers; `None` if it is none.
fn read_head(head: &[u8]) -> Option<(Method, String, Vec<Header>)> {
    let text = std::str::from_utf8(head).ok().filter(|text| text.is_ascii())?;
    let mut lines = text.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let known = matches!(version, "HTTP/1.0" | "HTTP/1.1") && words.next().is_none() && target.starts_with('/');
    let method = Method::from_str(method).ok().filter(|_| known)?;
    let headers = lines.take_while(|line| !line.is_empty()).map(|line| Header::from_str(line).ok());
    Some((method, target.to_owned(), headers.collect::<Option<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_whole_or_not_at_all() {
        let read = |head: &str| read_head(head.as_bytes()).map(|(method, target, all)| (method, target, all.len()));
        for (head, expected) in [
            ("GET /iju/?a=b HTTP/1.1\r\nHost: x\r\nA:b\r\n\r\n", Some((Method::Get, "/iju/?a=b".to_owned(), 2))),
            ("POST / HTTP/1.0\r\n\r\n", Some((Method::Post, "/".to_owned(), 0))),
            ("GET / HTTP/2\r\n\r\n", None),
            ("GET http://a.jp/ HTTP/1.1\r\n\r\n", None),
            ("GET  / HTTP/1.1\r\n\r\n", None),
            ("GET /\r\n\r\n", None),
            ("GET /灯 HTTP/1.1\r\n\r\n", None),
            ("GET / HTTP/1.1\r\nno header\r\n\r\n", None),
        ] {
            assert_eq!(read(head), expected, "{head}");
        }
        assert_eq!((find_end(b"a\r\n\r\nb"), find_end(b"a\r\n")), (Some(5), None));
    }
}
