//! The commands that approve and withdraw, on a draft from the salon, and what they write into the ledger.
use std::{fs, process::Stdio, time::Duration};

use crate::{
    approval::{ANSWER, FRONT, ITEM, PERSON},
    support::{Lines, page, room::Room},
};
use shirube::{
    base::secret::Key,
    ledger::{
        chain,
        read::{self, LEDGER},
    },
    salon::{
        self,
        ledger_record::{Draft, DraftGate, Origin, Record, Speaker},
    },
    text::date::Date,
};

/// A room with a page that was drafted from the salon, the key, and the record of the draft.
pub fn drafted() -> Room {
    let room = Room::with_guide();
    room.write(
        "site.toml",
        "title = \"例\"\nbase_url = \"https://example.jp/iju/\"\n[salon]\npolicy = \"2026-04\"\n\
        [salon.reviewers]\niju-a = \"移住交流課\"\niju-b = \"移住交流課\"\n",
    );
    room.write("content/qa/a.md", page(FRONT, ANSWER));
    room.write(".shirube/key", Key::new([7; 32]).to_base64());
    room.write(".shirube/salon/people.jsonl", "{\"id\":\"U1\",\"shown\":\"しおかぜ55\",\"names\":[\"しおかぜ55\"]}\n");
    let mut ledger = salon::ledger::open(room.folder.path(), Some(&Key::new([7; 32]))).unwrap();
    ledger.append(draft(ITEM)).unwrap();
    room
}

fn draft(item: &str) -> Record {
    Record::Draft(Draft {
        at: Date::parse("2026-10-05").unwrap(),
        by: "iju-a".to_owned(),
        item: item.to_owned(),
        source: Origin { thread: format!("hmac:{}", "b7".repeat(16)), channel: "public".to_owned() },
        page: String::new(),
        subjects: vec![Speaker { subject: PERSON.to_owned(), role: "resident".to_owned() }],
        gate: DraftGate::default(),
    })
}

pub const APPROVE: [&str; 7] = ["salon", "approve", "content/qa/a.md", "--by", "iju-b", "--basis", "purpose_61"];

