//! A page after somebody withdrew: it comes back without them, and never with a word of theirs.
use crate::support::room::{Room, Said};
use crate::support::salon_world::Workspace;
use shirube::salon::key;

const PAGE: &str = "content/qa/a.md";
const FRONT: &str = "---\nkind: qa\ntitle: 冬の暖房\nreview_by: 2027-09-30\nsource: salon:";
const STAYING: &str = "## 参加者A {.answer role=participant month=2026-05}\n\nストーブは二台、と聞きました。";
const LEAVING: &str = "## 参加者B {.answer role=participant month=2026-05}\n\n薪を割る、それが冬の仕度だそうです。";

fn approve(room: &Room) -> Said {
    room.run(&["salon", "approve", PAGE, "--by", "iju-b", "--basis", "purpose_61"])
}

/// A published page with two answers, its item, and the reference of a person of the salon.
fn published() -> (Room, String) {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question(
        "移住相談",
        0,
        "冬の暖房はどうしていますか。教えてください。",
        "灯油のストーブを居間と寝室に一台ずつ置いています。",
    );
    workspace.reply("移住相談", 0, 9, "U3", "うちは薪ストーブです。薪は秋のうちに割って、軒下に積んでおきます。");
    workspace.folder(&room.path("export"));
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let list: serde_json::Value =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(room.run(&["salon", "draft", &id, "--answers", "1,2", "--out", PAGE]).code, 0);
    room.write(PAGE, format!("{FRONT}{id}\n---\n\n暖房の方法を聞きました。\n\n{STAYING}\n\n{LEAVING}\n"));
    let said = approve(&room);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    (room, id)
}

fn person(room: &Room, user: &str) -> String {
    key::subject_ref(&key::load(room.folder.path()).unwrap().unwrap(), "T1", user)
}

#[test]
fn it_comes_back_without_whoever_withdrew() {
    let (room, id) = published();
    assert_eq!(room.run(&["salon", "withdraw", &person(&room, "U3")]).code, 0);
    assert!(approve(&room).err.contains("subject-withdrawn"));

    // A new draft, without the person; the editor hears what to cut, and the page is theirs.
    let before = room.read(PAGE);
    let said = room.run(&["salon", "draft", &id]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("取り下げた人を除いて") && said.err.contains("content/qa/a.md:14:1"),
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(room.read(PAGE), before);
    let records = room.read("salon/ledger.jsonl");
    assert!(!records.lines().last().unwrap().contains(&person(&room, "U3")), "{records}");
    let refused = approve(&room);
    assert!(
        refused.code == 1 && refused.err.contains("残っています") && refused.err.contains(":14:1"),
        "{}",
        refused.err
    );
    // Another name over the same words is no way around it.
    let words = "薪は秋のうちに割って、軒下に積んでおきます。";
    room.write(PAGE, before.replace("参加者B", "ある人").replace("薪を割る、それが冬の仕度だそうです。", words));
    assert!(approve(&room).err.contains("残っています"));

    room.write(PAGE, before.replace(LEAVING, "").trim_end().to_owned() + "\n");
    let approved = approve(&room);
    assert_eq!(approved.code, 0, "{}{}", approved.out, approved.err);
    assert_eq!(room.run(&["build"]).code, 0);
    let html = room.read("public/qa/a/index.html");
    assert!(html.contains("ストーブは二台") && !html.contains("薪を割る"));
    assert!(!room.read("salon/ledger.jsonl").lines().last().unwrap().contains(&person(&room, "U3")));

    // Drafting again proposes nothing of theirs either, and whoever stays may still go.
    let again = room.run(&["salon", "draft", &id]);
    assert!(
        again.code == 0 && again.out.contains("書き換えていません") && !again.out.contains("薪"),
        "{}{}",
        again.out,
        again.err
    );
    assert!(room.run(&["salon", "withdraw", &person(&room, "U2")]).out.contains("取り下げました"));
}

#[test]
fn a_page_that_is_drafted_anew_has_nothing_of_theirs() {
    let (room, id) = published();
    assert_eq!(room.run(&["salon", "withdraw", &person(&room, "U3")]).code, 0);
    std::fs::remove_file(room.path(PAGE)).unwrap();
    let named = room.run(&["salon", "draft", &id, "--answers", "1,2", "--out", PAGE]);
    assert!(named.code == 2 && named.err.contains("subject-withdrawn") && !room.path(PAGE).exists(), "{}", named.err);
    assert_eq!(room.run(&["salon", "draft", &id, "--out", PAGE]).code, 0);
    assert!(!room.read(PAGE).contains("薪") && room.read(PAGE).contains("参加者A"));

    let (room, id) = published();
    assert_eq!(room.run(&["salon", "withdraw", &person(&room, "U1")]).code, 0);
    std::fs::remove_file(room.path(PAGE)).unwrap();
    let asker = room.run(&["salon", "draft", &id, "--out", PAGE]);
    assert!(asker.code == 2 && asker.err.contains("質問した人") && !room.path(PAGE).exists(), "{}", asker.err);
}
