//! Pages from the salon: none is published but with an approval for exactly what it says.
use shirube::ledger::{
    chain,
    read::{self, LEDGER},
};

use crate::support::{Lines, TestSite, page};

pub const ITEM: &str = "7F3K2M9QPA";
pub const PERSON: &str = "M7WD2HQ5R3XN6TJA";
pub const FRONT: &str = "kind: qa\ntitle: 冬の暖房費\nreview_by: 2027-09-30\nsource: salon:7F3K2M9QPA";
pub const ANSWER: &str = "## 市民 {.answer role=resident month=2026-05}\n\n灯油は月に90リットルです。";

fn site(front: &str) -> TestSite {
    TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/qa/_index.md", &page("title: 質問", "")),
        ("content/qa/a.md", &page(front, ANSWER)),
    ])
}

/// Whether the page is anywhere in the output, and what is said of it.
fn shown(site: &TestSite) -> (bool, Vec<String>) {
    let words = ["冬の暖房費", "90リットル", "qa/a/"];
    let holds = |bytes: &[u8]| words.iter().any(|word| String::from_utf8_lossy(bytes).contains(word));
    let outputs = site.snapshot.outputs.iter();
    let anywhere = outputs
        .filter(|(path, entry)| path.as_str().starts_with("qa/a/") || entry.value.bytes.as_deref().is_some_and(holds))
        .count()
        > 0;
    assert_eq!(anywhere, site.has("/qa/a/"), "a page is shown whole or not at all");
    site.assert_clean();
    (anywhere, site.findings().into_iter().map(|line| line.replace("content/qa/a.md:5:9: ", "")).collect())
}

#[test]
fn a_page_is_written_for_as_long_as_its_approval_holds() {
    let mut site = site(FRONT);
    let waiting = "warning[unapproved]: まだ承認されていないため、公開するサイトに入りません";
    let changed = "warning[unapproved]: 承認のあとで内容が変わったため、公開するサイトに入りません";
    let withdrawn = "warning[unapproved]: 承認が取り下げられたため、公開するサイトに入りません";
    assert_eq!(shown(&site), (false, vec![waiting.to_owned()]));
    assert!(
        site.report(shirube::report::format::Format::Human)
            .contains("shirube salon approve content/qa/a.md --by … --basis …")
    );
    let mut lines = Lines::default();
    lines.approve(&site, "content/qa/a.md");
    site.write(LEDGER, &lines.text);
    assert_eq!(shown(&site), (true, vec![]));
    // Where it stands and when it is public is no part of what was approved.
    site.write("content/qa/a.md", page(&format!("{FRONT}\nweight: 5\npublish_from: 2026-10-01"), ANSWER));
    assert_eq!(shown(&site), (true, vec![]));
    site.write("content/qa/a.md", page(FRONT, &ANSWER.replace("90", "95")));
    assert_eq!(shown(&site), (false, vec![changed.to_owned()]));
    site.write("content/qa/a.md", page(FRONT, ANSWER));
    assert_eq!(shown(&site), (true, vec![]));
    site.write(LEDGER, &lines.withdraw(ITEM, "null").text);
    assert_eq!(shown(&site), (false, vec![withdrawn.to_owned()]));
    site.write(LEDGER, &lines.approve(&site, "content/qa/a.md").text);
    assert_eq!(shown(&site), (true, vec![]));
    site.write(LEDGER, &lines.withdraw(ITEM, &format!("\"{PERSON}\"")).text);
    assert_eq!(shown(&site), (false, vec![withdrawn.to_owned()]));
}

#[test]
fn a_broken_chain_publishes_no_page_from_the_salon() {
    let mut site = site(FRONT);
    let mut lines = Lines::default();
    lines.approve(&site, "content/qa/a.md").approve(&site, "content/qa/a.md");
    for bad in
        [lines.text.replace("iju-b", "iju-x"), lines.text.trim_end().to_owned(), lines.text.lines().skip(1).collect()]
    {
        site.write(LEDGER, &bad);
        let (there, said) = shown(&site);
        assert!(
            !there
                && said.len() == 1
                && said[0].starts_with("salon/ledger.jsonl:")
                && said[0].contains(": error[ledger-"),
            "{said:?}"
        );
        assert!(site.has("/qa/"), "the others are");
    }
    // Its end cut off, a ledger is still a chain: what was seen here before tells.
    let first = lines.text.split_inclusive('\n').next().unwrap().to_owned();
    site.write(LEDGER, &first).write(read::HEAD, chain::head(lines.last.as_ref().unwrap()));
    let (there, said) = shown(&site);
    assert!(!there && said.len() == 1 && said[0].contains("台帳が短くなっています"), "{said:?}");
    site.write(LEDGER, &lines.text);
    assert_eq!(shown(&site), (true, vec![]));
}

