//! What must not let a page from the salon out by accident: a lost `source`, an opt-out, an empty roster, one pair of
//! eyes, a ledger that lost its end, what a kill has left.
use std::{fs, path::Path};

use crate::support::{
    room::{Room, Said, tree},
    salon_world::Workspace,
};
use shirube::salon::inbox;

const PAGE: &str = "content/qa/a.md";
const OUT: &str = "public/qa/a/index.html";
const POST: &str =
    "薪は秋のうちに割って、軒下に積んでおきます。灯油のストーブは居間と寝室に一台ずつ置いていて、それで足ります。";
const BODY: &str = "暖房の方法を聞きました。\n\n## 参加者A {.answer role=participant month=2026-05}\n\n\
    ストーブは二台、と聞きました。部屋ごとに一台ずつあれば、真冬でも困らないそうです。\n\n\
    ## 参加者B {.answer role=participant month=2026-05}\n\n薪を使う家もあります。\n";

fn front(id: &str) -> String {
    format!("---\nkind: qa\ntitle: 冬の暖房\nreview_by: 2027-09-30\nsource: salon:{id}\n---\n\n")
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question("移住相談", 0, "冬の暖房はどうしていますか。教えてください。", POST);
    workspace.reply("移住相談", 0, 9, "U3", "うちは薪ストーブです。とても暖かいので、ぜひ試してみてください。");
    workspace
}

/// A guide with an imported salon, and the public id of its conversation.
fn imported(salon: &str) -> (Room, String) {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n" + salon);
    workspace().folder(&room.path("export"));
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let id = inbox::read_inbox(room.folder.path()).unwrap().threads.values().next().unwrap().id.clone();
    (room, id)
}

fn approve(room: &Room, more: &[&str]) -> Said {
    room.run(&[&["salon", "approve", PAGE, "--by", "iju-b", "--basis", "purpose_61"], more].concat())
}

