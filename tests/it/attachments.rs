//! Files that visitors may take along: what they hide is told with its place and kept back, and a clean form is let
//! through without a word. The files are made by `tests/fixtures/attachments/make.py`.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::support::{TestSite, page};
use shirube::report::{
    diagnostic::{Diagnostic, Level},
    format::Format,
};

fn fixtures(folder: &str) -> Vec<(String, Vec<u8>)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attachments").join(folder);
    let file = |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let mut files: Vec<_> = fs::read_dir(path).unwrap().filter_map(Result::ok).map(file).collect();
    files.sort();
    assert!(files.len() >= 30, "{folder} has files");
    files
}

/// A site whose page links to these files.
fn site_with(files: &[(String, Vec<u8>)], privacy: &str) -> TestSite {
    let links: Vec<String> = files.iter().map(|(name, _)| format!("- [書類](<{name}>)")).collect();
    let mut site = TestSite::new(&[("content/_index.md", &page("title: 上", ""))]);
    for (name, bytes) in files {
        site.tree.insert(&format!("content/a/{name}"), bytes.as_slice());
    }
    if !privacy.is_empty() {
        site.tree.insert("salon/privacy.toml", privacy);
    }
    site.write("content/a/index.md", page("title: 案内", &links.join("\n")));
    site
}

/// What is said of each file: codes, messages, help.
fn told(site: &TestSite) -> BTreeMap<String, (String, bool)> {
    let mut told: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for finding in &site.snapshot.findings {
        for place in &finding.places {
            let name = place.file.as_str().trim_start_matches("content/a/").to_owned();
            let entry = told.entry(name).or_default();
            entry.0 += &format!("{}: {}\n", finding.code, finding.message.ja);
            entry.1 |= finding.level == Level::Error;
        }
    }
    told
}

fn is_withheld(site: &TestSite, name: &str) -> bool {
    let from = format!("content/a/{name}");
    let outputs = site.snapshot.outputs.iter().filter(|(_, entry)| entry.value.from == from);
    let outputs: Vec<_> = outputs.map(|(path, _)| path).collect();
    assert_eq!(outputs.len(), 1, "{name}");
    site.snapshot.privacy.withheld.contains(outputs[0])
}

#[test]
fn everything_that_files_hide_is_told_and_kept_back() {
    let files = fixtures("hidden");
    let site = site_with(&files, "");
    let told = told(&site);
    let expected = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/attachments/expected.tsv"));
    let expected = expected.unwrap();
    let mut missing = Vec::new();
    for (name, wanted) in expected.lines().filter_map(|line| line.split_once('\t')) {
        let (said, error) = told.get(name).cloned().unwrap_or_default();
        missing.extend(
            wanted.split(' ').filter(|word| !said.contains(*word)).map(|word| format!("{name}: {word}\n{said}")),
        );
        // A table of the site is reported as a source as well.
        assert_eq!(is_withheld(&site, name), error, "{name}: {said}");
    }
    assert!(expected.lines().count() >= 100 && expected.lines().count() == files.len());
    assert!(missing.is_empty(), "{} of {}:\n{}", missing.len(), files.len(), missing.join("\n"));
    for format in [Format::Human, Format::Short, Format::Json] {
        let report = site.report(format);
        assert!(!report.contains("0000-1234") && !report.contains("花子") && !report.contains("hanako"), "{report}");
    }
}

#[test]
fn a_clean_form_is_let_through_without_a_word() {
    let files = fixtures("clean");
    let site = site_with(&files, "");
    let untagged = |finding: &&Diagnostic| !matches!(finding.code, "file-untagged" | "same-text-links");
    let said: Vec<&Diagnostic> = site.snapshot.findings.iter().filter(untagged).collect();
    assert!(said.is_empty(), "{said:#?}");
    assert!(site.snapshot.privacy.withheld.is_empty());
}

#[test]
fn what_is_wrong_with_a_file_is_one_finding_with_its_places() {
    let lines: String = (1..=50).map(|number| format!("担当 090-0000-{number:04}\n")).collect();
    let site = site_with(&[("meibo.txt".to_owned(), lines.into_bytes())], "");
    assert_eq!(site.codes(), ["personal-data"]);
    let said = &site.snapshot.findings[0].message.ja;
    assert!(said.contains("（1行目）") && said.contains("ほか44か所"), "{said}");
}

#[test]
fn one_exact_file_may_pass_with_a_reason_until_a_day() {
    let file = |words: &str| vec![("memo.txt".to_owned(), words.as_bytes().to_vec())];
    let words = "代表 電話 090-0000-1234";
    let first = site_with(&file(words), "");
    let help: String = first.snapshot.findings[0].help.iter().map(|help| format!("{}\n", help.ja)).collect();
    let at = help.find("[attachments]").expect("the entry is offered");
    let entry = help[at..].replace("why = \"\"", "why = \"本人が公開している番号\"");
    let passes = |words: &str, entry: &str| {
        let site = site_with(&file(words), entry);
        (!is_withheld(&site, "memo.txt"), site.codes())
    };
    assert_eq!(passes(words, &entry), (true, vec![]));
    assert_eq!(passes("代表 電話 090-0000-1235", &entry), (false, vec!["personal-data", "privacy-list"]));
    let old = entry.replace("until = 20", "until = 19");
    assert_eq!(passes(words, &old), (false, vec!["personal-data", "privacy-list"]));
    let bare = entry.replace("why = \"本人が公開している番号\"", "why = \"\"");
    assert_eq!(passes(words, &bare), (false, vec!["personal-data", "privacy-list"]));
    // Nothing lets pass what may never appear, and nobody is offered to try.
    let never = "マイナンバーは1234 5678 9018です。";
    let site = site_with(&file(never), "");
    let hash = "0".repeat(64);
    assert!(site.snapshot.findings[0].help.iter().all(|help| !help.ja.contains("accept")), "{:?}", site.findings());
    let sum = shirube::base::secret::sha256(never);
    let entry = format!(
        "[attachments]\naccept = [{{ file = \"content/a/memo.txt\", sha256 = \"{sum}\", why = \"x\", until = \
            2027-03-31 }}]\n"
    );
    assert!(!passes(never, &entry).0 && !passes(never, &entry.replace(&sum, &hash)).0);
}

#[test]
fn a_file_that_nothing_public_links_is_not_read() {
    let mut site = site_with(&[("memo.txt".to_owned(), "電話 090-0000-1234".as_bytes().to_vec())], "");
    assert_eq!(site.codes(), ["personal-data"]);
    site.write("content/a/index.md", page("title: 案内", "本文です。"));
    assert_eq!(site.codes(), ["unused-file"]);
    site.assert_clean();
}

#[test]
fn files_of_the_theme_and_tables_are_read_too() {
    let index = page("title: 上", "");
    let secret = "/* 担当 090-0000-1234 */";
    for (path, text) in [("themes/shirube/assets/js/own.js", secret), ("themes/shirube/assets/doc/a.txt", secret)] {
        let site = TestSite::new(&[("content/_index.md", &index), (path, text)]);
        assert_eq!(site.codes(), ["personal-data"], "{path}");
        assert_eq!(site.snapshot.privacy.withheld.len(), 1, "{path}");
    }
}
