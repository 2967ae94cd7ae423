//! The program as an editor runs it: in a sealed room, with a fixed day, a cleared environment and its own folder. What
//! it says is a terminal session (see [`crate::support::session`]); what it does to the folder is asserted here.
use std::fs;

use crate::support::{
    room::{Room, said, tree},
    session::Session,
};

#[test]
fn a_new_guide_builds_with_no_finding() {
    let room = Room::new();
    let made = room.run(&["new", "guide"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("shirube serve --open"));
    let built = room.run(&["build", "--root", "guide"]);
    // On a slow machine lines of progress stand around it.
    assert!(
        built.code == 0 && built.err.contains("直すところは見つかりませんでした。\n") && !built.err.contains('['),
        "{}",
        built.err
    );
    let checked = room.run(&["check", "--root", "guide", "--format", "json"]);
    assert_eq!((checked.code, checked.out.trim()), (0, "[]"));
    assert!(room.read("guide/public/index.html").contains("灯野町"));
    assert!(
        room.read("guide/.gitattributes").contains("*.csv -text") && room.read("guide/.gitignore").contains(".shirube")
    );
    assert!(room.path("guide/public/sitemap.xml").is_file() && room.path("guide/public/404.html").is_file());
    let again = room.run(&["new", "guide"]);
    assert_eq!(again.code, 2, "a folder in use is not written into");
    assert!(room.run(&["new", "灯野 移住"]).out.contains("  cd \"灯野 移住\"\n"));
}

#[test]
fn two_processes_and_any_number_of_threads_give_the_same_bytes() {
    let room = Room::new();
    room.run(&["new", "guide"]);
    for (out, threads) in [("one", "1"), ("two", "2"), ("many", "7")] {
        let built = said(
            room.command(&["build", "--root", "guide", "--out", out])
                .env("RAYON_NUM_THREADS", threads)
                .output()
                .unwrap(),
        );
        assert_eq!(built.code, 0, "{}", built.err);
    }
    let one = tree(&room.path("one"));
    assert!(one.len() > 100 && one == tree(&room.path("two")) && one == tree(&room.path("many")));
}

#[test]
fn with_an_error_the_last_good_site_stays() {
    let mut session = Session::in_room(Room::with_guide());
    session.run(&["build"]);
    let before = tree(&session.room.path("public"));
    session.write("content/life/a.md", "---\ntitle: 水道\n---\n\n[ない](nai.md)\n");
    session.run(&["build"]);
    assert_eq!(tree(&session.room.path("public")), before);
    session.write("content/life/b.md", "---\ntitel: ガス\n---\n");
    session.run(&["build", "--keep-going"]);
    let published = |path: &str| before.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.clone());
    for path in ["life/a/index.html", "life/b/index.html"] {
        assert_eq!(fs::read(session.room.path("public").join(path)).ok(), published(path), "{path}");
    }
    session.assert_is("error-keeps-the-last-site");
}

#[test]
fn only_what_we_wrote_is_removed() {
    let mut session = Session::in_room(Room::with_guide());
    session.write(
        "site.toml",
        "title = \"例\"\nbase_url = \"https://example.jp/\"\n[build]\nkeep = [\"CNAME\", \"life/b/index.html\"]\n",
    );
    session.run(&["build"]);
    session.room.write("public/CNAME", "example.jp");
    session.room.write("public/life/foreign.txt", "x");
    session.remove("content/life/b.md");
    session.write("content/life/a.md", "---\ntitle: 水道\nslug: suido\n---\n");
    session.run(&["build"]);
    let room = &session.room;
    assert!(!room.path("public/life/a").exists() && room.path("public/life/suido/index.html").is_file());
    assert!(room.path("public/CNAME").is_file() && room.path("public/life/foreign.txt").is_file());
    session.assert_is("only-ours-is-removed");
}

#[test]
fn unchanged_files_are_left_alone_and_edited_ones_told() {
    let mut session = Session::in_room(Room::with_guide());
    session.run(&["build"]);
    let stamp =
        |session: &Session| fs::metadata(session.room.path("public/life/b/index.html")).unwrap().modified().unwrap();
    let before = stamp(&session);
    session.write("public/life/a/index.html", "hand-made");
    session.run(&["build"]);
    assert_eq!(stamp(&session), before);
    assert!(session.room.read("public/life/a/index.html").contains("水道"));
    session.assert_is("edited-output");
}

#[test]
fn folders_of_others_are_refused() {
    let mut session = Session::in_room(Room::with_guide());
    session.write("photos/a.jpg", "x");
    for out in ["photos", ".", "content", "content/life", ".."] {
        assert_eq!(session.run(&["build", "--out", out]).code, 2, "{out}");
    }
    assert_eq!(tree(&session.room.path("photos")).len(), 1);
    // A page's place is taken by a file of somebody else.
    session.run(&["build"]);
    session.remove("public/.shirube-manifest.json");
    assert_eq!(session.run(&["build"]).code, 2);
    session.assert_is("folders-of-others");
}

