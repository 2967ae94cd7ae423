//! `shirube publish` into a folder and into a zip, as an editor types it.
use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use shirube::publish::{
    manifest::{MANIFEST, Manifest},
    targets::zip::verify_zip,
};

use crate::{
    approval_commands::{APPROVE, drafted},
    support::{
        room::{Room, Said, tree},
        web,
    },
};

/// A guide that is published into a folder, and into a zip.
pub fn guide() -> Room {
    let room = Room::with_guide();
    let site = room.read("site.toml");
    room.write("site.toml", format!("{site}\n{TARGETS}"));
    room.write("content/life/c.md", "---\ntitle: ごみ\ntags: [雪]\n---\n\n上限は30万円です。\n");
    room
}

/// Films of 1, 5 and 25 MiB, which need many pieces on the way.
pub fn write_films(room: &Room) {
    const MIB: usize = 1 << 20;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for size in [1, 5, 25] {
        let mut film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
        while film.len() < size * MIB {
            // Marsaglia's xorshift: what cannot be made smaller on the way.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            film.extend(state.to_le_bytes());
        }
        room.write(&format!("content/life/{size}.mp4"), film);
    }
    room.write("content/life/d.md", "---\ntitle: 動画\n---\n\n[短い](1.mp4)・[中くらい](5.mp4)・[長い](25.mp4)\n");
}

const TARGETS: &str = "[publish.production]\nkind = \"folder\"\npath = \"out\"\nprofile = \"sakura\"\n\
    [publish.usb]\nkind = \"zip\"\npath = \"usb/guide.zip\"\n";

/// Runs a command that has to end with this code.
#[track_caller]
pub fn ends(room: &Room, args: &[&str], code: i32) -> Said {
    let said = room.run(args);
    assert_eq!(said.code, code, "{args:?}\n{}\n{}", said.out, said.err);
    said
}

/// What a folder holds beside the record, and its manifest.
pub fn published(folder: &Path) -> (BTreeMap<String, Vec<u8>>, Manifest) {
    let manifest = Manifest::parse(&fs::read(folder.join(MANIFEST)).unwrap()).unwrap();
    let files = tree(folder).into_iter().filter(|(path, _)| !path.starts_with("_pub/")).collect();
    (files, manifest)
}

#[test]
fn a_guide_is_published_changed_and_published_again() {
    let room = guide();
    let first = ends(&room, &["publish", "production"], 0);
    assert!(first.out.contains("公開済み：") && first.out.contains("公開の番号は 2026-11-01-"), "{}", first.out);
    ends(&room, &["build"], 0);
    let (files, manifest) = published(&room.path("out"));
    let mut built: BTreeMap<String, Vec<u8>> = tree(&room.path("public")).into_iter().collect();
    built.remove(".shirube-manifest.json");
    let host = String::from_utf8(files[".htaccess"].clone()).unwrap();
    assert!(host.contains("ErrorDocument 404 /iju/404.html"), "{host}");
    let rest: BTreeMap<String, Vec<u8>> = files.into_iter().filter(|(path, _)| path != ".htaccess").collect();
    assert_eq!(rest.keys().collect::<Vec<_>>(), built.keys().collect::<Vec<_>>());
    assert!(rest == built);
    assert_eq!(manifest.files.len(), built.len() + 1);

    let again = ends(&room, &["publish", "production"], 0);
    assert!(again.out.contains("公開先は最新です"), "{}", again.out);

    room.write("content/life/c.md", "---\ntitle: ごみ\ntags: [雪]\n---\n\n上限は40万円です。2027年3月31日まで。\n");
    room.write("content/life/d.md", "---\ntitle: 電気\n---\n\n電気の説明です。\n");
    fs::remove_file(room.path("content/life/b.md")).unwrap();
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n水道の説明です。\n");
    let before = tree(&room.path("out"));
    let looked = ends(&room, &["publish", "production", "--dry-run"], 0);
    for words in
        ["金額: 30万円 → 40万円", "日付: ― → 2027年3月31日", "追加 ", "電気   /life/d/", "削除 ", "ガス   /life/b/"]
    {
        assert!(looked.out.contains(words), "{words}\n{}", looked.out);
    }
    assert!(tree(&room.path("out")) == before, "a dry run writes nothing");
    let second = ends(&room, &["publish", "production"], 0);
    assert!(second.out.contains("shirube publish rollback production --to 2026-11-01-"), "{}", second.out);
    assert!(!room.path("out/life/b").exists() && room.path("out/life/d/index.html").exists());
    assert!(tree(&room.path("out")).iter().all(|(path, _)| !path.ends_with(".up~") && !path.ends_with("journal.json")));

    let back = ends(&room, &["publish", "rollback", "production"], 0);
    assert!(back.out.contains("前の内容に戻しました"), "{}", back.out);
    assert!(room.read("out/life/c/index.html").contains("30万円") && room.path("out/life/b/index.html").exists());
    assert!(room.read("content/life/c.md").contains("40万円"), "the guide's own files stay");
    ends(&room, &["publish", "check", "production", "--deep"], 0);
    let status = ends(&room, &["publish", "status", "production"], 0);
    assert!(status.out.contains("2026-11-01 に公開"), "{}", status.out);
}

