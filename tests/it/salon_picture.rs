//! A picture of the salon beside the page: copied only when it is named, without what the camera wrote into it.
use crate::support::salon_world::Workspace;
use crate::support::{
    camera::photo,
    room::{Room, tree},
};
use serde_json::json;

/// What a camera writes of the place, and a writer of herself; no byte of either may lie beside the page or be
/// published.
const PLACE: &[u8] = b"N38.9999 E140.9999";
const OWNER: &[u8] = b"Owner: Hanako";

fn holds(bytes: &[u8]) -> bool {
    [PLACE, OWNER, b"Exif"].iter().any(|secret| bytes.windows(secret.len()).any(|part| part == *secret))
}

#[test]
fn a_picture_comes_along_only_by_its_name_and_says_nothing_of_its_place() {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    let mut workspace = Workspace::new(&["移住相談"]);
    workspace.question(
        "移住相談",
        0,
        "この雪で車は出せますか。教えてください。",
        "朝のうちに除雪車が来るので、七時には出られました。",
    );
    let file = |id: &str, name: &str| {
        json!({"id": id, "name": name, "mimetype": "image/jpeg", "filetype": "jpg",
        "size": 9, "mode": "hosted", "url_private": "https://files.example.jp/a"})
    };
    let files =
        json!([file("F07AAAA1111", "写真.jpg"), file("F07AAAA2222", "無い.jpg"), file("F07AAAA3333", "文.jpg")]);
    workspace.change(0, |message| message["files"] = files.clone());
    workspace.raw.insert("__uploads/F07AAAA1111/写真.jpg".to_owned(), photo(30, 20, 0, &[PLACE, OWNER].concat()));
    workspace.raw.insert("__uploads/F07AAAA3333/文.jpg".to_owned(), b"no picture".to_vec());
    workspace.folder(&room.path("export"));
    let imported = room.run(&["salon", "import", "export"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(!tree(&room.path(".shirube")).iter().any(|(_, bytes)| holds(bytes)), "an import keeps no bytes of a file");
    let list: serde_json::Value =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = list[0]["id"].as_str().unwrap();
    assert!(room.run(&["salon", "show", id]).out.contains("F07AAAA1111"), "it is offered");

    let draft = |more: &[&str]| room.run(&[&["salon", "draft", id, "--out", "content/qa/yuki.md"], more].concat());
    assert_eq!(draft(&["--file", "F07AAAA1111"]).code, 2, "the export has to be named");
    for (file, words) in [
        ("F07AAAA2222", "中身が入っていません"),
        ("F07AAAA3333", "使える画像ではありません"),
        ("F07AAAA9999", "添付「F07AAAA9999」は"),
    ] {
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
        page.contains("![（画像の説明を付けてください）](yuki-1.jpg)")
            && !page.contains("F07AAAA")
            && !page.contains("写真.jpg"),
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
