//! The way of the README, from the sample export to a published answer; and that nothing private is ever seen on it.
use std::{fs, path::Path};

use crate::support::room::{Room, Said};
use serde_json::Value;
use shirube::salon::inbox;

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon/export");
const LATER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon/export-later");

/// A guide whose salon has been imported.
fn imported() -> Room {
    let room = Room::with_guide();
    room.write("site.toml", room.read("site.toml") + "\n[salon]\npolicy = \"2026-04\"\n");
    fine(&room.run(&["salon", "import", EXPORT]));
    room
}

#[track_caller]
fn fine(said: &Said) -> &Said {
    assert!(said.code == 0 || (said.code == 1 && said.err.contains("salon-secret")), "{}\n{}", said.out, said.err);
    said
}

fn list(room: &Room) -> Vec<Value> {
    let said = room.run(&["salon", "list", "--all", "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

fn show(room: &Room, id: &str) -> Value {
    let said = room.run(&["salon", "show", id, "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{value} has no {key}"))
}

/// The first candidate with nothing that the gate stops in it.
fn clean(room: &Room) -> String {
    let lines = list(room);
    let line = lines
        .iter()
        .find(|line| line["privacy"].as_array().unwrap().is_empty() && line["replies"].as_u64() > Some(1))
        .unwrap();
    text(line, "id").to_owned()
}

/// A line of a draft as an editor would put it: short sentences, each with words of the editor's own.
fn in_other_words(line: &str) -> String {
    if line.starts_with('#') || line.starts_with('!') || line.is_empty() {
        return line.to_owned();
    }
    let letters: Vec<char> = line.chars().collect();
    letters.chunks(12).map(|part| part.iter().collect::<String>() + "、と").collect()
}

/// What an editor does with a draft before it is approved.
fn edit(room: &Room, page: &str) {
    let draft = room.read(page);
    let (front, body) = draft.split_once("\n---\n").unwrap();
    let short = |line: &str| match line.strip_prefix("title: ") {
        Some(title) => format!("title: 質問：{}", title.trim_matches('"').chars().take(20).collect::<String>()),
        None => line.to_owned(),
    };
    let front: Vec<String> = front.lines().map(short).collect();
    let body: Vec<String> = body.lines().map(in_other_words).collect();
    let draft = format!("{}\n---\n{}\n", front.join("\n"), body.join("\n"));
    room.write(
        page,
        draft
            .replace("topics: []\n", "")
            .replace("# short_answer:", "short_answer: 短い答えを、担当者が書きました。")
            .replace("# review_by:", "review_by: 2027-09-30"),
    );
}

#[test]
fn from_the_export_to_a_published_answer() {
    let room = imported();
    let lines = list(&room);
    assert!(lines.len() >= 30, "{} candidates", lines.len());
    assert!(lines.windows(2).all(|pair| pair[0]["score"].as_i64() >= pair[1]["score"].as_i64()), "best first");
    let id = clean(&room);
    let shown = show(&room, &id);
    assert_eq!(
        (text(&shown, "id"), shown["messages"][0]["index"].as_u64(), text(&shown["messages"][0], "role")),
        (id.as_str(), Some(0), "asker")
    );
    assert!(shown["messages"].as_array().unwrap().iter().any(|message| message["suggested"] == true));

    let page = "content/qa/toi.md";
    let drafted = room.run(&["salon", "draft", &id, "--out", page]);
    assert_eq!(drafted.code, 0, "{}{}", drafted.out, drafted.err);
    let draft = room.read(page);
    assert!(draft.contains(&format!("source: salon:{id}")) && draft.contains("{.answer role="), "{draft}");
    let again = room.run(&["salon", "draft", &id]);
    assert!(
        again.code == 0 && again.out.contains("書き換えていません") && room.read(page) == draft,
        "{}{}",
        again.out,
        again.err
    );

    // Not approved: left out, and said.
    let built = room.run(&["build"]);
    assert!(
        built.code == 0 && built.err.contains("unapproved") && !room.path("public/qa/toi/index.html").exists(),
        "{}",
        built.err
    );
    let approve = ["salon", "approve", page, "--by", "iju-a", "--basis", "purpose_61"];
    let consent = ["--scope", "verbatim", "--given-on", "2026-09-12", "--evidence", "E-0031"];
    room.write(page, draft.replace("# review_by:", "review_by: 2027-09-30").replace("topics: []\n", ""));
    let refused = room.run(&approve);
    assert!(refused.code == 1 && refused.err.contains("error[verbatim]"), "the very words of a post: {}", refused.err);
    let places = refused.err.matches("content/qa/toi.md:").count();
    assert!(
        places > 0 && refused.err.contains("言いかえ") && refused.err.contains("--scope verbatim"),
        "{}",
        refused.err
    );
    let sentence = shown["messages"][0]["markdown"].as_str().unwrap().lines().next().unwrap().to_owned();
    assert!(!refused.err.contains(&sentence), "a place is told, and no word of the post: {}", refused.err);
    let unproven = room.run(&[&approve[..], &consent[..2]].concat());
    assert!(
        unproven.code == 1 && unproven.err.contains("--evidence"),
        "a consent has a day and a number: {}",
        unproven.err
    );
    edit(&room, page);
    let approved = room.run(&approve);
    assert_eq!(approved.code, 0, "{}{}", approved.out, approved.err);
    let built = room.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(room.read("public/qa/toi/index.html").contains("短い答えを、担当者が書きました。"));
    assert_eq!(
        list(&room).iter().find(|line| text(line, "id") == id).map(|line| text(line, "state")),
        Some("approved")
    );

    // A word is changed: left out again, until it is approved again or withdrawn for good.
    room.write(page, room.read(page).replace("短い答え", "みじかい答え"));
    room.run(&["build"]);
    assert!(!room.path("public/qa/toi/index.html").exists());
    let withdrawn = room.run(&["salon", "withdraw", &id]);
    assert_eq!(withdrawn.code, 0, "{}{}", withdrawn.out, withdrawn.err);
    let status = room.run(&["salon", "status", "--format", "json"]);
    assert!(status.code == 0 && serde_json::from_str::<Value>(&status.out).is_ok(), "{}{}", status.out, status.err);
}

#[test]
fn a_second_import_keeps_pages_and_ids_and_shows_what_is_new() {
    let room = imported();
    let before = list(&room);
    let ids: Vec<&str> = before.iter().map(|line| text(line, "id")).collect();
    for (number, id) in ids.iter().enumerate() {
        fine(&room.run(&["salon", "draft", id, "--out", &format!("content/qa/q{number}.md")]));
    }
    let pages = files(&room.path("content/qa"));
    fine(&room.run(&["salon", "import", LATER, "--format", "json"]));
    assert_eq!(files(&room.path("content/qa")), pages, "an import never touches a page");
    let after = list(&room);
    assert!(
        ids.iter().all(|id| after.iter().any(|line| text(line, "id") == *id)) && after.len() > before.len(),
        "ids stay, a new thread comes"
    );
    assert!(after.iter().any(|line| line["new_replies"].as_u64() > Some(0)), "a new reply shows");
    let human = room.run(&["salon", "list"]);
    assert!(human.out.contains("新しい返信 1 件"), "{}", human.out);
    let changed = ids
        .iter()
        .map(|id| show(&room, id))
        .find(|shown| shown["messages"].as_array().unwrap().iter().any(|message| !text(message, "diff").is_empty()));
    assert!(changed.is_some(), "a changed post shows as a diff");
    let gone = ids
        .iter()
        .map(|id| show(&room, id))
        .any(|shown| shown["messages"].as_array().unwrap().iter().any(|message| message["gone"] == true));
    assert!(gone, "a deleted reply shows");
}

#[test]
fn what_is_rejected_stays_rejected() {
    let room = imported();
    let id = text(&list(&room)[0], "id").to_owned();
    assert_eq!(room.run(&["salon", "withdraw", &id]).code, 0);
    assert!(!room.run(&["salon", "list"]).out.contains(&id));
    fine(&room.run(&["salon", "import", LATER]));
    assert!(!room.run(&["salon", "list"]).out.contains(&id));
    assert_eq!(
        list(&room).iter().find(|line| text(line, "id") == id).map(|line| text(line, "state")),
        Some("rejected")
    );
    fine(&room.run(&["salon", "draft", &id]));
}

#[test]
fn a_draft_never_writes_over_a_file() {
    let room = imported();
    let id = clean(&room);
    let refused = room.run(&["salon", "draft", &id, "--out", "content/life/a.md"]);
    assert!(refused.code == 2 && room.read("content/life/a.md").contains("水道"), "{}", refused.err);
    fine(&room.run(&["salon", "draft", &id, "--answers", "1"]));
    let page = format!("content/qa/{}.md", id.to_lowercase());
    fs::rename(room.path(&page), room.path("content/qa/renamed.markdown")).unwrap();
    let again = room.run(&["salon", "draft", &id]);
    assert!(again.code == 0 && again.out.contains("renamed.markdown") && !room.path(&page).exists(), "{}", again.out);
    assert_eq!(room.run(&["salon", "draft", &id, "--out", "content/qa/other.md"]).code, 2);
    assert_eq!(room.run(&["salon", "draft", &id, "--answers", "99"]).code, 2);
    assert_eq!(room.run(&["salon", "show", "AAAAAAAAAA"]).code, 2);
    assert_eq!(room.run(&["salon", "show", &id, "--reveal"]).code, 2, "only on a terminal");
}

/// Every file below a folder, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| {
            (entry.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The names of all channels, before and after the second import.
fn channel_names(room: &Room) -> Vec<String> {
    let export = fs::read_to_string(Path::new(EXPORT).join("channels.json")).unwrap();
    let export: Vec<Value> = serde_json::from_str(&export).unwrap();
    let names = export.iter().map(|channel| text(channel, "name").to_owned());
    names.chain(list(room).iter().map(|line| text(line, "channel").to_owned())).collect()
}

/// How many of the drafts are approved: each takes a whole build.
const APPROVED: usize = 12;

#[test]
fn no_canary_is_seen_anywhere() {
    let canaries =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon/canaries.txt")).unwrap();
    let canaries: Vec<&str> = canaries.lines().filter(|line| !line.is_empty()).collect();
    assert!(canaries.len() > 100);
    let room = imported();
    let mut said = String::new();
    let mut run = |args: &[&str]| {
        let result = room.run(args);
        said.push_str(&result.out);
        said.push_str(&result.err);
    };
    run(&["salon", "list", "--all"]);
    let ids: Vec<String> = list(&room).iter().map(|line| text(line, "id").to_owned()).collect();
    for (number, id) in ids.iter().enumerate() {
        let page = format!("content/qa/q{number}.md");
        run(&["salon", "show", id]);
        run(&["salon", "draft", id, "--out", &page]);
        if number >= APPROVED {
            continue;
        }
        edit(&room, &page);
        let reasons = ["SCHOOL_GRADE", "WORKPLACE", "SENSITIVE", "POSTAL_CODE", "PERSON_NAME"]
            .map(|kind| format!("{kind}=generalised"));
        let mut approve = vec!["salon", "approve", &page, "--by", "iju-a", "--basis", "purpose_61"];
        approve.extend(reasons.iter().flat_map(|reason| ["--acknowledge", reason]));
        run(&approve);
    }
    // What loses an approval by accident, or asks for another pair of eyes, tells no word of a post either.
    let page = "content/qa/q0.md";
    let (whole, config) = (room.read(page), room.read("site.toml"));
    let approve = ["salon", "approve", page, "--by", "iju-a", "--basis", "purpose_61"];
    for key in ["", "sorce: salon:"] {
        room.write(page, whole.replace("source: salon:", key));
        run(&["check"]);
        run(&approve);
    }
    room.write(page, &whole);
    let people = inbox::read_inbox(room.folder.path()).unwrap().people;
    let notes = ".shirube/salon/people.toml";
    for end in [" }\n", "\n"] {
        room.write(notes, people.keys().map(|id| format!("{id} = {{ publish = false{end}")).collect::<String>());
        run(&["check"]);
        run(&["salon", "draft", &ids[1]]);
        run(&approve);
    }
    fs::remove_file(room.path(notes)).unwrap();
    room.write("site.toml", config.clone() + "four_eyes = true\n");
    run(&["salon", "draft", &ids[0]]);
    run(&approve);
    room.write("site.toml", config);
    run(&["salon", "import", LATER]);
    run(&["check"]);
    run(&["build", "--keep-going"]);
    run(&["salon", "status"]);
    let published = files(&room.path("public")).iter().filter(|(name, _)| name.starts_with("qa/q")).count();
    assert!(published > APPROVED / 2, "{published} published\n{said}");

    let mut seen = vec![("the terminal".to_owned(), said.into_bytes())];
    for folder in ["public", "content", "salon"] {
        seen.extend(files(&room.path(folder)).into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    }
    // The editor's own list names channels, and files by the id that takes them along; pages, ledger and site never do.
    let channels = channel_names(&room);
    let shown = |name: &str, canary: &str| {
        name == "the terminal" && (channels.iter().any(|channel| channel == canary) || canary.starts_with("F07"))
    };
    let mut found = Vec::new();
    for (name, bytes) in &seen {
        let here = canaries
            .iter()
            .filter(|canary| !shown(name, canary) && memchr::memmem::find(bytes, canary.as_bytes()).is_some());
        found.extend(here.map(|canary| format!("{canary} in {name}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
