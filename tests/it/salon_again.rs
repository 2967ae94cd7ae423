//! A second import: what an editor decided stays, what is new shows, absence is no deletion, a crash loses nothing.

use std::{fs, path::Path};

use crate::support::salon_world::{Salon, Workspace, at, codes, id};
use serde_json::json;
use shirube::salon::{
    inbox::InboxWriter,
    inbox_records::Decision,
    transcript::{PostKind, Selection},
};

const ROOM: &str = "移住相談";

fn first() -> Workspace {
    let mut workspace = Workspace::new(&[ROOM]);
    for number in 0..10 {
        workspace.question(ROOM, number * 100, &format!("質問その{number}ですか？"), "はい、そのとおりだと思います。");
    }
    workspace
}

/// Every file of the inbox with its bytes.
fn bytes(salon: &Salon) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = walkdir::WalkDir::new(salon.path("site/.shirube/salon"))
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn counts(salon: &Salon, workspace: &Workspace) -> (usize, usize, usize, usize) {
    let counts = salon.import(workspace).value.counts;
    (counts.new, counts.changed, counts.unchanged, counts.gone)
}

#[test]
fn the_same_export_twice_changes_no_byte() {
    let salon = Salon::new();
    assert_eq!(counts(&salon, &first()), (20, 0, 0, 0));
    let before = bytes(&salon);
    assert!(salon.import(&first()).value.known);
    assert!(salon.try_import(&first().zip(&salon.path("e.zip"))).unwrap().value.known);
    assert_eq!(bytes(&salon), before);
}

#[test]
fn new_replies_and_edits_are_counted_and_reactions_are_no_change() {
    let salon = Salon::new();
    salon.import(&first());
    let ids = salon.ids();
    let mut later = first();
    later
        .reply(ROOM, 0, 2000, "U3", "もうひとつ返信します。")
        .change(105, |message| message["text"] = json!("いいえ、違うと思います。"));
    later.change(205, |message| message["reactions"] = json!([{"name": "+1", "users": ["U3"], "count": 1}]));
    assert_eq!(counts(&salon, &later), (1, 1, 19, 0));
    assert_eq!(salon.ids(), ids, "public ids stay");
    assert_eq!(salon.inbox().threads.values().next().unwrap().indexes[&id(2000)], 2);
    // An older export adds what is not known and overwrites nothing.
    let mut older = first();
    older.remove(905).remove(900).post(ROOM, 50, "U3", "前からあった投稿です。");
    assert_eq!(counts(&salon, &older), (1, 0, 18, 0));
    assert!(salon.messages(ROOM).iter().any(|message| message.markdown == "いいえ、違うと思います。"));
}

#[test]
fn a_renamed_channel_and_a_named_folder_keep_their_messages() {
    let mut salon = Salon::new();
    let mut workspace = Workspace::new(&["ほかの部屋"]);
    workspace.question("相談", 0, "冬は寒いですか？", "はい、とても寒いです。");
    salon.selection =
        Selection { named: vec!["相談".into(), "ほかの部屋".into()], private: true, ..Selection::default() };
    salon.import(&workspace);
    salon.selection = Selection::default();
    let mut listed = Workspace::new(&["ほかの部屋", "相談"]);
    listed.question("相談", 0, "冬は寒いですか？", "はい、とても寒いです。").post("相談", 50, "U3", "つづきです。");
    salon.import(&listed);
    let mut renamed = Workspace::new(&["ほかの部屋", "移住の相談"]);
    renamed
        .question("移住の相談", 0, "冬は寒いですか？", "はい、とても寒いです。")
        .post("移住の相談", 50, "U3", "つづきです。")
        .post("移住の相談", 60, "U2", "名前が変わりました。");
    salon.import(&renamed);
    let inbox = salon.inbox();
    assert_eq!(
        (inbox.channels.len(), inbox.channels[1].id.as_str(), inbox.channels[1].name.as_str()),
        (2, "C1", "移住の相談")
    );
    assert_eq!((inbox.messages[&1].len(), inbox.threads.len()), (4, 1));
}

