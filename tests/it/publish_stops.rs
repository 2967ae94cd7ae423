//! What stops a publication before its first write, with the exit code that says which kind of stop it is.
use std::fs;

use shirube::publish::manifest::{JOURNAL, MANIFEST};

use crate::{
    publish::{ends, guide},
    support::room::{Room, tree},
};

#[test]
fn a_password_in_site_toml_is_refused_and_never_shown() {
    let room = guide();
    let secret = ["geheim", "nis", "123"].concat();
    let site = room.read("site.toml");
    room.write("site.toml", site.replace("profile = \"sakura\"", &format!("password = \"{secret}\"")));
    for command in [&["publish", "production"][..], &["publish", "status"], &["publish", "doctor", "production"]] {
        let said = ends(&room, command, 2);
        assert!(
            said.err.contains(
                "パスワードは site.toml に書けません（`password`）。公開時に入力するか、\
                 環境変数 SHIRUBE_PUBLISH_PRODUCTION_PASSWORD に入れてください。"
            ),
            "{}",
            said.err
        );
        assert!(!said.err.contains(&secret) && !said.out.contains(&secret), "{}", said.err);
    }
    assert!(!room.path("out").exists());
    let checked = room.run(&["check"]);
    assert!(checked.code == 1 && !checked.err.contains(&secret), "{}", checked.err);
}

#[test]
fn targets_that_are_not_there_or_not_whole_are_told() {
    let room = guide();
    for (args, words) in
        [(&["publish", "produktion"][..], "「produktion」という公開先はありません"), (&["publish"], "production, usb")]
    {
        // Without a name, `production` is meant.
        let said = room.run(args);
        assert!(said.code == if args.len() == 1 { 0 } else { 2 }, "{}", said.err);
        assert!(said.code == 0 || said.err.contains(words), "{}", said.err);
    }
    let site = room.read("site.toml");
    for (from, to, words) in [
        ("path = \"out\"", "", "`path` が足りないか、使えません"),
        ("path = \"out\"", "path = \"content\"", "公開できません"),
        ("[publish.production]", "[publish.\"../x\"]", "「../x」という公開先はありません"),
        ("path = \"usb/guide.zip\"", "path = \"usb\"", "`path` が足りないか、使えません"),
    ] {
        room.write("site.toml", site.replace(from, to));
        let target = if to.contains("usb") {
            "usb"
        } else if to.contains("..") {
            "../x"
        } else {
            "production"
        };
        let said = ends(&room, &["publish", target], 2);
        assert!(said.err.contains(words) || said.err.contains("使えません"), "{to}: {}", said.err);
    }
    let none = Room::with_guide();
    assert!(ends(&none, &["publish"], 2).err.contains("公開先が書かれていません"));
}

