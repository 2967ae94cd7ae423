//! What answers together tell of a person: shown by a draft and a check, refused or acknowledged by an approval.
use crate::support::room::Room;
use crate::support::salon_world::Workspace;

const APPROVE: [&str; 7] = ["salon", "approve", "content/qa/a.md", "--by", "iju-b", "--basis", "purpose_61"];

/// A room with the page of a conversation: the answer's author lives in a district since some years.
fn drafted(answer: &str) -> (Room, String) {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question("移住相談", 0, "冬の暖房はどうしていますか。教えてください。", answer);
    workspace.folder(&room.path("export"));
    room.write(".shirube/salon/people.toml", "U2 = { role = \"mover\", moved = 2022, area = \"北地区\" }\n");
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let list: serde_json::Value =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let said = room.run(&["salon", "draft", &id, "--answers", "1", "--out", "content/qa/a.md"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    (room, said.out + &said.err)
}

/// The draft as an editor would leave it, with another answer.
fn write(room: &Room, answer: &str, attributes: &str) {
    let page =
        room.read("content/qa/a.md").replace("# review_by:", "review_by: 2027-09-30").replace("topics: []\n", "");
    let head = page.split("\n---\n").next().unwrap();
    room.write(
        "content/qa/a.md",
        format!("{head}\n---\n\n暖房の方法を聞きました。\n\n## 先輩移住者A {{.answer role=mover {attributes}month=2026-05}}\n\n\
            {answer}\n"),
    );
}

#[test]
fn what_tells_too_much_is_refused_until_it_is_said_of_many() {
    let (room, said) = drafted("横浜から移住しました。8歳の娘がいて、灯油のストーブを使っています。");
    for words in [
        "誰か分かります",
        "地区",
        "移り住んだ時期",
        "子どもの年齢や学校",
        "前の住まい",
        "「8歳」「小学2年」→「小学生」",
        "町内の北のほう",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    write(&room, "横浜からの移住です。ストーブを使います。8歳の娘も暖かいそうです。", "years=4 area=北地区 ");
    let checked = room.run(&["check"]);
    assert!(checked.code == 1 && checked.err.contains("quasi-identifiers"), "{}{}", checked.out, checked.err);
    let refused = room.run(&[&APPROVE[..], &["--acknowledge", "QUASI_IDENTIFIERS=generalised"]].concat());
    assert!(refused.code == 1 && refused.err.contains("誰か分かります"), "nothing lifts it: {}", refused.err);

    // Three together are shown, and a person says that they may stand.
    write(&room, "横浜からの移住です。ストーブを使います。", "years=4 area=北地区 ");
    let checked = room.run(&["check"]);
    assert!(checked.code == 0 && checked.err.contains("誰か分かるかもしれません"), "{}{}", checked.out, checked.err);
    let asked = room.run(&APPROVE);
    assert!(asked.code == 1 && asked.err.contains("--acknowledge QUASI_IDENTIFIERS=generalised"), "{}", asked.err);
    let approved = room.run(&[&APPROVE[..], &["--acknowledge", "QUASI_IDENTIFIERS=generalised"]].concat());
    assert_eq!(approved.code, 0, "{}{}", approved.out, approved.err);
    assert!(room.read("salon/ledger.jsonl").contains("\"type\":\"QUASI_IDENTIFIERS\""));

    // Said of many, it is nobody.
    write(&room, "都市部から移り、ストーブを使います。小学生の子も暖かいそうです。", "");
    let checked = room.run(&["check"]);
    assert!(checked.code == 0 && !checked.err.contains("quasi-identifiers"), "{}{}", checked.out, checked.err);
    assert_eq!(room.run(&APPROVE).code, 0);
}