#[track_caller]
fn fine(said: &Said) {
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

/// The same with a page that is published.
fn published() -> (Room, String) {
    let (room, id) = imported("");
    fine(&room.run(&["salon", "draft", &id, "--answers", "1,2", "--out", PAGE]));
    room.write(PAGE, front(&id) + BODY);
    fine(&approve(&room, &[]));
    fine(&room.run(&["build"]));
    assert!(room.path(OUT).exists());
    (room, id)
}

#[test]
fn a_page_whose_source_is_lost_is_known_all_the_same() {
    let (room, id) = published();
    let source = format!("source: salon:{id}\n");
    let other = "---\ntitle: だんろの話\n---\n\n";
    for (name, text) in [
        (PAGE, front(&id).replace(&source, "") + BODY),
        (PAGE, front(&id).replace(&source, "source:\n") + BODY),
        (PAGE, front(&id).replace(&source, "sorce: salon:7F3K2M9QPA\n") + BODY),
        (PAGE, front(&id).replace("source:", "出典:") + BODY),
        (PAGE, front(&id).replace(&source, &format!("source: {id}\n")) + BODY),
        (PAGE, front(&id).replace("salon:", "Salon：") + BODY),
        (
            PAGE,
            front(&id).replace(&source, &format!("source:\n  - salon:{id}\n")).replace("kind: qa\n", "") + "別の文。",
        ),
        (PAGE, front(&id).replace(&source, "").replace("kind: qa\n", "") + "ほかの文にしました。"),
        // Another name, another title: the text is the one that was approved, or a post's own.
        ("content/life/danro.md", other.to_owned() + BODY),
        ("content/life/danro.md", other.to_owned() + POST),
    ] {
        let before = room.read(PAGE);
        fs::remove_file(room.path(PAGE)).unwrap();
        room.write(name, &text);
        let built = room.run(&["build", "--keep-going"]);
        let said = format!("{}{}", built.out, built.err);
        assert!(built.code == 1 && said.contains("error[source-"), "{text}\n{said}");
        assert!(!room.path(OUT).exists() && !room.path("public/life/danro/index.html").exists(), "{text}\n{said}");
        // A number in a list is none that the program knows as its own.
        assert!(text.contains("- salon:") || !said.contains("SLACK_ID"), "{text}\n{said}");
        assert!(!said.contains("薪は秋の"), "{text}\n{said}");
        let refused = room.run(&["salon", "approve", name, "--by", "iju-b", "--basis", "purpose_61"]);
        assert!(refused.code == 1 && !format!("{}{}", refused.out, refused.err).contains("いりません"), "{text}");
        fs::remove_file(room.path(name)).unwrap();
        room.write(PAGE, before);
        fine(&room.run(&["build"]));
        assert!(room.path(OUT).exists(), "it is back when its `source` is");
    }
    // A copy beside the page would outlive its withdrawal.
    room.write("content/life/utsushi.md", other.to_owned() + BODY);
    let built = room.run(&["build", "--keep-going"]);
    assert!(built.code == 1 && built.err.contains("error[source-lost]"), "{}", built.err);
    assert!(room.path(OUT).exists() && !room.path("public/life/utsushi/index.html").exists());
    fs::remove_file(room.path("content/life/utsushi.md")).unwrap();
    // What cannot be read needs an approval as well.
    room.write(PAGE, front(&id).replace("title: 冬", "title: \"冬") + BODY);
    let refused = approve(&room, &[]);
    assert!(refused.code == 1 && !refused.out.contains("いりません") && !refused.err.contains("いりません"));
    assert!(!refused.err.contains("SLACK_ID"), "{}", refused.err);
    room.write(PAGE, front(&id) + BODY);

    // The town's own words stay its own, whoever quotes them, and an ordinary page is nobody's.
    room.write("content/life/danro.md", other.to_owned() + POST);
    let built = room.run(&["build"]);
    assert!(built.code == 1 && built.err.contains("own_pages"), "{}", built.err);
    room.write("site.toml", room.read("site.toml") + "own_pages = [\"content/life/danro.md\"]\n");
    fine(&room.run(&["build"]));
    fine(&room.run(&["salon", "approve", "content/life/a.md", "--by", "iju-b", "--basis", "purpose_61"]));
}

#[test]
fn who_opts_out_later_takes_the_page_off_and_a_mistake_lets_nobody_in() {
    let (room, id) = published();
    let notes = ".shirube/salon/people.toml";
    room.write(notes, "U3 = { publish = false }\n");
    let built = room.run(&["build"]);
    assert!(built.code == 0 && built.err.contains("publish = false") && !room.path(OUT).exists(), "{}", built.err);
    let named = room.run(&["salon", "draft", &id, "--answers", "2"]);
    assert!(named.code == 2 && named.err.contains("publish = false"), "{}", named.err);
    room.write(PAGE, front(&id) + BODY + "\nまた聞きます。\n");
    let refused = approve(&room, &[]);
    assert!(refused.code == 1 && refused.err.contains("subject-withdrawn"), "{}", refused.err);

    // With a slip in the list nobody knows who may be published.
    let ledger = room.read("salon/ledger.jsonl");
    for slip in ["U3 = { publish = false\n", "U3 = { publsh = false }\n", "u3 = { publish = false }\n"] {
        room.write(notes, slip);
        room.write(PAGE, front(&id) + BODY);
        let built = room.run(&["build", "--keep-going"]);
        assert!(built.code == 1 && built.err.contains("error[salon-people]"), "{slip}: {}", built.err);
        assert!(!room.path(OUT).exists(), "{slip}");
        assert_eq!(room.run(&["salon", "draft", &id]).code, 2, "{slip}");
        assert_eq!(approve(&room, &[]).code, 2, "{slip}");
        let listed = room.run(&["salon", "list", "--all", "--format", "json"]);
        assert_eq!(listed.out.trim(), "[]", "{slip}: nobody is proposed");
    }
    assert_eq!(room.read("salon/ledger.jsonl"), ledger);

    // Drafted again without them, it may come back.
    room.write(notes, "U3 = { publish = false }\n");
    fine(&room.run(&["salon", "draft", &id]));
    room.write(PAGE, front(&id) + BODY.split("\n## 参加者B").next().unwrap());
    fine(&approve(&room, &[]));
    fine(&room.run(&["build"]));
    assert!(room.path(OUT).exists());
    // The asker's opt-out ends it.
    room.write(notes, "U1 = { publish = false }\n");
    fine(&room.run(&["build"]));
    assert!(!room.path(OUT).exists());
    fs::remove_file(room.path(PAGE)).unwrap();
    assert_eq!(room.run(&["salon", "draft", &id]).code, 2);
}

#[test]
fn without_names_nothing_is_drafted_or_approved() {
    let room = Room::with_guide();
    let mut broken = workspace();
    broken.raw.insert("users.json".into(), b"[{".to_vec());
    broken.folder(&room.path("broken"));
    assert_eq!(room.run(&["salon", "import", "broken"]).code, 1);
    let id = inbox::read_inbox(room.folder.path()).unwrap().threads.values().next().unwrap().id.clone();
    let refused = room.run(&["salon", "draft", &id]);
    assert!(refused.code == 2 && refused.err.contains("users.json"), "{}", refused.err);
    workspace().folder(&room.path("repaired"));
    fine(&room.run(&["salon", "import", "repaired"]));
    fine(&room.run(&["salon", "draft", &id, "--out", PAGE]));
    fs::write(room.path(".shirube/salon/people.jsonl"), "").unwrap();
    assert!(approve(&room, &["--policy", "2026-04"]).err.contains("no-roster"));
}

#[test]
fn four_eyes_are_two_people_and_no_consent_is_of_tomorrow() {
    let (room, id) = imported("four_eyes = true\nreviewers = [\"iju-a\", \"iju-b\"]\n");
    let nobody = room.run(&["salon", "draft", &id, "--out", PAGE]);
    assert!(nobody.code == 2 && nobody.err.contains("--by") && !room.path(PAGE).exists(), "{}", nobody.err);
    fine(&room.run(&["salon", "draft", &id, "--answers", "1", "--out", PAGE, "--by", "iju-b"]));
    room.write(PAGE, front(&id) + BODY.split("\n## 参加者B").next().unwrap());
    let same = approve(&room, &[]);
    assert!(same.code == 1 && same.err.contains("error[same-person]"), "{}", same.err);
    let other = |more: &[&str]| {
        room.run(&[&["salon", "approve", PAGE, "--by", "iju-a", "--basis", "consent_69_2_1"], more].concat())
    };
    for consent in [["--given-on", "2026-11-02", "--evidence", "E-1"], ["--given-on", "2026-10-02", "--evidence", ""]] {
        let refused = other(&consent);
        assert!(refused.code == 1 && refused.err.contains("error[approve-field]"), "{consent:?}: {}", refused.err);
    }
    let past = other(&["--given-on", "2026-10-02", "--evidence", "E-1", "--now", "2026-10-31"]);
    assert!(past.code == 2 && past.err.contains("now-before-ledger"), "{}", past.err);
    fine(&other(&["--given-on", "2026-10-02", "--evidence", "E-1"]));
}

#[test]
fn a_ledger_without_its_end_is_noticed_whatever_went_with_it() {
    let (room, id) = published();
    let whole = room.read("salon/ledger.jsonl");
    fine(&room.run(&["salon", "withdraw", &id]));
    // The last record and its head are lost: the inbox remembers both.
    room.write("salon/ledger.jsonl", &whole);
    fs::remove_file(room.path(".shirube/ledger-head")).unwrap();
    let built = room.run(&["build", "--keep-going"]);
    assert!(built.code == 1 && built.err.contains("台帳が短くなっています"), "{}", built.err);
    assert!(!room.path(OUT).exists());

    // A clone has neither key nor inbox: it says what it cannot check, and knows what it has seen.
    let clone = Room::with_guide();
    for name in ["site.toml", PAGE] {
        clone.write(name, room.read(name));
    }
    clone.write("salon/ledger.jsonl", &whole);
    let built = clone.run(&["build"]);
    assert!(built.code == 0 && built.err.contains("ledger-unchecked") && clone.path(OUT).exists(), "{}", built.err);
    let first = whole.split_inclusive('\n').next().unwrap();
    clone.write("salon/ledger.jsonl", first);
    let behind = clone.run(&["build", "--keep-going"]);
    assert!(behind.code == 1 && behind.err.contains("ledger-broken") && !clone.path(OUT).exists(), "{}", behind.err);
}

#[test]
fn what_a_kill_has_left_goes_with_the_next_command() {
    let (room, id) = published();
    let left = [
        ".shirube/salon/.shirube-Ab12Cd.tmp",
        ".shirube/salon/messages/.shirube-Ab12Cd.tmp",
        ".shirube/salon/messages/0.jsonl.new",
        "content/qa/.shirube-Ab12Cd.tmp",
        "salon/.shirube-Ab12Cd.tmp",
        "public/.shirube-Ab12Cd.tmp",
        "public/.shirube-staging/qa/a/index.html",
    ];
    let clean: Vec<String> = tree(room.folder.path()).into_iter().map(|(name, _)| name).collect();
    for args in
        [&["salon", "status"][..], &["check"], &["build"], &["salon", "list"], &["salon", "withdraw", &id, "--erase"]]
    {
        left.iter().for_each(|name| room.write(name, POST));
        room.run(args);
        let there: Vec<&&str> = left.iter().filter(|name| room.path(name).exists()).collect();
        assert!(there.is_empty(), "{args:?} leaves {there:?}");
        if args[0] != "salon" || args.len() == 2 {
            let names: Vec<String> = tree(room.folder.path()).into_iter().map(|(name, _)| name).collect();
            // The list keeps its own numbers.
            let names: Vec<&String> = names.iter().filter(|name| !name.ends_with("salon/list.json")).collect();
            assert_eq!(
                names.into_iter().filter(|name| !name.contains("cache")).collect::<Vec<_>>(),
                clean.iter().filter(|name| !name.contains("cache")).collect::<Vec<_>>(),
                "{args:?}"
            );
        }
    }
    let ignored = room.read(".gitignore");
    assert!(
        [".shirube-*.tmp", ".shirube-staging/", "/.shirube/"].iter().all(|line| ignored.lines().any(|it| it == *line))
    );
}

#[test]
fn an_inbox_that_cannot_be_read_is_never_an_empty_one() {
    let (room, id) = published();
    for name in ["people.jsonl", "decisions.jsonl", "messages/0.jsonl", "store.json", "commit.json"] {
        let path = room.path(&format!(".shirube/salon/{name}"));
        let before = fs::read(&path).ok();
        for is_folder in [false, true] {
            if is_folder {
                let _ = fs::remove_file(&path);
                fs::create_dir(&path).unwrap();
            } else {
                fs::write(&path, [&b"\x82\xa0\n"[..], before.as_deref().unwrap_or_default()].concat()).unwrap();
            }
            let read = inbox::read_inbox(room.folder.path());
            assert_eq!(read.map(|_| ()).map_err(|error| error.code), Err("inbox-damaged"), "{name} {is_folder}");
            for args in [&["salon", "list"][..], &["salon", "draft", &id], &["salon", "import", "export"]] {
                assert_ne!(room.run(args).code, 0, "{name} {is_folder} {args:?}");
            }
            if is_folder {
                fs::remove_dir(&path).unwrap()
            } else {
                fs::remove_file(&path).unwrap()
            }
            before.iter().for_each(|bytes| fs::write(&path, bytes).unwrap());
        }
    }
    assert!(inbox::read_inbox(room.folder.path()).is_ok());
    fine(&room.run(&["build"]));
    // A build cannot tell any more which page has somebody's words.
    let posts = room.read(".shirube/salon/messages/0.jsonl");
    room.write(".shirube/salon/messages/0.jsonl", posts.replacen('{', "", 1));
    for args in [&["build"][..], &["build", "--keep-going"]] {
        let said = room.run(args);
        assert!(said.code == 1 && said.err.contains("error[inbox-damaged]"), "{}", said.err);
        assert!(!said.err.contains("冬の暖房はどう"), "{}", said.err);
    }
}

#[test]
fn with_another_key_nobody_who_is_out_is_published() {
    let (room, _) = published();
    room.write(".shirube/salon/people.toml", "U3 = { publish = false }\n");
    room.write(".shirube/key", format!("{}\n", "A".repeat(43) + "="));
    let said = room.run(&["build", "--keep-going"]);
    assert!(said.code == 1 && said.err.contains("error[salon-people]"), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn the_inbox_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (room, id) = published();
    let check = || {
        for entry in walkdir::WalkDir::new(room.path(".shirube/salon")).into_iter().flatten() {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            let wanted = if entry.file_type().is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "{}", entry.path().display());
        }
    };
    check();
    // Also what an earlier version or a copy has opened to others.
    let open = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    open(&room.path(".shirube/salon/messages/0.jsonl"));
    open(&room.path(".shirube/salon/people.jsonl"));
    fine(&room.run(&["salon", "withdraw", &id]));
    check();
}