#[test]
fn whatever_was_read_of_an_export_counts() {
    let salon = Salon::new();
    let mut broken = first();
    broken.raw.insert("users.json".into(), b"[{\"id\": \"U1\", ".to_vec());
    let imported = salon.import(&broken);
    assert!(imported.findings.iter().any(|finding| finding.message.ja.contains("users.json")));
    assert!(salon.inbox().people["U2"].names.is_empty());
    // The list of people is repaired, and no post is new.
    assert_eq!(counts(&salon, &first()), (0, 0, 20, 0));
    assert!(salon.inbox().people["U2"].names.contains(&"あだ名U2".to_owned()));
    assert!(salon.import(&first()).value.known);
    // Somebody renames themselves and writes nothing; both names are looked for, the new one is shown.
    let mut renamed = first();
    renamed.user("U2", "しおかぜ55", "本名 U2");
    assert_eq!(counts(&salon, &renamed), (0, 0, 20, 0));
    let person = salon.inbox().people["U2"].clone();
    assert!(["あだ名U2", "しおかぜ55"].iter().all(|name| person.names.contains(&(*name).to_owned())), "{person:?}");
    assert_eq!(person.shown, "しおかぜ55");
    // An older export brings no old name back to the editor's eyes.
    let mut older = first();
    older.remove(905).remove(900);
    salon.import(&older);
    assert_eq!(salon.inbox().people["U2"].shown, "しおかぜ55");
    // The name that stood beside a post is one of theirs as well.
    let mut later = renamed.clone();
    let profile = json!({"display_name": "むかしの名"});
    later.raw(ROOM, json!({"user": "U2", "text": "きょうは雪です。", "ts": at(3000), "user_profile": profile}));
    salon.import(&later);
    assert!(salon.inbox().people["U2"].names.contains(&"むかしの名".to_owned()));
}

#[test]
fn another_workspace_is_refused() {
    let salon = Salon::new();
    salon.import(&first());
    let before = bytes(&salon);
    let mut other = Workspace::new(&["よその部屋"]);
    other
        .list("users.json", json!({"id": "U8", "team_id": "T2"}))
        .list("users.json", json!({"id": "U9", "team_id": "T2"}));
    for id in ["U10", "U11"] {
        other.list("users.json", json!({"id": id, "team_id": "T2"}));
    }
    let refused = salon.try_import(&other.folder(&salon.path("e"))).unwrap_err();
    assert_eq!((refused.code, bytes(&salon)), ("other-workspace", before));
}

#[test]
fn absence_is_gone_only_where_the_export_covers_it() {
    let covered = |workspace: &mut Workspace| {
        workspace.remove(205).post(ROOM, 3000, "U3", "新しい投稿です。");
    };
    let cut = |workspace: &mut Workspace| {
        workspace.remove(0).remove(5).post(ROOM, 3000, "U3", "期間の初めが切れています。");
    };
    let partial = |workspace: &mut Workspace| {
        for number in 2..7 {
            workspace.remove(number * 100).remove(number * 100 + 5);
        }
        workspace.post(ROOM, 3000, "U3", "足りない書き出しです。");
    };
    let damaged = |workspace: &mut Workspace| {
        workspace.remove(205).post(ROOM, 3000, "U3", "壊れたファイルがあります。");
        workspace.raw.insert(format!("{ROOM}/2026-05-09.json"), b"[".to_vec());
    };
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Workspace), usize, &'a [&'a str]);
    let changes: [Change<'_>; 4] = [
        ("covered", &covered, 1, &[]),
        ("cut", &cut, 0, &[]),
        ("partial", &partial, 0, &["salon-partial"]),
        ("damaged", &damaged, 0, &["salon-damaged"]),
    ];
    for (what, change, gone, told) in changes {
        let salon = Salon::new();
        salon.import(&first());
        let mut later = first();
        change(&mut later);
        let imported = salon.import(&later);
        assert_eq!((imported.value.counts.gone, codes(&imported).as_slice()), (gone, told), "{what}");
        assert_eq!(salon.messages(ROOM).iter().filter(|message| message.gone).count(), gone, "{what}");
        // What reappears is there again.
        let mut again = first();
        again.post(ROOM, 3000, "U3", "もう一度です。").post(ROOM, 3001, "U3", "さらに新しい投稿です。");
        salon.import(&again);
        assert!(salon.messages(ROOM).iter().all(|message| !message.gone), "{what}");
    }
}

