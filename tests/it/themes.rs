//! `docs/themes.md` is whole and true: every function, every filter, every template and every key of a page stands in
//! it, every example in it is rendered, and the theme that it shows builds a guide.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use regex::Regex;
use shirube::{
    input::{embedded, source_tree::SourceTree},
    pipeline::Snapshot,
};

use crate::support::{TODAY, TestSite, options, page};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document() -> String {
    fs::read_to_string(root().join("docs/themes.md")).unwrap().replace('\r', "")
}

/// What stands below a heading, up to the next one of its level or above.
fn part<'a>(document: &'a str, heading: &str) -> &'a str {
    let start = document.find(&format!("{heading}\n")).unwrap_or_else(|| panic!("there is no `{heading}`"));
    let rest = &document[start + heading.len()..];
    let level = heading.bytes().take_while(|byte| *byte == b'#').count();
    let ends = (1..=level).filter_map(|level| rest.find(&format!("\n{} ", "#".repeat(level))));
    &rest[..ends.min().unwrap_or(rest.len())]
}

/// The words in backquotes of a text.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The names that the sources register: `register_function("children", …)`.
fn registered(what: &str) -> BTreeSet<String> {
    let call = Regex::new(&format!(r#"register_{what}\(\s*"(\w+)""#)).unwrap();
    let files = walkdir::WalkDir::new(root().join("src/render/template")).into_iter().filter_map(Result::ok);
    let texts =
        files.filter(|entry| entry.file_type().is_file()).map(|entry| fs::read_to_string(entry.path()).unwrap());
    texts.flat_map(|text| call.captures_iter(&text).map(|it| it[1].to_owned()).collect::<Vec<_>>()).collect()
}

/// The rows of a table as their cells; a bar within a cell is written `\|`.
fn rows(part: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let cells = line.trim_matches('|').replace("\\|", "\u{1}");
        cells.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
    };
    part.lines().filter(|line| line.starts_with("| `")).map(cells).collect()
}

#[test]
fn every_function_and_every_filter_stands_in_the_page_and_no_other() {
    let document = document();
    for (what, heading, least) in [("function", "## 関数 / Functions", 25), ("filter", "## フィルター / Filters", 15)]
    {
        let known = registered(what);
        assert!(known.len() >= least, "the reader of sources saw only {known:?}");
        let rows = rows(part(&document, heading));
        let told: BTreeSet<String> =
            rows.iter().flat_map(|row| quoted(&row[0]).into_iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        assert_eq!(told, known, "{heading}");
    }
}

#[test]
fn every_template_of_the_first_theme_stands_in_the_page() {
    let document = document();
    let told = quoted(part(&document, "## テンプレート / Templates"));
    let files =
        embedded::theme().files.keys().filter_map(|path| path.as_str().strip_prefix("themes/shirube/templates/"));
    let missing: Vec<_> = files.filter(|name| !told.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A guide with one of everything that pages can be.
fn guide() -> Vec<(&'static str, String)> {
    let site = "title = \"例\"\nbase_url = \"https://example.jp/\"\ntheme = \"probe\"\n[municipality]\nname = \"灯野町\"\n\
                [contacts.iju]\nname = \"課\"\n[topics.winter]\nlabel = \"冬\"\n[languages.en]\nlabel = \"English\"\n\
                [accessibility]\nclaim = \"配慮\"\n[accessibility.last_test]\ndate = 2026-10-20\n\
                [opendata]\ncode = \"131016\"\n";
    let qa =
        "## 町民 {.answer role=resident years=4 area=北地区 month=2025-12}\n\n寒いです。\n\n### 朝\n\n氷が張ります。";
    let event = "kind: event\ntitle: 見学会\nstart: 2026-12-03T10:00\nend: 2026-12-03T15:00\nplace: 役場\n\
                 organizer: 灯野町\ncontact: iju";
    vec![
        ("site.toml", site.to_owned()),
        ("content/_index.md", page("title: 例", "[くらし](kurashi/_index.md)へ。")),
        ("content/kurashi/_index.md", page("title: くらし", "")),
        (
            "content/kurashi/fuyu.md",
            page("title: 冬\ntopics: [winter]\ntags: [雪]\naliases: [/old/]", "## 道具\n\nスコップ。"),
        ),
        ("content/kurashi/fuyu.en.md", page("title: Winter", "Cold.")),
        ("content/qa/_index.md", page("title: 質問", "")),
        ("content/qa/samui.md", page("kind: qa\ntitle: 寒いですか\ntone: candid\ntopics: [winter]", qa)),
        ("content/event/kengaku.md", page(event, "ご案内します。")),
        ("data/bus.csv", "stop,time\n役場前,8:00\n".to_owned()),
    ]
}

/// The guide, all of whose pages are shown by this one template.
fn shown_by(template: &str) -> TestSite {
    let mut site = TestSite::new(&[]);
    for (path, text) in guide() {
        site.tree.insert(path, &*text);
    }
    site.tree.insert("themes/probe/theme.toml", "name = \"probe\"");
    for path in embedded::theme().files.keys() {
        let Some(name) = path.as_str().strip_prefix("themes/shirube/templates/") else { continue };
        // Components are no pages.
        if !name.contains("component") && !name.contains("parts") {
            site.tree.insert(&format!("themes/probe/templates/{name}"), template);
        }
    }
    site.build();
    site
}

#[test]
fn every_key_of_a_page_and_of_what_functions_answer_stands_in_the_page() {
    let groups: [(&str, &str, &str); 10] = [
        ("page", "## `page`：いま表示しているページ / The page that is shown", "page"),
        ("answer", "### `page.answers` の一つ / An answer", "page.answers"),
        ("heading", "### `page.headings` の一つ / A heading", "page.headings"),
        ("label", "### `page.topics`、`page.tags` の一つ / A topic or tag", "page.topics"),
        ("contact", "### `page.contact`、`contact()` / A desk to ask", "contact()"),
        ("share", "### `page.share` / What links show", "page.share"),
        ("card", "## カード：ほかのページ / Cards: other pages", "latest(n=1)"),
        ("list", "### 一覧 / A list", "questions()"),
        ("term", "### 話題の一つ / A term", "terms(taxonomy=\"topics\")"),
        ("translation", "### 言語の一つ / A translation", "translations()"),
    ];
    let line = |name: &str| format!("{{{{ \"\\n\" }}}}#{name} {{{{ k }}}}{{% endfor %}}");
    let template: String = groups
        .iter()
        .map(|(name, _, from)| match *name {
            "page" | "contact" | "share" | "list" => format!("{{% for k, v in {from} %}}{}", line(name)),
            _ => format!("{{% for it in {from} %}}{{% for k, v in it %}}{}{{% endfor %}}", line(name)),
        })
        .collect();
    let site = shown_by(&template);
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, entry) in site.snapshot.outputs.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let bytes = entry.value.bytes.as_deref().unwrap_or_else(|| panic!("{path}: {:#?}", site.findings()));
        for told in std::str::from_utf8(bytes).unwrap().lines().filter_map(|line| line.strip_prefix('#')) {
            let (name, key) = told.split_once(' ').unwrap();
            keys.entry(name.to_owned()).or_default().insert(key.trim().to_owned());
        }
    }
    let document = document();
    for (name, heading, _) in groups {
        let keys = keys.get(name).unwrap_or_else(|| panic!("no page has a {name}"));
        assert!(keys.len() > 2, "{name}: {keys:?}");
        let below = part(&document, heading);
        // The page's own keys are those of its table, not of the parts below it.
        let own = below.split("\n### ").next().unwrap();
        let told = quoted(own);
        let missing: Vec<_> = keys.iter().filter(|key| !told.contains(key.as_str())).collect();
        assert!(missing.is_empty(), "{heading}: {missing:?}");
        for row in rows(own) {
            for key in quoted(&row[0]) {
                assert!(keys.contains(key), "{heading} tells of `{key}`, which is not there: {keys:?}");
            }
        }
    }
}

#[test]
fn every_example_of_the_page_is_rendered() {
    let document = document();
    let examples: Vec<String> = ["## 関数 / Functions", "## フィルター / Filters"]
        .iter()
        .flat_map(|heading| rows(part(&document, heading)))
        .map(|row| row.last().unwrap().trim_matches('`').to_owned())
        .collect();
    assert!(examples.len() > 40 && examples.iter().all(|example| example.contains('{')), "{examples:#?}");
    let site = shown_by(&examples.join("\n"));
    assert!(!site.codes().contains(&"template-error"), "{:#?}", site.findings());
    let html = site.html("/kurashi/fuyu/");
    for words in [
        "灯野町",
        "くらし",
        "冬",
        "役場前",
        "2026年10月3日",
        "2025年12月",
        "<ruby>標",
        "tel:+81160001010",
        "webcal://example.jp/events.ics",
        "https://example.jp/kurashi/fuyu/",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
}

#[test]
fn the_theme_of_the_page_builds_a_guide() {
    let folder = root().join("tests/fixtures/theme-example");
    let mut site = TestSite {
        tree: SourceTree::scan(&folder, &SourceTree::default()),
        options: options(TODAY, false),
        snapshot: Snapshot::default(),
    };
    site.build();
    assert_eq!(site.findings(), Vec::<String>::new());
    let html = site.html("/kurashi/fuyu/");
    let style = site.paths().into_iter().find(|path| path.starts_with("assets/css/site.")).unwrap().to_owned();
    for words in [
        "<title>冬の支度 - 灯野町のくらし</title>",
        &format!("<link rel=\"stylesheet\" href=\"../../{style}\">"),
        "<ruby>灯野",
        "<time datetime=\"2026-10-01\">2026年10月1日</time>",
        "<a href=\"../../topics/winter/\">冬・気候</a>",
        "<a href=\"tel:+81160001010\">0160-00-1010</a>",
        "つづけて読む <a href=\"../kaimono/\">買い物</a>",
        ">役場にたずねる</a>",
        "<main id=\"main\" tabindex=\"-1\">",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    assert!(site.html("/").contains("雪の日も、縁側はあたたかい。"));
    let sheet = &site.snapshot.outputs.iter().find(|(path, _)| path.as_str() == style).unwrap().1.value.bytes;
    assert!(std::str::from_utf8(sheet.as_deref().unwrap()).unwrap().starts_with(":root { --paper: #fdf8ee;"));
    // What the theme does not have comes from below, in the theme's frame.
    let search = site.html("/search/");
    assert!(search.contains("role=\"search\"") && search.contains("<header class=\"head\">"), "{search}");
}
