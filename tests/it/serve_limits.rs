//! The dev server under connections that say nothing, too much or something else: none ends or holds it.
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::support::{room::Room, served::Served};

/// A connection that has sent these bytes.
fn open(served: &Served, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // Who has been refused already may not take all of it.
    let _ = stream.write_all(bytes.as_bytes());
    stream
}

/// What comes back until the connection ends.
fn answer(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn no_connection_ends_or_holds_the_preview() {
    let room = Room::with_guide();
    let served = Served::start(&room, &["--port", "0"]);
    let host = format!("Host: 127.0.0.1:{}", served.port);
    let get = format!("GET /iju/life/a/ HTTP/1.1\r\n{host}\r\n");
    for (request, status) in [
        (format!("POST / HTTP/1.1\r\n{host}\r\nContent-Length: 99999999999999\r\n\r\n"), "405"),
        (format!("POST / HTTP/1.1\r\n{host}\r\nContent-Length: 18446744073709551615\r\n\r\n"), "405"),
        (format!("POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n"), "405"),
        (format!("PUT / HTTP/1.1\r\n{host}\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"), "405"),
        (format!("{get}Content-Length: 99999999999999\r\n\r\n"), "200"),
        (format!("{get}Content-Length: -1\r\n\r\n"), "200"),
        (format!("{get}\r\n{get}\r\n{get}\r\n"), "200"),
        (format!("{get}X: {}\r\n\r\n", "x".repeat(1 << 20)), "431"),
        ("\u{0}\u{1}\u{2}\r\n\r\n".to_owned(), "400"),
        ("GET /iju/\r\n\r\n".to_owned(), "400"),
        (format!("GET /iju/ HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n"), "421"),
    ] {
        let text = answer(open(&served, &request));
        let shown = request.get(..60).unwrap_or(&request);
        assert!(text.starts_with(&format!("HTTP/1.1 {status} ")), "{shown}: {text:.60}");
        assert_eq!(text.matches("HTTP/1.1 ").count(), 1, "{shown}");
    }
    let silent: Vec<_> = (0..300).map(|_| open(&served, "")).collect();
    let slow: Vec<_> = (0..8).map(|_| open(&served, &get[..20])).collect();
    let idle: Vec<_> = (0..8).map(|_| open(&served, &format!("{get}\r\n"))).collect();
    for _ in 0..20 {
        assert_eq!(served.get("/iju/life/a/").status, 200);
    }
    // A tab is told of changes all the same.
    let mut tab = served.tab(&served.revision("/iju/"));
    tab.next();
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n直しました。\n");
    tab.next();
    assert!(served.html("/iju/life/a/").contains("直しました。"));
    drop((silent, slow, idle));
}
