//! Cases of the salon that no other test tells apart: the month of a question, a member's new name, a token in an
//! output.
use crate::support::salon_world::Workspace;
use crate::support::{TestSite, page, room::Room};
use serde_json::{Value, json};

fn ids(room: &Room) -> Vec<String> {
    let list: Vec<Value> =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    list.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect()
}

fn import(room: &Room, workspace: &Workspace, folder: &str) {
    workspace.folder(&room.path(folder));
    let said = room.run(&["salon", "import", folder]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn the_month_is_that_of_japan_and_a_page_knows_no_day() {
    let room = Room::with_guide();
    let mut workspace = Workspace::new(&["移住相談"]);
    // Half past midnight of May 1 in Japan: everywhere west of it is still April.
    let message = |ts: &str, user: &str, text: &str| {
        json!({"type": "message", "user": user, "text": text, "ts": ts,
        "thread_ts": "1714491000.000000"})
    };
    workspace.raw_on(
        "移住相談",
        "2024-04-30",
        message("1714491000.000000", "U1", "冬の暖房はどうしていますか。教えてください。"),
    );
    workspace.raw_on(
        "移住相談",
        "2024-04-30",
        message("1714491060.000000", "U2", "灯油のストーブを居間に置いています。"),
    );
    import(&room, &workspace, "export");
    let id = ids(&room).remove(0);
    assert_eq!(room.run(&["salon", "draft", &id, "--answers", "1", "--out", "content/qa/a.md"]).code, 0);
    let draft = room.read("content/qa/a.md");
    assert!(draft.contains("asked: 2024-05\n") && draft.contains("month=2024-05}"), "{draft}");
    assert!(!draft.contains("2024-05-01") && !draft.contains("17144"), "{draft}");
}

#[test]
fn a_member_with_a_new_name_has_the_label_of_before() {
    let room = Room::with_guide();
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question(
        "移住相談",
        0,
        "冬の暖房はどうしていますか。教えてください。",
        "灯油のストーブを居間に置いています。",
    );
    import(&room, &workspace, "export");
    let id = ids(&room).remove(0);
    assert_eq!(room.run(&["salon", "draft", &id, "--answers", "1", "--out", "content/qa/a.md"]).code, 0);
    let label = |room: &Room| {
        let shown: Value = serde_json::from_str(&room.run(&["salon", "show", &id, "--format", "json"]).out).unwrap();
        let messages = shown["messages"].as_array().unwrap().clone();
        messages.into_iter().map(|message| message["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(label(&room), ["質問者", "参加者A"]);
    let mut later = Workspace::default();
    later.list("channels.json", json!({"id": "C0", "name": "移住相談", "purpose": {"value": ""}}));
    later.user("U1", "あだ名U1", "本名 U1").user("U3", "あだ名U3", "本名 U3").user("U2", "新しいあだ名", "新しい 本名");
    // Somebody else wrote before the one whose label is kept.
    later.question(
        "移住相談",
        0,
        "冬の暖房はどうしていますか。教えてください。",
        "灯油のストーブを居間に置いています。",
    );
    later.reply("移住相談", 0, 2, "U3", "薪ストーブも暖かいですよ。");
    import(&room, &later, "later");
    assert_eq!(label(&room), ["質問者", "参加者B", "参加者A"]);
    let shown = room.run(&["salon", "show", &id]);
    assert!(!shown.out.contains("新しいあだ名") && !shown.out.contains("本名"), "{}", shown.out);
}

#[test]
fn a_token_of_slack_in_an_output_fails_the_build() {
    let front = "title: 例\nextra: { a: \"xoxe\", b: \"1234567890-abcdefghij\" }";
    let site = TestSite::new(&[
        ("content/a.md", &page(front, "本文です。")),
        (
            "themes/shirube/templates/guide.html",
            "<a href=\"https://files.example.jp/x?t={{ page.extra.a }}-{{ page.extra.b }}\">写真</a>",
        ),
    ]);
    assert!(site.snapshot.has_errors(), "{:?}", site.findings());
    assert!(
        site.findings().iter().any(|line| line.contains("[SECRET]"))
            && !site.findings().concat().contains("1234567890"),
        "{:?}",
        site.findings()
    );
    assert!(site.snapshot.privacy.withheld.iter().any(|path| path.as_str() == "a/index.html"));
}
