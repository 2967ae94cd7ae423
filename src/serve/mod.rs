//! Floor 9: the guide in a browser, straight from memory, rebuilt when a file changes.
//!
//! One thread watches and builds, one at a time; requests read the newest finished snapshot and never wait for a build.
//! 127.0.0.1 only, and there is no option for more: drafts are part of what is served.

mod http;
mod live;
mod watch;

use std::{path::Path, sync::Arc, thread};

use crate::{
    console::Console,
    diagnostic::Diagnostic,
    model::Options,
    pipeline::{self, Snapshot},
    report::Format,
    serve::live::Live,
    source::SourceTree,
    tell,
};

/// The port that is tried first, and how many after it.
const PORTS: std::ops::RangeInclusive<u16> = 4000..=4020;

/// Builds, serves, watches; returns only on a fault of the start.
pub fn run(root: &Path, options: Options, console: Console, port: Option<u16>, open: bool) -> Result<(), Box<Diagnostic>> {
    let (server, port) = http::listen(port, PORTS)?;
    let mut tree = SourceTree::scan(root, &SourceTree::default());
    let mut snapshot = pipeline::build(&Snapshot::default(), &tree, options);
    tell_findings(console, &snapshot);
    let live = Arc::new(Live::new(&snapshot));
    let address = format!("http://127.0.0.1:{port}{}", live.base_path());
    console.say(&tell!(
        ja: "ガイドを表示しています： {address}\nファイルを保存すると、ブラウザーに反映されます。終わるときは Ctrl+C を押してください。",
        en: "Serving the guide at {address}\nThe browser follows what you save. Press Ctrl+C to stop."));
    if open {
        open_browser(&address);
    }
    let served = live.clone();
    thread::spawn(move || http::serve(&server, port, &served));
    watch::each_change(root, console, || {
        let next = SourceTree::scan(root, &tree);
        if next.difference(&tree).is_empty() {
            return;
        }
        tree = next;
        snapshot = pipeline::build(&snapshot, &tree, options);
        live.swap(&snapshot);
        let rendered = snapshot.rendered.len();
        let time: std::time::Duration = snapshot.timings.iter().map(|(_, time)| *time).sum();
        let milliseconds = time.as_millis();
        console.say(
            &tell!(ja: "反映しました（{rendered}ページ、{milliseconds}ミリ秒）", en: "updated ({rendered} outputs, {milliseconds} ms)"),
        );
        tell_findings(console, &snapshot);
    });
    Ok(())
}

fn tell_findings(console: Console, snapshot: &Snapshot) {
    console.report(&snapshot.findings, &snapshot.tree, Format::Human);
    if !snapshot.findings.is_empty() {
        console.summary(&snapshot.findings);
    }
}

/// Opens the browser; a machine without one shows the address above all the same.
fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let _ = std::process::Command::new(program)
        .args(arguments)
        .arg(address)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
}
