//! Requests: files from memory, the reload client, the stream of events. GET and HEAD only.
//!
//! `Host` must be ours (else any web page could read drafts through DNS rebinding), a foreign `Origin` is refused.

use std::{io::Write, ops::RangeInclusive, sync::Arc, thread, time::Duration};

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::{
    diagnostic::Diagnostic,
    hash::Fingerprint,
    model::url::{OutPath, decode},
    say,
    serve::live::{Live, Served},
    tell,
};

const CLIENT: &str = include_str!("client.js");
const CLIENT_PATH: &str = "/__shirube/client.js";
const EVENTS_PATH: &str = "/__shirube/events";
const WORKERS: usize = 4;

/// Takes the port asked for, or the first free one of the range.
pub(super) fn listen(port: Option<u16>, range: RangeInclusive<u16>) -> Result<(Arc<Server>, u16), Box<Diagnostic>> {
    let candidates: Vec<u16> = port.map_or_else(|| range.collect(), |port| vec![port]);
    for port in &candidates {
        if let Ok(server) = Server::http(("127.0.0.1", *port)) {
            let port = server.server_addr().to_ip().map_or(*port, |address| address.port());
            return Ok((Arc::new(server), port));
        }
    }
    let shown = candidates.iter().map(u16::to_string).next().unwrap_or_default();
    Err(Box::new(
        Diagnostic::error(
            "port-taken",
            tell!(ja: "ポート {shown} は、ほかのプログラムが使っています", en: "port {shown} is used by another program"),
        )
        .help(say!(ja: "`--port` を省くと、空いている番号を選びます", en: "without `--port` a free one is chosen")),
    ))
}

/// Answers requests for ever.
pub(super) fn serve(server: &Arc<Server>, port: u16, live: &Arc<Live>) {
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Ok(request) = server.recv() {
                    answer(request, port, live);
                }
            });
        }
    });
}

fn answer(request: Request, port: u16, live: &Arc<Live>) {
    let header = |name: &'static str| {
        request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str().to_owned())
    };
    let ours = |host: &str| [format!("127.0.0.1:{port}"), format!("localhost:{port}")].iter().any(|own| own == host);
    let status = if !header("Host").is_some_and(|host| ours(&host)) {
        Some(421)
    } else if header("Origin").is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(ours)) {
        Some(403)
    } else if !matches!(request.method(), Method::Get | Method::Head) {
        Some(405)
    } else {
        None
    };
    if let Some(status) = status {
        drop(request.respond(Response::empty(status)));
        return;
    }
    let known = header("If-None-Match");
    let target = request.url().to_owned();
    let (path, search) = target.split_once('?').unwrap_or((&target, ""));
    match path {
        CLIENT_PATH => drop(request.respond(response(CLIENT.as_bytes(), "text/javascript; charset=utf-8", 200))),
        EVENTS_PATH => {
            let known = search.strip_prefix("rev=").and_then(|rev| rev.parse().ok()).unwrap_or(0);
            let live = live.clone();
            // An open stream lives as long as its tab; it must not hold a worker.
            thread::spawn(move || events(request, &live, known));
        }
        path => file(request, &live.now(), &decode(path), known),
    }
}

fn file(request: Request, served: &Served, path: &str, known: Option<String>) {
    let Some(inner) = path.strip_prefix(served.base.as_str()) else {
        // The site lives below a sub-path: show where.
        let there = Header::from_bytes("Location", served.base.as_str()).expect("a URL path is a header value");
        drop(request.respond(Response::empty(302).with_header(there)));
        return;
    };
    let name = if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() };
    if let Some((bytes, print)) = served.files.get(&OutPath::new(name.as_str())) {
        let tag = format!("\"{}\"", etag(*print, served.revision, &name));
        if known.as_deref() == Some(tag.as_str()) {
            drop(request.respond(Response::empty(304)));
            return;
        }
        let body = with_client(bytes, &name, served.revision);
        let tag = Header::from_bytes("ETag", tag).expect("hexadecimal digits are a header value");
        drop(request.respond(response(&body, content_type(&name), 200).with_header(tag)));
        return;
    }
    if served.files.contains_key(&OutPath::new(format!("{name}/index.html"))) {
        let there = Header::from_bytes("Location", format!("{}/", request.url())).expect("a URL came from a header");
        drop(request.respond(Response::empty(302).with_header(there)));
        return;
    }
    let lost = served.files.get(&OutPath::new("404.html")).map_or(&b"404"[..], |(bytes, _)| bytes);
    drop(request.respond(response(&with_client(lost, "404.html", served.revision), "text/html; charset=utf-8", 404)));
}

/// A page carries its revision, so that its tag changes with it.
fn etag(print: Fingerprint, revision: u64, name: &str) -> String {
    if name.ends_with(".html") { format!("{print}-{revision}") } else { print.to_string() }
}

fn response(bytes: &[u8], kind: &str, status: u16) -> Response<std::io::Cursor<Vec<u8>>> {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("our own header values are ASCII");
    Response::from_data(bytes)
        .with_status_code(StatusCode(status))
        .with_header(header("Content-Type", kind))
        .with_header(header("Cache-Control", "no-cache"))
}

/// Adds the reload client to a page; everything else stays byte for byte what `build` writes.
fn with_client(bytes: &[u8], name: &str, revision: u64) -> Vec<u8> {
    let end = (name.ends_with(".html")).then(|| bytes.windows(7).rposition(|window| window == b"</body>")).flatten();
    let Some(end) = end else { return bytes.to_vec() };
    let script = format!("<script src=\"{CLIENT_PATH}\" data-rev=\"{revision}\" defer></script>");
    [&bytes[..end], script.as_bytes(), &bytes[end..]].concat()
}

/// Tells a tab of every revision after the one it shows. A failed write means that the tab was closed.
fn events(request: Request, live: &Live, mut known: u64) {
    let mut stream = request.into_writer();
    // Written by hand: the library would choose chunks, which some browsers hold back.
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nretry: 500\n\n";
    if stream.write_all(head.as_bytes()).and_then(|()| stream.flush()).is_err() {
        return;
    }
    loop {
        let newest = live.after(known, Duration::from_secs(15));
        let message = if newest > known { format!("id: {newest}\ndata: {newest}\n\n") } else { ": here\n\n".to_owned() };
        known = newest;
        if stream.write_all(message.as_bytes()).and_then(|()| stream.flush()).is_err() {
            return;
        }
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}
