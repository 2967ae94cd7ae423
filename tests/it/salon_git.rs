//! A key that lies in a Git repository: never used while Git tracks it, and nothing that a repository says is run.
use std::{
    env, fs,
    process::{Command, Stdio},
};

use crate::support::room::{Room, Said, said};
use shirube::base::secret::Key;

/// A guide with a key in `guide/`, below a repository.
fn room() -> Room {
    let room = Room::new();
    room.write("guide/site.toml", "title = \"例のガイド\"\nbase_url = \"https://example.jp/\"\n");
    room.write("guide/content/_index.md", "---\ntitle: 例のガイド\n---\n");
    room.write("guide/.shirube/key", Key::new([7; 32]).to_base64());
    private(&room);
    git(&room, &["init", "--quiet"]);
    room
}

#[cfg(unix)]
fn private(room: &Room) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(room.path("guide/.shirube/key"), fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn private(_: &Room) {}

/// Runs Git; it is there wherever this repository was cloned.
fn git(room: &Room, args: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=町", "-c", "user.email=iju@example.jp"]).args(args);
    assert!(git.current_dir(room.folder.path()).stdout(Stdio::null()).status().unwrap().success(), "{args:?}");
}

fn check(room: &Room, root: &str) -> Said {
    said(room.command(&["check", "--root", root]).env("PATH", env::var_os("PATH").unwrap()).output().unwrap())
}

#[test]
fn a_key_that_git_tracks_stops_the_command() {
    let room = room();
    let fine = check(&room, "guide");
    assert!(fine.code == 0 && !fine.err.contains("key-"), "{}", fine.err);
    git(&room, &["add", "--force", "guide"]);
    git(&room, &["commit", "--quiet", "--message", "all"]);
    // A second work tree has a file where the repository would lie.
    git(&room, &["worktree", "add", "--quiet", "other"]);
    for root in ["guide", "other/guide"] {
        let tracked = check(&room, root);
        assert!(
            tracked.code == 2 && tracked.err.contains("error[key-tracked]") && tracked.err.contains("git rm --cached"),
            "{}",
            tracked.err
        );
    }
    git(&room, &["rm", "--quiet", "--cached", "guide/.shirube/key"]);
    assert_eq!(check(&room, "guide").code, 0);
}

#[test]
fn what_git_cannot_say_stops_the_command() {
    let room = room();
    fs::remove_dir_all(room.path(".git")).unwrap();
    room.write(".git", "gitdir: nowhere\n");
    let failed = check(&room, "guide");
    assert!(
        failed.code == 2 && failed.err.contains("error[key-unchecked]") && failed.err.contains("nowhere"),
        "{}",
        failed.err
    );
    let english = said(
        room.command(&["check", "--root", "guide", "--lang", "en"])
            .env("PATH", env::var_os("PATH").unwrap())
            .output()
            .unwrap(),
    );
    assert!(english.code == 2 && english.err.contains("could not be checked"), "{}", english.err);
}

#[test]
fn without_git_the_key_is_used_and_the_reader_told() {
    let room = room();
    fs::create_dir(room.path("empty")).unwrap();
    let alone = |room: &Room| {
        said(room.command(&["check", "--root", "guide"]).env("PATH", room.path("empty")).output().unwrap())
    };
    let told = alone(&room);
    assert!(told.code == 0 && told.err.contains("warning[key-unchecked]"), "{}", told.err);
    fs::remove_dir_all(room.path(".git")).unwrap();
    let fine = alone(&room);
    assert!(fine.code == 0 && !fine.err.contains("key-"), "{}", fine.err);
}

#[cfg(unix)]
#[test]
fn a_repository_runs_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = room();
    room.write("spy", format!("#!/bin/sh\ntouch '{}'\n", room.path("ran").display()));
    fs::set_permissions(room.path("spy"), fs::Permissions::from_mode(0o755)).unwrap();
    git(&room, &["add", "guide/site.toml"]);
    git(&room, &["config", "core.fsmonitor", &room.path("spy").display().to_string()]);
    git(&room, &["status", "--short"]);
    assert!(room.path("ran").exists(), "the trap works");
    fs::remove_file(room.path("ran")).unwrap();
    assert_eq!(check(&room, "guide").code, 0);
    assert!(!room.path("ran").exists());
}