#[test]
fn a_plan_that_was_looked_at_is_the_one_that_is_published() {
    let room = guide();
    ends(&room, &["publish", "production", "--plan", "plan.json"], 0);
    assert!(!room.path("out/index.html").exists());
    room.write("content/life/d.md", "---\ntitle: 電気\n---\n\n電気の説明です。\n");
    let changed = ends(&room, &["publish", "production", "--apply", "plan.json"], 1);
    assert!(changed.err.contains("サイトの内容が変わりました"), "{}", changed.err);
    fs::remove_file(room.path("content/life/d.md")).unwrap();
    ends(&room, &["publish", "production", "--apply", "plan.json"], 0);
    assert!(room.path("out/index.html").exists());
}

#[test]
fn a_zip_opens_without_a_server_and_is_the_same_every_time() {
    let room = guide();
    ends(&room, &["publish", "usb"], 0);
    let bytes = fs::read(room.path("usb/guide.zip")).unwrap();
    let manifest = verify_zip(&bytes).unwrap();
    assert!(ends(&room, &["publish", "usb"], 0).out.contains("最新"));
    fs::remove_file(room.path("usb/guide.zip")).unwrap();
    fs::remove_dir_all(room.path(".shirube/publish")).unwrap();
    ends(&room, &["publish", "usb"], 0);
    assert!(fs::read(room.path("usb/guide.zip")).unwrap() == bytes, "the same site is the same zip");

    let mut archive = ::zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut files = BTreeMap::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let (name, mut held) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut held).unwrap();
        files.insert(name, held);
    }
    for name in ["README-設置手順.txt", "SHA256SUMS", "index.html", MANIFEST] {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(manifest.files.keys().all(|path| path.is_ascii()), "{:?}", manifest.files.keys());
    // Every link leads to a file that is there.
    let mut seen = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let text = String::from_utf8_lossy(bytes);
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next()) {
            if link.is_empty() || link.contains(':') {
                continue;
            }
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in link.split('/') {
                match part {
                    ".." => parts.truncate(parts.len().saturating_sub(1)),
                    part => parts.push(part),
                }
            }
            seen += 1;
            assert!(files.contains_key(&parts.join("/")), "{path} links {link}");
        }
    }
    assert!(seen > 50, "{seen}");

    let fine = ends(&room, &["publish", "verify-zip", "usb/guide.zip"], 0);
    assert!(fine.out.contains("作ったときのまま"), "{}", fine.out);
    room.write("usb/cut.zip", &bytes[..bytes.len() / 2]);
    assert!(ends(&room, &["publish", "verify-zip", "usb/cut.zip"], 4).err.contains("zip-damaged"));
    // A file of somebody else is no site of ours, and stays.
    room.write("usb/guide.zip", "theirs");
    ends(&room, &["publish", "usb"], 6);
    assert_eq!(room.read("usb/guide.zip"), "theirs");
}

