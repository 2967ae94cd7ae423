//! When to look again. What changed is found by comparing the files, never by what an event says.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use notify::{RecursiveMode, Watcher};

use crate::{console::Console, say};

/// How long it must be quiet, so that ten files saved at once are one build.
const QUIET: Duration = Duration::from_millis(40);
/// The longest wait for quiet.
const MOST: Duration = Duration::from_millis(400);
/// How often to look where nobody tells us of changes.
const POLL: Duration = Duration::from_secs(1);

/// Calls `look` after every change below `root`, for ever.
pub(super) fn each_change(root: &Path, console: Console, mut look: impl FnMut()) {
    let (sender, events) = mpsc::channel();
    let watching = watcher(root, sender);
    if watching.is_none() {
        console.note(&say!(
            ja: "変更の知らせを受け取れないため、1秒ごとに変更を確かめます。",
            en: "Changes cannot be watched here; looking every second."));
    }
    loop {
        if watching.is_some() {
            if events.recv().is_err() {
                return;
            }
            settle(&events);
        } else {
            std::thread::sleep(POLL);
        }
        look();
    }
}

/// A watcher of everything that a site is made from; `None` where the system cannot watch.
fn watcher(root: &Path, sender: mpsc::Sender<()>) -> Option<notify::RecommendedWatcher> {
    let ignored: Vec<PathBuf> = ["public", ".shirube", ".git", "target"].iter().map(|name| root.join(name)).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let ours = event.map_or(true, |event| {
            !event.kind.is_access() && !event.paths.iter().all(|path| ignored.iter().any(|folder| path.starts_with(folder)))
        });
        if ours {
            let _ = sender.send(());
        }
    })
    .ok()?;
    // The root itself without its folders (site.toml is replaced by rename), the folders with everything below.
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    for folder in ["content", "data", "themes", "salon"].map(|name| root.join(name)).iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    }
    Some(watcher)
}

fn settle(events: &Receiver<()>) {
    let start = Instant::now();
    while start.elapsed() < MOST {
        match events.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
        }
    }
}
