//! What an export may look like from outside: zips, folders, names, damage, and what is refused.

use std::fs;

use crate::support::salon_world::{Salon, Workspace, at, codes, zip};
use serde_json::json;

fn small() -> Workspace {
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question("移住相談", 0, "冬は寒いですか？", "はい、とても寒いです。覚悟してください。");
    workspace
}

fn as_bytes(workspace: &Workspace, wrap: &str, encode: impl Fn(&str) -> Vec<u8>) -> Vec<(Vec<u8>, Vec<u8>)> {
    workspace.files().into_iter().map(|(name, bytes)| (encode(&format!("{wrap}{name}")), bytes)).collect()
}

#[test]
fn a_zip_and_its_folder_give_the_same_inbox() {
    let (zipped, unpacked) = (Salon::new(), Salon::new());
    zipped.try_import(&small().zip(&zipped.path("export.zip"))).unwrap();
    unpacked.import(&small());
    assert_eq!(zipped.messages("移住相談").len(), 2);
    assert_eq!(zipped.inbox(), unpacked.inbox());
    let again = zipped.import(&small());
    assert!(again.value.known, "the digest of a zip and of its folder agree");
}

#[test]
fn names_are_read_whatever_wrote_them() {
    let sjis = |name: &str| encoding_rs::SHIFT_JIS.encode(name).0.into_owned();
    let nfd = |name: &str| name.replace('が', "か\u{3099}").into_bytes();
    let mut guide = Workspace::new(&["がいど"]);
    guide.question("がいど", 0, "冬は寒いですか？", "はい、とても寒いです。");
    for (what, files, told) in [
        ("UTF-8 without a flag", as_bytes(&small(), "", |name| name.as_bytes().to_vec()), 0),
        ("Shift_JIS", as_bytes(&small(), "", sjis), 1),
        ("NFD", as_bytes(&guide, "", nfd), 0),
        ("a folder around", as_bytes(&small(), "export/salon/", |name| name.as_bytes().to_vec()), 0),
    ] {
        let salon = Salon::new();
        let noise = [("__MACOSX/._channels.json", "x"), (".DS_Store", "x"), ("移住相談/._2026-05-01.json", "x")];
        let files =
            files.into_iter().chain(noise.map(|(name, text)| (name.as_bytes().to_vec(), text.as_bytes().to_vec())));
        let imported = salon.try_import(&zip(&salon.path("export.zip"), files)).unwrap();
        assert_eq!(
            (imported.value.counts.messages, codes(&imported).len()),
            (2, told),
            "{what}: {:?}",
            imported.findings
        );
    }
}

#[test]
fn mojibake_folders_are_their_channels() {
    let salon = Salon::new();
    let mut workspace = Workspace::new(&["移住相談"]);
    let (garbled, _) = encoding_rs::SHIFT_JIS.decode_without_bom_handling("移住相談".as_bytes());
    workspace.question(&garbled, 0, "冬は寒いですか？", "はい、とても寒いです。");
    let imported = salon.import(&workspace);
    assert_eq!((salon.messages("移住相談").len(), codes(&imported)), (2, vec!["salon-export"]));
}

#[test]
fn what_leaves_its_place_is_refused_whole() {
    for name in ["../../etc/x", "/etc/x", "C:/x", "a/../../x"] {
        let salon = Salon::new();
        let files = as_bytes(&small(), "", |name| name.as_bytes().to_vec())
            .into_iter()
            .chain([(name.as_bytes().to_vec(), b"x".to_vec())]);
        let refused = salon.try_import(&zip(&salon.path("export.zip"), files)).unwrap_err();
        assert_eq!(refused.code, "export-unsafe", "{name}");
        assert!(salon.inbox().channels.is_empty(), "nothing is written");
    }
}

#[test]
fn an_export_must_be_one() {
    let salon = Salon::new();
    let two = salon.path("two");
    small().folder(&two.join("a"));
    small().folder(&two.join("b"));
    let refused = salon.try_import(&two).unwrap_err();
    assert!(refused.code == "no-export" && refused.help[0].ja.contains("a/") && refused.help[0].ja.contains("b/"));
    fs::create_dir(salon.path("empty")).unwrap();
    for path in ["empty", "nai.zip"] {
        assert_eq!(salon.try_import(&salon.path(path)).unwrap_err().code, "no-export");
    }
    fs::write(salon.path("chunk.json.gz"), "x").unwrap();
    assert!(salon.try_import(&salon.path("chunk.json.gz")).unwrap_err().help[0].ja.contains("slackdump convert"));
}

