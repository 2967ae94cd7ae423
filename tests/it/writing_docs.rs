//! `docs/writing.md` is true: every example builds without a finding, becomes what it promises, and has its picture.
use std::{fs, path::Path};

use shirube::{input::source_tree::SourceTree, pipeline::Snapshot};

use crate::support::{TODAY, TestSite, options};

/// What each example becomes, by the section it stands in.
const PROMISED: &[(&str, &[&str])] = &[
    (
        "見出し、太字、箇条書き",
        &["<h2 id=\"引っ越しの前に\">", "<strong>転出届</strong>", "<ol>\n<li>転出届", "<ul>\n<li>本人"],
    ),
    ("囲み", &["<section class=\"notice note\"", "<strong>雪の日は</strong>", "<section class=\"notice warning\""]),
    (
        "折りたたみ",
        &["<details class=\"fold\"><summary><h2 id=\"除雪の順番\">", "</details>\n<details class=\"fold\">"],
    ),
    (
        "表",
        &[
            "<caption id=\"table\">ひと月の目安（2026年）</caption>",
            "<th scope=\"col\">住まい</th>",
            "<td class=\"r\">",
        ],
    ),
    ("表のセルをつなげる", &["<td rowspan=\"2\">12月から3月</td>", "<td colspan=\"2\">4月から11月</td>"]),
    (
        "ボタン",
        &[
            "<p class=\"buttons\"><a class=\"button\" href=\"../moushikomi/\">",
            "<a class=\"button\" href=\"../rent/\">",
        ],
    ),
    ("カードを横に並べる", &["<ul class=\"cards\">\n<li class=\"card\"><h2", "</li>\n<li class=\"card\"><h2"]),
    ("ふりがな", &["<ruby>灯野<rp>（</rp><rt>とうの</rt>", "id=\"ruby\""]),
    ("電話番号と相談先", &["<a class=\"tel\" href=\"tel:+81160001010;ext=123\">"]),
    ("写真", &["<figure><picture>", "alt=\"屋根に雪の積もった2階建ての家\"", "<figcaption>1月の北地区"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sections that have examples: the heading, the Markdown and the picture's file.
fn examples(page: &str) -> Vec<(String, String, String)> {
    let parts: Vec<&str> = page.split("```markdown\n").collect();
    let around = |part: &str| part.split_once("\n```\n").map_or(part.to_owned(), |(_, rest)| rest.to_owned());
    let example = |pair: &[&str]| {
        let before = around(pair[0]);
        let heading = before.lines().rev().find_map(|line| line.strip_prefix("## ")).unwrap_or_default().to_owned();
        let (text, rest) = pair[1].split_once("\n```\n").unwrap();
        let picture = rest.split_once("](").map_or("", |(_, rest)| rest.split(')').next().unwrap());
        (heading, text.to_owned(), picture.to_owned())
    };
    parts.windows(2).map(example).collect()
}

#[test]
fn every_example_becomes_what_it_promises_without_a_finding() {
    let page = fs::read_to_string(root().join("docs/writing.md")).unwrap().replace('\r', "");
    let examples = examples(&page);
    let headings: Vec<&str> = examples.iter().map(|(heading, ..)| heading.as_str()).collect();
    assert_eq!(headings, PROMISED.iter().map(|(heading, _)| *heading).collect::<Vec<_>>());
    let folder = root().join("tests/fixtures/writing");
    let tree = SourceTree::scan(&folder, &SourceTree::default());
    let mut site = TestSite { tree, options: options(TODAY, false), snapshot: Snapshot::default() };
    for (number, (heading, text, picture)) in examples.iter().enumerate() {
        let front = format!("---\ntitle: 例{number} {heading}\ndescription: 例です。\n---\n\n");
        site.tree.insert(&format!("content/rei-{number}.md"), format!("{front}{text}\n"));
        assert_eq!(*picture, format!("img/writing-{}.webp", number + 1), "{heading}");
        assert!(root().join("docs").join(picture).is_file(), "{picture}: run `node tests/browser/writing.mjs`");
    }
    site.build();
    assert_eq!(site.findings(), Vec::<String>::new());
    for (number, (heading, promised)) in PROMISED.iter().enumerate() {
        let html = site.html(&format!("/rei-{number}/"));
        for words in *promised {
            assert!(html.contains(words), "{heading}: {words}\n{html}");
        }
    }
}
