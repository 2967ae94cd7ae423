//! `check --external`: what is told of links to other sites, against a server on this machine.
use crate::support::room::Room;
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// A server that has `/there` and refuses `/secret`; counts what it is asked.
fn serve() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::SeqCst);
            answer(stream);
        }
    });
    (address, asked)
}

fn answer(mut stream: TcpStream) {
    let (mut head, mut buffer) = (Vec::new(), [0; 1024]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(count) => head.extend(&buffer[..count]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let status = if head.contains("/there") {
        "200 OK"
    } else if head.contains("/secret") {
        "403 Forbidden"
    } else {
        "404 Not Found"
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

#[test]
fn pages_of_others_are_asked_for_once_and_stop_nothing() {
    let (address, asked) = serve();
    let room = Room::new();
    let page = format!(
        "---\ntitle: 例\n---\n\n[ある]({address}/there#a)と[また]({address}/there)。\n\n{}",
        format_args!("[ない]({address}/gone)。[断る]({address}/secret)。\n")
    );
    room.write("site.toml", "title = \"例\"\nbase_url = \"https://example.jp/\"\n");
    room.write("content/_index.md", "---\ntitle: 上\n---\n");
    room.write("content/a.md", &page);
    let plain = room.run(&["check"]);
    // An address of this machine is an error of its own.
    assert_eq!(asked.load(Ordering::SeqCst), 0, "{}", plain.err);
    let said = room.run(&["check", "--external", "--format", "short"]);
    assert_eq!(said.code, plain.code, "{}", said.err);
    assert!(said.err.contains("warning[external-dead]") && said.err.contains("/gone"), "{}", said.err);
    assert!(said.err.contains("hint[external-unsure]") && !said.err.contains("/there"), "{}", said.err);
    // One for the page that is there, two for each of the others (`HEAD`, then `GET`).
    assert_eq!(asked.swap(0, Ordering::SeqCst), 5);
    room.run(&["check", "--external"]);
    assert_eq!(asked.load(Ordering::SeqCst), 4, "what was there lately is not asked for again");
}
