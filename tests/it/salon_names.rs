//! Names in a draft: those that the gate knows are gone, those that nobody knows are listed for the editor.
use crate::support::room::Room;
use crate::support::salon_world::Workspace;

const APPROVE: [&str; 7] = ["salon", "approve", "content/qa/a.md", "--by", "iju-b", "--basis", "purpose_61"];

/// A room with the draft of a conversation that has this answer, and what the terminal said.
fn draft(answer: &str) -> (Room, String) {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.user("U4", "yukidaruma", "灯野 花子");
    workspace.question("移住相談", 0, "冬の暖房はどうしていますか。教えてください。", answer);
    workspace.folder(&room.path("export"));
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let list: serde_json::Value =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let said = room.run(&["salon", "draft", &id, "--answers", "1", "--out", "content/qa/a.md"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    (room, said.out + &said.err)
}

#[test]
fn whom_nobody_knows_is_listed_and_masked() {
    let (room, said) = draft("灯台守さんに聞きました。ピヨ子ちゃんも灯油のストーブです。大工さんに頼みました。");
    let line = |needle: &str| room.read("content/qa/a.md").lines().position(|line| line.contains(needle)).unwrap() + 1;
    let place = format!("content/qa/a.md:{}", line("灯台守"));
    for words in ["灯**さん", "ピ**さん", &place] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    for words in ["灯台守", "ピヨ子", "大*さん", "error"] {
        assert!(!said.contains(words), "{words}\n{said}");
    }
    let page =
        room.read("content/qa/a.md").replace("# review_by:", "review_by: 2027-09-30").replace("topics: []\n", "");
    let head = page.split("\n---\n").next().unwrap();
    let answer = "## 町民A {.answer role=resident month=2026-05}\n\n灯台守さんは灯油を勧めています。";
    room.write("content/qa/a.md", format!("{head}\n---\n\n暖房の方法を聞きました。\n\n{answer}\n"));
    let approved = room.run(&APPROVE);
    assert!(approved.err.contains("灯**さん") && !approved.err.contains("灯台守"), "{}", approved.err);
    assert_eq!(approved.code, 0, "a look, and no fault: {}{}", approved.out, approved.err);
}

#[test]
fn somebody_outside_the_roster_is_no_participant() {
    for (answer, gone, instead) in [
        ("隣の佐々木さんに教わりました。", "佐々木", "〔氏名〕"),
        ("大工の渡辺健一さんに頼みました。", "渡辺", "〔氏名〕"),
        ("くわしくは https://blog.example.jp/yukidaruma/danbou?a=1 を見てください。", "example.jp", "〔リンク〕"),
        ("店は yukidaruma.example.jp にあります。灯油です。", "example.jp", "〔"),
    ] {
        let (room, _) = draft(answer);
        let page = room.read("content/qa/a.md");
        assert!(page.contains(instead) && !page.contains(gone) && !page.contains("参加者さん"), "{answer}\n{page}");
        assert!(!page.contains("yukidaruma") && !page.contains("danbou"), "half a link stays: {page}");
    }
}
