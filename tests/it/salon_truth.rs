//! What an import says of itself: every message that was read is kept or counted, and what is missing has its place.

use std::{fs, path::Path};

use serde_json::{Value, json};
use shirube::salon::{
    merge::ImportCounts,
    transcript::{Post, PostKind},
};

use crate::support::{
    room::Room,
    salon_world::{Salon, Workspace, at, codes, id, zip},
};

const ROOM: &str = "移住相談";
/// Reasons that stand for conversations and files, not for messages.
const NO_MESSAGES: [&str; 2] = ["private", "canvas"];

fn imported(change: impl FnOnce(&mut Workspace)) -> (Vec<Post>, ImportCounts, Vec<String>) {
    let mut workspace = Workspace::new(&[ROOM]);
    change(&mut workspace);
    let salon = Salon::new();
    let reported = salon.import(&workspace);
    let told = reported.findings.iter().map(|finding| finding.message.ja.to_string()).collect();
    (salon.messages(ROOM), reported.value.counts, told)
}

fn sum(counts: &ImportCounts) -> usize {
    let skipped = counts.skipped.iter().filter(|(reason, _)| !NO_MESSAGES.contains(reason));
    counts.messages + skipped.map(|(_, count)| count).sum::<usize>()
}

#[test]
fn all_that_was_read_adds_up() {
    let (_, counts, _) = imported(|workspace| {
        workspace.question(ROOM, 0, "冬は寒いですか？", "はい、とても寒いです。");
        workspace.raw(ROOM, json!({"subtype": "channel_join", "user": "U1", "text": "参加しました", "ts": at(10)}));
        workspace.raw(ROOM, json!({"user": "U7", "bot_id": "B1", "text": "天気予報です", "ts": at(11)}));
        workspace.raw(ROOM, json!({"user": "U1", "text": "", "ts": at(12)}));
        workspace.raw(ROOM, json!({"user": "U1", "text": "時刻がありません"}));
        workspace.raw(ROOM, json!({"user": "USLACKBOT", "subtype": "tombstone", "text": "x", "ts": at(13)}));
        let twice = json!({"user": "U1", "text": "同じものです", "ts": at(14)});
        workspace.raw(ROOM, twice.clone()).raw_on(ROOM, "2026-05-02", twice);
        workspace.raw(ROOM, json!(7));
    });
    assert_eq!((counts.read, counts.messages), (10, 3));
    assert_eq!(sum(&counts), counts.read, "{counts:?}");
    for (reason, count) in [("system", 1), ("bot", 1), ("empty", 1), ("bad-ts", 2), ("deleted", 1), ("duplicate", 1)] {
        assert_eq!(counts.skipped.get(reason), Some(&count), "{reason}: {counts:?}");
    }
    let room = Room::with_guide();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon/export");
    let said = room.run(&["salon", "import", sample, "--format", "json"]);
    let counts: Value = serde_json::from_str(&said.out).unwrap();
    let skipped: u64 = counts["skipped"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(reason, _)| !NO_MESSAGES.contains(&reason.as_str()))
        .map(|(_, count)| count.as_u64().unwrap())
        .sum();
    assert_eq!(counts["read"].as_u64(), Some(counts["messages"].as_u64().unwrap() + skipped), "{counts}");
    assert_eq!(counts["new"], counts["messages"], "{counts}");
}

#[test]
fn what_people_answered_is_kept_whoever_began() {
    let (messages, counts, _) = imported(|workspace| {
        let of_slack = |minutes: u64, subtype: &str, text: &str| {
            let ts = at(minutes);
            json!({"user": "USLACKBOT", "subtype": subtype, "text": text, "ts": ts, "thread_ts": ts})
        };
        workspace.raw(ROOM, of_slack(0, "", "リマインダー：冬のタイヤ"));
        workspace.reply(ROOM, 0, 1, "U2", "先週替えました。");
        workspace.raw(ROOM, of_slack(10, "huddle_thread", "ハドル"));
        workspace.reply(ROOM, 10, 11, "U2", "メモを残します。");
        workspace.raw(ROOM, of_slack(20, "", "だれも答えない"));
    });
    let kinds: Vec<PostKind> = messages.iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [PostKind::Bot, PostKind::Post, PostKind::Bot, PostKind::Post]);
    assert_eq!((counts.orphan_replies, counts.skipped["system"]), (0, 1));
    assert!(messages[0].author.is_empty(), "nobody asked");
}

