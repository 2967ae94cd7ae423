//! The site's key: made once, by the first import; with none or another one no command loses what an editor decided.
use std::fs;

use crate::support::room::{Room, Said, tree};
use crate::support::salon_world::Workspace;
use shirube::base::secret::Key;

const ROOM: &str = "移住相談";
const KEY: &str = ".shirube/key";
const STORE: &str = ".shirube/salon/store.json";
const PAGE: &str = "content/qa/a.md";
const ERASED: &str = "うちは薪ストーブです";
const OTHER: Key = Key::new([9; 32]);

fn workspace() -> Workspace {
    let mut workspace = Workspace::new(&[ROOM]);
    workspace.question(
        ROOM,
        0,
        "冬の暖房はどうしていますか。教えてください。",
        "灯油のストーブを居間と寝室に一台ずつ置いています。",
    );
    workspace.question(
        ROOM,
        100,
        "薪はどこで買えますか。教えてください。",
        "うちは薪ストーブです。薪は森林組合で買っています。",
    );
    workspace
}

/// A guide whose salon was imported once, with a page that waits for its approval; the ids of both conversations.
fn imported() -> (Room, [String; 2]) {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    workspace().folder(&room.path("export"));
    workspace().post(ROOM, 3000, "U3", "新しい投稿です。").folder(&room.path("later"));
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let list: serde_json::Value =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = |words: &str| {
        let line =
            list.as_array().unwrap().iter().find(|line| line["question"].as_str().unwrap().contains(words)).unwrap();
        line["id"].as_str().unwrap().to_owned()
    };
    let ids = [id("暖房"), id("薪")];
    assert_eq!(room.run(&["salon", "draft", &ids[0], "--answers", "1", "--out", PAGE]).code, 0);
    let text = "## 参加者A {.answer role=participant month=2026-05}\n\nストーブは二台、と聞きました。";
    room.write(
        PAGE,
        format!(
            "---\nkind: qa\ntitle: 冬の暖房\nreview_by: 2027-09-30\nsource: salon:{}\n---\n\n暖房の方法を聞きました。\n\n{text}\n",
            ids[0]
        ),
    );
    (room, ids)
}

/// Every file that says something: no lock, no cache, no memory of what was seen.
fn files(room: &Room) -> Vec<(String, Vec<u8>)> {
    let says =
        |name: &str| !name.ends_with("lock") && !name.starts_with(".shirube/cache") && name != ".shirube/ledger-head";
    tree(room.folder.path()).into_iter().filter(|(name, _)| says(name)).collect()
}

fn messages(room: &Room) -> String {
    room.read(".shirube/salon/messages/0.jsonl")
}

/// Every command of the salon, and whether it can do its work without the key.
fn commands(ids: &[String; 2]) -> Vec<(Vec<&str>, bool)> {
    vec![
        (vec!["salon", "import", "later"], false),
        (vec!["salon", "import", "export"], false),
        (vec!["salon", "draft", &ids[1]], false),
        (vec!["salon", "draft", &ids[0]], false),
        (vec!["salon", "approve", PAGE, "--by", "iju-b", "--basis", "purpose_61"], false),
        (vec!["salon", "withdraw", &ids[1], "--erase"], false),
        (vec!["salon", "withdraw", &ids[0], "--erase"], false),
        (vec!["salon", "withdraw", "U02345678"], false),
        (vec!["salon", "list"], true),
        (vec!["salon", "show", &ids[1]], true),
        (vec!["salon", "status"], true),
    ]
}

#[track_caller]
fn refused(room: &Room, args: &[&str], code: &str) {
    let before = files(room);
    for (lang, words) in [("ja", "鍵"), ("en", "key")] {
        let Said { code: exit, out, err } = room.run(&[args, &["--lang", lang]].concat());
        assert!(exit == 2 && err.contains(&format!("[{code}]")), "{args:?}: {exit} {out}{err}");
        assert!(err.contains(words) && err.contains(KEY) && out.is_empty(), "{args:?}: {out}{err}");
    }
    assert!(files(room) == before, "{args:?} changed a file");
}

