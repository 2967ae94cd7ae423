//! The output folder: what is written and removed lies inside it, whatever the record of the last run says, wherever
//! links lead, however many files may be open.
use std::fs;

use crate::support::{
    room::{Room, said, tree},
    salon_world::Workspace,
};

#[test]
fn a_record_that_cannot_be_gone_by_stops_before_anything_is_touched() {
    for record in [
        "",
        "{",
        "{\"version\": 9, \"files\": {}}",
        "{\"version\": 1, \"files\": {\"../precious.txt\": \"0a\"}}",
        "{\"version\": 1, \"files\": {\"life/../../precious.txt\": \"0a\"}}",
        "{\"version\": 1, \"files\": {\"[ROOM]/precious.txt\": \"0a\"}}",
    ] {
        let room = Room::with_guide();
        room.write("precious.txt", "x");
        room.run(&["build"]);
        room.write(
            "public/.shirube-manifest.json",
            record.replace("[ROOM]", &room.folder.path().display().to_string()),
        );
        let before = tree(room.folder.path());
        room.write("content/life/c.md", "---\ntitle: 新しい\n---\n\n本文です。\n");
        for args in [&["build"][..], &["build", "--keep-going"]] {
            let said = room.run(args);
            assert!(said.code == 2 && said.err.contains("error[output-manifest]"), "{record}\n{}", said.err);
        }
        fs::remove_file(room.path("content/life/c.md")).unwrap();
        assert!(tree(room.folder.path()) == before, "{record}");
    }
}

#[test]
#[cfg(unix)]
fn no_link_in_the_output_is_followed() {
    use std::os::unix::fs::symlink;
    let room = Room::with_guide();
    room.run(&["build"]);
    room.write("precious/a/index.html", "x");
    fs::remove_dir_all(room.path("public/life")).unwrap();
    symlink(room.path("precious"), room.path("public/life")).unwrap();
    let said = room.run(&["build"]);
    assert!(said.code == 2 && said.err.contains("error[output-folder]"), "{}", said.err);
    fs::remove_file(room.path("content/life/a.md")).unwrap();
    room.write("content/life/b.md", "---\ntitle: ガス\n---\n\n本文です。\n");
    room.run(&["build"]);
    assert_eq!(tree(&room.path("precious")), [("a/index.html".to_owned(), b"x".to_vec())]);
    // A link in a file's place is replaced, never written through.
    fs::remove_file(room.path("public/life")).unwrap();
    assert_eq!(room.run(&["build"]).code, 0);
    room.write("precious/page.html", "x");
    fs::remove_file(room.path("public/life/b/index.html")).unwrap();
    symlink(room.path("precious/page.html"), room.path("public/life/b/index.html")).unwrap();
    assert_eq!(room.run(&["build"]).code, 0);
    assert_eq!(room.read("precious/page.html"), "x");
    assert!(room.read("public/life/b/index.html").contains("ガス"));
    // The record itself is never a link.
    fs::rename(room.path("public/.shirube-manifest.json"), room.path("precious/m.json")).unwrap();
    symlink(room.path("precious/m.json"), room.path("public/.shirube-manifest.json")).unwrap();
    assert_eq!(room.run(&["build"]).code, 2);
}

#[test]
fn a_folder_is_what_it_leads_to() {
    let room = Room::with_guide();
    room.write(".git/HEAD", "x");
    for out in ["public/../content", "public/../content/life", "./x/../.git", ".git/site", "public/..", "x/../.shirube"]
    {
        let said = room.run(&["build", "--out", out]);
        assert!(said.code == 2 && said.err.contains("error[output-folder]"), "{out}: {}", said.err);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(room.path("content"), room.path("link")).unwrap();
        assert_eq!(room.run(&["build", "--out", "link"]).code, 2);
        assert_eq!(room.run(&["build", "--out", "link/new"]).code, 2);
    }
    assert_eq!(tree(&room.path("content")).len(), 4);
    assert_eq!(room.run(&["build", "--out", "x/../public"]).code, 0);
    assert!(room.path("public/index.html").is_file() && !room.path("x").exists());
}

#[test]
#[cfg(unix)]
fn few_files_are_open_however_many_threads_there_are() {
    let room = Room::with_guide();
    for number in 0..1500 {
        room.write(&format!("content/many/p{number}.md"), format!("---\ntitle: 例{number}\n---\n\n本文です。\n"));
    }
    let limited = |limit: u32, threads: u32| {
        let script = format!("ulimit -n {limit}; exec \"$0\" build --now 2026-11-01");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_shirube")]).current_dir(room.folder.path()).env_clear();
        said(command.env("RAYON_NUM_THREADS", threads.to_string()).output().unwrap())
    };
    let built = limited(256, 16);
    assert!(built.code == 0 && room.path("public/many/p1499/index.html").is_file(), "{}", built.err);
    fs::remove_dir_all(room.path("public")).unwrap();
    let refused = limited(24, 16);
    if refused.code != 0 {
        assert!(refused.err.contains("ulimit -n"), "{}", refused.err);
    }
}

