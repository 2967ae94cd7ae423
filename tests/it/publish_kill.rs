//! A publication into a folder that is killed at any moment: every file is the old or the new one, and running it
//! again
//! ends with exactly the new site.
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use crate::{
    publish::{ends, guide, published},
    support::room::{Room, tree},
};

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for (path, bytes) in tree(from) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// Publishes until the first file of the new site is there, then a little longer, and kills it.
fn killed(room: &Room, after: Duration) {
    let mut child =
        room.command(&["publish", "production"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begin = Instant::now();
    // Most of the time goes into building: what matters begins with the lock.
    while !room.path("out/_pub/lock").exists() && begin.elapsed() < Duration::from_secs(60) {
        if child.try_wait().unwrap().is_some() {
            return;
        }
        std::thread::yield_now();
    }
    std::thread::sleep(after);
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn a_publication_that_is_killed_is_finished_by_the_next() {
    let room = guide();
    for number in 0..40 {
        room.write(&format!("content/many/p{number}.md"), format!("---\ntitle: ページ{number}\n---\n\n前の文です。\n"));
    }
    room.write("content/many/_index.md", "---\ntitle: たくさん\n---\n");
    ends(&room, &["publish", "production"], 0);
    let (old, _) = published(&room.path("out"));
    copy(&room.path("out"), &room.path("kept/out"));
    copy(&room.path(".shirube/publish"), &room.path("kept/record"));
    for number in 0..35 {
        room.write(
            &format!("content/many/p{number}.md"),
            format!("---\ntitle: ページ{number}\n---\n\n新しい文です。\n"),
        );
    }
    for number in 35..40 {
        fs::remove_file(room.path(&format!("content/many/p{number}.md"))).unwrap();
    }
    let begin = Instant::now();
    ends(&room, &["publish", "production"], 0);
    let (new, _) = published(&room.path("out"));
    let whole = begin.elapsed();
    let mut between = 0;
    for number in 0..20u32 {
        copy(&room.path("kept/out"), &room.path("out"));
        copy(&room.path("kept/record"), &room.path(".shirube/publish"));
        // The writing is a small part of the whole; short waits see more of it.
        killed(&room, whole * number * number / 2000);
        let found: BTreeMap<String, Vec<u8>> =
            tree(&room.path("out")).into_iter().filter(|(path, _)| !path.starts_with("_pub/")).collect();
        for (path, bytes) in found.iter().filter(|(path, _)| !path.ends_with(".up~")) {
            let is_stub = String::from_utf8_lossy(bytes).contains("このページはありません") && !new.contains_key(path);
            assert!(
                old.get(path) == Some(bytes) || new.get(path) == Some(bytes) || is_stub,
                "{number}: {path} is torn"
            );
        }
        for path in old.keys().filter(|path| new.contains_key(*path)) {
            assert!(found.contains_key(path), "{number}: {path} is missing");
        }
        between += usize::from(found != old && found != new);
        ends(&room, &["publish", "production"], 0);
        assert!(published(&room.path("out")).0 == new, "{number}");
        let left: Vec<String> = tree(&room.path("out/_pub"))
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !path.ends_with(".json"))
            .collect();
        assert!(left.is_empty() && !room.path("out/_pub/journal.json").exists(), "{number}: {left:?}");
    }
    assert!(between > 0, "no kill came while files were written");
}
