//! What an import makes of messages: conversations, people, files, candidates.

use crate::support::salon_world::{START, Salon, Workspace, at, codes, id};
use serde_json::json;
use shirube::salon::{
    candidates,
    conversation::Conversation,
    transcript::{Post, PostKind},
};

const ROOM: &str = "移住相談";

fn imported(change: impl FnOnce(&mut Workspace)) -> (Salon, Vec<Post>, shirube::salon::merge::ImportCounts) {
    let mut workspace = Workspace::new(&[ROOM]);
    change(&mut workspace);
    let salon = Salon::new();
    let counts = salon.import(&workspace).value.counts;
    let messages = salon.messages(ROOM);
    (salon, messages, counts)
}

#[test]
fn times_order_messages_and_bad_ones_are_counted() {
    let (_, messages, counts) = imported(|workspace| {
        workspace.post(ROOM, 9, "U1", "三つめです").post(ROOM, 0, "U1", "一つめです");
        workspace.raw(ROOM, json!({"user": "U2", "text": "二つめです", "ts": format!("{START}.000200")}));
        workspace.raw(ROOM, json!({"user": "U2", "text": "短い小数です", "ts": "1777653900.2125"}));
        for wrong in [json!(null), json!("NaN"), json!("x")] {
            workspace.raw(ROOM, json!({"user": "U2", "text": "時刻がありません", "ts": wrong}));
        }
    });
    assert_eq!(
        messages.iter().map(|message| message.markdown.as_str()).collect::<Vec<_>>(),
        ["一つめです", "二つめです", "三つめです", "短い小数です"]
    );
    assert_eq!(messages[3].id.as_str(), "1777653900.212500");
    assert_eq!(counts.skipped["bad-ts"], 3);
}

#[test]
fn a_thread_is_whole_whatever_its_files_and_hints_say() {
    let (salon, messages, counts) = imported(|workspace| {
        workspace.raw_on(
            ROOM,
            "2026-05-01",
            json!({"user": "U1", "text": "冬は寒いですか？", "ts": at(0), "thread_ts": at(0),
            "reply_count": 3, "replies": [{"ts": at(5)}, {"user": "U9", "ts": at(7)}]}),
        );
        workspace.raw_on(
            ROOM,
            "2026-05-02",
            json!({"user": "U2", "text": "はい、とても寒いです。", "ts": at(5), "thread_ts": at(0)}),
        );
        workspace.raw_on(
            ROOM,
            "2027-02-25",
            json!({"user": "U3", "text": "一年たちました。慣れましたよ。", "ts": at(300 * 24 * 60), "thread_ts": at(0)}),
        );
        workspace.raw(ROOM, json!({"user": "U2", "text": "ひとりごとです", "ts": at(20), "thread_ts": at(20)}));
    });
    assert!(messages.iter().filter(|message| message.thread == id(0)).count() == 3 && messages.len() == 4);
    assert_eq!((counts.threads, counts.replies, counts.orphan_replies), (1, 2, 0));
    let again = salon.import(&{
        let mut workspace = Workspace::new(&[ROOM]);
        let replies = json!([{"user": "U9", "ts": at(7)}]);
        workspace.raw(ROOM, json!({"user": "U1", "text": "別の質問ですか？", "ts": at(0), "replies": replies}));
        workspace
    });
    assert!(codes(&again).contains(&"salon-missing"));
}

#[test]
fn one_time_in_two_channels_is_two_threads() {
    let mut workspace = Workspace::new(&[ROOM, "雑談"]);
    workspace.question(ROOM, 0, "冬は寒いですか？", "はい、とても寒いです。").question(
        "雑談",
        0,
        "夏は暑いですか？",
        "いいえ、涼しいです。",
    );
    let salon = Salon::new();
    assert_eq!((salon.import(&workspace).value.counts.threads, salon.ids().len()), (2, 2));
}