#[test]
fn names_that_cannot_be_written_are_told_where_they_stand() {
    let room = Room::with_guide();
    let long = "あ".repeat(90);
    room.write("content/life/a.md", format!("---\ntitle: 水道\nslug: {long}\n---\n"));
    room.write("content/life/b.md", format!("---\ntitle: ガス\naliases: [\"{long}/\"]\n---\n"));
    room.write("content/life/con.md", "---\ntitle: 例\n---\n\n[書類](CON.pdf) [表](nul.csv)\n");
    room.write("content/life/CON.pdf", "%PDF-1.7");
    room.write("content/life/nul.csv", "名称\n例\n");
    room.write("content/life/d.md", format!("---\ntitle: 例\ntags: [\"{long}\"]\n---\n"));
    room.write("content/life/e.md", "---\ntitle: 例\naliases: [/.shirube-staging/x/]\n---\n");
    let said = room.run(&["build", "--format", "short"]);
    assert_eq!(said.code, 1);
    for place in [
        "life/a.md:3:7: error[output-name]",
        "life/b.md:3:12: error[output-name]",
        "life/con.md: error[output-name]",
        "life/d.md:3:9: error[output-name]",
        "life/e.md:3:11: error[alias-form]",
    ] {
        assert!(said.err.contains(place), "{place} in\n{}", said.err);
    }
    // Files are published under names of their own.
    assert!(!said.err.contains("CON.pdf: error") && !said.err.contains("nul.csv: error"), "{}", said.err);
    assert!(!room.path("public").exists());
}

#[test]
fn files_whose_names_differ_in_case_alone_are_told() {
    let room = Room::with_guide();
    room.write(
        "content/life/c.md",
        "---\ntitle: 例\n---\n\n[一](Aki.pdf) [二](aki.pdf) [三](が.pdf) [四](100%25.pdf)\n",
    );
    for name in ["Aki", "aki", "が", "100%"] {
        room.write(&format!("content/life/{name}.pdf"), "%PDF-1.7");
    }
    if tree(&room.path("content/life")).len() < 8 {
        eprintln!("skipped: this disk takes Aki.pdf and aki.pdf for one name");
        return;
    }
    let said = room.run(&["build", "--format", "short"]);
    assert!(said.code == 0 && said.err.contains("life/c.md:5:18: warning[case-twins]"), "{}", said.err);
    assert_eq!(said.err.matches("case-twins").count(), 1, "{}", said.err);
}

#[test]
fn a_draft_is_written_among_the_pages_and_nowhere_else() {
    let room = Room::with_guide();
    let mut workspace = Workspace::new(&["移住相談"]);
    let (question, answer) = ("冬の暖房はどうしていますか。教えてください。", "灯油のストーブを居間に置いています。");
    workspace.question("移住相談", 0, question, answer);
    workspace.folder(&room.path("export"));
    assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
    let list: serde_json::Value =
        serde_json::from_str(&room.run(&["salon", "list", "--all", "--format", "json"]).out).unwrap();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    fs::create_dir(room.path("public")).unwrap();
    let before = tree(room.folder.path());
    for out in [
        ".git/x.md",
        "public/x.md",
        "content/../public/x.md",
        "x.md",
        "../x.md",
        "themes/x.md",
        "content/x.html",
        "content/.x.md",
        "content",
        "/tmp/x.md",
    ] {
        let said = room.run(&["salon", "draft", &id, "--answers", "1", "--out", out]);
        assert!(said.code == 2 && said.err.contains("error[output-folder]"), "{out}: {}", said.err);
    }
    #[cfg(unix)]
    {
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), room.path("content/qa")).unwrap();
        assert_eq!(room.run(&["salon", "draft", &id, "--answers", "1"]).code, 2);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        fs::remove_file(room.path("content/qa")).unwrap();
    }
    assert!(tree(room.folder.path()) == before);
    let said = room.run(&["salon", "draft", &id, "--answers", "1", "--out", "public/../content/qa/./yuki.md"]);
    assert!(said.code == 0 && room.path("content/qa/yuki.md").is_file(), "{}", said.err);
}