#[test]
fn a_deletion_that_is_proved_takes_the_words_away() {
    let salon = Salon::new();
    salon.import(&first());
    let mut later = first();
    later.change(0, |message| {
        *message = json!({"user": "USLACKBOT", "subtype": "tombstone", "text": "This message was deleted.", "ts": at(0),
                "thread_ts": at(0)})
    });
    later.post(ROOM, 3000, "U3", "新しい投稿です。");
    assert_eq!(salon.import(&later).value.counts.gone, 1);
    let question = &salon.messages(ROOM)[0];
    assert_eq!((question.gone, question.kind, question.markdown.as_str()), (true, PostKind::Deleted, "削除された投稿"));
    assert!(!String::from_utf8(bytes(&salon).concat_all()).unwrap().contains("質問その0"), "the words are nowhere");
}

trait Concat {
    fn concat_all(self) -> Vec<u8>;
}

impl Concat for Vec<(String, Vec<u8>)> {
    fn concat_all(self) -> Vec<u8> {
        self.into_iter().flat_map(|(_, bytes)| bytes).collect()
    }
}

#[test]
fn erased_words_never_return() {
    let salon = Salon::new();
    salon.import(&first());
    // The place's keyed hash, as erasing writes it.
    let place = shirube::base::secret::hex(&salon.key.mac(["place", "C0", &at(5)])[..16]);
    InboxWriter::open(&salon.path("site")).unwrap().decide(&Decision::Erased { messages: vec![place] }).unwrap();
    fs::remove_file(salon.path("site/.shirube/salon/messages/0.jsonl")).unwrap();
    let mut later = first();
    later.post(ROOM, 3000, "U3", "新しい投稿です。");
    salon.import(&later);
    assert!(!salon.messages(ROOM).iter().any(|message| message.id == id(5)));
}

#[test]
fn a_write_that_was_ended_is_finished_or_forgotten() {
    let salon = Salon::new();
    salon.import(&first());
    let (before, after) = (salon.inbox(), {
        let mut inbox = salon.inbox();
        inbox.channels[0].name = "新しい名前".into();
        inbox.people.clear();
        inbox
    });
    let folder = salon.path("site/.shirube/salon");
    let line = serde_json::to_string(&after.channels[0]).unwrap() + "\n";
    let stage = |folder: &Path| {
        fs::write(folder.join("channels.jsonl.new"), &line).unwrap();
        fs::write(folder.join("people.jsonl.new"), "").unwrap();
    };
    // Ended while staging: the old inbox is whole.
    stage(&folder);
    assert_eq!(salon.inbox(), before);
    assert_eq!(InboxWriter::open(&salon.path("site")).unwrap().read().unwrap(), before);
    assert!(!folder.join("people.jsonl.new").exists());
    // Ended between the list and the renames, and after some of them: the new inbox is whole.
    for renamed in [false, true] {
        stage(&folder);
        fs::write(folder.join("commit.json"), "[\"channels.jsonl\",\"people.jsonl\"]").unwrap();
        if renamed {
            fs::rename(folder.join("people.jsonl.new"), folder.join("people.jsonl")).unwrap();
        }
        assert_eq!(salon.inbox(), after);
        assert_eq!(InboxWriter::open(&salon.path("site")).unwrap().read().unwrap(), after);
        assert!(!folder.join("commit.json").exists());
    }
}
