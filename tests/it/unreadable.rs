//! What cannot be read is never taken for something that is gone, and what lies elsewhere is never read: folders that
//! cannot be listed, a guide that is not there, links, pipes, files of any size.
use std::{fs, path::Path, process::Command};

use shirube::{
    input::source_tree::SourceTree,
    report::diagnostic::{Diagnostic, Level},
};

use crate::support::room::{Room, Said, said, tree};

/// What is in the output folder; the program must leave it as it is.
fn public(room: &Room) -> Vec<(String, Vec<u8>)> {
    tree(&room.path("public"))
}

/// A guide that was built once.
fn built() -> Room {
    let room = Room::with_guide();
    let said = room.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    room
}

/// Asserts that neither `build` nor `build --keep-going` touches what is public, and that both say why.
#[track_caller]
fn check_untouched(room: &Room, before: &[(String, Vec<u8>)], code: &str) {
    for args in [&["build"][..], &["build", "--keep-going"]] {
        let said = room.run(args);
        assert!(said.code == 1 && said.err.contains(&format!("error[{code}]")), "{args:?} {}\n{}", said.code, said.err);
        assert!(said.err.contains("前回のサイトはそのまま残っています"), "{}", said.err);
        assert!(public(room) == before, "{args:?} touched what is public\n{}", said.err);
    }
}

