//! The computers of offices: disks that tell no capital letters apart or keep names as they were typed, synced folders
//! and shares, paths as Windows writes them.
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use proptest::prelude::*;
use shirube::{base::path::fold_case, salon::inbox};

use crate::support::{
    TestSite, page,
    room::{Room, Said, said, tree},
    salon_world::Workspace,
};

/// A guide with an export of a salon.
fn guide() -> Room {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    let mut workspace = Workspace::new(&["移住相談"]);
    let answer = "薪は秋のうちに割って、軒下に積んでおきます。灯油のストーブは居間と寝室に一台ずつ置いています。";
    workspace.question("移住相談", 0, "冬の暖房はどうしていますか。教えてください。", answer);
    workspace.folder(&room.path("export"));
    room
}

/// Runs a command as a user whose own folder is `home`, and, if so, with the guide in OneDrive.
fn run_as(room: &Room, home: &Path, is_synced: bool, args: &[&str]) -> Said {
    let mut command = room.command(args);
    command.env("HOME", home).env("USERPROFILE", home).env("LOCALAPPDATA", home.join("local"));
    if is_synced {
        command.env("OneDrive", room.folder.path());
    }
    said(command.output().unwrap())
}

/// The files below a folder whose names hold `part`.
fn named(folder: &Path, part: &str) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).filter(|path| path.to_string_lossy().contains(part)).collect()
}

#[test]
fn in_a_synced_folder_inbox_and_key_go_to_the_users_own() {
    let room = guide();
    let home = tempfile::tempdir().unwrap();
    let imported = run_as(&room, home.path(), true, &["salon", "import", "export"]);
    assert!(imported.code == 0 && imported.err.contains("ほかの人にも見える"), "{}", imported.err);
    for private in ["people.jsonl", "store.json", "messages", ".shirube/key"] {
        assert_eq!(named(home.path(), private).len(), 1, "{private} {:?}", tree(home.path()).len());
    }
    let in_guide = || tree(&room.path(".shirube")).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert!(in_guide().iter().all(|name| !name.starts_with("salon") && name != "key"), "{:?}", in_guide());
    assert!(room.read(".shirube/inbox-place.txt").contains("Keep this file"));

    // Everything goes on from there: names are looked for, drafts are made, a second import knows the first.
    room.write("content/life/c.md", page("title: 例", "あだ名U2さんに聞きました。"));
    let build = run_as(&room, home.path(), true, &["build"]);
    assert!(build.code == 1 && build.err.contains("error[personal-data]"), "{}", build.err);
    fs::remove_file(room.path("content/life/c.md")).unwrap();
    let again = run_as(&room, home.path(), false, &["salon", "import", "export"]);
    assert!(again.code == 0 && again.out.contains("もう取り込んであります"), "{}{}", again.out, again.err);
    let list = run_as(&room, home.path(), true, &["salon", "list", "--all", "--format", "json"]);
    let id = serde_json::from_str::<serde_json::Value>(&list.out).unwrap()[0]["id"].as_str().unwrap().to_owned();
    let draft =
        run_as(&room, home.path(), true, &["salon", "draft", &id, "--answers", "1", "--out", "content/qa/a.md"]);
    assert_eq!(draft.code, 0, "{}", draft.err);

    // Another user has neither: nothing is imported a second time, and nothing of the salon is published unseen.
    let other = tempfile::tempdir().unwrap();
    let refused = run_as(&room, other.path(), true, &["salon", "import", "export"]);
    assert!(refused.code == 2 && refused.err.contains("error[inbox-elsewhere]"), "{}", refused.err);
    let build = run_as(&room, other.path(), true, &["build"]);
    assert!(build.code == 1 && build.err.contains("error[salon-people]"), "{}", build.err);
    assert!(named(other.path(), "").is_empty() && !room.path(".shirube/salon").exists());

    // A word that cannot be read is no "no".
    room.write(".shirube/inbox-place.txt", "?");
    for args in [&["build"][..], &["salon", "list"], &["salon", "import", "export"], &["check"]] {
        let stopped = run_as(&room, home.path(), true, args);
        assert!(stopped.code > 0 && stopped.err.contains("inbox-place.txt"), "{args:?} {}", stopped.err);
    }
}

