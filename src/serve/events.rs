//! The stream of news to one open tab.

use std::{io::Write, net::TcpStream, time::Duration};

use crate::serve::{
    change::ReloadEvent,
    live::{LiveState, revision},
};

/// How often a silent stream is tried, so that it ends when its tab has gone.
const BEAT: Duration = Duration::from_secs(3);

/// The header is written by hand: the library would choose chunks, which some browsers hold back.
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: \
    close\r\n\r\nretry: 500\n\n";

/// Tells a tab of every revision after the one it shows, until a write fails: then the tab was closed.
pub(super) fn tell(mut stream: TcpStream, live: &LiveState, shown: &str) {
    let mut known = revision(shown);
    let mut message = HEAD.to_owned();
    // The first message tells what there is to mend, even if nothing is new.
    let now = live.now();
    if known == Some(now.revision) {
        message += &data(&ReloadEvent::of(&now, [].into_iter(), true).json());
    }
    while stream.write_all(message.as_bytes()).and_then(|()| stream.flush()).is_ok() {
        message = match live.since(known, BEAT) {
            Some(news) => {
                known = Some(news.revision);
                data(&news.json())
            }
            None => ": here\n\n".to_owned(),
        };
    }
}

fn data(json: &str) -> String {
    format!("data: {json}\n\n")
}