#[test]
fn an_entry_beyond_the_limit_stops_the_import() {
    let salon = Salon::new();
    let mut workspace = small();
    workspace.raw.insert("移住相談/2026-05-03.json".into(), vec![b' '; (64 << 20) + 1]);
    let refused = salon.try_import(&workspace.zip(&salon.path("export.zip"))).unwrap_err();
    assert_eq!(refused.code, "export-unsafe");
    assert!(salon.inbox().channels.is_empty());
}

#[test]
fn odd_files_are_no_failure_and_a_damaged_one_loses_itself_only() {
    let salon = Salon::new();
    let mut workspace = small();
    for (name, text) in [
        ("lists.json", "[\"\"]"),
        ("integration_logs.json", "[\n\n]"),
        ("canvases.json", ""),
        ("移住相談/2026-05-02.json", ""),
        ("移住相談/canvas_in_the_conversation.json", "[{\"id\":\"F1\"}]"),
        ("移住相談/attachments/x.json", "{}"),
        ("移住相談/2024-05-01 (1).json", "[]"),
        ("FC_F05JM5XK9SL_My notes/2026-05-01.json", "[]"),
        ("移住相談/2026-05-04.json", "[{\"ts\": \"17776"),
    ] {
        workspace.raw.insert(name.into(), text.into());
    }
    workspace.raw.insert(
        "移住相談/2026-05-05.json".into(),
        [
            b"\xef\xbb\xbf".to_vec(),
            serde_json::to_vec(&json!([{"user": "U3", "text": "あ、そうなんですね。", "ts": at(60)}])).unwrap(),
        ]
        .concat(),
    );
    let imported = salon.import(&workspace);
    assert_eq!(imported.value.counts.messages, 3);
    assert_eq!(imported.value.counts.skipped["canvas"], 2);
    let mut told = codes(&imported);
    told.sort_unstable();
    assert_eq!(told, ["salon-damaged", "salon-export"], "{:?}", imported.findings);
    let damaged = imported.findings.iter().find(|finding| finding.code == "salon-damaged").unwrap();
    assert!(
        damaged.message.ja.contains("移住相談/2026-05-04.json") && damaged.message.ja.contains("column"),
        "{}",
        damaged.message.ja
    );
}

#[test]
fn people_may_be_listed_elsewhere_or_not_at_all() {
    let mut grid = small().files();
    let users = grid.remove("users.json").unwrap();
    for (name, told) in [(Some("org_users.json"), 0), (None, 1)] {
        let salon = Salon::new();
        let files = grid.clone().into_iter().chain(name.map(|name| (name.to_owned(), users.clone())));
        let imported = salon
            .try_import(&zip(&salon.path("e.zip"), files.map(|(name, bytes)| (name.into_bytes(), bytes))))
            .unwrap();
        assert_eq!(codes(&imported).len(), told);
        assert_eq!(salon.inbox().people["U1"].shown, if told == 0 { "あだ名U1" } else { "（名前なし U1）" });
    }
}

#[test]
fn private_conversations_stay_private() {
    let mut workspace = small();
    workspace.list("groups.json", json!({"id": "G1", "name": "職員だけ"}));
    workspace.list("dms.json", json!({"id": "D012345678", "members": ["U1", "U2"]}));
    workspace.list("mpims.json", json!({"id": "G2", "name": "mpdm-a--b-1"}));
    for folder in ["職員だけ", "D012345678", "mpdm-a--b-1"] {
        workspace.question(folder, 10, "内緒ですか？", "内緒です。だれにも言わないでください。");
    }
    let mut salon = Salon::new();
    let imported = salon.import(&workspace);
    assert_eq!((imported.value.counts.channels, imported.value.counts.skipped["private"]), (1, 3));
    salon.selection.named = vec!["職員だけ".into()];
    let refused = salon.try_import(&workspace.folder(&salon.path("e"))).unwrap_err();
    assert_eq!(refused.code, "private-channel");
    salon.selection.private = true;
    assert_eq!(salon.import(&workspace).value.counts.channels, 1);
    salon.selection.named = vec!["雑談".into()];
    assert_eq!(salon.try_import(&salon.path("e")).unwrap_err().code, "no-channel");
}

