//! The frame of the rules about words: what they see and pass over, levels, what editors let be, and what `--fix`
//! leaves alone. (The rules' own examples are in `rules.rs`.)
use crate::support::{Lines, TestSite, mending::all_safe_fixes};
use shirube::{
    base::path::SourcePath,
    check::{Check, rules::RULES},
    report::{diagnostic::Level, format, format::Format, message::Lang},
};

const HEAD: &str = "---\ntitle: 例\n---\n\n";

fn site(text: &str) -> TestSite {
    let page = if text.starts_with("---") { text.to_owned() } else { format!("{HEAD}{text}\n") };
    TestSite::new(&[("content/_index.md", "---\ntitle: 上\n---\n"), ("content/a.md", &page)])
}

/// The codes of the page's findings that are of this frame: rules about words, comments, and one fixed rule.
fn codes(text: &str) -> Vec<&'static str> {
    own_codes(&site(text))
}

fn own_codes(site: &TestSite) -> Vec<&'static str> {
    let of_words = |code: &str| {
        let rule = RULES.iter().find(|rule| rule.code == code);
        rule.is_some_and(|rule| matches!(rule.check, Check::Pattern(_) | Check::Prose(_)))
    };
    let is_own = |code: &&str| of_words(code) || code.starts_with("suppression") || *code == "missing-alt";
    site.codes().into_iter().filter(is_own).collect()
}

/// The page after `check --fix`.
fn mended(text: &str) -> String {
    let mut site = site(text);
    mend(&mut site);
    String::from_utf8(site.tree.get(&SourcePath::new("content/a.md")).unwrap().bytes.to_vec()).unwrap()
}

/// Fixes until nothing is left to fix; one fix may uncover another.
fn mend(site: &mut TestSite) {
    for round in 0.. {
        let edits = shirube::check::fix::safe_edits(&site.snapshot.findings);
        if edits.is_empty() {
            return;
        }
        assert!(round < 5, "the fixes do not come to an end: {edits:?}");
        for (path, edits) in edits {
            let bytes = shirube::check::fix::apply(&site.tree.get(&path).unwrap().bytes, &edits).unwrap();
            site.tree.insert(path.as_str(), bytes);
        }
        site.build();
    }
}

#[test]
fn code_addresses_pictures_and_machine_fields_are_no_words() {
    for text in [
        "`13:30` と `ﾃｽﾄ` です。",
        "```\n① １０ 日　時\n```",
        "    ① １０\n",
        "<https://example.jp/①> と https://example.jp/2026/1/15 です。",
        "www.example.jp/2026/1/15 です。",
        "[入口](https://example.jp/２０２６)です。",
        "![⑤の写真](https://example.jp/a.jpg)",
        "---\ntitle: 例\ndate: 2026-01-15\nupdated: 2026-01-15\n---\n\n文です。\n",
        "<!-- ① -->\n\n文です。",
    ] {
        assert_eq!(codes(text), [""; 0], "{text}\n{:?}", site(text).findings());
    }
}

#[test]
fn words_are_seen_wherever_a_page_has_them() {
    for text in [
        "## ①の見出し",
        "- ①の項目",
        "> ①の引用",
        "| ① | 値 |\n|---|---|\n| a | b |",
        "**①**の文",
        "[①の入口](https://example.jp/)です。",
        "文[^1]です。\n\n[^1]: ①の注",
        "---\ntitle: ①の例\n---\n\n文です。\n",
        "---\ntitle: 例\ndescription: ①の例\n---\n\n文です。\n",
    ] {
        assert_eq!(codes(text), ["circled-number"], "{text}");
    }
    // Lines of one paragraph are one text, and a reading is none.
    assert_eq!(codes("会\n場です。"), [""; 0]);
    assert_eq!(codes("{灯野|とうの}町の 月 火 です。"), [""; 0]);
}

#[test]
fn only_japanese_is_judged_and_spaced_japanese_keeps_its_spaces() {
    let mut site = site("文です。");
    site.write("site.toml", "title = \"例\"\nbase_url = \"https://example.jp/\"\n[languages.en]\n[languages.easy]\n");
    site.write("content/a.en.md", "---\ntitle: Ex\n---\n\nOpen from 13:30 on 2026/1/15, call ①.\n");
    site.write("content/a.easy.md", "---\ntitle: 例\n---\n\nあした 町 役 場 へ いく。\n");
    assert!(
        site.codes().iter().all(|code| !code.contains("time") && !code.contains("spaced")),
        "{:?}",
        site.findings()
    );
    assert!(!site.codes().contains(&"circled-number"), "{:?}", site.findings());
}