/// A command that runs as somebody with few rights; `None` where that cannot be.
#[cfg(unix)]
pub fn as_nobody(room: &Room, args: &[&str]) -> Option<Command> {
    use std::os::unix::fs::PermissionsExt as _;
    let is_root = fs::metadata("/proc/self").is_ok_and(|meta| std::os::unix::fs::MetadataExt::uid(&meta) == 0);
    if !is_root {
        return Some(room.command(args));
    }
    let program = room.path("bin/shirube");
    if !program.is_file() {
        fs::create_dir_all(room.path("bin")).unwrap();
        if fs::hard_link(env!("CARGO_BIN_EXE_shirube"), &program).is_err() {
            fs::copy(env!("CARGO_BIN_EXE_shirube"), &program).unwrap();
        }
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::set_permissions(room.folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let own = |path: &Path| {
        let _ = std::os::unix::fs::chown(path, Some(65534), Some(65534));
    };
    walkdir::WalkDir::new(room.folder.path()).into_iter().filter_map(Result::ok).for_each(|entry| own(entry.path()));
    let drop_rights = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let mut probe = Command::new("setpriv");
    if !probe.args(drop_rights).arg(&program).arg("--version").output().is_ok_and(|it| it.status.success()) {
        return None;
    }
    let mut command = Command::new("setpriv");
    command.args(drop_rights).arg(program).args(args).args(["--now", "2026-11-01"]);
    command.current_dir(room.folder.path()).env_clear();
    Some(command)
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_listed_takes_no_section_off() {
    use std::os::unix::fs::PermissionsExt as _;
    for (path, code) in
        [("content/life", "unreadable-file"), ("content", "unreadable-file"), ("content/life/a.md", "unreadable-file")]
    {
        let room = built();
        let before = public(&room);
        let Some(mut build) = as_nobody(&room, &["build", "--keep-going"]) else {
            eprintln!("skipped: nobody with fewer rights can be asked here (setpriv)");
            return;
        };
        fs::set_permissions(room.path(path), fs::Permissions::from_mode(0o000)).unwrap();
        let said: Said = said(build.output().unwrap());
        fs::set_permissions(room.path(path), fs::Permissions::from_mode(0o755)).unwrap();
        assert!(said.code == 1 && said.err.contains(&format!("error[{code}]")), "{path} {}", said.err);
        assert!(said.err.contains("許可がありません"), "{}", said.err);
        assert!(public(&room) == before, "{path}");
    }
}

#[test]
fn a_guide_that_is_not_there_leaves_the_site_as_it_was() {
    let room = built();
    let before = public(&room);
    fs::rename(room.path("content"), room.path("moved")).unwrap();
    check_untouched(&room, &before, "no-content");
    fs::create_dir_all(room.path("content/life")).unwrap();
    check_untouched(&room, &before, "no-content");
    room.write("content/photo.txt", "x");
    check_untouched(&room, &before, "no-content");
    #[cfg(unix)]
    {
        fs::remove_dir_all(room.path("content")).unwrap();
        // A share that is offline.
        std::os::unix::fs::symlink(room.path("mnt/share"), room.path("content")).unwrap();
        check_untouched(&room, &before, "outside-link");
    }
}

#[test]
fn when_most_pages_vanish_somebody_must_say_so() {
    let room = Room::with_guide();
    for number in 0..20 {
        room.write(&format!("content/many/p{number}.md"), format!("---\ntitle: 例{number}\n---\n\n本文です。\n"));
    }
    assert_eq!(room.run(&["build"]).code, 0);
    let before = public(&room);
    fs::remove_dir_all(room.path("content/many")).unwrap();
    let refused = room.run(&["build"]);
    assert!(refused.code == 2 && refused.err.contains("error[pages-vanish]"), "{}", refused.err);
    let number: String =
        refused.err.split("--allow-removals ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    assert!(public(&room) == before);
    let too_few = (number.parse::<usize>().unwrap() - 1).to_string();
    assert_eq!(room.run(&["build", "--allow-removals", &too_few]).code, 2);
    let said = room.run(&["build", "--allow-removals", &number]);
    assert!(said.code == 0 && !room.path("public/many").exists(), "{}", said.err);
    // Ten pages may go without a word, however few are left.
    let room = Room::with_guide();
    (0..6).for_each(|number| room.write(&format!("content/p{number}.md"), "---\ntitle: 例\n---\n\n本文です。\n"));
    room.run(&["build"]);
    (0..6).for_each(|number| fs::remove_file(room.path(&format!("content/p{number}.md"))).unwrap());
    assert_eq!(room.run(&["build"]).code, 0);
}

/// The findings of a look at the files, the first words of each.
fn scanned(room: &Room) -> (SourceTree, Vec<String>) {
    let tree = SourceTree::scan(room.folder.path(), &SourceTree::default());
    let told = |finding: &Diagnostic| format!("{} {}", finding.code, finding.places[0].file);
    let findings = tree.findings.iter().map(told).collect();
    (tree, findings)
}

#[test]
#[cfg(unix)]
fn links_are_followed_inside_the_guide_only() {
    use std::os::unix::fs::symlink;
    let room = Room::with_guide();
    room.write("outside/secret.md", "---\ntitle: 秘密\n---\n\n秘密の本文。\n");
    room.write(".shirube/salon/messages/1.jsonl", "秘密");
    room.write("data/rent.csv", "名称\n家賃\n");
    room.write("salon/privacy.toml", "");
    let link = |to: &str, from: &str| symlink(to, room.path(from)).unwrap();
    link("/proc/self/environ", "content/environ.txt");
    link("../outside/secret.md", "content/secret.md");
    link("../outside", "content/out");
    link("../.shirube/salon/messages/1.jsonl", "content/inbox.txt");
    link("../salon/privacy.toml", "content/privacy.txt");
    link("../site.toml", "content/site.txt");
    link("../data/rent.csv", "content/rent.csv");
    link("life/a.md", "content/water.md");
    link("life", "content/alias");
    link("nowhere", "content/nowhere.md");
    link(".", "content/life/loop");
    let (tree, findings) = scanned(&room);
    for refused in
        ["environ.txt", "secret.md", "out", "inbox.txt", "privacy.txt", "site.txt", "nowhere.md", "life/loop"]
    {
        assert!(findings.contains(&format!("outside-link content/{refused}")), "{refused}: {findings:?}");
    }
    let names: Vec<&str> = tree.files.keys().map(|path| path.as_str()).collect();
    for read in ["content/rent.csv", "content/water.md", "content/alias/a.md"] {
        assert!(names.contains(&read), "{read}: {names:?}");
    }
    // The inbox is read at its own place, to know its texts again; a link brings nothing of it anywhere else.
    let mut elsewhere = tree.files.iter().filter(|(path, _)| !path.as_str().starts_with(".shirube/"));
    assert!(elsewhere.all(|(_, source)| !String::from_utf8_lossy(&source.bytes).contains("秘密")), "{names:?}");
    assert!(!tree.is_whole());
}

#[test]
#[cfg(unix)]
fn pipes_and_sockets_are_passed_over() {
    let room = Room::with_guide();
    let made = Command::new("mkfifo").arg(room.path("content/pipe.md")).status();
    let _socket = std::os::unix::net::UnixListener::bind(room.path("content/socket")).unwrap();
    let (tree, findings) = scanned(&room);
    assert!(findings.contains(&"special-file content/socket".to_owned()), "{findings:?}");
    if made.is_ok_and(|status| status.success()) {
        assert!(findings.contains(&"special-file content/pipe.md".to_owned()), "{findings:?}");
    }
    assert!(tree.is_whole() && tree.files.len() == 5, "{:?}", tree.files.keys());
    let said = room.run(&["build"]);
    assert!(said.code == 0 && said.err.contains("warning[special-file]"), "{}", said.err);
}

#[test]
fn what_stands_in_the_place_of_a_list_stops_the_build() {
    for path in ["site.toml", ".shirube/salon/people.toml", ".shirube/salon/people.jsonl", ".shirube/salon/store.json"]
    {
        let room = built();
        let before = public(&room);
        let _ = fs::remove_file(room.path(path));
        fs::create_dir_all(room.path(path)).unwrap();
        let (tree, findings) = scanned(&room);
        assert!(!tree.is_whole() && findings == [format!("special-file {path}")], "{findings:?}");
        if path != "site.toml" {
            check_untouched(&room, &before, "special-file");
        }
    }
}

#[test]
fn what_nobody_can_publish_is_not_read() {
    let room = Room::with_guide();
    // Files with holes take no room on the disk.
    for (path, size) in [("content/movie.mp4", 600 << 20), ("content/book.md", 2u64 << 30), ("data/all.csv", 33 << 20)]
    {
        room.write(path, "");
        fs::File::options().write(true).open(room.path(path)).unwrap().set_len(size).unwrap();
    }
    let (tree, findings) = scanned(&room);
    let expected = ["too-large content/book.md", "too-large content/movie.mp4", "too-large data/all.csv"];
    assert!(expected.iter().all(|it| findings.contains(&(*it).to_owned())) && findings.len() == 3, "{findings:?}");
    assert!(tree.files.values().map(|source| source.bytes.len()).sum::<usize>() < 10_000);
    let of_video = tree.findings.iter().find(|it| it.places[0].file.as_str().ends_with("mp4")).unwrap();
    assert_eq!(of_video.level, Level::Warning);
    fs::remove_file(room.path("content/book.md")).unwrap();
    fs::remove_file(room.path("data/all.csv")).unwrap();
    assert_eq!(room.run(&["build"]).code, 0);
}

#[test]
fn a_preview_keeps_what_it_can_no_longer_read() {
    let room = Room::with_guide();
    let before = SourceTree::scan(room.folder.path(), &SourceTree::default());
    fs::remove_file(room.path("content/life/a.md")).unwrap();
    fs::create_dir(room.path("elsewhere")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", room.path("content/life/a.md")).unwrap();
    let after = SourceTree::scan(room.folder.path(), &before);
    assert_eq!(after.files.len(), if cfg!(unix) { before.files.len() } else { before.files.len() - 1 });
}
