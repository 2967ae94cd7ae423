//! A run that is ended at any moment: nothing is lost, nothing is half-written. (`approve` has its own in
//! `approval.rs`.)
use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use crate::support::room::{Room, tree};
use shirube::salon::{inbox, key, ledger};

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon/export");
const LATER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon/export-later");

/// Runs a command and ends it after a share of the time that it takes.
fn killed(room: &Room, args: &[&str], whole: Duration, share: u32) {
    let mut child = room.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(whole * share / 100);
    let _ = child.kill();
    child.wait().unwrap();
}

fn imported() -> Room {
    let room = Room::with_guide();
    let said = room.run(&["salon", "import", EXPORT]);
    assert!(said.code < 2, "{}", said.err);
    room
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn an_import_that_is_ended_leaves_the_old_inbox_or_the_new_one() {
    let room = imported();
    let root = room.folder.path().to_owned();
    let (live, kept) = (inbox::folder(&root).unwrap(), root.join("kept"));
    copy(&live, &kept);
    let before = inbox::read_inbox(&root).unwrap();
    let start = Instant::now();
    room.run(&["salon", "import", LATER]);
    let whole = start.elapsed();
    let after = inbox::read_inbox(&root).unwrap();
    let names = || tree(&root).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let clean = names();
    assert_ne!(before.messages, after.messages);
    let (mut old, mut new) = (0, 0);
    for number in 0..100 {
        copy(&kept, &live);
        // Most moments lie where the writing is, near the end.
        killed(
            &room,
            &["salon", "import", LATER],
            whole,
            if number < 30 { number * 3 } else { 60 + (number * 7) % 60 },
        );
        let found = inbox::read_inbox(&root).unwrap();
        if found.messages == before.messages {
            old += 1;
            assert_eq!(
                (&found.meta, &found.people, &found.channels, &found.threads),
                (&before.meta, &before.people, &before.channels, &before.threads)
            );
        } else {
            new += 1;
            assert_eq!(
                (&found.messages, &found.meta, &found.people, &found.channels),
                (&after.messages, &after.meta, &after.people, &after.channels)
            );
            assert_eq!(found.threads.len(), after.threads.len());
        }
    }
    assert!(old > 0 && old + new == 100, "{old} old, {new} new");
    copy(&kept, &live);
    assert_eq!(room.run(&["salon", "import", LATER]).code, 0);
    assert_eq!(inbox::read_inbox(&root).unwrap().messages, after.messages, "the next run does the rest");
    assert_eq!(names(), clean, "and nothing is left of those that were ended");
}

#[test]
fn a_draft_that_is_ended_leaves_a_whole_page_or_none() {
    let room = imported();
    let root = room.folder.path().to_owned();
    let id = inbox::read_inbox(&root).unwrap().threads.values().next().unwrap().id.clone();
    let page = root.join("content/qa").join(format!("{}.md", id.to_lowercase()));
    let start = Instant::now();
    assert_eq!(room.run(&["salon", "draft", &id]).code, 0);
    let (whole, text) = (start.elapsed(), fs::read_to_string(&page).unwrap());
    for number in 0..60 {
        let _ = fs::remove_file(&page);
        killed(&room, &["salon", "draft", &id], whole, 30 + number * 2);
        if let Ok(found) = fs::read_to_string(&page) {
            assert_eq!(found, text);
        }
        let key = key::load(&root).unwrap();
        ledger::open(&root, key.as_ref()).map(drop).unwrap_or_else(|finding| panic!("{finding:?}"));
        inbox::read_inbox(&root).unwrap();
    }
    let _ = fs::remove_file(&page);
    let again = room.run(&["salon", "draft", &id]);
    assert_eq!((again.code, fs::read_to_string(&page).unwrap()), (0, text), "{}", again.err);
    let left: Vec<_> = tree(&root).into_iter().filter(|(name, _)| name.ends_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}