#[test]
fn fixes_change_the_bytes_of_the_fault_and_nothing_else() {
    for (text, after) in [
        ("10時～12時", "10時から12時まで"),
        ("13:30～15:00", "午後1時30分から午後3時まで"),
        ("１３：３０に開始", "午後1時30分に開始"),
        ("2026/1/15(木)です", "2026年1月15日（木曜日）です"),
        ("1/15(木)です", "1月15日（木曜日）です"),
        ("日　時：電 話 番 号", "日時：電話番号"),
        ("㈱灯野、50㎡", "株式会社灯野、50平方メートル"),
        ("①受付\n②面談", "1. 受付\n2. 面談"),
        ("・印かん\n・写真", "- 印かん\n- 写真"),
        ("ﾃｽﾄと`ﾃｽﾄ`", "テストと`ﾃｽﾄ`"),
        ("**１０**人", "**10**人"),
    ] {
        assert_eq!(mended(text), format!("{HEAD}{after}\n"), "{text}");
    }
    let windows = "\u{feff}---\r\ntitle: 例\r\n---\r\n\r\nﾃｽﾄです。\r\n・雪\r\n・道";
    assert_eq!(mended_bytes(windows), "\u{feff}---\r\ntitle: 例\r\n---\r\n\r\nテストです。\r\n- 雪\r\n- 道");
}

fn mended_bytes(page: &str) -> String {
    let mut site = site("文です。");
    site.write("content/a.md", page);
    mend(&mut site);
    String::from_utf8(site.tree.get(&SourcePath::new("content/a.md")).unwrap().bytes.to_vec()).unwrap()
}

#[test]
fn levels_and_words_passed_over_are_the_sites() {
    let mut site = site("ＪＡ佐久の１０人と①です。\n\n| 発 |\n|---|\n| 8:05 |");
    let config = |check: &str| format!("title = \"例\"\nbase_url = \"https://example.jp/\"\n{check}\n");
    site.write("site.toml", config("[check]\ncircled-number = \"error\"\nclock-time = \"error\""));
    let level = |site: &TestSite, code: &str| site.snapshot.findings.iter().find(|it| it.code == code).unwrap().level;
    assert_eq!(level(&site, "circled-number"), Level::Error);
    // What is a hint because of where it stands stays one.
    assert_eq!(level(&site, "clock-time"), Level::Hint);
    site.write("site.toml", config("[check]\ncircled-number = \"off\"\nclock-time = \"off\""));
    assert_eq!(own_codes(&site), ["full-width-alnum"; 2]);
    site.write(
        "site.toml",
        config("[check.allow]\nfull-width-alnum = [\"ＪＡ佐久\", \"１０人\"]\nclock-time = [\"8:05\"]"),
    );
    assert_eq!(own_codes(&site), ["circled-number"]);
    for (check, code) in [
        ("[check.allow]\nfull-width-alnumm = [\"ＪＡ\"]", "config-check"),
        ("[check.allow]\nfull-width-alnum = \"ＪＡ\"", "config-type"),
        ("[check]\nallow = \"x\"", "config-type"),
    ] {
        site.write("site.toml", config(check));
        assert!(site.codes().contains(&code), "{check}: {:?}", site.findings());
    }
}

#[test]
fn voices_are_theirs() {
    let answers = concat!(
        "---\nkind: qa\ntitle: 冬は寒いですか\ntopics: []\n---\n\n使えないわけではありませんか。\n\n",
        "## 町民 {.answer role=resident month=2025-12}\n\n避難勧告が出たら逃げます。\n\n",
        "## 町職員 {.answer role=staff section=移住交流課 month=2025-12}\n\n避難勧告が出たら逃げます。\n",
    );
    let site = site(answers);
    let levels: Vec<Level> =
        site.snapshot.findings.iter().filter(|it| it.code == "outdated-word").map(|it| it.level).collect();
    assert_eq!(levels, [Level::Hint, Level::Warning], "{:?}", site.findings());
}

