//! The sample salon, every message: what becomes of it as Markdown.
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use shirube::salon::slack::markup::{Converted, FileName, Input, Names, convert};

struct Channels(BTreeMap<String, String>);

impl Names for Channels {
    fn channel(&self, id: &str) -> Option<String> {
        self.0.get(id).cloned()
    }
}

fn salon() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/salon")
}

/// Every JSON file of an export with its path.
fn raw(export: &str) -> Vec<(String, Value)> {
    let root = salon().join(export);
    let entries = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    let path = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    entries
        .map(|entry| (path(entry.path()), serde_json::from_str(&fs::read_to_string(entry.path()).unwrap()).unwrap()))
        .collect()
}

/// Every message of an export with where it stands.
fn messages(export: &str) -> Vec<(String, Converted)> {
    let files = raw(export);
    let (_, listed) = files.iter().find(|(path, _)| path == "channels.json").unwrap();
    let field = |channel: &Value, key: &str| channel[key].as_str().unwrap_or_default().to_owned();
    let names = Channels(
        listed.as_array().unwrap().iter().map(|channel| (field(channel, "id"), field(channel, "name"))).collect(),
    );
    let mut found = Vec::new();
    for (path, day) in files.iter().filter(|(path, _)| path.contains("/20")) {
        for message in day.as_array().unwrap() {
            let name = |file: &Value| FileName { id: field(file, "id"), title: field(file, "title") };
            let files: Vec<FileName> = message["files"].as_array().into_iter().flatten().map(name).collect();
            let text = message["text"].as_str().unwrap_or_default();
            let input = Input { text, blocks: message.get("blocks"), attachments: None, files: &files };
            found.push((format!("{path} {}", message["ts"]), convert(&input, &names)));
        }
    }
    found
}

#[test]
fn nothing_secret_and_no_syntax_comes_through() {
    let token = ["xox", "e-"].concat();
    let found = messages("export");
    for (place, converted) in &found {
        for text in [&converted.markdown, &converted.plain] {
            for forbidden in
                [token.as_str(), "slack.com", "tarou.secret", "引用された投稿", "<@", "<#", "<!", "&lt;", "{{"]
            {
                assert!(!text.contains(forbidden), "{place} holds {forbidden}: {text}");
            }
        }
        assert!(!converted.markdown.lines().any(|line| line.starts_with('#')), "{place}");
    }
    let warned: Vec<_> =
        found.iter().filter(|(_, converted)| !converted.warnings.is_empty()).map(|(place, _)| place.as_str()).collect();
    assert!(matches!(warned.as_slice(), [place] if place.starts_with("雑談-いろり端/2025-10-01")), "{warned:?}");
    let calls = found.iter().filter(|(_, converted)| converted.broadcast).count();
    let empty: Vec<_> =
        found.iter().filter(|(_, converted)| converted.markdown.is_empty()).map(|(place, _)| place.as_str()).collect();
    assert_eq!((calls, empty), (2, vec![]));
}

#[test]
fn the_sample_is_what_its_description_says() {
    let exports = ["export", "export-later"];
    let texts: String =
        exports.iter().flat_map(|export| raw(export)).map(|(_, value)| value.to_string().replace(' ', "")).collect();
    let canaries = fs::read_to_string(salon().join("canaries.txt")).unwrap();
    for canary in canaries.lines() {
        let folder = exports.iter().any(|export| salon().join(export).join(canary).is_dir());
        assert!(folder || texts.contains(&canary.replace(' ', "")), "{canary} is nowhere in the exports");
    }
    let mut threads = BTreeMap::new();
    for (path, day) in
        raw("export").into_iter().filter(|(path, _)| !path.starts_with(['D', 'F', 'm']) && !path.starts_with("職員"))
    {
        for message in day.as_array().unwrap().iter().filter(|message| message["reply_count"].as_u64().unwrap_or(0) > 0)
        {
            *threads.entry(path.split('/').next().unwrap().to_owned()).or_insert(0) +=
                usize::from(message["subtype"].is_null());
        }
    }
    assert!(threads.len() >= 5 && threads.values().sum::<usize>() >= 40, "{threads:?}");
}