#[test]
fn orphans_get_a_stand_in_or_the_copy_in_a_broadcast() {
    let copy = json!({"user": "U1", "text": "冬は寒いですか？", "ts": at(0), "thread_ts": at(0)});
    for (root, kind, words, proposed) in [
        (None, PostKind::Lost, "（元の質問は書き出しに含まれていません）", 0),
        (Some(copy), PostKind::Post, "冬は寒いですか？", 1),
    ] {
        let (salon, messages, counts) = imported(|workspace| {
            workspace.reply(ROOM, 0, 5, "U2", "はい、とても寒いです。");
            workspace.raw(
                ROOM,
                json!({"user": "U3", "text": "雪も降ります。", "ts": at(6), "thread_ts": at(0),
                "subtype": "thread_broadcast", "root": root}),
            );
        });
        assert_eq!((messages.len(), messages[0].kind, messages[0].markdown.as_str()), (3, kind, words));
        assert_eq!(
            (messages[0].recovered, salon.ids().len(), counts.orphan_replies),
            (kind == PostKind::Post, proposed, 2)
        );
    }
    let (salon, messages, _) = imported(|workspace| {
        workspace.raw(
            ROOM,
            json!({"user": "USLACKBOT", "subtype": "tombstone", "text": "This message was deleted.", "ts": at(0),
                "thread_ts": at(0)}),
        );
        workspace.reply(ROOM, 0, 5, "U2", "はい、とても寒いです。");
    });
    assert_eq!(
        (messages[0].kind, messages[0].markdown.as_str(), salon.ids().len()),
        (PostKind::Deleted, "削除された投稿", 0)
    );
}

#[test]
fn a_long_thread_is_complete() {
    let (salon, messages, _) = imported(|workspace| {
        workspace.post(ROOM, 0, "U1", "雪かきのこつを教えてください");
        for number in 0..130 {
            workspace.reply(
                ROOM,
                0,
                1 + number,
                if number % 2 == 0 { "U2" } else { "U3" },
                &format!("こつの{number}つめは、早く起きることです。"),
            );
        }
    });
    let inbox = salon.inbox();
    assert_eq!((messages.len(), inbox.threads.values().next().unwrap().indexes.len()), (131, 131));
}

#[test]
fn noise_is_counted_and_bots_speak_only_when_answered() {
    let (_, messages, counts) = imported(|workspace| {
        workspace.raw(
            ROOM,
            json!({"subtype": "channel_join", "user": "U1", "text": "さんがチャンネルに参加しました", "ts": at(0)}),
        );
        workspace.raw(ROOM, json!({"user": "USLACKBOT", "text": "お知らせ", "ts": at(1)}));
        workspace.raw(ROOM, json!({"user": "U7", "bot_id": "B1", "text": "天気予報です", "ts": at(2)}));
        workspace.raw(
            ROOM,
            json!({"subtype": "bot_message", "bot_id": "B2", "text": "匿名の質問：雪は多いですか？", "ts": at(3),
                "thread_ts": at(3)}),
        );
        workspace.reply(ROOM, 3, 4, "U2", "多い年は1メートル積もります。");
        workspace.raw(ROOM, json!({"user": "U1", "text": "", "ts": at(5)}));
        workspace.raw(ROOM, json!({"subtype": "brand_new", "user": "U1", "text": "新しい種類です", "ts": at(6)}));
        workspace.post(ROOM, 7, "U1", "同じものです").raw_on(
            ROOM,
            "2026-05-02",
            json!({"user": "U1", "text": "直しました", "ts": at(7), "edited": {"ts": "1777653999.000000"}}),
        );
    });
    assert_eq!(
        messages.iter().map(|message| message.kind).collect::<Vec<_>>(),
        [PostKind::Bot, PostKind::Post, PostKind::Post, PostKind::Post]
    );
    assert_eq!(messages[3].markdown, "直しました");
    for (reason, count) in [("system", 2), ("bot", 1), ("empty", 1), ("duplicate", 1)] {
        assert_eq!(counts.skipped[reason], count, "{reason}");
    }
}