#[test]
fn a_comment_with_a_reason_lets_a_finding_be_and_keeps_it_on_record() {
    for (text, left) in [
        ("<!-- check-ok circled-number: 様式の名前 -->\n\n様式①です。\n\n様式②です。", vec!["circled-number"]),
        ("<!-- check-ok T05：様式の名前 -->\n様式①です。", vec![]),
        ("様式①です。 <!-- check-ok circled-number: 様式の名前 -->\n\n様式②です。", vec!["circled-number"]),
        (
            "<!-- check-ok page circled-number、full-width-alnum: 様式の名前 -->\n\n様式①です。\n\n様式②と１です。",
            vec![],
        ),
        ("- 様式① <!-- check-ok circled-number: 名前 -->\n- 様式②", vec!["circled-number"]),
        ("<!-- check-ok circled-number: 名前 -->\n\n- 様式①\n- 様式②", vec![]),
        (
            "| 様式 | 数 |\n|---|---|\n| ① | 1 <!-- check-ok circled-number: 名前 --> |\n| ② | 2 |",
            vec!["circled-number"],
        ),
        ("<!-- check-ok circled-number -->\n\n様式①です。", vec!["suppression-without-reason", "circled-number"]),
        ("<!-- check-ok: 様式の名前 -->\n\n様式①です。", vec!["suppression-without-reason", "circled-number"]),
        (
            "<!-- check-ok circled-number: 名前 -->\n\n様式1です。\n\n様式①です。",
            vec!["suppression-unused", "circled-number"],
        ),
        (
            "<!-- check-ok missing-alt: 飾り -->\n\n![](https://example.jp/a.jpg)",
            vec!["suppression-unused", "missing-alt"],
        ),
        ("<!-- check-ok nothing-of-this: 理由 -->\n\n文です。", vec!["suppression-unused"]),
    ] {
        let site = site(text);
        assert_eq!(own_codes(&site), left, "{text}\n{:?}", site.findings());
        assert!(!site.html("/a/").contains("check-ok"), "{text}");
        let expected = usize::from(!left.iter().any(|code| code.starts_with("suppression")));
        assert!(site.snapshot.suppressed.len() >= expected, "{text}");
        assert!(site.snapshot.suppressed.iter().all(|it| !it.reason.is_empty()));
    }
    let mut one = site("<!-- check-ok half-width-kana: 機械の画面の文字 -->\n\nﾃｽﾄと出ます。");
    all_safe_fixes(&mut one);
    let report = format::Report { findings: &one.snapshot.findings, suppressed: &one.snapshot.suppressed };
    let json = format::render_all(report, &one.tree, Format::Json, Lang::Ja, false);
    assert!(json.contains("\"severity\": \"suppressed\"") && json.contains("機械の画面の文字"), "{json}");
}

#[test]
fn personal_data_is_never_let_be_by_a_comment() {
    let text = "<!-- check-ok page personal-data, P01, self-description: 本人の了解 -->\n\n電話は090-0000-0000、夫は役場で働いています。";
    let site = site(text);
    let codes = site.codes();
    assert!(codes.contains(&"self-description"), "{:?}", site.findings());
    assert!(codes.iter().filter(|code| **code == "suppression-unused").count() == 2, "{:?}", site.findings());
    assert!(site.snapshot.suppressed.is_empty());
}

#[test]
fn a_page_with_an_approval_is_told_and_not_rewritten() {
    let page = concat!(
        "---\nkind: qa\ntitle: 冬は寒いですか\ntopics: []\nsource: salon:7F3K2M9QPA\n---\n\n",
        "## 町民 {.answer role=resident month=2025-12}\n\nﾃｽﾄは2026/1/15です。\n",
    );
    let mut site = TestSite::new(&[("content/_index.md", "---\ntitle: 上\n---\n"), ("content/qa/a.md", page)]);
    let mut ledger = Lines::default();
    ledger.approve(&site, "content/qa/a.md");
    site.write("salon/ledger.jsonl", &ledger.text);
    assert!(site.codes().contains(&"numeric-date"), "{:?}", site.findings());
    assert!(shirube::check::fix::safe_edits(&site.snapshot.findings).is_empty());
    let told = site.snapshot.findings.iter().filter(|it| it.help.iter().any(|help| help.ja.contains("もう一度承認")));
    assert_eq!(told.count(), 2, "{:?}", site.findings());
}

#[test]
fn a_broken_list_of_words_is_told_once() {
    let mut site = site("罹災証明です。");
    site.write("data/words.yaml", "house:\n  罹災証明: [り災証明]\n");
    let told: Vec<_> = site.findings().into_iter().filter(|line| line.contains("words.yaml")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_message_quotes_nothing_of_a_line_that_must_not_be_shown() {
    let mut site = site("連絡先は０９０－００００－００００（ﾀﾅｶ）、1985/1/2生まれです。");
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Sarif] {
        let report = site.report(format);
        assert!(report.contains("full-width-alnum") && report.contains("personal-data"), "{report}");
        for value in ["090-0000-0000", "０００", "1985", "ﾀﾅｶ", "タナカ"] {
            assert!(!report.contains(value), "{value}\n{report}");
        }
    }
    // Elsewhere on the page words are quoted.
    site.write("content/a.md", format!("{HEAD}電話は090-0000-0000です。\n\n定員は１０人です。\n"));
    assert!(site.report(Format::Short).contains("１０→10"), "{}", site.report(Format::Short));
}

#[test]
fn a_page_in_another_language_is_told_once_with_its_places() {
    let told = |lines: usize| {
        let text: String = (0..lines).map(|_| "案内は Please ask us here です。\n\n").collect();
        let site = site(&text);
        let found = site.snapshot.findings.iter().filter(|finding| finding.code == "part-lang");
        found.map(|finding| finding.places.len()).collect::<Vec<_>>()
    };
    assert_eq!((told(0), told(3), told(8)), (vec![], vec![1, 1, 1], vec![8]));
}