#[test]
fn an_inbox_in_a_synced_folder_is_offered_to_be_moved() {
    let room = guide();
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run_as(&room, home.path(), false, &["salon", "import", "export"]).code, 0);
    let before = inbox::read_inbox(room.folder.path()).unwrap();
    let key = room.read(".shirube/key");
    let status = run_as(&room, home.path(), true, &["salon", "status"]);
    assert!(status.err.contains("warning[inbox-exposed]") && status.err.contains("OneDrive"), "{}", status.err);
    assert!(status.err.contains("shirube salon relocate"), "{}", status.err);
    let moved = run_as(&room, home.path(), true, &["salon", "relocate"]);
    assert_eq!(moved.code, 0, "{}", moved.err);
    assert!(!room.path(".shirube/salon").exists() && !room.path(".shirube/key").exists());
    let place = named(home.path(), ".shirube/key").pop().unwrap();
    assert_eq!(fs::read_to_string(&place).unwrap(), key);
    let place = place.parent().and_then(Path::parent).unwrap();
    assert_eq!(inbox::read_inbox(place).unwrap(), before);
    let status = run_as(&room, home.path(), true, &["salon", "status"]);
    assert!(status.code == 0 && !status.err.contains("inbox-exposed"), "{}", status.err);
    assert!(status.out.contains("受信箱：投稿2件"), "{}", status.out);
    // A copy that comes back is told, and kept beside when it is put away.
    room.write(".shirube/salon/people.toml", "U3 = { publish = false }\n");
    let status = run_as(&room, home.path(), true, &["salon", "status"]);
    assert!(status.err.contains("warning[inbox-exposed]"), "{}", status.err);
    assert_eq!(run_as(&room, home.path(), true, &["salon", "relocate"]).code, 0);
    assert!(!room.path(".shirube/salon").exists() && named(home.path(), "from-guide").len() == 1);
}

/// A file that this user may not read is there: what it says of people, of withdrawals and of what was written holds.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_never_one_that_is_not_there() {
    use std::os::unix::fs::PermissionsExt as _;
    for (name, args) in [
        (".shirube/salon/decisions.jsonl", &["salon", "list", "--all"][..]),
        (".shirube/salon/decisions.jsonl", &["salon", "import", "export"]),
        (".shirube/salon/people.jsonl", &["salon", "list", "--all"]),
        (".shirube/salon/people.toml", &["build"]),
        (".shirube/salon/people.toml", &["build", "--keep-going"]),
        (".shirube/salon/store.json", &["build"]),
        (".shirube/key", &["build"]),
        (".shirube/inbox-place.txt", &["build"]),
        ("public/.shirube-manifest.json", &["build"]),
        ("site.toml", &["build"]),
    ] {
        let room = guide();
        assert_eq!(room.run(&["salon", "import", "export"]).code, 0);
        assert_eq!(room.run(&["build"]).code, 0);
        if !room.path(name).exists() {
            room.write(name, if name.ends_with(".toml") { "U2 = { publish = false }\n" } else { "" });
        }
        let before = tree(&room.path("public"));
        let Some(mut command) = crate::unreadable::as_nobody(&room, args) else {
            eprintln!("skipped: nobody with fewer rights can be asked here (setpriv)");
            return;
        };
        // Not the owner's own rights: those are put right in the inbox, where they can be.
        fs::set_permissions(room.path(name), fs::Permissions::from_mode(0o000)).unwrap();
        std::os::unix::fs::chown(room.path(name), Some(0), Some(0)).ok();
        let said = said(command.output().unwrap());
        fs::set_permissions(room.path(name), fs::Permissions::from_mode(0o600)).unwrap();
        assert!(said.code == 1 || said.code == 2, "{name} {args:?} {} {}{}", said.code, said.out, said.err);
        assert!(tree(&room.path("public")) == before, "{name} {args:?} {}", said.err);
    }
}