#[test]
fn an_app_is_a_bot_also_where_it_posts_as_a_user() {
    let (messages, counts, _) = imported(|workspace| {
        let app = json!({"id": "U8", "team_id": "T1", "name": "feed", "is_bot": true, "profile": {}});
        workspace.list("users.json", app);
        workspace.raw(ROOM, json!({"user": "U8", "text": "新しい記事です。読みましたか？", "ts": at(0)}));
        workspace.post(ROOM, 5, "U1", "冬は寒いですか？");
    });
    assert_eq!((messages.len(), counts.skipped["bot"]), (1, 1));
    // One that no list calls a bot, and that posts as nothing else.
    let salon = Salon::new();
    let mut workspace = Workspace::new(&[ROOM]);
    workspace.raw(ROOM, json!({"user": "U3", "bot_id": "B3", "text": "予定のお知らせです", "ts": at(0)}));
    workspace.raw(ROOM, json!({"user": "U2", "bot_id": "B3", "text": "代わりに投稿します", "ts": at(1)}));
    workspace.post(ROOM, 5, "U2", "冬は寒いですか？");
    salon.import(&workspace);
    let people = salon.inbox().people;
    assert!(people["U3"].bot && !people["U2"].bot);
}

#[test]
fn a_reply_is_missing_only_where_it_is_named_and_nowhere() {
    let question = |replies: Value| {
        json!({"user": "U1", "text": "冬は寒いですか？", "ts": at(0), "thread_ts": at(0), "reply_count": 9,
            "replies": replies})
    };
    for (replies, missing) in [
        (json!([{"ts": at(5)}]), 0),
        (json!([{"ts": at(5)}, {"ts": at(6)}, {"ts": at(7)}, {"ts": at(8)}]), 0),
        (json!([{"ts": at(5)}, {"ts": at(99)}]), 1),
        (json!(null), 0),
    ] {
        let (_, _, told) = imported(|workspace| {
            workspace.raw(ROOM, question(replies.clone()));
            workspace.reply(ROOM, 0, 5, "U2", "はい、とても寒いです。");
            // Neither what a bot says nor what is empty or was deleted is missing.
            let bot = json!({"user": "U7", "bot_id": "B1", "text": "天気予報です", "ts": at(6), "thread_ts": at(0)});
            workspace.raw(ROOM, bot);
            workspace.raw(ROOM, json!({"user": "U2", "text": "", "ts": at(7), "thread_ts": at(0)}));
            workspace.raw(ROOM, json!({"user": "USLACKBOT", "subtype": "tombstone", "ts": at(8), "thread_ts": at(0)}));
        });
        let told: Vec<&String> = told.iter().filter(|told| told.contains("含まれていません")).collect();
        assert_eq!(told.len(), missing, "{replies}: {told:?}");
        assert!(told.iter().all(|told| told.contains(ROOM) && told.contains("2026年5月2日 01:30")), "{told:?}");
    }
}