#[test]
fn without_the_key_nothing_is_made_up() {
    let (room, ids) = imported();
    let key = room.read(KEY);
    fs::remove_file(room.path(KEY)).unwrap();
    for (args, works) in commands(&ids) {
        if works {
            let said = room.run(&args);
            assert_eq!((said.code, room.path(KEY).exists()), (0, false), "{args:?}: {}", said.err);
        } else {
            refused(&room, &args, "no-key");
        }
    }
    // To take a page down is always possible.
    let withdrawn = room.run(&["salon", "withdraw", &ids[0]]);
    assert!(withdrawn.code == 0 && withdrawn.out.contains(&ids[0]) && !room.path(KEY).exists(), "{}", withdrawn.err);
    room.write(KEY, key);
    assert_eq!(room.run(&["salon", "status"]).code, 0);
    assert_eq!(room.run(&["salon", "import", "later"]).code, 0);
}

#[test]
fn another_key_is_an_error_of_every_command() {
    let (room, ids) = imported();
    let key = room.read(KEY);
    room.write(KEY, OTHER.to_base64());
    for (args, _) in commands(&ids) {
        refused(&room, &args, "other-key");
    }
    refused(&room, &["salon", "withdraw", &ids[0]], "other-key");
    room.write(KEY, &key);
    let by_variable = room.command(&["salon", "list"]).env("SHIRUBE_KEY", OTHER.to_base64()).output().unwrap();
    let said = String::from_utf8_lossy(&by_variable.stderr).into_owned();
    assert!(
        by_variable.status.code() == Some(2) && said.contains("[other-key]") && said.contains("SHIRUBE_KEY"),
        "{said}"
    );
    for (args, _) in commands(&ids).iter().filter(|(args, _)| !args.contains(&"withdraw")) {
        assert_eq!(room.run(args).code, 0, "{args:?}");
    }
}

#[test]
fn erased_posts_stay_away_whatever_key_lies_there() {
    let (room, ids) = imported();
    assert!(messages(&room).contains(ERASED));
    assert_eq!(room.run(&["salon", "withdraw", &ids[1], "--erase"]).code, 0);
    assert!(!messages(&room).contains(ERASED));
    let key = room.read(KEY);
    fs::remove_file(room.path(KEY)).unwrap();
    for args in
        [&["salon", "draft", &ids[0]][..], &["salon", "withdraw", &ids[0], "--erase"], &["salon", "import", "later"]]
    {
        room.run(args);
        room.run(&["salon", "import", "later"]);
        assert!(!messages(&room).contains(ERASED), "{args:?}");
    }
    room.write(KEY, key);
    assert_eq!(room.run(&["salon", "import", "later"]).code, 0);
    assert!(messages(&room).contains("新しい投稿") && !messages(&room).contains(ERASED));
}

#[test]
fn the_first_import_makes_the_key_and_the_store_names_it() {
    let room = Room::with_guide();
    workspace().folder(&room.path("export"));
    for args in [
        &["salon", "list"][..],
        &["salon", "status"],
        &["salon", "show", "AAAAAAAAAA"],
        &["salon", "draft", "AAAAAAAAAA"],
    ] {
        room.run(args);
        assert!(!room.path(KEY).exists(), "{args:?}");
    }
    assert_eq!(room.run(&["salon", "import", "nai.zip"]).code, 2);
    assert!(!room.path(KEY).exists(), "an import that does not begin makes none");
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let id = Key::parse(&room.read(KEY)).unwrap().id();
    let store = || serde_json::from_str::<serde_json::Value>(&room.read(STORE)).unwrap();
    assert_eq!(store()["key"], id.as_str());
    assert!(
        !files(&room)
            .iter()
            .any(|(name, bytes)| name != KEY && String::from_utf8_lossy(bytes).contains(room.read(KEY).trim()))
    );

    // A store from before the key's id was kept takes it with the next import, and makes no key.
    let mut old = store();
    old.as_object_mut().unwrap().remove("key");
    room.write(STORE, old.to_string());
    let key = room.read(KEY);
    fs::remove_file(room.path(KEY)).unwrap();
    workspace().post(ROOM, 3000, "U3", "新しい投稿です。").folder(&room.path("later"));
    refused(&room, &["salon", "import", "later"], "no-key");
    room.write(KEY, key);
    assert_eq!(room.run(&["salon", "import", "later"]).code, 0);
    assert_eq!(store()["key"], id.as_str());
}

#[test]
fn where_the_ledger_was_written_with_a_key_no_import_makes_another() {
    let (room, _) = imported();
    fs::remove_dir_all(room.path(".shirube")).unwrap();
    refused(&room, &["salon", "import", "export"], "no-key");
    room.write(KEY, OTHER.to_base64());
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0, "an editor may begin anew with a key of their own");
}
