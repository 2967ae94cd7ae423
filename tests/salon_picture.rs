//! A picture of the salon beside the page: copied only when it is named, without what the camera wrote into it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/salon.rs"]
mod salon;
mod support;

use salon::Workspace;
use serde_json::json;
use support::room::{Room, tree};

/// What a camera writes of the place, and a writer of herself; no byte of either may lie beside the page or be published.
const PLACE: &[u8] = b"N38.9999 E140.9999";
const OWNER: &[u8] = b"Owner: Hanako";

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &u16::try_from(data.len() + 2).unwrap().to_be_bytes(), data].concat()
}

/// A JPEG of 30×20 with Exif, XMP, IPTC, a comment and something behind its end.
fn photo() -> Vec<u8> {
    let exif = [&b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\0\0\0\0\0"[..], PLACE].concat();
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0"[..], PLACE, OWNER].concat();
    let frame = [segment(0xc0, &[8, 0, 20, 0, 30, 1, 1, 0x11, 0]), segment(0xda, &[1, 1, 0, 0, 63, 0])].concat();
    let hidden = [segment(0xe1, &exif), segment(0xe1, &xmp), segment(0xed, OWNER), segment(0xfe, PLACE)].concat();
    [&[0xff, 0xd8][..], &hidden, &frame, &[1, 2, 0xff, 0, 3, 0xff, 0xd9], OWNER].concat()
}

fn holds(bytes: &[u8]) -> bool {
    [PLACE, OWNER, b"Exif"].iter().any(|secret| bytes.windows(secret.len()).any(|part| part == *secret))
}

#[test]
fn a_picture_comes_along_only_by_its_name_and_says_nothing_of_its_place() {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question("移住相談", 0, "この雪で車は出せますか。教えてください。", "朝のうちに除雪車が来るので、七時には出られました。");
    let file = |id: &str, name: &str| json!({"id": id, "name": name, "mimetype": "image/jpeg", "filetype": "jpg", "size": 9, "mode": "hosted", "url_private": "https://files.example.jp/a"});
    let files = json!([file("F07AAAA1111", "写真.jpg"), file("F07AAAA2222", "無い.jpg"), file("F07AAAA3333", "文.jpg")]);
    workspace.change(0, |message| message["files"] = files.clone());
    workspace.raw.insert("__uploads/F07AAAA1111/写真.jpg".to_owned(), photo());
    workspace.raw.insert("__uploads/F07AAAA3333/文.jpg".to_owned(), b"no picture".to_vec());
    workspace.folder(&room.path("export"));
    let imported = room.run(&["salon", "import", "export"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(!tree(&room.path(".shirube")).iter().any(|(_, bytes)| holds(bytes)), "an import keeps no bytes of a file");
    let list: serde_json::Value = serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = list[0]["id"].as_str().unwrap();
    assert!(room.run(&["salon", "show", id]).out.contains("F07AAAA1111"), "it is offered");

    let draft = |more: &[&str]| room.run(&[&["salon", "draft", id, "--out", "content/qa/yuki.md"], more].concat());
    assert_eq!(draft(&["--file", "F07AAAA1111"]).code, 2, "the export has to be named");
    for (file, words) in
        [("F07AAAA2222", "中身が入っていません"), ("F07AAAA3333", "使える画像ではありません"), ("F07AAAA9999", "添付「F07AAAA9999」は")]
    {
        let said = draft(&["--file", file, "--from", "export"]);
        assert!(said.code == 2 && said.err.contains(words), "{file}: {}", said.err);
        assert!(!room.path("content/qa").exists(), "nothing is half done");
    }
    let said = draft(&["--file", "F07AAAA1111", "--from", "export"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let files = tree(&room.path("content/qa"));
    assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["yuki-1.jpg", "yuki.md"]);
    assert!(files[0].1.starts_with(&[0xff, 0xd8]) && !holds(&files[0].1));
    let page = room.read("content/qa/yuki.md");
    assert!(
        page.contains("![（画像の説明を付けてください）](yuki-1.jpg)") && !page.contains("F07AAAA") && !page.contains("写真.jpg"),
        "{page}"
    );

    // Nobody publishes it without saying what it shows; what is published says no more than what lies here.
    let words = page
        .replace("この雪で車は出せますか。教えてください。", "雪の朝の車のことです。")
        .replace("朝のうちに除雪車が来るので、七時には出られました。", "七時ごろには出られます。");
    let words = words.replace("topics: []\n", "").replace("# review_by:", "review_by: 2027-09-30");
    room.write("content/qa/yuki.md", &words);
    let approve = || room.run(&["salon", "approve", "content/qa/yuki.md", "--by", "iju-b", "--basis", "purpose_61"]);
    assert!(approve().err.contains("placeholder"));
    room.write("content/qa/yuki.md", words.replace("（画像の説明を付けてください）", "雪に埋まった車"));
    let approved = approve();
    assert_eq!(approved.code, 0, "{}{}", approved.out, approved.err);
    assert_eq!(room.run(&["build"]).code, 0);
    let public = tree(&room.path("public"));
    assert!(public.iter().any(|(name, _)| name.ends_with(".jpg")) && !public.iter().any(|(_, bytes)| holds(bytes)));
}