#[test]
fn the_preview_shows_what_waits_and_says_so() {
    let mut site = site(FRONT);
    site.options.unapproved = true;
    site.build();
    assert!(site.html("/qa/a/").contains("承認待ち"), "the ribbon");
    assert!(site.html("/qa/").contains("承認待ち"), "the mark in the list");
    // Writing on costs what one page costs, as long as the page waits before and after.
    site.write("content/qa/a.md", page(FRONT, &ANSWER.replace("90", "95")));
    site.assert_rendered(&["/qa/a/"]);
    assert!(site.html("/qa/a/").contains("95リットル"));
    site.assert_clean();
    let mut lines = Lines::default();
    site.write(LEDGER, &lines.approve(&site, "content/qa/a.md").text);
    assert!(!site.html("/qa/a/").contains("承認待ち") && !site.html("/qa/").contains("承認待ち"));
}

#[test]
fn drafts_that_are_written_are_approved_as_well() {
    for front in [FRONT.to_owned(), format!("{FRONT}\ndraft: true"), format!("{FRONT}\npublish_from: 2027-01-01")] {
        let mut site = site(&front);
        site.options.drafts = true;
        site.build();
        assert!(!shown(&site).0, "{front}");
        let mut lines = Lines::default();
        site.write(LEDGER, &lines.approve(&site, "content/qa/a.md").text);
        assert!(shown(&site).0, "{front}");
    }
}

#[test]
fn a_source_that_names_nothing_is_told() {
    for (front, code) in [
        (FRONT.replace("7F3K2M9QPA", "7f3k2m9qpa"), Some("source-form")),
        (FRONT.replace("7F3K2M9QPA", "7F3K2M9QP"), Some("source-form")),
        (FRONT.replace("salon:7F3K2M9QPA", "https://example.jp/"), Some("source-form")),
        (FRONT.replace("salon:7F3K2M9QPA", "[a]"), Some("source-form")),
        // Any page that names the salon is from there.
        (FRONT.replace("kind: qa", "kind: guide"), Some("unapproved")),
        (FRONT.replace("source: salon:7F3K2M9QPA", "tone: plain"), None),
        // A draft waits for itself first.
        (format!("{FRONT}\ndraft: true"), None),
    ] {
        let site = site(&front);
        let codes: Vec<_> =
            site.codes().into_iter().filter(|code| matches!(*code, "source-form" | "unapproved")).collect();
        assert_eq!(codes, Vec::from_iter(code), "{front}");
        assert_eq!(site.has("/qa/a/"), !front.contains("source"), "{front}");
    }
}

#[test]
fn links_and_files_and_translations_wait_as_well() {
    let mut site = site(FRONT);
    site.tree.insert(
        "site.toml",
        "title = \"例\"\nbase_url = \"https://example.jp/\"\n[languages.en]\nlabel = \"English\"\n",
    );
    site.tree.insert("content/link.md", page("title: 行", "[暖房](qa/a.md)"));
    site.tree.insert("content/qa/a.md", page(FRONT, &format!("{ANSWER}\n\n![雪](p.png)")));
    site.tree.insert("content/qa/a.en.md", page("kind: qa\ntitle: Heating", "Cold."));
    site.write("content/qa/p.png", crate::support::PNG);
    assert!(!site.has("/qa/p.png") && !site.has("/en/qa/a/"));
    assert_eq!(site.codes(), ["link-to-unpublished", "unapproved", "unapproved"]);
    let mut lines = Lines::default();
    site.write(LEDGER, &lines.approve(&site, "content/qa/a.md").text);
    assert!(
        site.has("/qa/p.png") && site.has("/qa/a/") && !site.has("/en/qa/a/"),
        "a translation has an approval of its own"
    );
    site.write(LEDGER, &lines.approve(&site, "content/qa/a.en.md").text);
    assert!(site.has("/en/qa/a/") && site.codes().is_empty(), "{:?}", site.findings());
    site.write("content/qa/p.png", [crate::support::PNG, b"more"].concat());
    assert!(!site.has("/qa/a/"), "another picture is another content");
    site.assert_clean();
}