#[test]
fn words_are_kept_whatever_block_they_stand_in() {
    let text = |words: &str| json!({"type": "plain_text", "text": words});
    let image = json!({"type": "image", "image_url": "https://example.com/x.png"});
    let number = json!({"type": "raw_number", "value": 42});
    let marked = json!({"type": "mrkdwn", "text": "暖房の話"});
    let (raw, plain) = (json!({"type": "raw_text", "text": "暖房の話"}), json!({"type": "text", "text": "暖房の話"}));
    let blocks = [
        json!({"type": "container", "elements": [{"type": "section", "text": text("暖房の話")}]}),
        json!({"type": "card", "title": text("暖房の話"), "hero_image": image}),
        json!({"type": "carousel", "elements": [{"type": "card", "title": text("一枚目"), "body": marked}]}),
        json!({"type": "data_table", "columns": [{"title": "月"}], "rows": [[raw, number]]}),
        json!({"type": "markdown", "text": "暖房の話"}),
        json!({"type": "table", "rows": [[raw, {"type": "raw_number", "value": 42, "text": "42"}]]}),
        json!({"type": "brand_new", "inner": [{"type": "even_newer", "label": text("暖房の話")}]}),
        json!({"type": "rich_text", "elements": [{"type": "rich_text_new", "elements": [plain]}]}),
    ];
    for block in blocks {
        let kind = block["type"].as_str().unwrap().to_owned();
        let is_new = kind == "brand_new" || block.to_string().contains("rich_text_new");
        let (messages, _, told) = imported(|workspace| {
            workspace.raw(ROOM, json!({"user": "U1", "text": "", "blocks": [block], "ts": at(0)}));
        });
        assert_eq!(messages.len(), 1, "{kind}");
        let words = &messages[0].markdown;
        assert!(words.contains("暖房の話") && !words.contains("example.com"), "{kind}: {words}");
        assert_eq!(words.contains("42"), kind.contains("table"), "{kind}: {words}");
        let is_placed = |told: &&String| told.contains("知らない部品") && told.contains(ROOM) && told.contains("01:30");
        let named = told.iter().any(|told| is_placed(&told));
        assert_eq!(named, is_new, "{kind}: {told:?}");
    }
}

#[test]
fn what_is_no_export_is_named_for_what_it_is() {
    let salon = Salon::new();
    let whole = Workspace::new(&[ROOM]).zip(&salon.path("whole.zip"));
    let bytes = fs::read(&whole).unwrap();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(salon.path(name), bytes).unwrap();
        salon.path(name)
    };
    let dump = salon.path("dump");
    fs::create_dir_all(&dump).unwrap();
    fs::write(dump.join("slackdump.sqlite"), b"SQLite format 3\0").unwrap();
    let grid = |teams: &[&str]| {
        let files = Workspace::new(&[ROOM]).files();
        let below = |(name, bytes): (&String, &Vec<u8>), team: &str| {
            (format!("teams/{team}/{name}").into_bytes(), bytes.clone())
        };
        let of_team = |team: &&str| {
            files.iter().filter(|(name, _)| *name != "users.json").map(|file| below(file, team)).collect::<Vec<_>>()
        };
        let named = teams.iter().flat_map(of_team);
        let people = (b"org_users.json".to_vec(), files["users.json"].clone());
        named.chain([people]).collect::<Vec<_>>()
    };
    for (path, said) in [
        (write("cut.zip", &bytes[..bytes.len() / 2]), "途中で止まった"),
        (write("empty.zip", b""), "空です"),
        (write("login.zip", b"<!DOCTYPE html><html>"), "ウェブのページ"),
        (write("archive.sqlite", b"SQLite format 3\0"), "slackdump convert"),
        (write("paper.zip", b"%PDF-1.7"), "PDF"),
        (zip(&salon.path("nested.zip"), [(b"export.zip".to_vec(), bytes.clone())]), "別の zip ファイル「export.zip」"),
        (dump, "slackdump convert"),
        (zip(&salon.path("grid.zip"), grid(&["a", "b"])), "Enterprise Grid"),
    ] {
        let refused = salon.try_import(&path).map(|_| ()).unwrap_err();
        let help: String = refused.help.iter().map(|help| help.ja.to_string()).collect();
        assert!(refused.code == "no-export" && help.contains(said), "{}: {help}", path.display());
    }
    let one = salon.try_import(&zip(&salon.path("one.zip"), grid(&["a"]))).unwrap();
    assert!(!codes(&one).contains(&"salon-export"), "the people above the workspace are found: {:?}", one.findings);
    assert!(salon.inbox().people.contains_key("U1") && Path::new(&whole).exists());
    assert_eq!(id(0).as_str(), at(0));
}
