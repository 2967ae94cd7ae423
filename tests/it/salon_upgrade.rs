//! An inbox of version 1, as the program before wrote it: read as it is, written anew by the next import, nothing lost.
use std::{fs, path::Path};

use serde_json::json;

use crate::support::{
    room::tree,
    salon_world::{Salon, Workspace, at, id},
};
use shirube::salon::{inbox::Inbox, inbox_records::Decision, transcript::PostKind};

const ROOM: &str = "移住相談";
const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/inbox-1");

/// A site with the inbox of the fixture.
fn salon() -> Salon {
    let salon = Salon::new();
    for (name, bytes) in tree(Path::new(FIXTURE)) {
        let file = salon.path("site/.shirube/salon").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    salon
}

/// The export that the fixture was imported from; `later` with a new post.
fn workspace(later: bool) -> Workspace {
    let mut workspace = Workspace::new(&[ROOM]);
    workspace.post(ROOM, 0, "U1", "冬の暖房はどうしていますか。教えてください。");
    let stoves = json!({
        "user": "U2", "text": "灯油のストーブを居間と寝室に一台ずつ置いています。", "ts": at(5), "thread_ts": at(0),
        "edited": {"ts": "1777653600.000000"}, "reactions": [{"name": "pray", "users": ["U1"], "count": 1}]
    });
    workspace.raw(ROOM, stoves);
    workspace.reply(ROOM, 0, 7, "U3", "うちは薪ストーブです。<@U1> さんにも勧めます。");
    let file = json!({
        "id": "F1", "name": "a.jpg", "mimetype": "image/jpeg", "size": 9, "url_private": "x", "alt_txt": "煙突"
    });
    let picture = json!({
        "user": "U2", "text": "写真です。電話は 090-0000-1234 です。", "ts": at(9), "thread_ts": at(0), "files": [file]
    });
    workspace.raw(ROOM, picture);
    workspace.post(ROOM, 100, "U1", "薪はどこで買えますか。教えてください。");
    workspace.reply(ROOM, 100, 105, "U2", "森林組合で買っています。軽トラックがいります。");
    workspace.reply(ROOM, 200, 205, "U3", "元の質問がない返信です。");
    if later {
        workspace.reply(ROOM, 0, 300, "U3", "今年は電気毛布も使っています。");
    }
    workspace
}

fn store(salon: &Salon) -> String {
    fs::read_to_string(salon.path("site/.shirube/salon/store.json")).unwrap()
}

/// Everything that an import may not change, whatever it brings.
fn kept(inbox: &Inbox) -> impl PartialEq + std::fmt::Debug {
    let threads: Vec<_> = inbox
        .threads
        .values()
        .map(|thread| (thread.id.clone(), thread.root.clone(), thread.labels.clone(), thread.seen.clone()))
        .collect();
    (threads, inbox.decisions.clone(), inbox.meta.exports[0].clone())
}

#[test]
fn an_inbox_of_version_1_is_read_as_it_is() {
    let salon = salon();
    let before = tree(&salon.path("site"));
    let posts = salon.messages(ROOM);
    let ids: Vec<_> = posts.iter().map(|post| post.id.clone()).collect();
    assert_eq!(ids, [0, 5, 9, 100, 105, 200, 205].map(id));
    assert!(posts.iter().all(|post| post.at.to_string() == post.id.as_str()));
    let picture = &posts[2];
    assert_eq!((picture.thread.clone(), picture.findings.len(), picture.files[0].alt.as_str()), (id(0), 1, "煙突"));
    assert!(posts[1].reactions[0].asker && posts[1].edited.is_some() && posts[1].was.is_some());
    assert_eq!(posts[5].kind, PostKind::Lost);
    let inbox = salon.inbox();
    assert_eq!(
        inbox.threads.values().map(|thread| thread.id.as_str()).collect::<Vec<_>>(),
        ["JOLZKCV5MW", "TJ2KRSH7NB"]
    );
    assert!(matches!(&inbox.decisions[..], [Decision::Rejected { .. }, Decision::Erased { .. }]));
    assert_eq!(tree(&salon.path("site")), before, "to read is not to write");
}

#[test]
fn the_next_import_writes_it_anew_and_loses_nothing() {
    let salon = salon();
    let before = salon.inbox();
    assert!(store(&salon).contains("\"version\": 1"));
    let counts = salon.import(&workspace(true)).value.counts;
    // The erased post comes again and stays away; what was there is known by the same hashes, and so is what stands
    // for the question that is in no export.
    assert_eq!((counts.new, counts.changed, counts.unchanged, counts.gone), (1, 0, 7, 0));
    let after = salon.inbox();
    assert_eq!(kept(&after), kept(&before));
    assert!(after.messages[&0].values().all(|post| !post.markdown.contains("薪ストーブ")));
    for (id, post) in &before.messages[&0] {
        let now = &after.messages[&0][id];
        assert_eq!((&now.hash, &now.was, &now.markdown), (&post.hash, &post.was, &post.markdown), "{id:?}");
    }
    assert!(store(&salon).contains("\"version\": 2"));
    for (name, bytes) in tree(&salon.path("site/.shirube/salon/messages")) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.lines().all(|line| line.starts_with("{\"id\":") && !line.contains("\"ts\"")), "{name}: {text}");
    }
}

#[test]
fn a_decision_may_be_added_before_the_inbox_is_written_anew() {
    let salon = salon();
    shirube::salon::erase::erase(&salon.path("site"), "TJ2KRSH7NB", &[], &salon.key).unwrap();
    let counts = salon.import(&workspace(false)).value.counts;
    assert_eq!((counts.new, counts.unchanged), (0, 5));
    assert!(salon.messages(ROOM).iter().all(|post| post.id != id(100) && post.id != id(7)));
}

#[test]
fn an_inbox_of_a_later_version_is_left_alone() {
    let salon = salon();
    fs::write(salon.path("site/.shirube/salon/store.json"), store(&salon).replace("\"version\": 1", "\"version\": 3"))
        .unwrap();
    let folder = workspace(true).folder(&salon.path("export"));
    assert_eq!(salon.try_import(&folder).unwrap_err().code, "inbox-version");
    assert!(store(&salon).contains("\"version\": 3"));
}