#[test]
fn people_are_labels_and_real_names_are_nowhere() {
    let salon = Salon::new();
    let mut workspace = Workspace::new(&[ROOM]);
    workspace.user("U4", "", "小野 真理子").user("U5", "あだ名U2", "西 久美子");
    workspace.post(ROOM, 0, "U1", "冬は寒いですか？").reply(ROOM, 0, 1, "U2", "はい、とても寒いです。").reply(
        ROOM,
        0,
        2,
        "U5",
        "雪も多いですよ。",
    );
    workspace.reply(ROOM, 0, 3, "U4", "役場では補助もしています。").reply(
        ROOM,
        0,
        4,
        "U9",
        "二重窓にすると変わります。",
    );
    workspace.raw(
        ROOM,
        json!({"user": "U8", "text": "灯油は多めに買いましょう。", "ts": at(5), "thread_ts": at(0),
        "user_profile": {"display_name": "ゆき", "real_name": "本当の名前"}}),
    );
    salon.import(&workspace);
    std::fs::write(
        salon.path("site/.shirube/salon/people.toml"),
        "U2 = { role = \"resident\", moved = 2022, area = \"北地区\" }\nU5 = { role = \"resident\" }\nU4 = \
            { role = \"staff\", section = \"移住交流課\" }\n",
    )
    .unwrap();
    let (inbox, people) = (salon.inbox(), salon.people());
    let talk = Conversation::find(&inbox, &people, &salon.ids()[0].to_lowercase()).unwrap();
    let labels: Vec<&str> = talk.messages().map(|message| talk.label(message)).collect();
    assert_eq!(labels, ["質問者", "町民A", "町民B", "町職員", "参加者A", "参加者B"]);
    let attributes: Vec<String> = talk.replies.iter().map(|message| talk.attributes(message)).collect();
    assert_eq!(attributes[0], "role=resident years=4 area=北地区 month=2026-05");
    assert_eq!(attributes[2], "role=staff section=移住交流課 month=2026-05");
    assert_eq!(inbox.people["U4"].shown, "（名前なし U4）");
    assert!(inbox.people["U4"].names.contains(&"小野 真理子".to_owned()), "the roster knows every name");
    assert_eq!(inbox.people["U8"].shown, "ゆき");
    let page = shirube::salon::draft_page::compose_page(&talk, None, &talk.suggested(), &[], &str::to_owned);
    for name in ["小野", "西", "あだ名", "本名", "ゆき", "U2", "U4", ROOM, "1777"] {
        assert!(!page.contains(name), "{name} stands in\n{page}");
    }
}

#[test]
fn nothing_of_a_file_is_kept_but_what_it_is() {
    let (salon, messages, _) = imported(|workspace| {
        let secret = format!("https://files.slack.com/a?t={}-1-2", "xoxe");
        workspace.raw(
            ROOM,
            json!({"user": "U1", "text": "写真です", "ts": at(0), "files": [
                {"id": "F1", "name": "yuki.jpg", "mimetype": "image/jpeg", "size": 9, "mode": "hosted",
                    "url_private": secret, "thumb_tiny": "AAAA", "thumb_64": secret},
                {"id": "F2", "mode": "tombstone"}, {"id": "F3", "mode": "hidden_by_limit"}, null, {"id": "F4",
                    "name": "a.pdf", "mode": "hosted"},
            ]}),
        );
    });
    assert_eq!((messages[0].files.len(), messages[0].files[0].name.as_str()), (1, "yuki.jpg"));
    assert!(messages[0].markdown.ends_with("添付は利用できません"));
    for entry in
        walkdir::WalkDir::new(salon.path("site")).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        assert!(
            !text.contains("xoxe") && !text.contains("AAAA") && !text.contains("files.slack.com"),
            "{}",
            entry.path().display()
        );
    }
}

#[test]
fn questions_with_an_answer_are_proposed_and_nothing_else() {
    for (question, answer, proposed) in [
        ("冬は寒いですか？", "はい、とても寒いです。", true),
        ("どなたか、おすすめの店を知りませんか", "駅前の店がおすすめです。", true),
        ("バスは何本ありますか", "平日は10本あります。", true),
        ("今日は晴れました。", "そうですね、晴れました。", false),
        ("冬は寒いですか？", "ありがとうございます！", false),
        ("冬は寒いですか？", "👍", false),
    ] {
        let (salon, ..) = imported(|workspace| {
            workspace.question(ROOM, 0, question, answer);
        });
        let found = candidates::all(&salon.inbox(), &salon.people()).len();
        assert_eq!(found, usize::from(proposed), "{question} {answer}");
    }
    let (salon, ..) = imported(|workspace| {
        workspace.post(ROOM, 0, "U1", "冬は寒いですか？").reply(ROOM, 0, 5, "U1", "自分で調べました。寒いそうです。");
    });
    let found = candidates::find(&salon.inbox(), &salon.people());
    assert!(found.answered.is_empty() && found.unanswered.len() == 1, "a self-reply is no answer");
}