#[test]
fn a_withdrawal_is_done_when_nobody_can_see_it_any_more() {
    let room = drafted();
    let (server, port) = web::serve(&room.path("out"));
    let site = room.read("site.toml");
    let url = format!("http://127.0.0.1:{port}/");
    room.write(
        "site.toml",
        format!(
            "{site}\n[publish.production]\nkind = \"folder\"\npath = \"out\"\nurl = \"{url}\"\nverify = \
            \"http\"\n"
        ),
    );
    assert_eq!(room.run(&APPROVE).code, 0);
    ends(&room, &["publish"], 0);
    let page = "out/qa/a/index.html";
    assert!(room.read(page).contains("90リットル"));
    let shown = fs::read(room.path(page)).unwrap();
    assert_eq!(room.run(&["salon", "withdraw", "content/qa/a.md", "--by", "iju-a"]).code, 0);

    // A cache goes on showing it: it is published, and not done.
    server.also_shows("/qa/a/", &shown);
    let said = ends(&room, &["publish"], 4);
    assert!(
        said.out.contains("取り下げ 1ページ") && said.err.contains("publish-withdrawal"),
        "{}{}",
        said.out,
        said.err
    );
    assert!(said.err.contains(&format!("{url}qa/a/")), "{}", said.err);
    let told = ends(&room, &["publish", "status"], 4);
    assert!(told.err.contains("publish-withdrawal"), "{}", told.err);
    server.forgets("/qa/a/");
    ends(&room, &["publish", "status"], 0);
    ends(&room, &["publish", "status"], 0);

    // Nothing of it is left, anywhere, and nothing brings it back.
    let holds = |folder: &str| {
        let files = tree(&room.path(folder)).into_iter();
        files
            .filter(|(_, bytes)| {
                String::from_utf8_lossy(bytes).contains(
                    "90リット\
            ル",
                )
            })
            .map(|(path, _)| path)
            .collect::<Vec<_>>()
    };
    assert_eq!((holds("out"), holds(".shirube/publish")), (vec![], vec![]));
    let back = ends(&room, &["publish", "rollback"], 1);
    assert!(back.err.contains("publish-no-release"), "{}", back.err);
}

#[test]
fn what_visitors_get_is_looked_at() {
    let room = guide();
    let (server, port) = web::serve(&room.path("out"));
    let site = room
        .read("site.toml")
        .replace("profile = \"sakura\"", &format!("verify = \"http\"\nurl = \"http://127.0.0.1:{port}/\""));
    room.write("site.toml", site);
    server.also_shows("/life/a/", b"<html>injected</html>");
    let said = ends(&room, &["publish", "production"], 4);
    assert!(said.err.contains(&format!("http://127.0.0.1:{port}/life/a/")), "{}", said.err);
    assert!(!room.path("out").join(MANIFEST).exists(), "what is not seen is not called published");
    server.forgets("/life/a/");
    server.answers_everything(true);
    assert!(ends(&room, &["publish", "production"], 4).err.contains("404"), "a missing page must say so");
    server.answers_everything(false);
    ends(&room, &["publish", "production"], 0);
    drop(server);
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n新しい説明です。\n");
    let gone = ends(&room, &["publish", "production"], 4);
    assert!(gone.err.contains("つながりません"), "{}", gone.err);
    ends(&room, &["publish", "production", "--no-verify"], 0);
}

#[test]
fn a_host_that_answers_otherwise_than_it_should_is_told() {
    let room = guide();
    let (server, port) = web::serve(&room.path("out"));
    let verified = format!("verify = \"http\"\nserver = \"apache\"\nurl = \"http://127.0.0.1:{port}/\"");
    room.write("site.toml", room.read("site.toml").replace("profile = \"sakura\"", &verified));
    let said = ends(&room, &["publish", "production"], 0).err;
    assert_eq!(said.matches("publish-host").count(), 1, "it sends no headers: {said}");
    server.needs_slashes();
    room.write("content/life/a.md", room.read("content/life/a.md") + "\n追記しました。\n");
    let said = ends(&room, &["publish", "production"], 0).err;
    assert!(said.matches("publish-host").count() == 2 && said.contains("404"), "{said}");
}