#[test]
fn a_page_from_draft_to_withdrawal() {
    let room = drafted();
    let status = |expected: &str| {
        let said = room.run(&["salon", "status", "--format", "json"]);
        assert!(said.code == 0 && said.out.starts_with(expected), "{}{}", said.out, said.err);
    };
    status(r#"{"published":0,"changed":0,"waiting":1,"withdrawn":0,"reviews_due":0,"ledger_seq":1,"#);
    let built = room.run(&["build", "--drafts"]);
    assert!(
        built.code == 0 && built.err.contains("warning[unapproved]") && !room.path("public/qa/a").exists(),
        "{}",
        built.err
    );
    let approved = room.run(&APPROVE);
    assert_eq!(
        (approved.code, approved.out.as_str()),
        (0, "承認しました：content/qa/a.md「冬の暖房費」（7F3K2M9QPA、ja、1回目）\n"),
        "{}",
        approved.err
    );
    assert!(room.run(&APPROVE).out.contains("もう承認されています"));
    assert_eq!(room.run(&["build"]).code, 0);
    assert!(room.read("public/qa/a/index.html").contains("90リットル"));
    status(r#"{"published":1,"changed":0,"waiting":0,"withdrawn":0,"reviews_due":0,"ledger_seq":2,"#);
    room.write("content/qa/a.md", page(FRONT, &ANSWER.replace("90", "95")));
    status(r#"{"published":0,"changed":1,"waiting":0,"withdrawn":0,"reviews_due":0,"ledger_seq":2,"#);
    let english = room.run(&[&APPROVE[..], &["--lang", "en"]].concat());
    assert_eq!(english.out, "approved: content/qa/a.md \"冬の暖房費\" (7F3K2M9QPA, ja, version 2)\n");
    let mistaken = room.run(&["salon", "withdraw", ITEM, "--reason", "error", "--lang", "en"]);
    assert_eq!((mistaken.code, mistaken.out.lines().next()), (0, Some("withdrawn: 7F3K2M9QPA")), "{}", mistaken.err);
    assert_eq!(room.run(&APPROVE).code, 0, "what was a mistake may come back");
    assert_eq!(room.run(&["build"]).code, 0);
    let withdrawn = room.run(&["salon", "withdraw", PERSON, "--by", "iju-a"]);
    assert_eq!(withdrawn.code, 0, "{}", withdrawn.err);
    assert!(
        withdrawn.out.contains("https://example.jp/iju/qa/a/") && withdrawn.out.contains("アーカイブ"),
        "{}",
        withdrawn.out
    );
    let built = room.run(&["build"]);
    assert!(built.out.contains("削除：qa/a/index.html"), "{}{}", built.out, built.err);
    status(r#"{"published":0,"changed":0,"waiting":0,"withdrawn":1,"reviews_due":0,"ledger_seq":6,"#);
    assert!(room.run(&["salon", "withdraw", "content/qa/a.md"]).out.contains("もう取り下げられています"));
    assert!(room.run(&["salon", "withdraw", PERSON]).out.contains("もう取り下げられています"));
    let again = room.run(&APPROVE);
    assert!(again.code == 1 && again.err.contains("subject-withdrawn"), "{}", again.err);
    let people = room.run(&["salon", "status"]);
    assert!(people.out.contains("取り下げ：1件\n  content/qa/a.md\n台帳：6件"), "{}", people.out);
}

#[test]
fn a_person_who_withdraws_stays_out_of_what_was_withdrawn_before() {
    let room = drafted();
    room.run(&APPROVE);
    room.run(&["salon", "withdraw", ITEM, "--reason", "outdated"]);
    assert!(room.run(&["salon", "withdraw", PERSON]).out.contains("取り下げました：7F3K2M9QPA"));
    assert!(room.run(&APPROVE).err.contains("subject-withdrawn"));
}

#[test]
fn a_person_is_withdrawn_only_when_somebody_has_seen_what_goes() {
    let room = drafted();
    room.run(&APPROVE);
    let before = room.read(LEDGER);
    let person = ["salon", "withdraw", "--person", PERSON];
    assert_eq!(room.run(&person).code, 2, "whoever withdraws is written down");
    let by = [&person[..], &["--by", "iju-b"]].concat();
    let asked = room.run(&by);
    assert!(asked.code == 2 && asked.err.contains("--yes"), "{}", asked.err);
    assert!(asked.out.contains(ITEM) && asked.out.contains("公開中のページ1件"), "{}", asked.out);
    assert_eq!(room.read(LEDGER), before, "nobody said yes");
    let done = room.run(&[&by[..], &["--yes"]].concat());
    assert!(done.code == 0 && done.out.contains("取り下げました：7F3K2M9QPA"), "{}{}", done.out, done.err);
}

#[test]
fn a_reference_that_begins_like_an_id_of_slack_is_one_all_the_same() {
    let room = drafted();
    let person = "U7WD2HQ5R3XN6TJA";
    let Record::Draft(again) = draft(ITEM) else { unreachable!("a draft is a draft") };
    let subjects = vec![Speaker { subject: person.to_owned(), role: "resident".to_owned() }];
    let mut ledger = salon::ledger::open(room.folder.path(), Some(&Key::new([7; 32]))).unwrap();
    ledger.append(Record::Draft(Draft { subjects, ..again })).unwrap();
    let said = room.run(&["salon", "withdraw", person]);
    assert!(said.code == 0 && said.out.contains("取り下げました"), "{}{}", said.out, said.err);
}

#[test]
fn what_an_approval_refuses() {
    let room = drafted();
    let with = |more: &[&str]| room.run(&[&APPROVE[..], more].concat());
    let before = room.read(LEDGER);
    for (args, code, words) in [
        (&["salon", "approve", "content/qa/a.md", "--by", "佐藤花子", "--basis", "purpose_61"][..], 2, "iju-a iju-b"),
        (&["salon", "approve", "content/qa/a.md", "--by", "iju-b", "--basis", "soumu"], 2, "purpose_61"),
        (&["salon", "approve", "content/qa/a.md", "--basis", "purpose_61"], 2, "--by"),
        (&["salon", "approve", "content/qa/nai.md", "--by", "iju-b", "--basis", "purpose_61"], 2, "no-such-page"),
        (
            &["salon", "approve", "content/qa/a.md", "--by", "iju-b", "--basis", "consent_69_2_1"],
            1,
            "--evidence E-0031",
        ),
        (&["salon", "aprove", "content/qa/a.md"], 2, "`approve` のことではありませんか"),
        (&["salon", "withdraw", "AAAAAAAAAA"], 1, "not-in-ledger"),
        (&["salon", "withdraw", ITEM, "--by", "佐藤"], 2, "iju-a iju-b"),
    ] {
        let said = room.run(args);
        assert!(said.code == code && said.err.contains(words), "{args:?}: {} {}", said.code, said.err);
    }
    let alone = room.run(&["salon"]);
    assert!(alone.code == 0 && alone.out.contains("次に"), "how things stand: {}{}", alone.out, alone.err);
    assert_eq!(with(&["--evidence", "佐藤花子の同意"]).code, 2, "no words in the ledger");
    assert_eq!(with(&["--next-review", "来年"]).code, 2);
    room.write("content/qa/a.md", page(&FRONT.replace("冬の暖房費", salon::draft_page::NO_TITLE), ANSWER));
    assert!(with(&[]).err.contains("placeholder"));
    room.write("content/qa/a.md", page(FRONT, "[ない](nai.md)"));
    assert!(with(&[]).err.contains("dead-link"), "a page with an error of any kind");
    room.write("content/qa/a.md", page(FRONT, ANSWER));
    fs::remove_file(room.path(".shirube/key")).unwrap();
    assert!(with(&[]).err.contains("no-key"));
    room.write(".shirube/key", "short");
    assert_eq!((with(&[]).code, room.run(&["build"]).code), (2, 2), "a key that cannot be read");
    assert_eq!(room.read(LEDGER), before);
}

#[test]
fn a_broken_ledger_stops_every_command_and_a_torn_one_is_mended() {
    let room = drafted();
    room.run(&APPROVE);
    let good = room.read(LEDGER);
    room.write(LEDGER, good.replace("iju-b", "iju-x"));
    for args in [&APPROVE[..], &["salon", "withdraw", ITEM], &["salon", "status"], &["build"], &["check"]] {
        let said = room.run(args);
        assert!(said.code == 1 && said.err.contains("ledger-broken"), "{args:?}: {}", said.err);
    }
    let kept_going = room.run(&["build", "--keep-going"]);
    assert!(kept_going.code == 1 && room.path("public/index.html").exists() && !room.path("public/qa/a").exists());
    room.write(LEDGER, format!("{good}{{\"at\":"));
    let torn = room.run(&["check"]);
    assert!(torn.code == 1 && torn.err.contains("check --fix"), "{}", torn.err);
    let fixed = room.run(&["check", "--fix"]);
    assert!(fixed.code == 0 && fixed.err.contains(".shirube/ledger-torn-3-1.txt"), "{}", fixed.err);
    assert_eq!((room.read(LEDGER), room.read(".shirube/ledger-torn-3-1.txt")), (good.clone(), "{\"at\":".to_owned()));
    // With the key at hand an approval that was added without it does not count.
    let mut lines = Lines { text: good.clone(), last: None };
    let head = chain::parse_head(&room.read(read::HEAD)).unwrap();
    lines.last = Some(head);
    lines.add(&format!(r#"{{"type":"approve","item":"{ITEM}","lang":"ja","content":"sha256:0"}}"#));
    room.write(LEDGER, &lines.text);
    assert!(room.run(&["build"]).err.contains("mac"));
}

#[test]
fn the_ledger_holds_nothing_that_people_wrote() {
    let room = drafted();
    room.write(
        "content/qa/a.md",
        page(&FRONT.replace("冬の暖房費", "カナリア題名"), &ANSWER.replace("灯油", "カナリア本文")),
    );
    let said = room.run(&[&APPROVE[..], &["--evidence", "E-0031", "--given-on", "2026-09-12", "--minor"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    room.run(&["salon", "withdraw", ITEM]);
    let ledger = room.read(LEDGER);
    assert_eq!(ledger.lines().count(), 3);
    assert!(ledger.is_ascii() && ledger.contains("E-0031") && ledger.contains("\"minor\":true"), "{ledger}");
    // What would give a person away is refused in every field that somebody can fill.
    let mut ledger = salon::ledger::open(room.folder.path(), Some(&Key::new([7; 32]))).unwrap();
    for canary in [
        "カナリア",
        "U0123ABCD",
        "1700000000.000100",
        "canary@example.jp",
        "https://canary.slack.com/archives/C1",
        "090-0000-0000",
    ] {
        let Record::Draft(good) = draft(ITEM) else { unreachable!() };
        let spoiled = [
            Draft { by: canary.to_owned(), ..good.clone() },
            Draft { item: canary.to_owned(), ..good.clone() },
            Draft { source: Origin { thread: canary.to_owned(), channel: "public".to_owned() }, ..good.clone() },
            Draft { source: Origin { channel: canary.to_owned(), ..good.source.clone() }, ..good.clone() },
            Draft {
                subjects: vec![Speaker { subject: canary.to_owned(), role: "resident".to_owned() }],
                ..good.clone()
            },
            Draft { subjects: vec![Speaker { role: canary.to_owned(), ..good.subjects[0].clone() }], ..good.clone() },
            Draft { gate: DraftGate { replaced: [(canary.to_owned(), 1)].into(), ..DraftGate::default() }, ..good },
        ];
        for record in spoiled {
            assert_eq!(ledger.append(Record::Draft(record)).unwrap_err().code, "ledger-word", "{canary}");
        }
    }
}

#[test]
fn an_approval_killed_at_any_moment_leaves_a_ledger_that_holds() {
    let room = drafted();
    let root = room.folder.path();
    let key = Key::new([7; 32]);
    let mut seen = 1;
    for round in 0..100u64 {
        room.write("content/qa/a.md", page(FRONT, &format!("{ANSWER}\n\n{round}回目です。")));
        let mut child = room.command(&APPROVE).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(round * 7919 % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        salon::ledger::mend(root).unwrap();
        let ledger =
            salon::ledger::open(root, Some(&key)).unwrap_or_else(|fault| panic!("round {round}: {}", fault.message.en));
        let now = ledger.approvals().last.as_ref().map_or(0, |last| last.seq);
        assert!(now >= seen, "round {round}: a record that was there is gone");
        seen = now;
    }
    room.write("content/qa/a.md", page(FRONT, ANSWER));
    assert_eq!(room.run(&APPROVE).code, 0);
    assert_eq!(room.read(LEDGER).lines().count() as u64, seen + 1);
}

const NAMED: &str = "## 市民 {.answer role=resident month=2026-05}\n\n講師は佐藤花子さんです。";

/// The entry that would waive the first finding of personal data, as `check` prints it, signed.
fn entry(room: &Room) -> String {
    let said = room.run(&["check"]);
    let told = format!("{}{}", said.out, said.err);
    let lines = told.lines().map(|line| line.trim_start_matches(['|', ' ', '=']));
    let from = lines.skip_while(|line| !line.starts_with("[[waiver]]"));
    let entry: Vec<&str> = from.take_while(|line| line.starts_with("[[waiver]]") || line.contains(" = ")).collect();
    assert!(entry.len() > 5, "{told}");
    entry.join("\n").replace("approved_by = \"\"", "approved_by = \"iju-b\"") + "\n"
}

/// The gate's part of the ledger's last record.
fn gate_of(room: &Room) -> serde_json::Value {
    let ledger = room.read(LEDGER);
    serde_json::from_str::<serde_json::Value>(ledger.lines().last().unwrap()).unwrap()["gate"].clone()
}

#[test]
fn a_waiver_that_a_check_accepts_an_approval_accepts_and_records() {
    let room = drafted();
    room.write("content/qa/a.md", page(FRONT, NAMED));
    assert_eq!((room.run(&["check"]).code, room.run(&APPROVE).code), (1, 1), "without a waiver");
    let entry = entry(&room);
    room.write("salon/privacy.toml", &entry);
    assert_eq!(room.run(&["check"]).code, 0);
    let approved = room.run(&APPROVE);
    assert_eq!(approved.code, 0, "{}{}", approved.out, approved.err);
    let id = entry.split("id = \"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(gate_of(&room)["waivers"], serde_json::json!([id]));
    assert_eq!(room.run(&["build"]).code, 0);
    assert!(room.read("public/qa/a/index.html").contains("佐藤花子"));

    // Its end is the same day for both; and of another page neither knows it.
    room.write("content/qa/a.md", page(FRONT, &format!("{NAMED}\n\nまた来ます。")));
    let later = ["--now", "2027-11-02"];
    assert_eq!(
        (room.run(&[&["check"][..], &later].concat()).code, room.run(&[&APPROVE[..], &later].concat()).code),
        (1, 1)
    );
    fs::rename(room.path("content/qa/a.md"), room.path("content/qa/b.md")).unwrap();
    let other: Vec<&str> =
        APPROVE.iter().map(|word| if word.ends_with(".md") { "content/qa/b.md" } else { *word }).collect();
    assert_eq!((room.run(&["check"]).code, room.run(&other).code), (1, 1));
}

#[test]
fn what_a_waiver_lifts_is_not_asked_about_and_no_name_gets_into_the_ledger_with_it() {
    let room = drafted();
    room.write("content/qa/a.md", page(FRONT, &format!("{ANSWER}\n\n娘の結衣は元気です。")));
    let asked = room.run(&APPROVE);
    assert!(asked.code == 1 && asked.err.contains("[PERSON_NAME]"), "{}", asked.err);
    let entry = entry(&room);
    let id = entry.lines().find(|line| line.starts_with("id = ")).unwrap();
    for (given, recorded) in [("id = \"w-2026-003\"", Some("w-2026-003")), ("id = \"結衣さんの分\"", None), ("", None)]
    {
        room.write(
            "content/qa/a.md",
            page(&format!("{FRONT}\ndescription: {}", given.len()), &format!("{ANSWER}\n\n娘の結衣は元気です。")),
        );
        room.write("salon/privacy.toml", entry.replace(id, given));
        let approved = room.run(&APPROVE);
        assert_eq!(approved.code, 0, "{given}: {}{}", approved.out, approved.err);
        let gate = gate_of(&room);
        let waivers: Vec<&str> = gate["waivers"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert!(
            waivers.len() == 1 && recorded.is_none_or(|id| waivers == [id]) && waivers[0].starts_with("w-"),
            "{given}: {waivers:?}"
        );
        assert_eq!(gate["acknowledged"], serde_json::json!([]), "{given}");
        assert!(room.read(LEDGER).is_ascii());
    }
}

const FACILITY: &str = concat!(
    "kind: facility\ntitle: 見本館\nkana: みほんかん\ntype: 図書館\naddress: 灯野町中央3番地\nphone: 0555-00-4321\n",
    "lat: 37.6\nlng: 135.9\nhours: 09:30-18:00\ndays: 火水木金土日"
);

#[test]
fn check_and_approve_know_the_same_lists() {
    let room = drafted();
    // A facility's telephone, by its own page: public for both.
    room.write("content/life/kan.md", page(FACILITY, "見本館です。"));
    room.write("content/qa/a.md", page(FRONT, &format!("{ANSWER}\n\n自宅ではなく0555-00-4321へ。")));
    let checked = room.run(&["check"]);
    let approved = room.run(&APPROVE);
    assert_eq!((checked.code, approved.code), (0, 0), "{}{}{}{}", checked.out, checked.err, approved.out, approved.err);
    // A page's own id may look like one of Slack's; it is nobody's for both.
    let item = "U7F3K2M9QP";
    let mut ledger = salon::ledger::open(room.folder.path(), Some(&Key::new([7; 32]))).unwrap();
    ledger.append(draft(item)).unwrap();
    drop(ledger);
    room.write("content/qa/a.md", page(&FRONT.replace(ITEM, item), ANSWER));
    room.write("themes/shirube/templates/qa.html", "<p>Slackの投稿 {{ page.fields.source }}</p>");
    let checked = room.run(&["check"]);
    assert!(!format!("{}{}", checked.out, checked.err).contains("SLACK_ID"), "{}{}", checked.out, checked.err);
    let approved = room.run(&APPROVE);
    assert_eq!(approved.code, 0, "{}{}", approved.out, approved.err);
    let built = room.run(&["build"]);
    assert_eq!(built.code, 0, "{}{}", built.out, built.err);
    assert!(room.read("public/qa/a/index.html").contains(&format!("Slackの投稿 salon:{item}")));
}