#[test]
fn a_flat_conversation_is_one_too_but_ranks_lower() {
    let (salon, ..) =
        imported(|workspace| {
            workspace
                .post(ROOM, 0, "U1", "冬は寒いですか？")
                .post(ROOM, 10, "U2", "はい、マイナス15度になります。")
                .post(ROOM, 20, "U3", "水道も凍りますよ。");
            workspace.post(ROOM, 25, "U1", "ありがとうございます！").post(ROOM, 30, "U3", "ところで祭りがあります。");
            workspace.post(ROOM, 120, "U2", "夏の話をしましょう。");
        });
    let (inbox, people) = (salon.inbox(), salon.people());
    let all = candidates::all(&inbox, &people);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].root.clone(), all[0].replies.clone()), (id(0), vec![id(10), id(20), id(25)]));
    assert_eq!(
        all[0].signals,
        [
            "question-mark",
            "question-words",
            "clear",
            "length",
            "help-channel",
            "substance",
            "chat",
            "thanked",
            "flat",
            "open"
        ]
    );
    let (salon, ..) = imported(|workspace| {
        workspace.question(ROOM, 0, "冬は寒いですか？", "はい、マイナス15度になります。").reply(
            ROOM,
            0,
            20,
            "U3",
            "水道も凍りますよ。",
        );
        workspace.reply(ROOM, 0, 25, "U1", "ありがとうございます！");
    });
    assert!(
        candidates::all(&salon.inbox(), &salon.people())[0].score > all[0].score,
        "the same as a thread ranks higher"
    );
}

#[test]
fn what_only_follows_a_question_does_not_answer_it() {
    for (after, answered) in
        [("お昼は駅前で食べました。", 0), ("灯油は月に1万円ほどです。", 1), ("<@U1> 月に1万円ほどです。", 1)]
    {
        let (salon, ..) = imported(|workspace| {
            workspace.post(ROOM, 0, "U1", "冬の灯油代はいくらですか？").post(ROOM, 9, "U2", after);
        });
        let found = candidates::find(&salon.inbox(), &salon.people());
        assert_eq!((found.answered.len(), found.unanswered.len()), (answered, 1 - answered), "{after}");
    }
}

#[test]
fn the_reply_that_helped_comes_first_and_contacts_rank_down() {
    for reaction in ["pray", "white_check_mark", "bow", "bow::skin-tone-3"] {
        let (salon, ..) = imported(|workspace| {
            workspace.question(
                ROOM,
                0,
                "冬は寒いですか？",
                "場所によります。南のほうは暖かいです。すこし長い返事です。",
            );
            workspace.raw(
                ROOM,
                json!({"user": "U3", "text": "北地区はマイナス15度まで下がります。水道も凍ります。", "ts": at(9),
                "thread_ts": at(0), "reactions": [{"name": reaction, "users": ["U1"], "count": 1}]}),
            );
        });
        let (inbox, people) = (salon.inbox(), salon.people());
        let talk = Conversation::find(&inbox, &people, &salon.ids()[0]).unwrap();
        assert_eq!(
            talk.suggested().iter().map(|message| talk.index(message)).collect::<Vec<_>>(),
            [2, 1],
            "{reaction}"
        );
    }
    let (salon, ..) = imported(|workspace| {
        workspace.question(ROOM, 0, "冬は寒いですか？", "電話をください。090-0000-1234です。");
        workspace.question(ROOM, 100, "夏は暑いですか？", "いいえ、夜は窓を開けて寝られます。");
    });
    let all = candidates::all(&salon.inbox(), &salon.people());
    assert!(all[0].root == id(100) && all[1].signals.contains(&"contact"), "{all:?}");
}

#[test]
fn whoever_does_not_want_to_is_never_proposed() {
    let (salon, ..) = imported(|workspace| {
        let answer = "はい、とても寒いです。水道が凍る日もあるので、夜は水を落としておきます。";
        let other = "北地区はマイナス15度まで下がります。灯油は早めに頼んでおくと安心です。";
        workspace.question(ROOM, 0, "冬は寒いですか？", answer).reply(ROOM, 0, 9, "U3", other);
    });
    let proposed = || {
        let (inbox, people) = (salon.inbox(), salon.people());
        let talk = Conversation::find(&inbox, &people, &salon.ids()[0]).unwrap();
        talk.suggested().iter().map(|message| message.author.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(proposed().into_iter().collect::<Vec<_>>(), ["U2", "U3"]);
    std::fs::write(salon.path("site/.shirube/salon/people.toml"), "U3 = { publish = false }\n").unwrap();
    assert_eq!(proposed().into_iter().collect::<Vec<_>>(), ["U2"]);
    std::fs::write(salon.path("site/.shirube/salon/people.toml"), "U1 = { publish = false }\n").unwrap();
    assert!(candidates::all(&salon.inbox(), &salon.people()).is_empty());
}