#[test]
fn a_folder_without_an_entry_and_an_entry_without_a_folder() {
    let mut salon = Salon::new();
    let mut workspace = Workspace::new(&["移住相談", "静かな部屋"]);
    workspace.question("消えた部屋", 0, "冬は寒いですか？", "はい、とても寒いです。");
    let imported = salon.import(&workspace);
    assert_eq!((imported.value.counts.channels, codes(&imported)), (2, vec!["salon-export"]));
    assert_eq!(imported.value.counts.skipped["private"], 1, "what no list names may be private");
    assert_eq!(salon.messages("静かな部屋").len(), 0);
    salon.selection.named = vec!["消えた部屋".into()];
    assert_eq!(salon.try_import(&workspace.folder(&salon.path("e"))).unwrap_err().code, "private-channel");
    salon.selection.private = true;
    salon.import(&workspace);
    assert_eq!(salon.messages("消えた部屋").len(), 2);
}

#[test]
fn what_is_private_in_any_spelling_is_not_taken() {
    let secret = "内緒ですか？";
    let check = |what: &str, change: &dyn Fn(&mut Workspace), taken: usize, told: &[&str]| {
        let salon = Salon::new();
        let mut workspace = small();
        change(&mut workspace);
        let imported = salon.import(&workspace);
        let counts = &imported.value.counts;
        assert_eq!((counts.messages, codes(&imported).as_slice()), (taken, told), "{what}: {:?}", imported.findings);
        let all: Vec<_> =
            salon.inbox().messages.into_values().flat_map(std::collections::BTreeMap::into_values).collect();
        assert!(all.iter().all(|post| !post.markdown.contains(secret)), "{what}");
    };
    let memo = |workspace: &mut Workspace, folder: &str| {
        workspace.question(folder, 10, secret, "内緒です。だれにも言わないでください。");
    };
    check("half width", &|it| memo(it.list("groups.json", json!({"id": "G1", "name": "職員メモ"})), "職員ﾒﾓ"), 2, &[]);
    check("by id", &|it| memo(it.list("groups.json", json!({"id": "C7", "name": "職員メモ"})), "C7"), 2, &[]);
    check(
        "an old name",
        &|it| {
            memo(it.list("groups.json", json!({"id": "C7", "name": "新", "previous_names": ["職員メモ"]})), "職員メモ")
        },
        2,
        &[],
    );
    check("no list", &|it| memo(it, "職員メモ"), 2, &["salon-export"]);
    check(
        "an id of a group",
        &|it| memo(it.list("channels.json", json!({"id": "G1", "name": "memo"})), "memo"),
        2,
        &[],
    );
    check(
        "in both lists",
        &|it| {
            it.list("channels.json", json!({"id": "C8", "name": "職員メモ"}));
            memo(it.list("groups.json", json!({"id": "C9", "name": "職員ﾒﾓ"})), "職員メモ");
        },
        2,
        &[],
    );
    check(
        "an entry that cannot be read",
        &|it| memo(it.list("groups.json", json!({"id": "G1", "name": 7})), "職員メモ"),
        2,
        &["salon-export"],
    );
    check(
        "a list that cannot be read",
        &|it| {
            it.raw.insert("groups.json".into(), b"[{\"id\": \"C8\", \"na".to_vec());
            memo(it.list("channels.json", json!({"id": "C8", "name": "memo"})), "memo");
        },
        0,
        &["salon-export", "salon-lists"],
    );
    check(
        "a renamed list",
        &|it| {
            it.raw.insert("groups (1).json".into(), b"[]".to_vec());
            memo(it.list("channels.json", json!({"id": "C8", "name": "memo"})), "memo");
        },
        0,
        &["salon-lists"],
    );
    check(
        "lists that were exchanged",
        &|it| memo(it.list("groups.json", json!({"id": "C7", "name": "general", "is_general": true})), "memo"),
        0,
        &["salon-export", "salon-lists"],
    );
}
