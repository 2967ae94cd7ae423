//! The codes of findings: what the sources utter and what `shirube explain` knows are the same, `docs/codes.md` is made
//! from it, and `[check]` in site.toml names nothing else.
//!
//! To write `docs/codes.md` anew, run with `UPDATE_DOCS=1` and read the difference.
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use regex::Regex;
use shirube::{
    check::explanations::{self, Chapter},
    report::{codes::Code, diagnostic::Level},
};

use crate::support::{TestSite, room::Room, session::Session};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program's sources without their tests.
fn sources() -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(root().join("src")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths =
        files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    paths.filter(|path| !path.to_string_lossy().ends_with("tests.rs")).map(source).collect()
}

fn source(path: PathBuf) -> (PathBuf, String) {
    let text = fs::read_to_string(&path).unwrap();
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
    (path.strip_prefix(root()).unwrap().to_owned(), code)
}

/// The levels at which each code is uttered; `None` stands for a level that is decided while the program runs.
type Uttered = BTreeMap<String, BTreeSet<Option<Level>>>;

fn level(word: &str) -> Option<Level> {
    match word.rsplit(':').next().unwrap_or(word).to_ascii_lowercase().as_str() {
        "error" => Some(Level::Error),
        "warning" => Some(Level::Warning),
        "hint" => Some(Level::Hint),
        _ => None,
    }
}

