//! The walk of the README from a salon's export to a published answer, as it is written there, on the sample.

use std::{fs, path::Path};

use walkdir::WalkDir;

use crate::support::room::{Room, Said};

/// The commands of the walk, and the comments between them that ask for an editor's hand.
fn read_walk() -> Vec<String> {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let (_, section) = readme.split_once("### サロンの質問から").unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    block.lines().map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let path = to.join(entry.path().strip_prefix(from).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(entry.path(), path).unwrap();
    }
}

/// Runs a line as a shell would: what follows `#` is a comment, `&&` goes on, `cd` stays.
fn run_line(room: &Room, line: &str, folder: &mut String, commands: &mut Vec<String>) {
    let line = line.split(" #").next().unwrap().trim();
    for part in line.split("&&").map(str::trim) {
        match part.strip_prefix("cd ") {
            Some(into) => *folder = into.to_owned(),
            None => {
                let words: Vec<&str> = part.strip_prefix("shirube ").unwrap().split_whitespace().collect();
                let output = room.command(&words).current_dir(room.path(folder)).output().unwrap();
                let Said { code, out, err } = crate::support::room::said(output);
                assert_eq!(code, 0, "{part}\n{out}\n{err}");
                commands.push(part.to_owned());
            }
        }
    }
}

/// What the comments ask for, as an editor does it.
fn edit(room: &Room, folder: &str) {
    let config = format!("{folder}/site.toml");
    let text = room.read(&config);
    if !text.lines().any(|line| line.starts_with("policy = ")) {
        let with = match text.contains("[salon]\n") {
            true => text.replacen("[salon]\n", "[salon]\npolicy = \"2026-04\"\n", 1),
            false => text + "\n[salon]\npolicy = \"2026-04\"\n",
        };
        room.write(&config, with);
    }
    let page = format!("{folder}/content/qa/toi.md");
    let draft = room.read(&page);
    let (front, body) = draft.split_once("\n---\n").unwrap();
    // In other words: no part of a post is left that is long enough to be found again.
    let reworded = |line: &str| match line.starts_with('#') || line.is_empty() {
        true => line.to_owned(),
        false => {
            let letters: Vec<char> = line.chars().collect();
            letters.chunks(12).map(|part| part.iter().collect::<String>() + "、と").collect()
        }
    };
    let body: Vec<String> = body.lines().map(reworded).collect();
    let front = front
        .replace("topics: []", "topics: [housing]")
        .replace("# short_answer:", "short_answer: 短い答えを、担当者が書きました。")
        .replace("# review_by:", "review_by: 2027-09-30");
    room.write(&page, format!("{front}\n---\n{}\n", body.join("\n")));
}

#[test]
fn the_walk_of_the_readme_works_as_it_is_written() {
    let room = Room::new();
    let sample = "tests/fixtures/salon/export";
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(sample), &room.path(sample));
    let (mut folder, mut commands, mut is_edited) = (String::new(), Vec::new(), false);
    for line in read_walk() {
        if line.starts_with('#') {
            if !is_edited {
                edit(&room, &folder);
            }
            is_edited = true;
        } else {
            run_line(&room, &line, &mut folder, &mut commands);
        }
    }
    assert!(room.read("guide/public/qa/toi/index.html").contains("短い答えを、担当者が書きました。"));
    let of_salon: Vec<&String> = commands.iter().filter(|command| !command.starts_with("shirube new")).collect();
    assert!(of_salon.len() <= 6, "from the export to the page: {of_salon:?}");
    let is_upper = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let typed = |word: &str| word.len() == 10 && word.bytes().all(is_upper);
    assert!(!commands.iter().any(|command| command.split_whitespace().any(typed)), "no id is typed: {commands:?}");
    let keys: usize = of_salon.iter().map(|command| command.chars().count() + 1).sum();
    assert!(keys <= 330, "{keys} keystrokes");
}
