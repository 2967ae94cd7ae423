//! Salons that are not Slack's: talks of LINE, tables of questions, channels of Discord, and what is none of these.

use std::fs;

use serde_json::{Value, json};

use crate::support::room::{Room, Said};

const IOS: &str = "[LINE] 灯野町移住サロン(123)のトーク履歴\n保存日時：2026/06/01 10:00\n\n2026/05/01(金)\n\
9:00\tみかん\t\"はじめまして。来年の春に移住を考えています。\n冬の灯油代は月にいくらくらいかかりますか？\"\n\
9:02\tみかん\t[スタンプ]\n9:05\tさくら\t4人家族で、12月から3月は月に1万5千円くらいです。断熱していない古い家なので多めだと思います。\n\
9:05\tさくら\tアパートなら8千円くらいで足りると聞きました。\n9:10\tみかん\tありがとうございます！助かります。\n\
9:12\tゆずが参加しました。\n";
const PC: &str = "[LINE] 灯野町移住サロンのトーク履歴\n保存日時：2026/06/01 10:00\n\n2026.05.01 金曜日\n\
09:00 みかん 冬の灯油代は月にいくらくらいかかりますか？\n09:05 さくら 4人家族で、12月から3月は月に1万5千円くらいです。断熱していない古い家なので多めだと思います。\n\
09:10 みかん [写真]\n";
const ANDROID: &str = "[LINE] 灯野町移住サロンのトーク履歴\n保存日時：2026/06/01 10:00\n\n2026/05/01(金)\n\
午前9:00\tみかん\t冬の灯油代は月にいくらくらいかかりますか？\n午前9:05\tさくら\t4人家族で、12月から3月は月に1万5千円くらいです。断熱していない古い家なので多めだと思います。\n\
午後9:10\tみかんがメッセージの送信を取り消しました\n";
const TABLE: &str = "タイムスタンプ,ご質問,回答,ニックネーム\n\
2026/05/01 9:00:00,冬の灯油代は月にいくらくらいかかりますか？,\"12月から3月は月に1万5千円くらいです。\n古い家では多めにみてください。\",みかん\n\
2026/05/02 午後 1:00:00 GMT+9,保育園は途中から入れますか？,,さくら\n,空の日時です？,はい,ゆず\n";

fn discord() -> Value {
    let author =
        |id: &str, name: &str| json!({"id": id, "name": name, "nickname": format!("{name}さん"), "isBot": id == "9"});
    let message = |id: &str, minute: u32, who: Value, text: &str, to: Option<&str>| {
        json!({"id": id, "type": if to.is_some() { "Reply" } else { "Default" }, "isPinned": false, "content": text,
            "timestamp": format!("2026-05-01T09:{minute:02}:00.000+09:00"), "author": who, "mentions": [],
            "reference": to.map(|to| json!({"messageId": to}))})
    };
    let mut mention = message("14", 9, author("11", "mikan"), "@sakuraさん ありがとうございます！", Some("12"));
    mention["mentions"] = json!([author("22", "sakura")]);
    json!({
        "guild": {"id": "1", "name": "灯野町"},
        "channel": {"id": "2", "type": "GuildTextChat", "name": "移住相談"},
        "messages": [
            message("11", 0, author("11", "mikan"), "冬の灯油代は月にいくらくらいかかりますか？", None),
            message("12", 5, author("22", "sakura"), "4人家族で、12月から3月は月に1万5千円くらいです。**古い家**なので多めです。", Some("11")),
            mention,
            message("15", 20, author("9", "bot"), "天気予報です", None),
            json!({"id": "16", "type": "GuildMemberJoin", "timestamp": "2026-05-01T10:00:00+09:00", "content": "",
                "author": author("11", "mikan")}),
        ],
    })
}

fn import(name: &str, bytes: &[u8], more: &[&str]) -> (Room, Said) {
    let room = Room::with_guide();
    room.write(name, bytes);
    let said = room.run(&[&["salon", "import", name, "--format", "json"], more].concat());
    (room, said)
}

fn list(room: &Room, more: &[&str]) -> Vec<Value> {
    let said = room.run(&[&["salon", "list", "--format", "json"], more].concat());
    serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{}{}", said.out, said.err))
}

