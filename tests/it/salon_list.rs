//! The list of conversations as an editor reads it: numbers, titles, filters, what is alike, what waits for an answer.

use std::fs;

use serde_json::Value;

use crate::support::{
    room::{Room, said},
    salon_world::Workspace,
    session::Session,
};

const ASK: &str = "移住相談";

/// A guide whose salon speaks of winter, of day nurseries and of cars.
fn room() -> Room {
    let room = Room::with_guide();
    room.write(
        "content/qa/yuki.md",
        "---\ntitle: 雪下ろしはだれに頼めますか\nkind: qa\nshort_answer: 雪下ろしは、お助け隊に頼めます。\n---\n\n本文です。\n",
    );
    let mut workspace = Workspace::new(&[ASK, "雑談"]);
    let long = "はじめまして。来年の春に家族四人で移住することを考えていて、いまは賃貸の家を探しているところなのですが、冬の灯油代は月にいくらくらいかかりますか？";
    workspace.question(
        ASK,
        0,
        long,
        "うちは4人家族で、12月から3月は月に1万5千円くらいです。断熱していない古い家なので、多めだと思います。",
    );
    workspace.question(
        ASK,
        60,
        "<@U2>さん、【質問】「保育園」は年度の途中からでも入れますか？ https://example.com/?a=1",
        "空きがあれば途中でも入れます。3か月前に役場に相談しておくとよいです。申し込みは前の月の10日までです。",
    );
    workspace.question(
        ASK,
        120,
        "灯油代は冬だと月にいくらくらいになるのでしょうか？",
        "一人暮らしなら、灯油だけで月に8千円くらいです。アパートはもう少し安くなります。",
    );
    workspace.question(
        "雑談",
        180,
        "雪下ろしはだれに頼めばよいのでしょうか？",
        "お助け隊に頼めます。高齢の方の家は2千円、ほかの家は1万5千円くらいだと思います。",
    );
    workspace.post(ASK, 60 * 24 * 40, "U3", "車は四輪駆動でないと冬は走れないのでしょうか？買い替えるか悩んでいます。");
    workspace.folder(&room.path("export"));
    room
}

/// Runs a command that is no part of the story, and hides the ids that it tells.
fn hide_ids(session: &mut Session, args: &[&str]) {
    let said = session.room.run(args);
    let lines: Vec<Value> = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{}{}", said.out, said.err));
    for line in &lines {
        let title: String = line["question"].as_str().unwrap().chars().take(4).collect();
        session.hide(line["id"].as_str().unwrap(), &format!("[{title}]"));
    }
}

#[test]
fn a_list_is_read_and_its_numbers_are_used() {
    for (lang, name) in [("ja", "salon-reading-ja"), ("en", "salon-reading-en")] {
        let mut session = Session::in_room(room());
        session.run(&["salon", "--lang", lang]);
        session.run(&["salon", "import", "export", "--lang", lang]);
        hide_ids(&mut session, &["salon", "list", "--format", "json"]);
        hide_ids(&mut session, &["salon", "list", "--unanswered", "--format", "json"]);
        session.run(&["salon", "--lang", lang]);
        session.run(&["salon", "list", "--lang", lang]);
        session.run(&["salon", "show", "3", "--lang", lang]);
        session.run(&["salon", "draft", "3", "--out", "content/qa/hoikuen.md", "--lang", lang]);
        session.run(&["salon", "list", "--state", "drafted", "--lang", lang]);
        session.run(&["salon", "list", "--search", "アパート", "--lang", lang]);
        session.run(&["salon", "list", "--channel", "#雑談", "--month", "2026", "--lang", lang]);
        session.run(&["salon", "list", "--topic", "子育て", "--lang", lang]);
        session.run(&["salon", "list", "--month", "2025-12", "--lang", lang]);
        session.run(&["salon", "list", "--unanswered", "--lang", lang]);
        session.run(&["salon", "show", "1", "--lang", lang]);
        session.run(&["salon", "withdraw", "1", "--lang", lang]);
        session.run(&["salon", "withdraw", "1", "--erase", "--lang", lang]);
        session.run(&["salon", "show", "9", "--lang", lang]);
        session.run(&["salon", "list", "--month", "5", "--lang", lang]);
        session.run(&["salon", "--lang", lang]);
        session.assert_is(name);
    }
}

#[test]
fn a_title_is_one_question_and_a_line_ends_where_the_terminal_does() {
    let room = room();
    room.run(&["salon", "import", "export"]);
    let said_json = room.run(&["salon", "list", "--all", "--format", "json"]);
    let lines: Vec<Value> = serde_json::from_str(&said_json.out).unwrap();
    assert_eq!(lines.len(), 4);
    for line in &lines {
        let question = line["question"].as_str().unwrap();
        assert!((8..=40).contains(&question.chars().count()), "{question}");
        assert!(!question.contains(['@', '【', '「', '〔', ':']) && !question.contains("http"), "{question}");
    }
    for columns in [30usize, 60] {
        let output = room.command(&["salon", "list"]).env("COLUMNS", columns.to_string()).output().unwrap();
        let out = said(output).out;
        let rows: Vec<&str> = out.lines().take_while(|line| !line.starts_with("次に")).collect();
        assert_eq!(rows.len(), 8, "{out}");
        assert!(rows.iter().all(|row| unicode_width::UnicodeWidthStr::width(*row) <= columns), "{columns}\n{out}");
    }
}

#[test]
fn a_list_changes_nothing_but_its_numbers() {
    let room = room();
    let nothing = room.run(&["salon", "list"]);
    assert!(nothing.code == 0 && nothing.out.contains("受信箱は空です"), "{}", nothing.out);
    assert!(!room.path(".shirube").exists(), "a list makes no inbox");
    assert_eq!(room.run(&["salon", "show", "1"]).code, 2);
    room.run(&["salon", "import", "export"]);
    let store = |room: &Room| fs::read(room.path(".shirube/salon/threads.jsonl")).unwrap();
    let before = store(&room);
    room.run(&["salon", "list"]);
    room.run(&["salon", "list", "--unanswered"]);
    assert_eq!(store(&room), before);
    let again = room.run(&["salon", "import", "export"]);
    assert!(again.out.contains("もう取り込んであります"), "{}", again.out);
    assert_eq!(store(&room), before, "nor does an import of what is known");
}
