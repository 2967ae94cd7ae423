//! Requests: files from memory, the client, the stream of events. GET and HEAD only.
//!
//! `Host` must be ours (else any web page could read drafts through DNS rebinding), a foreign `Origin` is refused.

use std::{io, net::TcpListener, ops::RangeInclusive, sync::Arc};

use tiny_http::Method;

use crate::{
    base::{
        media_type::media_type_of,
        url::{OutPath, decode, encode},
    },
    image::{cache::ImageCache, variants::VariantJob},
    msg, msgf,
    report::{
        diagnostic::Diagnostic,
        io_cause::io_cause,
        message::{Lang, Message},
    },
    serve::{
        answer::Answer,
        connections, events, findings,
        live::{LiveState, Revision},
        request::Request,
    },
    text::normalize::nfc,
};

/// The files of the client, external so that the page's own policy admits them.
const CLIENT: [(&str, &str); 4] = [
    ("client.js", include_str!("client/client.js")),
    ("page.js", include_str!("client/page.js")),
    ("panel.js", include_str!("client/panel.js")),
    ("unshown.css", include_str!("client/unshown.css")),
];
/// Where everything lies that is the server's and not the site's.
const OURS: &str = "/__shirube/";

/// Takes the port asked for, or the first free one of the range.
pub(super) fn listen(port: Option<u16>, range: RangeInclusive<u16>) -> Result<(TcpListener, u16), Box<Diagnostic>> {
    let candidates: Vec<u16> = port.map_or_else(|| range.collect(), |port| vec![port]);
    let mut refused = None;
    for port in &candidates {
        match TcpListener::bind(("127.0.0.1", *port)) {
            Ok(listener) => {
                let port = listener.local_addr().map_or(*port, |address| address.port());
                return Ok((listener, port));
            }
            Err(error) => refused = Some(error).filter(|error| error.kind() != io::ErrorKind::AddrInUse).or(refused),
        }
    }
    let shown = match candidates.as_slice() {
        [first, .., last] => format!("{first}-{last}"),
        one => one.iter().map(u16::to_string).collect(),
    };
    let message = match refused.map(|error| io_cause(&error)) {
        None => {
            msgf!(ja: "ポート {shown} は、ほかのプログラムが使っています", en: "port {shown} is used by another program")
        }
        Some(Message { ja, en }) => {
            msgf!(ja: "ポート {shown} を使えません（{ja}）", en: "port {shown} cannot be used ({en})")
        }
    };
    Err(Box::new(Diagnostic::error("port-taken", message).help(if port.is_some() {
        msg!(ja: "`--port` を省くと、空いている番号を選びます", en: "without `--port` a free one is chosen")
    } else {
        msg!(ja: "`--port 4100` のように、空いている番号を指定してください", en: "give a free one, like `--port 4100`")
    })))
}

/// Answers requests for ever.
pub(super) fn serve(listener: &TcpListener, port: u16, live: Arc<LiveState>, darkroom: Arc<ImageCache>, tongue: Lang) {
    connections::accept(listener, move |stream| {
        if let Some(request) = Request::read(stream) {
            answer(request, port, &live, &darkroom, tongue);
        }
    });
}

