//! The program as an editor runs it: in a sealed room, with a fixed day, a cleared environment and its own folder.
use std::{fs, process::Command};

use crate::support::room::{Room, said, tree};

#[test]
fn a_new_guide_builds_with_no_finding() {
    let room = Room::new();
    let made = room.run(&["new", "guide"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("shirube serve --open"));
    let built = room.run(&["build", "--root", "guide"]);
    // On a slow machine lines of progress stand around it.
    assert!(built.code == 0 && built.err.contains("直すところは見つかりませんでした。\n") && !built.err.contains('['), "{}", built.err);
    let checked = room.run(&["check", "--root", "guide", "--format", "json"]);
    assert_eq!((checked.code, checked.out.trim()), (0, "[]"));
    assert!(room.read("guide/public/index.html").contains("灯野町"));
    assert!(room.path("guide/public/sitemap.xml").is_file() && room.path("guide/public/404.html").is_file());
    let again = room.run(&["new", "guide"]);
    assert_eq!(again.code, 2, "a folder in use is not written into");
}

#[test]
fn two_processes_and_any_number_of_threads_give_the_same_bytes() {
    let room = Room::new();
    room.run(&["new", "guide"]);
    for (out, threads) in [("one", "1"), ("two", "2"), ("many", "7")] {
        let built = said(room.command(&["build", "--root", "guide", "--out", out]).env("RAYON_NUM_THREADS", threads).output().unwrap());
        assert_eq!(built.code, 0, "{}", built.err);
    }
    let one = tree(&room.path("one"));
    assert!(one.len() > 100 && one == tree(&room.path("two")) && one == tree(&room.path("many")));
}

#[test]
fn with_an_error_the_last_good_site_stays() {
    let room = Room::with_guide();
    assert_eq!(room.run(&["build"]).code, 0);
    let before = tree(&room.path("public"));
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n[ない](nai.md)\n");
    let built = room.run(&["build"]);
    assert_eq!(built.code, 1);
    assert!(
        built.err.contains("前回のサイトはそのまま")
            && built.err.contains("エラー1件（1つのファイル）。直すまで、この1ページは公開されません。"),
        "{}",
        built.err
    );
    assert_eq!(tree(&room.path("public")), before);
    room.write("content/life/b.md", "---\ntitel: ガス\n---\n");
    let kept_going = room.run(&["build", "--keep-going"]);
    assert_eq!(kept_going.code, 1);
    assert!(room.read("public/life/a/index.html").contains("ない") && !room.path("public/life/b").exists());
}

#[test]
fn only_what_we_wrote_is_removed() {
    let room = Room::with_guide();
    room.write("site.toml", "title = \"例\"\nbase_url = \"https://example.jp/\"\n[build]\nkeep = [\"CNAME\", \"life/b/index.html\"]\n");
    room.run(&["build"]);
    room.write("public/CNAME", "example.jp");
    room.write("public/life/foreign.txt", "x");
    fs::remove_file(room.path("content/life/b.md")).unwrap();
    room.write("content/life/a.md", "---\ntitle: 水道\nslug: suido\n---\n");
    let built = room.run(&["build"]);
    assert!(built.out.contains("削除：life/a/index.html"), "{}", built.out);
    assert!(!room.path("public/life/a").exists() && room.path("public/life/suido/index.html").is_file());
    assert!(room.path("public/CNAME").is_file() && room.path("public/life/foreign.txt").is_file());
}

#[test]
fn unchanged_files_are_left_alone_and_edited_ones_told() {
    let room = Room::with_guide();
    room.run(&["build"]);
    let stamp = || fs::metadata(room.path("public/life/b/index.html")).unwrap().modified().unwrap();
    let before = stamp();
    room.write("public/life/a/index.html", "hand-made");
    let built = room.run(&["build"]);
    assert_eq!(built.code, 0);
    assert!(built.err.contains("output-edited") && built.out.contains("書き込み 1、"), "{}{}", built.err, built.out);
    assert_eq!(stamp(), before);
    assert!(room.read("public/life/a/index.html").contains("水道"));
}

#[test]
fn folders_of_others_are_refused() {
    let room = Room::with_guide();
    room.write("photos/a.jpg", "x");
    for out in ["photos", ".", "content", "content/life", ".."] {
        let built = room.run(&["build", "--out", out]);
        assert_eq!(built.code, 2, "{out}: {}", built.err);
        assert!(built.err.contains("output-folder") && built.err.contains("--out"), "{}", built.err);
    }
    assert_eq!(tree(&room.path("photos")).len(), 1);
    // A page's place is taken by a file of somebody else.
    room.run(&["build"]);
    fs::remove_file(room.path("public/.shirube-manifest.json")).unwrap();
    assert_eq!(room.run(&["build"]).code, 2);
}

#[test]
fn wrong_usage_is_told_in_words() {
    let room = Room::new();
    for (args, words) in [
        (&["biuld"][..], "`build` のことではありませんか"),
        (&["build", "--ot", "x"], "`--out` のことではありませんか"),
        (&["build"], "shirube new guide"),
        (&["check", "--format", "xml"], "使えません"),
    ] {
        let said = room.run(args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains(words), "{args:?}: {}", said.err);
    }
    let english = room.run(&["build", "--lang", "en"]);
    assert!(english.err.contains("neither site.toml nor a content folder"), "{}", english.err);
    let day = said(
        Command::new(env!("CARGO_BIN_EXE_shirube"))
            .args(["build", "--now", "4月1日"])
            .env_clear()
            .current_dir(room.folder.path())
            .output()
            .unwrap(),
    );
    assert!(day.code == 2 && day.err.contains("2027-04-01"), "{}", day.err);
}

#[test]
fn fixes_change_only_their_bytes_and_hold() {
    let room = Room::with_guide();
    room.write(
        "content/life/a.md",
        "\u{feff}---\r\ntitle：手続き: 水道\r\ndate: 令和8年4月1日\r\ntags:\r\n\t- 雪\r\n---\r\n\r\n本文です。\r\n",
    );
    room.write("content/life/b.md", b"---\ntitle: \x93\x94\x96\xec\n---\n\n\x96\x7b\x95\xb6\n");
    assert_eq!(room.run(&["check"]).code, 1);
    let fixed = room.run(&["check", "--fix"]);
    assert_eq!(fixed.code, 0, "{}", fixed.err);
    assert_eq!(
        room.read("content/life/a.md"),
        "\u{feff}---\r\ntitle: \"手続き: 水道\"\r\ndate: 2026-04-01\r\ntags:\r\n  - 雪\r\n---\r\n\r\n本文です。\r\n"
    );
    assert_eq!(room.read("content/life/b.md"), "---\ntitle: 灯野\n---\n\n本文\n");
    let again = room.run(&["check", "--fix"]);
    assert_eq!((again.code, again.err.contains("直しました")), (0, false), "{}", again.err);
}

#[test]
fn why_answers_what_somebody_asks() {
    let room = Room::with_guide();
    room.write("content/life/draft.md", "---\ntitle: 準備中\ndraft: true\n---\n");
    for asked in [
        "/life/a/",
        "life/a",
        "https://example.jp/iju/life/a/#x",
        "http://127.0.0.1:4000/iju/life/a/",
        "content/life/a.md",
        "/life/a/index.html",
    ] {
        let why = room.run(&["why", asked]);
        assert_eq!(why.code, 0, "{asked}: {}", why.err);
        for words in ["/life/a/  水道", "content/life/a.md", "guide.html", "リンク先 content/life/b.md", "メニュー"] {
            assert!(why.out.contains(words), "{asked}: {words}\n{}", why.out);
        }
        // Who shows it is made again with its title: its section, its neighbour.
        let (_, shown_by) = why.out.split_once("次も作り直します").unwrap();
        assert!(shown_by.contains("  - /life/\n") && shown_by.contains("  - /life/b/\n"), "{shown_by}");
    }
    assert!(room.run(&["why", "/life/draft/"]).out.contains("下書きのため"));
    room.write("content/life/b.md", "---\ntitle: [壊れた\n---\n");
    let broken = room.run(&["why", "/life/b/"]);
    assert!(broken.code == 1 && broken.out.contains("content/life/b.md:3:"), "{}", broken.out);
    let lost = room.run(&["why", "/life/aa/"]);
    assert!(lost.code == 1 && lost.err.contains("/life/a/"), "{}", lost.err);
}

#[test]
fn explain_says_what_changed_since_the_last_time() {
    let room = Room::with_guide();
    assert!(room.run(&["build", "--explain"]).out.contains("比べる相手がまだありません"));
    assert!(room.run(&["build", "--explain"]).out.contains("変わったページはありません"));
    room.write("content/life/a.md", "---\ntitle: 上水道\n---\n\n[ガス](b.md)\n");
    room.write("content/life/c.md", "---\ntitle: ごみ\n---\n");
    let said = room.run(&["build", "--explain"]).out;
    for line in [
        "life/a/index.html：元のファイルかテーマが変わりました",
        "life/c/index.html：はじめて作りました",
        "life/index.html：見ている先が変わりました（/life/ の下のページ一覧（1ページ目））",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(!said.contains("robots.txt"), "{said}");
    fs::remove_file(room.path("content/life/c.md")).unwrap();
    assert!(room.run(&["build", "--explain", "--lang", "en"]).out.contains("life/c/index.html: is gone"));
}

#[test]
fn a_build_tells_what_it_comes_to() {
    let room = Room::with_guide();
    room.write("content/life/a.md", "---\ntitle: 水道\nreview_by: 2026-10-01\n---\n\n一二三四五\n");
    room.write("content/life/b.md", "---\ntitle: ガス\npublish_from: 2026-11-15\n---\n");
    room.write("content/life/c.md", "---\ntitle: ごみ\npublish_until: 2026-11-20\n---\n");
    room.write("content/life/d.md", "---\ntitle: 下書き\ndraft: true\npublish_until: 2026-11-20\n---\n");
    let built = room.run(&["build", "--timings"]);
    for line in [
        "本文は合わせて10字、確かめる日を過ぎたページは1、承認待ちのページは0です。",
        "公開していないページ：下書き 1、公開前 1\n",
        "まもなく公開：2026年11月15日 content/life/b.md\n",
        "まもなく公開終了：2026年11月20日まで content/life/c.md\n",
        "読み込み\t",
        "書き出し\t",
        "合計\t",
    ] {
        assert!(built.out.contains(line), "{line}\n{}", built.out);
    }
    assert!(!built.out.contains("content/life/d.md"));
    let json = room.run(&["build", "--timings", "--explain", "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&json.out).is_ok_and(|value| value.is_array()), "{}", json.out);
}
