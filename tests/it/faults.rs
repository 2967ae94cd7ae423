//! A disk that fails: every call of a command, one after the other, with every error that offices meet. Nothing that
//! somebody wrote is lost, nothing comes out that was kept back, and the next run heals what this one left.
#![cfg(debug_assertions)]
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crate::support::{
    room::{Room, Said, said, tree},
    salon_world::Workspace,
};
use shirube::{
    base::os::fault::{self, arm, disarm},
    salon::{
        inbox::{self, Inbox},
        people_notes::{NoteRequest, set_note},
    },
};

const PAGE: &str = "content/qa/a.md";
const OUT: &str = "public/qa/a/index.html";

/// No permission, a fault of the disk, a full disk, a share that is gone.
const CODES: [i32; 4] = [13, 5, 28, if cfg!(target_os = "linux") { 116 } else { 70 }];

/// How a call fails: which, whether all that follow fail too, and with what.
type Fault = (usize, bool, i32);

fn faulty(room: &Room, args: &[&str], (call, stays, code): Fault) -> Said {
    let mut command = room.command(args);
    command.env("SHIRUBE_FAULT", format!("{call}{}:{code}", if stays { "+" } else { "" }));
    said(command.output().unwrap())
}

/// The calls of a command, in order.
fn calls(room: &Room, args: &[&str]) -> Vec<String> {
    let log = tempfile::tempdir().unwrap();
    let file = log.path().join("calls");
    let mut command = room.command(args);
    let output = command.env("SHIRUBE_FAULT", "0:0").env("SHIRUBE_FAULT_LOG", &file).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect()
}

type Files = BTreeMap<String, Vec<u8>>;

fn files(room: &Room) -> Files {
    tree(room.folder.path()).into_iter().collect()
}

/// Puts the room back to what it was.
fn restore(room: &Room, files: &Files) {
    for entry in fs::read_dir(room.folder.path()).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    files.iter().for_each(|(name, bytes)| room.write(name, bytes));
}

/// What a call does, to which kind of file: of the many calls that are alike one stands for all.
fn kind_of(call: &str) -> String {
    let (name, path) = call.split_once(' ').unwrap_or((call, ""));
    let path = path.split("/.tmp").last().unwrap_or(path);
    match path.split_once("/public/").or_else(|| path.split_once("/content/")) {
        Some((_, below)) => {
            format!("{name} {} {}", below.starts_with('.'), below.rsplit('.').next().unwrap_or_default())
        }
        None => format!("{name} {}", path.split(|c: char| c.is_ascii_hexdigit()).collect::<String>()),
    }
}

/// Lets every call of a command fail, alone or with all that follow; `check` is told what failed and sees the room
/// afterwards. Every error has its turn; with `SHIRUBE_STEPS` every call has every error, both ways.
fn each_fault(room: &Room, args: &[&str], check: impl Fn(&str, &Said)) {
    let before = files(room);
    let all = calls(room, args);
    restore(room, &before);
    assert!(all.len() > 10, "{all:?}");
    let is_long = std::env::var_os("SHIRUBE_STEPS").is_some();
    let mut seen = BTreeSet::new();
    for (number, call) in all.iter().enumerate().map(|(at, call)| (at + 1, call)) {
        if !is_long && !seen.insert(kind_of(call)) {
            continue;
        }
        for (turn, code) in CODES.into_iter().enumerate() {
            for stays in [false, true] {
                if !is_long && (turn, stays) != (seen.len() % CODES.len(), seen.len() % 3 == 0) {
                    continue;
                }
                let said = faulty(room, args, (number, stays, code));
                assert_ne!(said.code, 3, "{call}: {}", said.err);
                check(&format!("{args:?} call {number}{} ({code}) {call}", if stays { "+" } else { "" }), &said);
                restore(room, &before);
            }
        }
    }
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::new(&["移住相談"]);
    let answer = "薪は秋のうちに割って、軒下に積んでおきます。灯油のストーブは居間と寝室に一台ずつ置いています。";
    workspace.question("移住相談", 0, "冬の暖房はどうしていますか。教えてください。", answer);
    workspace.reply("移住相談", 0, 9, "U3", "うちは薪ストーブです。とても暖かいので、ぜひ試してみてください。");
    workspace
}