fn answer(request: Request, port: u16, live: &Arc<LiveState>, darkroom: &Arc<ImageCache>, tongue: Lang) {
    let ours = |host: &str| [format!("127.0.0.1:{port}"), format!("localhost:{port}")].iter().any(|own| own == host);
    let refused = if !request.header("Host").is_some_and(ours) {
        Some(421)
    } else if request.header("Origin").is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(ours)) {
        Some(403)
    } else if !matches!(request.method, Method::Get | Method::Head) {
        Some(405)
    } else {
        None
    };
    if let Some(status) = refused {
        request.answer(Answer::status(status));
        return;
    }
    let target = request.target.clone();
    let (path, search) = target.split_once('?').unwrap_or((&target, ""));
    let path = nfc(&decode(path)).into_owned();
    let value = |name: &str| {
        search.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(decode).unwrap_or_default()
    };
    match path.strip_prefix(OURS) {
        Some("events") if request.method == Method::Get => events::tell(request.into_stream(), live, &value("rev")),
        Some("findings") => {
            let json = findings::json(&live.now(), &nfc(&value("at")), tongue);
            request.answer(Answer::body(200, "application/json", vec![json.as_bytes()]));
        }
        Some(name) => match CLIENT.iter().find(|(known, _)| *known == name) {
            Some((name, text)) => request.answer(Answer::body(200, media_type_of(name), vec![text.as_bytes()])),
            None => request.answer(Answer::status(404)),
        },
        None => {
            let served = live.now();
            match served.picture(&path) {
                Some((out, recipe)) => picture(request, &out, recipe, darkroom),
                None => answer_file(request, &served, &path, tongue),
            }
        }
    }
}

/// A picture's variant, made when a browser first asks for it: the bytes are those that `build` writes.
fn picture(request: Request, out: &OutPath, recipe: &VariantJob, darkroom: &ImageCache) {
    let tag = format!("\"{}\"", recipe.fingerprint());
    if is_known(&request, &tag) {
        request.answer(Answer::status(304).with("ETag", tag));
        return;
    }
    match darkroom.bytes(recipe) {
        Some(bytes) => request.answer(Answer::body(200, media_type_of(out.as_str()), vec![&bytes]).with("ETag", tag)),
        None => request.answer(Answer::status(404)),
    }
}

/// Whether the browser holds what a tag stands for.
fn is_known(request: &Request, tag: &str) -> bool {
    let known = request.header("If-None-Match").unwrap_or_default();
    known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
}

fn answer_file(request: Request, served: &Revision, path: &str, tongue: Lang) {
    let out = served.out(path);
    let script = format!("<script src=\"{OURS}client.js\" data-rev=\"{}\" defer></script>", served.name());
    if let Some((out, (bytes, print))) = out.as_ref().and_then(|out| Some((out, served.file(out)?))) {
        // A page carries its revision, so its tag changes with it.
        let page = out.as_str().ends_with(".html");
        let tag = if page { format!("\"{print}-{}\"", served.revision) } else { format!("\"{print}\"") };
        let answer = if is_known(&request, &tag) {
            Answer::status(304)
        } else {
            Answer::body(200, media_type_of(out.as_str()), if page { with_client(bytes, &script) } else { vec![bytes] })
        };
        request.answer(answer.with("ETag", tag));
        return;
    }
    if let Some(file) = out.as_ref().and_then(|out| served.unshown(out)) {
        let page = findings::page(served, &file, tongue);
        request.answer(Answer::body(500, "text/html; charset=utf-8", with_client(page.as_bytes(), &script)));
        return;
    }
    let there = |out: OutPath| served.file(&out).is_some() || served.unshown(&out).is_some();
    let folder = out.is_some() && served.out(&format!("{path}/")).is_some_and(there);
    if folder || path == "/" || format!("{path}/") == served.base {
        // The site lives below its sub-path, a page in its folder: show where.
        let to = if folder { format!("{path}/") } else { served.base.clone() };
        request.answer(Answer::status(302).with("Location", encode(&to, true)));
        return;
    }
    let lost = served.file(&OutPath::new("404.html")).map_or(&b"404"[..], |(bytes, _)| bytes);
    request.answer(Answer::body(404, "text/html; charset=utf-8", with_client(lost, &script)));
}

/// Adds the client to a page; everything else stays byte for byte what `build` writes.
fn with_client<'a>(bytes: &'a [u8], script: &'a str) -> Vec<&'a [u8]> {
    match memchr::memmem::rfind(bytes, b"</body>") {
        Some(end) => vec![&bytes[..end], script.as_bytes(), &bytes[end..]],
        None => vec![bytes],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_page_loads_is_small() {
        let (name, text) = CLIENT[0];
        assert!(name == "client.js" && text.len() < 3000, "{name} has {} bytes", text.len());
    }
}
