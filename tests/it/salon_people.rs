//! Who is who: told on a terminal only, written down with a command, given by channel or user group.

use std::fs;

use serde_json::json;
use shirube::{
    ledger::notes::Role,
    salon::{context::SalonContext, people_view},
    text::date::Date,
};

use crate::support::{room::Room, salon_world::Workspace};

const ASK: &str = "移住相談";
const NOTES: &str = ".shirube/salon/people.toml";

fn imported(change: impl FnOnce(&mut Workspace)) -> Room {
    let room = Room::with_guide();
    let mut workspace = Workspace::new(&[ASK, "役場の部屋"]);
    workspace.question(
        ASK,
        0,
        "冬の灯油代は月にいくらくらいですか？",
        "うちは4人家族で、月に1万5千円くらいかかっています。",
    );
    workspace.reply(ASK, 0, 8, "U3", "アパートなら、月に8千円くらいで足りると思います。");
    change(&mut workspace);
    workspace.folder(&room.path("export"));
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    room.run(&["salon", "list"]);
    room
}

fn open(room: &Room) -> SalonContext {
    SalonContext::open(room.folder.path(), Date::new(2026, 11, 1).unwrap()).unwrap().value
}

#[test]
fn who_is_who_is_told_on_a_terminal_only() {
    let room = imported(|_| {});
    for args in [&["salon", "people"][..], &["salon", "people", "1"]] {
        let said = room.run(args);
        assert!(
            said.code == 2 && said.err.contains("reveal-elsewhere") && !said.err.contains("あだ名"),
            "{}",
            said.err
        );
        assert!(said.out.is_empty(), "{}", said.out);
    }
    let salon = open(&room);
    let id = salon.find_id("1").unwrap();
    let lines = people_view::list_people(&salon, Some(&id)).unwrap();
    let told: Vec<(&str, &str, &str, usize)> =
        lines.iter().map(|line| (line.label.as_str(), line.id.as_str(), line.shown.as_str(), line.posts)).collect();
    let expected =
        [("質問者", "U1", "あだ名U1", 1), ("参加者A", "U2", "あだ名U2", 1), ("参加者B", "U3", "あだ名U3", 1)];
    assert_eq!(told, expected);
    assert_eq!(people_view::list_people(&salon, None).unwrap().len(), 3);
}

#[test]
fn a_role_is_written_down_and_all_else_stays() {
    let room = imported(|_| {});
    let text = "# だれがだれか\ncommon = [\"さくら\"]\nU3 = { role = \"mover\" } # 春に来た\n";
    room.write(NOTES, text);
    let set =
        ["salon", "people", "set", "参加者A", "--in", "1", "--role", "resident", "--moved", "2022", "--area", "北地区"];
    let said = room.run(&set);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let line = "U2 = { role = \"resident\", moved = 2022, area = \"北地区\" }\n";
    assert_eq!(room.read(NOTES), format!("{text}{line}"));
    assert!(room.run(&["salon", "show", "1"]).out.contains("町民A"));
    for wrong in [
        &["salon", "people", "set", "参加者Z", "--in", "1", "--role", "resident"][..],
        &["salon", "people", "set", "参加者A", "--role", "resident"],
        &["salon", "people", "set", "U999", "--role", "resident"],
        &["salon", "people", "set", "U2", "--role", "asker"],
    ] {
        let said = room.run(wrong);
        assert!(said.code == 2 && !said.err.contains("あだ名"), "{wrong:?}: {}", said.err);
    }
    assert_eq!(room.read(NOTES), format!("{text}{line}"));
    room.write(NOTES, "U3 = { publish = false\n");
    assert_eq!(room.run(&["salon", "people", "set", "U2", "--role", "staff"]).code, 2);
    assert_eq!(room.read(NOTES), "U3 = { publish = false\n", "what cannot be read is left to the editor");
}

#[test]
fn a_role_may_be_that_of_a_channel_or_a_user_group() {
    let room = imported(|workspace| {
        workspace.list("channels.json", json!({"id": "C9", "name": "職員", "members": ["U2"]}));
        workspace.list("usergroups.json", json!({"id": "S1", "handle": "senpai", "users": ["U3"]}));
    });
    let groups =
        "[groups]\n\"#職員\" = { role = \"staff\", section = \"移住交流課\" }\n\"@senpai\" = { role = \"mover\" }\n";
    room.write(NOTES, groups);
    let salon = open(&room);
    assert_eq!((salon.people.of("U2").role, salon.people.of("U3").role), (Role::Staff, Role::Mover));
    room.write(NOTES, format!("U2 = {{ role = \"expert\" }}\n{groups}"));
    assert_eq!(open(&room).people.of("U2").role, Role::Expert, "what is said of one person wins");
    // Whom a group would take off the site, a build that knows no groups would publish.
    room.write(NOTES, "[groups]\n\"#職員\" = { publish = false }\n");
    assert!(open(&room).people.is_damaged());
    assert!(fs::read_to_string(room.path(".shirube/salon/people.jsonl")).unwrap().contains("#職員"));
}
