//! The cases of the developers' shared folder, each as a guide that is checked: what has to be told of it, and what
//! has not to be told. Where the folder is not there, it is said and nothing is tried.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use crate::support::room::Room;
use serde_json::Value;
use std::{fs, path::Path};

/// What is told of a case at least, by codes; a case without any is not to be found fault with.
#[rustfmt::skip]
const TOLD: &[(&str, &[&str])] = &[
    ("site/01-frontmatter-comment", &[]),
    ("site/03-frontmatter-ja-key", &["key-name"]),
    ("site/04-frontmatter-space-colon", &[]),
    ("site/06-frontmatter-toml", &["front-matter-format"]),
    ("site/09-callout-title", &[]),
    ("site/11-fullwidth-indent", &["full-width-syntax", "wide-indent", "heading-lookalike"]),
    ("site/21-heading-no-space", &["full-width-syntax", "heading-lookalike"]),
    ("site/22-unclosed-comment", &["open-comment"]),
    ("site/25-table-extra-cell", &["surplus-cell"]),
    ("site/28-html-link", &["dead-link", "url-scheme"]),
    ("site/33-csv-event-odd", &["csv-row", "csv-date", "csv-time"]),
    ("site/40-event-end-before-start", &["event-end"]),
    ("site/41-tags-odd", &["output-name", "tag-joined", "tag-spelling"]),
    ("site/42-title-forms", &["page-title", "title-comment", "yaml-sign"]),
    ("site/47-lang-files", &["left-out-file", "unknown-language"]),
    ("site/49-own-absolute-url", &["dead-link"]),
    ("site/51-draft-leak", &["front-matter-start", "key-name"]),
    ("site/53-smart-quotes-wikilinks", &["emphasis-lookalike", "lost-link", "open-code"]),
    ("site/55-table-br", &[]),
    ("site/56-place-names-as-people", &[]),
    ("site/60-keepgoing-failopen", &["date-form"]),
    ("salon-files/02-pdf-black-box", &["file-hidden", "personal-data"]),
    ("salon-files/03-pdf-white-text", &["file-hidden", "personal-data"]),
    ("salon-files/05-pdf-old-revision", &["file-hidden", "personal-data"]),
    ("salon-files/06-pdf-embedded-file", &["file-hidden", "personal-data"]),
    ("salon-files/09-docx-author", &["file-properties", "personal-data"]),
    ("salon-files/10-docx-tracked-change", &["file-hidden", "personal-data"]),
    ("salon-files/12-xlsx-hidden", &["file-hidden", "personal-data"]),
    ("salon-files/16-zip-linked", &["personal-data"]),
    ("salon-files/17-kml-geojson", &["personal-data"]),
    ("salon-files/19-vcf-rtf-sjis", &["personal-data", "file-encoding"]),
    ("salon-files/60-pii-sentences", &["personal-data"]),
    ("salon-files/63-odd-file-names", &["case-twins"]),
    ("salon-files/68-svg-embedded-jpeg-gps", &["photo-location"]),
    ("salon-files/76-pptx-embedded-workbook", &["file-hidden", "personal-data"]),
    ("salon-files/80-tel-href-mynumber", &[]),
];

/// Folders that an import must leave alone, and channels that it must not read.
const PRIVATE: [(&str, &str); 2] =
    [("salon-files/45-private-halfwidth", "職員"), ("salon-files/48-groups-json-lost", "職員メモ")];

fn shared() -> Option<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    if !folder.is_dir() {
        eprintln!("skipped: the shared cases of {} are not here", folder.display());
    }
    folder.is_dir().then_some(folder)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn what_a_shared_case_expects_is_told() {
    let Some(cases) = shared() else { return };
    let mut faults = Vec::new();
    for (case, expected) in TOLD.iter().filter(|(case, _)| cases.join(case).is_dir()) {
        let room = Room::new();
        copy(&cases.join(case), room.folder.path());
        let said = room.run(&["check", "--format", "json"]);
        let findings: Vec<Value> = serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{case}: {error}"));
        let told = |code: &&str| findings.iter().any(|finding| finding["code"] == **code);
        let grave = findings.iter().filter(|finding| finding["severity"] != "hint").count();
        if !expected.iter().all(told) || expected.is_empty() && grave > 0 {
            let codes: Vec<_> = findings.iter().map(|finding| finding["code"].to_string()).collect();
            faults.push(format!("{case}: expected {expected:?}, told {codes:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn private_conversations_of_the_shared_cases_are_not_imported() {
    let Some(cases) = shared() else { return };
    for (case, channel) in PRIVATE.into_iter().filter(|(case, _)| cases.join(case).is_dir()) {
        let room = Room::with_guide();
        copy(&cases.join(case), room.folder.path());
        room.run(&["salon", "import", "export"]);
        let listed = room.run(&["salon", "list", "--all", "--format", "json"]).out;
        assert!(listed.contains("相談") && !listed.contains(channel), "{case}: {listed}");
    }
}