/// Every place where a finding is made. One that is written in another way fails the test: it could not be kept true.
fn uttered() -> Uttered {
    let made =
        Regex::new(r#"Diagnostic::(?:(error|warning|hint)\(|new\(\s*([\w:.]+),)\s*(?:"([a-z0-9-]+)"|([\w.]+)),"#)
            .unwrap();
    let fault = Regex::new(r#"(?m)^ +\w+ (Error|Warning|Hint) "([a-z-]+)",$"#).unwrap();
    let own = Regex::new(r#"(?s)Rule = Rule \{\s*code: "([a-z0-9-]+)",\s*level: Level::(\w+)"#).unwrap();
    let lower = Regex::new(r"(?:level: |\{ )Level::(\w+)(?:, \.\.finding| \})").unwrap();
    let mut uttered = Uttered::new();
    let mut hear = |code: &str, level| {
        uttered.entry(code.to_owned()).or_default().insert(level);
    };
    for (path, text) in sources() {
        let shown = path.display().to_string().replace('\\', "/");
        if shown == "src/report/diagnostic.rs" {
            continue;
        }
        let rule = own.captures(&text);
        let makers = ["error(", "warning(", "hint(", "new("].map(|maker| format!("Diagnostic::{maker}"));
        let calls: usize = makers.iter().map(|maker| text.matches(maker.as_str()).count()).sum();
        let understood: Vec<_> = made.captures_iter(&text).collect();
        assert_eq!(understood.len(), calls, "{shown} makes a finding in a way that this test cannot read");
        // A rule about words speaks by what it has found, here and there at a lower level.
        if let Some(rule) = rule.as_ref().filter(|_| text.contains(".tell(&RULE,")) {
            hear(&rule[1], level(&rule[2]));
            lower.captures_iter(&text).for_each(|lower| hear(&rule[1], level(&lower[1])));
        }
        for call in understood {
            let how = call.get(1).or(call.get(2)).map_or("", |it| it.as_str());
            match (call.get(3), call.get(4).map(|it| it.as_str()), &rule) {
                (Some(code), ..) => hear(code.as_str(), level(how)),
                (_, Some("RULE.code"), Some(rule)) if how == "RULE.level" => hear(&rule[1], level(&rule[2])),
                (_, Some("RULE.code"), Some(rule)) => hear(&rule[1], level(how)),
                // What a rule about words has found, told in its name.
                (_, Some("rule.code"), _) if shown == "src/check/texts.rs" => {}
                (_, Some("code"), _) if shown == "src/load/tables/fault.rs" => {
                    fault.captures_iter(&text).for_each(|fault| hear(&fault[2], level(&fault[1])));
                }
                (_, other, _) => panic!("{shown} makes a finding with the code {other:?}: write it where it is made"),
            }
        }
    }
    uttered
}

fn codes() -> Vec<Code> {
    explanations::chapters().into_iter().flat_map(|chapter| chapter.codes).collect()
}

#[test]
fn what_the_program_utters_is_explained_and_nothing_else_is() {
    let (uttered, listed) = (uttered(), codes());
    assert!(uttered.len() > 115, "the reader of sources saw only {} codes", uttered.len());
    let known: BTreeMap<&str, &Code> = listed.iter().map(|code| (code.code, code)).collect();
    assert_eq!(known.len(), listed.len(), "a code is explained twice");
    let unexplained: Vec<_> = uttered.keys().filter(|code| !known.contains_key(code.as_str())).collect();
    assert!(unexplained.is_empty(), "write an explanation in src/report/codes/ of {unexplained:?}");
    for (name, code) in known {
        let heard = uttered.get(name).unwrap_or_else(|| panic!("`{name}` is explained, but nothing utters it"));
        let fixed: BTreeSet<Level> = heard.iter().flatten().copied().collect();
        let said: BTreeSet<Level> = code.levels.iter().copied().collect();
        if heard.contains(&None) {
            assert!(said.len() > 1 && fixed.is_subset(&said), "`{name}`: {said:?} are listed, {heard:?} uttered");
        } else {
            assert_eq!(fixed, said, "`{name}`: the levels listed are not those uttered");
        }
    }
}

#[test]
fn explanations_are_whole_and_in_both_languages() {
    let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..'\u{a000}').contains(&c));
    for Code { code, levels, what, why, how, wrong, right } in codes() {
        assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
        assert!(levels.is_sorted() && !levels.is_empty(), "{code}: {levels:?}");
        for part in [&what, &why, &how] {
            assert!(japanese(&part.ja) && !part.en.is_empty() && !part.en.contains("  "), "{code}: {part:?}");
        }
        assert!(!what.ja.ends_with('。') && !what.en.ends_with('.'), "{code}: {what:?}");
        assert!(
            why.ja.ends_with('。') && why.en.ends_with(['.', ')']) && how.ja.ends_with('。') && how.en.ends_with('.'),
            "{code}"
        );
        // An example of a rule is a page: the rules' own tests run it.
        assert!(!wrong.is_empty() || !right.is_empty(), "{code} has no example");
        assert_ne!(wrong, right, "{code}");
    }
    for kind in explanations::kinds().codes {
        assert!(japanese(&kind.what.ja) && japanese(&kind.how.ja) && !kind.how.en.is_empty(), "{}", kind.code);
    }
}

fn levels(levels: &[Level]) -> (String, String) {
    let name = |level: &Level| match level {
        Level::Error => ("エラー", "error"),
        Level::Warning => ("注意", "warning"),
        Level::Hint => ("ヒント", "hint"),
    };
    let (ja, en): (Vec<_>, Vec<_>) = levels.iter().map(name).unzip();
    (ja.join("・"), en.join(", "))
}

fn document() -> String {
    let mut page = "# 指摘の意味と直し方 / What findings mean\n\n\
        `shirube check`、`build`、`serve` などが出す指摘の一覧です。同じ説明は `shirube explain 名前` で読めます。\\\n\
        Every finding that the program can utter; `shirube explain CODE --lang en` shows the same.\n\n\
        <!-- Made from the sources by `UPDATE_DOCS=1 cargo nextest run codes`; do not edit. -->\n"
        .to_owned();
    for Chapter { title, codes } in explanations::chapters().into_iter().chain([explanations::kinds()]) {
        write!(page, "\n## {} / {}\n", title.ja, title.en).unwrap();
        for Code { code, levels: said, what, why, how, wrong, right } in codes {
            let (ja, en) = levels(said);
            write!(page, "\n### {code}\n\n| | {ja} | {en} |\n|---|---|---|\n").unwrap();
            for (name, words) in [("意味", &what), ("なぜ", &why), ("直し方", &how)] {
                let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
                writeln!(page, "| {name} | {} | {} |", cell(&words.ja), cell(&words.en)).unwrap();
            }
            for (name, example) in [("出る例 / found", wrong), ("よい例 / right", right)] {
                if !example.is_empty() {
                    write!(page, "\n{name}：\n\n~~~~text\n{example}\n~~~~\n").unwrap();
                }
            }
        }
    }
    page
}

#[test]
fn the_page_of_codes_is_made_from_the_list() {
    let (path, made) = (root().join("docs/codes.md"), document());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert!(written == made, "docs/codes.md is not that of the sources: run `UPDATE_DOCS=1 cargo nextest run codes`");
}

#[test]
fn a_code_is_explained_on_the_terminal_in_both_languages() {
    let mut session = Session::in_room(Room::new());
    session.run(&["explain", "yaml-colon"]);
    session.run(&["explain", "verbatim", "--lang", "en"]);
    // What a report shows in brackets is explained as well: a rule, a kind of personal data, however it is written.
    for asked in ["[heading-skip]", "PHONE", "my_number"] {
        session.run(&["explain", asked]);
    }
    for unknown in ["ded-link", "まったく違う名前の指摘です"] {
        let said = session.run(&["explain", unknown]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{unknown}");
    }
    session.run(&["explain", "csv-dat", "--lang", "en"]);
    session.assert_is("explain-code");
}

#[test]
fn without_a_code_all_are_listed_in_columns() {
    let room = Room::new();
    for (lang, header, line) in [
        (
            "ja",
            "ページの設定（--- から --- まで）",
            "  not-utf8                   エラー・注意    ファイルの文字コードが UTF-8 ではありません",
        ),
        (
            "en",
            "Front matter (between the --- lines)",
            "  not-utf8                   error, warning  The file is not saved as UTF-8",
        ),
    ] {
        let said = room.run(&["explain", "--lang", lang]);
        assert_eq!(said.code, 0, "{}", said.err);
        let lines: Vec<&str> = said.out.lines().collect();
        assert!(lines.contains(&header) && lines.contains(&line), "{}", said.out);
        for code in codes().iter().chain(&explanations::kinds().codes) {
            let listed =
                |line: &&str| line.strip_prefix("  ").is_some_and(|line| line.split(' ').next() == Some(code.code));
            assert_eq!(lines.iter().copied().filter(listed).count(), 1, "{}", code.code);
        }
    }
}

#[test]
fn check_says_where_to_read_more() {
    let room = Room::with_guide();
    room.write("content/life/a.md", "---\ntitle: 水道\ndescripton: 例\n---\n\n[ない](nai.md)\n");
    let checked = room.run(&["check"]);
    assert!(checked.err.trim_end().ends_with("`shirube explain dead-link` のようにして読めます。"), "{}", checked.err);
    for format in ["short", "json"] {
        let said = room.run(&["check", "--format", format]);
        assert!(!said.err.contains("explain"), "{}", said.err);
    }
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n");
    assert!(!room.run(&["check"]).err.contains("explain"));
}

#[test]
fn check_in_site_toml_names_findings_that_exist() {
    let findings = |check: &str| {
        let config = format!("title = \"例\"\n\n[check]\n{check}\n");
        TestSite::new(&[
            ("site.toml", &config),
            ("content/_index.md", "---\ntitle: 上\n---\n\n![](https://example.jp/a.jpg)\n"),
        ])
        .findings()
    };
    let said = findings("heading-skip = \"off\"\nreview-deu = \"error\"\n\"まったく違う\" = \"off\"");
    let of_code: Vec<_> = said.iter().filter(|line| line.contains("config-check")).collect();
    assert_eq!(of_code.len(), 2, "{said:?}");
    assert!(
        of_code[0].starts_with("site.toml:5:1: error[config-check]") && of_code[0].contains("`review-deu`"),
        "{of_code:?}"
    );
    // The kinds of personal data are no codes: their level is that of `personal-data`.
    assert!(findings("PHONE = \"off\"").iter().any(|line| line.contains("config-check")));
    // A fixed code stays as it is.
    let said = findings("missing-alt = \"off\"");
    assert!(
        said.iter().any(|line| line.contains("error[missing-alt]"))
            && !said.iter().any(|line| line.contains("config-")),
        "{said:?}"
    );
}