#[test]
fn names_are_mended_in_whichever_form_the_disk_keeps_them() {
    let room = Room::with_guide();
    let typed = "content/life/か\u{3099}いと\u{3099}.md";
    room.write(typed, "+++\ntitle = \"水道\"\n+++\n\n本文です。\n");
    let said = room.run(&["check", "--fix"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(room.read(typed).starts_with("---\ntitle: 水道\n"), "{}", room.read(typed));
    assert_eq!(fs::read_dir(room.path("content/life")).unwrap().count(), 4, "no second file of the name");
}

#[test]
fn links_as_windows_writes_them_are_told_and_mended() {
    let room = Room::with_guide();
    room.write("content/home/c.md", page("title: 例", "[水道](..\\life\\a.md)と[ガス](..\\life\\b.md#top)"));
    let said = room.run(&["check"]);
    assert!(said.code == 1 && said.out.contains("/") | said.err.contains("../life/a.md"), "{}{}", said.out, said.err);
    room.run(&["check", "--fix"]);
    assert!(room.read("content/home/c.md").contains("[水道](../life/a.md)"), "{}", room.read("content/home/c.md"));
}

#[test]
fn what_explorer_leaves_is_no_page_and_no_reason_to_stop() {
    let room = Room::with_guide();
    room.write("public/Desktop.ini", "[.ShellClassInfo]");
    room.write("content/life/Thumbs.db", "x");
    room.write("content/DESKTOP.INI", "x");
    let said = room.run(&["build"]);
    assert!(said.code == 0 && !said.err.contains("warning"), "{}", said.err);
    assert!(room.path("public/Desktop.ini").exists() && room.path("public/index.html").exists());
    room.write("public-2/photo.jpg", "x");
    assert_eq!(room.run(&["build", "--out", "public-2"]).code, 2);
}

/// A room on a disk that tells no capital letters apart, as Windows and macOS have them.
struct FoldingDisk {
    room: Room,
    _image: tempfile::TempDir,
}

impl FoldingDisk {
    /// Makes and mounts an image; `None` where that cannot be done.
    fn mount() -> Option<Self> {
        let (image, room) = (tempfile::tempdir().unwrap(), Room::new());
        let file = image.path().join("disk.img");
        fs::File::create(&file).unwrap().set_len(48 << 20).unwrap();
        let runs = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
        let is_mounted = runs(Command::new("mkfs.ntfs").args(["-q", "-F"]).arg(&file))
            && runs(Command::new("lowntfs-3g").args(["-o", "ignore_case,windows_names"]).arg(&file).arg(room.path("")));
        is_mounted.then_some(Self { room, _image: image })
    }
}

impl Drop for FoldingDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.room.folder.path()).status();
    }
}

#[test]
fn a_name_changes_its_capital_letters_on_a_disk_that_tells_none_apart() {
    let Some(disk) = FoldingDisk::mount() else {
        eprintln!("skipped: no disk can be mounted here that tells no capital letters apart (lowntfs-3g)");
        return;
    };
    let room = &disk.room;
    room.write("site.toml", "title = \"例\"\nbase_url = \"https://example.jp/\"\n");
    room.write("content/_index.md", page("title: 例", "[様式](form.pdf)"));
    room.write("content/form.pdf", "%PDF-1.7\n");
    room.write("content/old.md", page("title: 古い\naliases: [/FAQ/]", "本文です。"));
    let built = room.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(room.path("public/FAQ/index.html").exists());
    // An alias in capital letters becomes a page in small ones: one file on this disk, another name.
    room.write("content/old.md", page("title: 古い", "本文です。"));
    room.write("content/faq.md", page("title: よくある質問", "新しい本文です。"));
    for _ in 0..2 {
        let built = room.run(&["build"]);
        assert_eq!(built.code, 0, "{}", built.err);
        let names: Vec<String> = tree(&room.path("public")).into_iter().map(|(name, _)| name).collect();
        assert!(names.contains(&"faq/index.html".to_owned()), "{names:?}");
        assert!(room.read("public/faq/index.html").contains("新しい本文です。"));
    }
    let clash = page("title: 古い\naliases: [/FAQ/]", "本文です。");
    room.write("content/old.md", clash);
    let refused = room.run(&["build"]);
    assert!(refused.code == 1 && refused.err.contains("error[duplicate-url]"), "{}", refused.err);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever names pages, files and aliases have: no two outputs are one file anywhere, or somebody is told.
    #[test]
    fn no_two_outputs_are_one_file_anywhere_or_it_is_told(
        names in proptest::collection::vec("(FAQ|faq|Faq|が|か\u{3099}|Ａ|a|Straße)", 1..4),
        alias in "/(FAQ|Faq|A|が|か\u{3099})/",
        folder in "(Life|life|LIFE)",
    ) {
        let mut files: Vec<(String, String)> = vec![("content/_index.md".to_owned(), page("title: 例", "例です。"))];
        for (number, name) in names.iter().enumerate() {
            let folder = if number == 0 { "content".to_owned() } else { format!("content/{folder}") };
            let front = if number == 0 { format!("title: 例\naliases: [\"{alias}\"]") } else { "title: 例".to_owned() };
            files.push((format!("{folder}/{name}.md"), page(&front, &format!("[様式]({name}.PDF)"))));
            files.push((format!("{folder}/{name}.PDF"), "%PDF-1.7\n".to_owned()));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let site = TestSite::new(&files);
        let folded: BTreeSet<_> = site.paths().into_iter().map(fold_case).collect();
        let is_told = site.codes().iter().any(|code| matches!(*code, "duplicate-url" | "same-name"));
        prop_assert!(folded.len() == site.paths().len() || is_told, "{:?} {:?}", site.paths(), site.findings());
    }
}
