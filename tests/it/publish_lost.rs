//! Withdrawals and publications where a run was ended, a record is lost or something cannot be read: nothing is called
//! done, and nothing comes back.
use std::fs;

use shirube::publish::manifest::MANIFEST;

use crate::{
    approval_commands::{APPROVE, drafted},
    publish::{ends, guide},
    support::{
        room::{Room, tree},
        web::{self, Web},
    },
};

const PAGE: &str = "out/qa/a/index.html";
const WITHDRAW: [&str; 5] = ["salon", "withdraw", "content/qa/a.md", "--by", "iju-a"];

/// A guide with an approved page from the salon, and the server that shows what is published.
fn approved() -> (Room, Web) {
    let room = drafted();
    let (server, port) = web::serve(&room.path("out"));
    let target = format!(
        "[publish.production]\nkind = \"folder\"\npath = \"out\"\nurl = \"http://127.0.0.1:{port}/\"\n\
         verify = \"http\"\n"
    );
    room.write("site.toml", format!("{}\n{target}", room.read("site.toml")));
    assert_eq!(room.run(&APPROVE).code, 0);
    (room, server)
}

fn withdraw(room: &Room) {
    let said = room.run(&WITHDRAW);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn a_withdrawal_that_nobody_has_published_yet_is_not_done() {
    let (room, _server) = approved();
    ends(&room, &["publish"], 0);
    withdraw(&room);
    room.write("out/_pub/lock", "{\"nonce\":\"x\",\"host\":\"h\",\"since\":\"s\"}");
    ends(&room, &["publish"], 5);
    assert!(room.path(PAGE).exists());
    let told = ends(&room, &["publish", "status"], 4);
    assert!(told.err.contains("publish-withdrawal"), "{}", told.err);
    ends(&room, &["publish", "unlock", "--yes"], 0);
    ends(&room, &["publish"], 0);
    assert!(!room.path(PAGE).exists());
    ends(&room, &["publish", "status"], 0);
}

#[test]
fn a_page_that_only_an_ended_run_has_shown_is_withdrawn_like_any_other() {
    let (room, server) = approved();
    server.also_shows("/", b"<html>injected</html>");
    ends(&room, &["publish"], 4);
    assert!(room.path(PAGE).exists() && !room.path("out").join(MANIFEST).exists());
    server.forgets("/");
    let shown = fs::read(room.path(PAGE)).unwrap();
    server.also_shows("/qa/a/", &shown);
    withdraw(&room);
    let said = ends(&room, &["publish"], 4);
    assert!(
        said.out.contains("取り下げ 1ページ") && said.err.contains("publish-withdrawal"),
        "{}{}",
        said.out,
        said.err
    );
    // There is nothing to send any more, and it is still not done.
    let again = ends(&room, &["publish"], 4);
    assert!(again.out.contains("最新") && again.err.contains("publish-withdrawal"), "{}{}", again.out, again.err);
    server.forgets("/qa/a/");
    ends(&room, &["publish"], 0);
}

#[test]
fn a_withdrawn_page_that_the_place_no_longer_knows_is_told() {
    let (room, _server) = approved();
    ends(&room, &["publish"], 0);
    withdraw(&room);
    fs::remove_file(room.path("out").join(MANIFEST)).unwrap();
    let said = ends(&room, &["publish", "--adopt"], 4);
    assert!(room.path(PAGE).exists() && said.err.contains("publish-withdrawal"), "{}", said.err);
}

#[test]
fn a_release_that_was_left_lying_there_does_not_come_back() {
    let (room, _server) = approved();
    ends(&room, &["publish"], 0);
    let kept: Vec<_> = tree(&room.path(".shirube/publish/production"));
    let kept: Vec<_> =
        kept.into_iter().filter(|(path, _)| path.starts_with("releases/") || path.starts_with("blobs/")).collect();
    let id = kept.iter().find_map(|(path, _)| path.strip_prefix("releases/")?.strip_suffix(".json")).unwrap();
    withdraw(&room);
    ends(&room, &["publish"], 0);
    for (path, bytes) in &kept {
        room.write(&format!(".shirube/publish/production/{path}"), bytes);
    }
    let said = ends(&room, &["publish", "rollback", "production", "--to", id], 1);
    assert!(said.err.contains("publish-no-release") && !room.path(PAGE).exists(), "{}", said.err);
}

#[test]
fn a_cache_hides_nothing_but_what_it_holds() {
    let room = guide();
    let (server, port) = web::serve(&room.path("out"));
    let verified = format!("verify = \"http\"\nurl = \"http://127.0.0.1:{port}/\"");
    room.write("site.toml", room.read("site.toml").replace("profile = \"sakura\"", &verified));
    server.remembers("/life/a/", b"<html>old</html>");
    server.also_shows("/life/c/", b"<html>injected</html>");
    let said = ends(&room, &["publish", "production"], 4);
    assert!(said.err.contains("/life/c/"), "{}", said.err);
    server.forgets("/life/c/");
    assert!(ends(&room, &["publish", "production"], 0).err.contains("publish-stale"));
}

#[test]
fn nobody_approves_whom_the_settings_do_not_name() {
    let room = guide();
    let site = room.read("site.toml");
    let digest = format!("sha256:{}", "a1".repeat(32));
    let approve = |by: &str, code| ends(&room, &["publish", "approve", &digest, "--by", by], code);
    approve("iju-a", 0);
    for reviewers in ["reviewers = [\"iju-b\"]", "reviewers = \"iju-b\"", "[salon.reviewers]\niju-b = \"課\""] {
        room.write("site.toml", format!("{site}\n[salon]\n{reviewers}\n"));
        approve("iju-a", 2);
    }
    approve("iju-b", 0);
    room.write("site.toml", b"title = \"\x90\xe1\"\n");
    assert!(approve("iju-b", 2).err.contains("site.toml"));
}