#[test]
fn wrong_usage_is_told_in_words() {
    let mut session = Session::in_room(Room::new());
    for args in [
        &["biuld"][..],
        &["build", "--ot", "x"],
        &["build"],
        &["check", "--format", "xml"],
        &["build", "--lang", "en"],
        &["build", "--now", "4月1日"],
    ] {
        assert_eq!(session.run(args).code, 2, "{args:?}");
    }
    session.assert_is("wrong-usage");
}

#[test]
fn fixes_change_only_their_bytes_and_hold() {
    let mut session = Session::in_room(Room::with_guide());
    session.write(
        "content/life/a.md",
        "\u{feff}---\r\ntitle：手続き: 水道\r\ndate: 令和8年4月1日\r\ntags:\r\n\t- 雪\r\n---\r\n\r\n本文です。\r\n",
    );
    session.write("content/life/b.md", b"---\ntitle: \x93\x94\x96\xec\n---\n\n\x96\x7b\x95\xb6\n");
    session.run(&["check"]);
    session.run(&["check", "--fix"]);
    assert_eq!(
        session.room.read("content/life/a.md"),
        "\u{feff}---\r\ntitle: \"手続き: 水道\"\r\ndate: 2026-04-01\r\ntags:\r\n  - 雪\r\n---\r\n\r\n本文です。\r\n"
    );
    assert_eq!(session.room.read("content/life/b.md"), "---\ntitle: 灯野\n---\n\n本文\n");
    session.run(&["check", "--fix"]);
    session.assert_is("fix");
}

#[test]
fn why_answers_what_somebody_asks() {
    let mut session = Session::in_room(Room::with_guide());
    session.write("content/life/draft.md", "---\ntitle: 準備中\ndraft: true\n---\n");
    let first = session.run(&["why", "/life/a/"]);
    for asked in [
        "life/a",
        "https://example.jp/iju/life/a/#x",
        "http://127.0.0.1:4000/iju/life/a/",
        "content/life/a.md",
        "/life/a/index.html",
    ] {
        assert_eq!(session.room.run(&["why", asked]), first, "{asked}");
    }
    session.run(&["why", "/life/draft/"]);
    session.write("content/life/b.md", "---\ntitle: [壊れた\n---\n");
    session.run(&["why", "/life/b/"]);
    session.run(&["why", "/life/aa/"]);
    session.assert_is("why");
}

#[test]
fn explain_says_what_changed_since_the_last_time() {
    let mut session = Session::in_room(Room::with_guide());
    session.run(&["build", "--explain"]);
    session.run(&["build", "--explain"]);
    session.write("content/life/a.md", "---\ntitle: 上水道\n---\n\n[ガス](b.md)\n");
    session.write("content/life/c.md", "---\ntitle: ごみ\n---\n");
    session.run(&["build", "--explain"]);
    session.remove("content/life/c.md");
    session.run(&["build", "--explain", "--lang", "en"]);
    session.assert_is("explain");
}

#[test]
fn a_build_tells_what_it_comes_to() {
    let mut session = Session::in_room(Room::with_guide());
    session.write("content/life/a.md", "---\ntitle: 水道\nreview_by: 2026-10-01\n---\n\n一二三四五\n");
    session.write("content/life/b.md", "---\ntitle: ガス\npublish_from: 2026-11-15\n---\n");
    session.write("content/life/c.md", "---\ntitle: ごみ\npublish_until: 2026-11-20\n---\n");
    session.write("content/life/d.md", "---\ntitle: 下書き\ndraft: true\npublish_until: 2026-11-20\n---\n");
    session.run(&["build", "--timings"]);
    session.run(&["build", "--timings", "--explain", "--format", "json"]);
    session.assert_is("what-a-build-comes-to");
}

#[test]
fn findings_are_kept_in_a_file_that_notepad_opens() {
    let room = Room::with_guide();
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n[ない](nai.md)\n");
    let checked = room.run(&["check", "--save", "結果.txt"]);
    let kept = room.read("結果.txt");
    assert!(kept.starts_with("\u{feff}error[dead-link]") && kept.contains("エラー1件（1つのファイル）"), "{kept}");
    assert!(checked.code == 1 && checked.err.contains("結果を「結果.txt」に書きました。"), "{}", checked.err);
    let json = room.run(&["build", "--format", "json", "--save", "a.json"]);
    assert_eq!((room.read("a.json"), json.code), (json.out, 1));
    let page = room.read("content/life/a.md");
    let refused = room.run(&["check", "--save", "content/life/a.md"]);
    assert!(refused.code == 2 && refused.err.contains("`--save 結果.txt`"), "{}", refused.err);
    assert_eq!(room.read("content/life/a.md"), page);
}
