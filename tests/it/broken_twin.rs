//! The broken twin: a guide in which every page has the slips that editors make. Each is told with its file, its line
//! and what to do.

use crate::support::room::Room;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// Findings about the site or a file as a whole, which stand in no line.
const WHOLE: [&str; 4] = ["unused-file", "left-out-file", "image-damaged", "not-utf8"];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { _ = fs::copy(entry.path(), target).unwrap() }
    }
}

/// The findings of the twin.
fn findings() -> Vec<Value> {
    let room = Room::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken"), room.folder.path());
    let said = room.run(&["check", "--format", "json"]);
    serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {}", said.out))
}

#[test]
fn ninety_slips_are_told_apart() {
    let findings = findings();
    let codes: BTreeSet<&str> = findings.iter().filter_map(|finding| finding["code"].as_str()).collect();
    assert!(codes.len() >= 90, "{} codes: {codes:?}", codes.len());
}

#[test]
fn every_message_says_where_and_what_to_do() {
    for finding in findings() {
        let (code, file) = (finding["code"].as_str().unwrap(), finding["file"].as_str().unwrap_or_default());
        let (message, hint) = (finding["message"].as_str().unwrap(), finding["hint"].as_str().unwrap_or_default());
        assert!(!file.is_empty(), "{code}: {finding}");
        assert!(finding["line"].is_u64() || WHOLE.contains(&code), "{code}: {finding}");
        assert!(!hint.is_empty() || message.contains("ください"), "{code} does not say what to do: {message}");
        let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..'\u{a000}').contains(&c));
        assert!(japanese(message) && (hint.is_empty() || japanese(hint)), "{code}: {message} / {hint}");
        assert!(message.chars().count() <= 120, "{code}: {message}");
    }
}