#[test]
fn a_question_and_its_answer_come_in_whatever_their_form() {
    let discord = discord().to_string();
    let shift_jis = encoding_rs::SHIFT_JIS.encode(TABLE).0.into_owned();
    for (name, bytes, kept, read) in [
        ("talk.txt", IOS.as_bytes(), 4, 6),
        ("pc.txt", PC.as_bytes(), 2, 3),
        ("android.txt", ANDROID.as_bytes(), 2, 3),
        ("shitsumon.csv", TABLE.as_bytes(), 3, 4),
        ("excel.csv", &shift_jis, 3, 4),
        ("discord.json", discord.as_bytes(), 3, 5),
    ] {
        let (room, said) = import(name, bytes, &[]);
        assert!(said.code <= 1, "{name}: {}", said.err);
        let counts: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(
            (counts["messages"].as_u64(), counts["read"].as_u64()),
            (Some(kept), Some(read)),
            "{name}: {counts}"
        );
        let lines = list(&room, &[]);
        assert_eq!(lines.len(), 1, "{name}: {lines:?}");
        assert_eq!(lines[0]["question"], "冬の灯油代は月にいくらくらいかかりますか", "{name}");
        assert_eq!(lines[0]["asked"], "2026-05", "{name}");
        // The same gate, and a roster of the names that stand in the file.
        let shown = room.run(&["salon", "show", "1"]).out;
        assert!(shown.contains("1万5千円") && shown.contains("質問者"), "{name}: {shown}");
        let drafted = room.run(&["salon", "draft", "1", "--out", "content/qa/toyu.md"]);
        assert_eq!(drafted.code, 0, "{name}: {}", drafted.err);
        let page = room.read("content/qa/toyu.md");
        for nick in ["みかん", "さくら", "mikan", "sakura"] {
            assert!(!page.contains(nick) && !shown.contains(nick), "{name}: {nick}\n{page}");
        }
        let again = room.run(&["salon", "import", name]);
        assert!(again.out.contains("もう取り込んであります"), "{name}: {}", again.out);
    }
    let (room, _) = import("shitsumon.csv", TABLE.as_bytes(), &[]);
    assert_eq!(list(&room, &["--unanswered"])[0]["question"], "保育園は途中から入れますか");
}

#[test]
fn one_inbox_holds_one_salon() {
    let (room, _) = import("talk.txt", IOS.as_bytes(), &[]);
    room.write("b.csv", TABLE);
    let said = room.run(&["salon", "import", "b.csv"]);
    assert!(said.code == 2 && said.err.contains("other-workspace"), "{}", said.err);
    // A later save of the same talk, with more people in it, goes on.
    room.write("later.txt", IOS.replace("(123)", "(130)") + "9:20\tゆず\t今日は晴れました。\n");
    let said = room.run(&["salon", "import", "later.txt", "--format", "json"]);
    let counts: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((counts["new"].as_u64(), counts["unchanged"].as_u64()), (Some(1), Some(4)), "{counts}");
}

#[test]
fn what_is_private_or_unclear_is_not_taken() {
    let two = IOS.replace("灯野町移住サロン(123)のトーク履歴", "さくらとのトーク履歴");
    let (room, said) = import("two.txt", two.as_bytes(), &[]);
    assert!(said.code == 2 && said.err.contains("private-channel"), "{}", said.err);
    assert!(!room.path(".shirube/salon/messages/0.jsonl").exists());
    let consent = ["--channel", "さくら", "--private-with-consent"];
    assert!(import("two.txt", two.as_bytes(), &consent).1.code <= 1);
    let mut direct = discord();
    direct["guild"]["id"] = json!("0");
    assert!(import("d.json", direct.to_string().as_bytes(), &[]).1.err.contains("private-channel"));

    let head = TABLE.replace("ご質問", "質問1").replace("ニックネーム", "質問2");
    let (room, said) = import("q.csv", head.as_bytes(), &[]);
    assert!(said.code == 2 && said.err.contains("salon-columns") && said.err.contains("[salon.table]"), "{}", said.err);
    room.write("site.toml", room.read("site.toml") + "\n[salon.table]\nquestion = \"質問1\"\n");
    assert!(room.run(&["salon", "import", "q.csv"]).code <= 1, "the columns are named once");
    assert_eq!(list(&room, &[]).len(), 1);

    let cut = discord().to_string();
    let cut = &cut.as_bytes()[..cut.len() / 2];
    for (name, bytes) in [
        ("cut.json", cut),
        ("memo.txt", "きょうの予定".as_bytes()),
        ("list.csv", b"a,b\n1,2\n"),
        ("x.bin", b"\xff\xfe\xfd"),
    ] {
        let (room, said) = import(name, bytes, &[]);
        assert!(said.code == 2 && said.err.contains("no-export"), "{name}: {}{}", said.out, said.err);
        assert!(fs::read_dir(room.path(".shirube/salon")).map_or(0, Iterator::count) < 2, "{name}");
    }
}