#[test]
fn errors_stop_it_and_so_do_pages_that_vanish() {
    let room = guide();
    for number in 0..50 {
        room.write(&format!("content/many/p{number}.md"), format!("---\ntitle: ページ{number}\n---\n\n文です。\n"));
    }
    room.write("content/many/_index.md", "---\ntitle: たくさん\n---\n");
    ends(&room, &["publish", "production"], 0);
    let before = tree(&room.path("out"));
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n[ない](nai.md)\n");
    assert!(ends(&room, &["publish", "production"], 1).err.contains("公開先はそのままです"));
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n");
    fs::remove_dir_all(room.path("content/many")).unwrap();
    let said = ends(&room, &["publish", "production"], 1);
    assert!(said.err.contains("publish-removals"), "{}", said.err);
    assert!(tree(&room.path("out")) == before, "nothing was written");
    let number: String =
        said.err.split("--allow-deletes ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    ends(&room, &["publish", "production", "--allow-deletes", "1"], 1);
    ends(&room, &["publish", "production", "--allow-deletes", &number], 0);
    assert!(!room.path("out/many").exists());
}

#[test]
fn files_of_others_and_other_guides_are_left_alone() {
    let room = guide();
    room.write("out/index.html", "theirs");
    let said = ends(&room, &["publish", "production"], 1);
    assert!(said.err.contains("publish-foreign") && said.err.contains("「index.html」"), "{}", said.err);
    assert_eq!(tree(&room.path("out")).len(), 1);
    ends(&room, &["publish", "production", "--adopt"], 0);
    room.write("out/theirs.txt", "theirs");
    let said = ends(&room, &["publish", "check", "production", "--deep"], 0);
    assert!(said.out.contains("theirs.txt"), "{}", said.out);
    let site = room.read("site.toml");
    room.write("site.toml", site.replace("example.jp/iju/", "example.jp/other/"));
    assert!(ends(&room, &["publish", "production"], 1).err.contains("publish-other-site"));
    ends(&room, &["publish", "production", "--adopt"], 0);
    assert_eq!(room.read("out/theirs.txt"), "theirs");
}

#[test]
fn what_cannot_be_read_at_the_target_stops_everything() {
    let room = guide();
    ends(&room, &["publish", "production"], 0);
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n変わりました。\n");
    let manifest = room.read(&format!("out/{MANIFEST}"));
    for (file, text) in [
        (MANIFEST, manifest[..manifest.len() / 2].to_owned()),
        (MANIFEST, manifest.replacen("\"s\":", "\"s\":1", 1)),
        (MANIFEST, manifest.replacen("\"format\":1", "\"format\":9", 1)),
        (JOURNAL, "{".to_owned()),
    ] {
        room.write(&format!("out/{file}"), &text);
        let before = tree(&room.path("out"));
        assert!(ends(&room, &["publish", "production"], 6).err.contains("publish-unreadable"));
        assert!(tree(&room.path("out")) == before);
        room.write(&format!("out/{MANIFEST}"), &manifest);
    }
    fs::remove_file(room.path(&format!("out/{JOURNAL}"))).unwrap();
    room.write(".shirube/publish/production/record.json", "{");
    assert!(ends(&room, &["publish", "production"], 2).err.contains("publish-record"));
}

#[test]
fn a_lock_of_somebody_else_waits_and_can_be_taken_away() {
    let room = guide();
    ends(&room, &["publish", "production"], 0);
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n変わりました。\n");
    room.write("out/_pub/lock", "{\"nonce\":\"x\",\"host\":\"移住交流課のパソコン\",\"since\":\"10:12\"}");
    let said = ends(&room, &["publish", "production"], 5);
    assert!(said.err.contains("いま別の人が公開中です（開始 10:12、移住交流課のパソコン"), "{}", said.err);
    let shown = ends(&room, &["publish", "unlock", "production"], 1);
    assert!(shown.out.contains("移住交流課のパソコン"), "{}", shown.out);
    ends(&room, &["publish", "unlock", "production", "--yes"], 0);
    ends(&room, &["publish", "production"], 0);
    assert!(!room.path("out/_pub/lock").exists());
}

#[test]
fn damage_is_found_and_mended() {
    let room = guide();
    ends(&room, &["publish", "production"], 0);
    room.write("out/life/a/index.html", "damaged");
    fs::remove_file(room.path("out/life/index.html")).unwrap();
    let quick = ends(&room, &["publish", "check", "production"], 4);
    assert!(quick.out.contains("life/index.html") && !quick.out.contains("life/a/"), "{}", quick.out);
    let deep = ends(&room, &["publish", "check", "production", "--deep"], 4);
    assert!(deep.out.contains("life/a/index.html"), "{}", deep.out);
    ends(&room, &["publish", "production", "--repair"], 0);
    ends(&room, &["publish", "check", "production", "--deep"], 0);
}

#[test]
fn approvals_are_of_exactly_what_is_published() {
    let room = guide();
    let site = room.read("site.toml");
    room.write("site.toml", site.replace("path = \"out\"", "path = \"out\"\napprovals = 1"));
    let said = ends(&room, &["publish", "production"], 1);
    let digest = said.err.split("approve ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    ends(&room, &["publish", "approve", "sha256:1", "--by", "iju-a"], 2);
    ends(&room, &["publish", "approve", &digest, "--by", "iju-a", "--comment", "よい"], 0);
    ends(&room, &["publish", "production", "--dry-run"], 0);
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n変わりました。\n");
    assert!(ends(&room, &["publish", "production"], 1).err.contains("publish-approval"));
    ends(&room, &["publish", "production", "--emergency"], 0);
}

#[test]
fn a_window_that_opens_or_closes_is_what_a_scheduler_waits_for() {
    let room = guide();
    room.write(
        "content/life/e.md",
        "---\ntitle: 雪\npublish_from: 2026-11-05\npublish_until: 2026-11-10\n---\n\n文です。\
        \n",
    );
    ends(&room, &["publish", "production", "--due", "--now", "2026-11-01"], 0);
    assert!(room.path("out/index.html").exists() && !room.path("out/life/e").exists());
    for (day, is_due, is_there) in [
        ("2026-11-04", false, false),
        ("2026-11-05", true, true),
        ("2026-11-06", false, true),
        ("2026-11-10", false, true),
        ("2026-11-11", true, false),
        ("2026-11-12", false, false),
    ] {
        let said = ends(&room, &["publish", "production", "--due", "--now", day], 0);
        assert_eq!(
            (!said.out.contains("何もしませんでした"), room.path("out/life/e").exists()),
            (is_due, is_there),
            "{day}"
        );
    }
}

#[test]
fn only_some_pages_are_published_in_a_hurry() {
    let room = guide();
    ends(&room, &["publish", "production"], 0);
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n断水のお知らせです。\n");
    room.write("content/life/c.md", "---\ntitle: ごみ\n---\n\nまだ出さない文です。\n");
    ends(&room, &["publish", "production", "--only", "life/a/"], 0);
    assert!(room.read("out/life/a/index.html").contains("断水"));
    assert!(!room.read("out/life/c/index.html").contains("まだ出さない"));
    ends(&room, &["publish", "production"], 0);
    assert!(room.read("out/life/c/index.html").contains("まだ出さない"));
}