/// A guide with an imported salon, and the id of its conversation.
fn imported() -> (Room, String) {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    workspace().folder(&room.path("export"));
    let said = room.run(&["salon", "import", "export"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let id = read(&room).threads.values().next().unwrap().id.clone();
    (room, id)
}

fn read(room: &Room) -> Inbox {
    inbox::read_inbox(room.folder.path()).unwrap_or_else(|finding| panic!("{finding:?}"))
}

/// The same with a page that is approved and published.
fn published() -> (Room, String) {
    let (room, id) = imported();
    let draft = room.run(&["salon", "draft", &id, "--answers", "1,2", "--out", PAGE]);
    assert_eq!(draft.code, 0, "{}", draft.err);
    room.write(
        PAGE,
        format!(
            "---\nkind: qa\ntitle: 冬の暖房\nreview_by: 2027-09-30\nsource: salon:{id}\n---\n\n暖房の方法を聞きました。\n\n\
             ## 参加者A {{.answer role=participant month=2026-05}}\n\nストーブは二台、と聞きました。\n"
        ),
    );
    let approved = room.run(&["salon", "approve", PAGE, "--by", "iju-b", "--basis", "purpose_61"]);
    assert_eq!(approved.code, 0, "{}", approved.err);
    let built = room.run(&["build"]);
    assert!(built.code == 0 && room.path(OUT).exists(), "{}", built.err);
    (room, id)
}

#[test]
fn a_note_of_somebody_is_there_whole_or_not_at_all() {
    let (room, _) = imported();
    let notes = ".shirube/salon/people.toml";
    let before = "U3 = { publish = false }\n";
    let request = NoteRequest { publish: Some(false), ..NoteRequest::default() };
    let set = |fault| {
        room.write(notes, before);
        arm(fault);
        let is_set = set_note(room.folder.path(), "U2", &request).is_ok();
        (disarm().len(), is_set, room.read(notes))
    };
    let (count, is_set, after) = set(fault::Fault { call: 0, stays: false, code: 0 });
    assert!(is_set && after.contains("U2") && after.contains("U3") && count > 5, "{after}");
    for call in 1..=count {
        for (code, stays) in CODES.into_iter().flat_map(|code| [(code, false), (code, true)]) {
            let (_, is_set, now) = set(fault::Fault { call, stays, code });
            assert_eq!(now, if is_set { after.as_str() } else { before }, "{call} {code}");
        }
    }
}

#[test]
fn an_import_on_a_disk_that_fails_leaves_the_old_inbox_or_the_new_one() {
    let (room, _) = imported();
    let before = read(&room);
    let mut later = workspace();
    later.question("移住相談", 60, "雪かきはどのくらい大変ですか。教えてください。", "朝のうちに30分ほどです。");
    later.folder(&room.path("export"));
    let start = files(&room);
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let after = read(&room);
    assert_ne!(before.messages, after.messages);
    restore(&room, &start);
    each_fault(&room, &["salon", "import", "export"], |what, said| {
        let found = read(&room);
        assert!(found.messages == before.messages || found.messages == after.messages, "{what} {}", said.err);
        // A list of people that could not be read takes no name away.
        let has_names = before.people.iter().all(|(id, person)| {
            let now = found.people.get(id);
            now.is_some_and(|now| person.names.iter().all(|name| now.names.contains(name)))
        });
        assert!(has_names && found.decisions == before.decisions, "{what}");
        let again = room.run(&["salon", "import", "export"]);
        assert!(again.code == 0 && read(&room).messages == after.messages, "{what} {}", again.err);
        let left: Vec<_> = files(&room).into_keys().filter(|name| !start.contains_key(name)).collect();
        assert!(
            left.iter().all(|name| name.starts_with(".shirube/salon/") && !name.ends_with(".new")),
            "{what} {left:?}"
        );
    });
}

#[test]
fn a_first_import_on_a_disk_that_fails_makes_one_key_and_no_other() {
    let room = Room::with_guide();
    workspace().folder(&room.path("export"));
    each_fault(&room, &["salon", "import", "export"], |what, said| {
        let key = fs::read(room.path(".shirube/key")).ok();
        let again = room.run(&["salon", "import", "export"]);
        // Half a key is no key: it is told, and nothing is made with another.
        let is_half = key.as_ref().is_some_and(|key| key.len() != 45);
        assert!(!is_half, "{what} {}", said.err);
        assert!(again.code == 0 && read(&room).messages.len() == 1, "{what} {}", again.err);
        assert!(key.is_none_or(|key| key == fs::read(room.path(".shirube/key")).unwrap()), "{what}");
    });
}

#[test]
fn an_erasure_on_a_disk_that_fails_is_finished_by_the_next_one() {
    let (room, id) = published();
    let word = "薪ストーブ";
    let holds = |room: &Room| {
        files(room)
            .iter()
            .any(|(name, bytes)| name.starts_with(".shirube/salon") && String::from_utf8_lossy(bytes).contains(word))
    };
    assert!(holds(&room));
    each_fault(&room, &["salon", "withdraw", &id, "--erase"], |what, said| {
        let again = room.run(&["salon", "withdraw", &id, "--erase"]);
        assert!(again.code < 2, "{what} {} {}", said.err, again.err);
        assert!(!holds(&room), "{what} {}", again.err);
        // What was erased stays away, whatever comes in again.
        room.run(&["salon", "import", "export"]);
        assert!(!holds(&room), "{what}: came back");
        room.run(&["build", "--keep-going"]);
        assert!(!room.path(OUT).exists(), "{what}: still public");
    });
}

#[test]
fn a_ledger_on_a_disk_that_fails_keeps_its_chain() {
    let (room, _) = published();
    room.write(PAGE, room.read(PAGE).replace("二台", "三台"));
    let whole = room.read("salon/ledger.jsonl");
    let approve = ["salon", "approve", PAGE, "--by", "iju-b", "--basis", "purpose_61"];
    each_fault(&room, &approve, |what, said| {
        let now = String::from_utf8_lossy(&fs::read(room.path("salon/ledger.jsonl")).unwrap()).into_owned();
        assert!(now.starts_with(&whole), "{what}: {now}");
        assert!(said.code != 0 || now.len() > whole.len(), "{what}: said to be approved");
        room.run(&["check", "--fix"]);
        let again = room.run(&approve);
        assert_eq!(again.code, 0, "{what} {} {}", said.err, again.err);
        let built = room.run(&["build"]);
        assert!(built.code == 0 && room.read(OUT).contains("三台"), "{what} {}", built.err);
    });
}

#[test]
fn a_build_on_a_disk_that_fails_publishes_nothing_that_is_kept_back_and_heals() {
    let (room, _) = published();
    room.write(".shirube/salon/people.toml", "U2 = { publish = false }\n");
    room.write("content/life/c.md", "---\ntitle: 下書き\ndraft: true\n---\n\n秘密の本文。\n");
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n新しい本文です。\n");
    let start = files(&room);
    let clean = room.run(&["build"]);
    assert!(clean.code == 0 && !room.path(OUT).exists(), "{}", clean.err);
    let public =
        |room: &Room| -> Files { files(room).into_iter().filter(|(name, _)| name.starts_with("public/")).collect() };
    let wanted = public(&room);
    restore(&room, &start);
    each_fault(&room, &["build", "--keep-going"], |what, said| {
        let now = public(&room);
        let is_known = |(name, bytes): (&String, &Vec<u8>)| {
            wanted.get(name) == Some(bytes) || start.get(name) == Some(bytes) || name.contains("/.shirube-")
        };
        let foreign: Vec<_> = now.iter().filter(|it| !is_known(*it)).map(|(name, _)| name).collect();
        assert!(foreign.is_empty(), "{what} {foreign:?} {}", said.err);
        let secret = now.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains("秘密の本文"));
        assert!(secret.is_none(), "{what}");
        assert!(said.code != 0 || !room.path(OUT).exists(), "{what}: a fine build with a page that is kept back");
        let again = room.run(&["build"]);
        assert_eq!(again.code, 0, "{what} {} {}", said.err, again.err);
        assert!(public(&room) == wanted, "{what}: not healed");
    });
}
