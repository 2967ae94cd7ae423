//! The privacy gate in a build: a value that must not appear stops it wherever it stands, and no report shows it.
use crate::support::{TestSite, page};
use shirube::{
    base::secret::Key,
    report::{
        diagnostic::Level,
        format::{self, Format},
    },
};

/// The canary, in the two parts by which no report may show it.
const CANARY: &str = "090-0000-1234";

fn errors(site: &TestSite) -> usize {
    site.snapshot
        .findings
        .iter()
        .filter(|finding| finding.code == "personal-data" && finding.level == Level::Error)
        .count()
}

#[test]
fn every_path_is_watched_and_no_report_shows_the_value() {
    let title = "title: 例";
    let body = |text: &str| page(title, text);
    let cases = [
        ("content/a.md", body(&format!("電話は{CANARY}です。[切れた](nai.md)"))),
        ("content/a.md", body("電話は090-**0000**-1234です。")),
        ("content/a.md", page(&format!("title: {CANARY}の家"), "本文です。")),
        ("content/a.md", page(&format!("{title}\ndescription: {CANARY}へ"), "本文です。")),
        ("content/a.md", page(&format!("{title}\nslug: {CANARY}"), "本文です。")),
        ("content/a.md", page(&format!("{title}\naliases: [{CANARY}/]"), "本文です。")),
        ("content/a.md", page(&format!("{title}\nextra: {{ tel: \"{CANARY}\" }}"), "本文です。")),
        ("content/a.md", body(&format!("![{CANARY}](https://example.jp/a.jpg)"))),
        ("content/a.md", body(&format!("[電話](tel:{CANARY})"))),
        ("content/a.md", body(&format!("## 見出し {{#t{CANARY} .x}}\n\n## 電話 {CANARY}"))),
        ("content/a.md", body(&format!("```\n{CANARY}\n```"))),
        ("content/a.md", body(&format!("<!-- {CANARY} -->"))),
        ("content/a.md", body(&format!("| 名前 | 電話 |\n|---|---|\n| うち | {CANARY} |"))),
        ("data/list.csv", format!("名前,電話\nうち,{CANARY}\n")),
        ("data/list.json", format!("{{\"tel\": \"{CANARY}\"}}")),
        ("site.toml", format!("title = \"例\"\ndescription = \"{CANARY}\"\nbase_url = \"https://example.jp/\"\n")),
        ("themes/shirube/strings/ja.toml", format!("home = \"{CANARY}\"\n")),
        ("themes/shirube/templates/guide.html", format!("<p>{CANARY}</p>")),
    ];
    for (path, text) in cases {
        let site = TestSite::new(&[
            ("content/_index.md", &page("title: 上", "")),
            ("content/b.md", &page("title: 別", "本文です。")),
            (path, &text),
        ]);
        assert!(errors(&site) > 0, "{path}\n{text}\n{:?}", site.findings());
        for format in [Format::Human, Format::Short, Format::Json] {
            let report = site.report(format);
            assert!(!report.contains("0000-1234") && !report.contains("**0000**-1234"), "{text}\n{report}");
        }
        // The panel of the preview quotes lines too.
        let quoted: Vec<_> =
            site.snapshot.findings.iter().flat_map(|finding| format::quotes(finding, &site.tree)).collect();
        let quoted: String =
            quoted.iter().flat_map(|quote| quote.text.iter().chain([&quote.fixed])).map(String::as_str).collect();
        assert!(!quoted.contains("0000-1234") && !quoted.contains("**0000**-1234"), "{text}\n{quoted}");
        site.assert_clean();
    }
}

#[test]
fn what_only_joining_makes_is_kept_back() {
    let template = "{{ page.extra.a }}-{{ page.extra.b }}";
    let mut site = TestSite::new(&[
        ("content/a.md", &page("title: 例\nextra: { a: \"090-0000\", b: \"1234\" }", "本文です。")),
        ("themes/shirube/templates/guide.html", template),
    ]);
    assert_eq!(errors(&site), 1, "{:?}", site.findings());
    let withheld: Vec<_> = site.snapshot.privacy.withheld.iter().map(|path| path.as_str()).collect();
    assert_eq!(withheld, ["a/index.html"]);
    site.write("salon/privacy.toml", "[[public]]\ntype = \"PHONE\"\nvalue = \"090-0000-1234\"\n");
    assert!(errors(&site) == 0 && site.snapshot.privacy.withheld.is_empty());
    site.assert_clean();
}

/// Names that no source holds in one piece, or in a file that is copied as it is: each path that leads to the web.
#[test]
fn every_artefact_is_read_for_names_too() {
    let people = (".shirube/salon/people.jsonl", "{\"id\":\"U1\",\"shown\":\"\",\"names\":[\"しおかぜ55\"]}\n");
    let joined = page("title: 例\nextra: { sei: 高橋, mei: 健太, nick: しおかぜ, number: 55 }", "本文です。");
    let template = |text: &str| ("themes/shirube/templates/guide.html".to_owned(), text.to_owned());
    let plain = page("title: 例", "[表](list.csv)、[データ](list.json)、![図](map.svg)");
    for (page, (path, text)) in [
        (&joined, template("<p>{{ page.extra.sei }}{{ page.extra.mei }}さん</p>")),
        (&joined, template("<p>{{ page.extra.nick }}{{ page.extra.number }}</p>")),
        (&joined, template("<img src=\"x.png\" alt=\"{{ page.extra.nick }}{{ page.extra.number }}の畑\">")),
        (&joined, template("<nav aria-label=\"{{ page.extra.sei }}{{ page.extra.mei }}さん\"></nav>")),
        (&joined, template("<!-- {{ page.extra.sei }}{{ page.extra.mei }}さん -->")),
        (
            &joined,
            template(
                "<script type=\"application/ld+json\">{\"name\":\"{{ page.extra.nick }}{{ page.extra.number \
                    }}\"}</script>",
            ),
        ),
        (&joined, template("<meta name=\"description\" content=\"{{ page.extra.nick }}{{ page.extra.number }}の話\">")),
        (&plain, ("content/list.csv".to_owned(), "氏名,数\n高橋健太さん,1\n".to_owned())),
        (&plain, ("content/list.json".to_owned(), "{\"by\": \"しおかぜ55\"}".to_owned())),
        (
            &plain,
            (
                "content/map.svg".to_owned(),
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>しおかぜ55の家</title></svg>".to_owned(),
            ),
        ),
        (&plain, ("content/しおかぜ55/_index.md".to_owned(), crate::support::page("title: 畑", "本文です。"))),
        (
            &plain,
            ("content/b.md".to_owned(), crate::support::page("title: 畑", "長い文の途中で、高\n橋健太さんの話です。")),
        ),
    ] {
        let index = crate::support::page("title: 上", "");
        let site = TestSite::new(&[people, ("content/_index.md", &index), ("content/a.md", page), (&path, &text)]);
        assert!(errors(&site) > 0, "{path}\n{text}\n{:?}\n{:?}", site.findings(), site.paths());
        assert!(
            !site.report(Format::Human).contains("健太さん") && !site.report(Format::Json).contains("しおかぜ55"),
            "{}",
            site.report(Format::Human)
        );
        site.assert_clean();
    }
}

/// What a table holds is kept back wherever it is shown, though its cell alone does not say that it is a name.
#[test]
fn a_value_of_a_table_is_kept_back_where_it_is_shown() {
    let table = "{% for row in data(path=\"data/list.csv\") %}<td>{{ row[\"氏名\"] }}</td>{% endfor %}";
    let site = TestSite::new(&[
        ("content/a.md", &page("title: 例", "本文です。")),
        ("data/list.csv", "氏名,数\n高橋健太さん,1\n"),
        ("themes/shirube/templates/guide.html", table),
    ]);
    assert!(errors(&site) > 0, "{:?}", site.findings());
    assert!(site.snapshot.privacy.withheld.iter().any(|path| path.as_str() == "a/index.html"), "{:?}", site.findings());
    site.assert_clean();
}

/// A mobile or internet line stops wherever it is given and however it is written; the line of an office does not.
#[test]
fn mobile_lines_stop_in_fields_as_in_text() {
    for (number, stops) in [
        ("090-0000-1234", true),
        ("０９０ー００００ー１２３４", true),
        ("〇九〇-〇〇〇〇-一二三四", true),
        ("9000001234", true),
        ("0555-00-1111 / 050-0000-1234", true),
        ("0555-00-1111、0555-00-1112", false),
    ] {
        let config = format!(
            "title = \"例\"\nbase_url = \"https://example.jp/\"\n[contacts.iju]\nname = \"課\"\nphone = \"{number}\"\n"
        );
        let facility = format!("kind: facility\ntitle: 例\nkana: れい\nphone: \"{number}\"");
        // A table that is no register of places lists nothing.
        let table = if stops { format!("名称,電話番号\n館,{number}\n") } else { String::new() };
        for (path, text) in
            [("site.toml", config), ("content/f.md", page(&facility, "本文です。")), ("data/facility.csv", table)]
        {
            let site = TestSite::new(&[(path, &text), ("content/a.md", &page("title: 例", "本文です。"))]);
            let stopped = site.findings().iter().any(|finding| finding.contains("PHONE"));
            assert_eq!(stopped, stops, "{path} {number} {:?}", site.findings());
        }
    }
}

/// The number that a link of our own calls is read as it is shown, and is no other kind of number.
#[test]
fn links_that_call_a_listed_number_are_no_finding() {
    for number in ["090-0000-0000", "080-0000-0003", "050-0000-0006", "070-0000-0009", "0800-000-0003"] {
        let list = format!("[[public]]\ntype = \"PHONE\"\nvalue = \"{number}\"\n");
        let text = format!("当番は {number} です。");
        let site = TestSite::new(&[("salon/privacy.toml", &list), ("content/a.md", &page("title: 例", &text))]);
        assert!(site.html("/a/").contains("tel:+81"), "{number}");
        assert_eq!(errors(&site), 0, "{number} {:?}", site.findings());
    }
}

#[test]
fn offices_may_appear_and_their_neighbours_may_not() {
    let config = "title = \"例\"\nbase_url = \"https://example.jp/\"\n[municipality]\nname = \"灯野町\"\naddress \
        = \"灯野町中央1番地\"\n[contacts.iju]\nname = \"課\"\nphone = \"0555-00-1111\"\nemail = \"iju@example.jp\"\n";
    for (text, found) in [
        ("電話は（0555）00-1111、住所は灯野町中央1番地、iju@example.jpです。", 0),
        ("自宅は0555-00-1112です。", 1),
        ("新居は灯野町中央1番地 見本ハイツ203号室です。", 1),
    ] {
        let site = TestSite::new(&[("site.toml", config), ("content/a.md", &page("title: 例", text))]);
        assert_eq!(errors(&site), found, "{text} {:?}", site.findings());
    }
}

#[test]
fn a_waiver_lifts_one_value_on_one_page_until_its_end() {
    let text = page("title: 例", "講師は佐藤花子さんです。");
    let mut site = TestSite::new(&[("content/a.md", &text), ("content/b.md", &text.replace("例", "二"))]);
    site.options.key = Some(Key::new([7; 32]));
    site.build();
    assert_eq!(errors(&site), 2);
    let entry = site.snapshot.findings[0].help.iter().find_map(|help| help.ja.split_once('\n')).unwrap().1.to_owned();
    let entry = entry.replace("approved_by = \"\"", "approved_by = \"iju-b\"");
    site.write("salon/privacy.toml", &entry);
    assert_eq!((errors(&site), site.codes()), (1, vec!["personal-data"]), "{:?}", site.findings());
    site.write("content/a.md", page("title: 例", "講師の話です。"));
    assert_eq!(site.codes(), ["personal-data", "privacy-waiver"], "an unused waiver is a finding");
    site.write("content/a.md", &text).assert_clean();
    site.options.now = crate::support::options("2027-12-01", false).now;
    site.build();
    assert_eq!((errors(&site), site.codes().contains(&"privacy-waiver")), (2, true));
    site.options.key = None;
    site.build();
    assert_eq!((errors(&site), site.codes().contains(&"privacy-waiver")), (2, true));
}

#[test]
fn a_name_that_a_column_tells_to_be_a_place_is_none_in_the_search_either() {
    let table = |head: &str| {
        let text = format!("| {head} | 場所 |\n|---|---|\n| 佐藤健一 | 中央地区 |");
        errors(&TestSite::new(&[
            ("content/_index.md", &page("title: 上", "")),
            ("content/a.md", &page("title: 例", &text)),
        ]))
    };
    assert_eq!((table("施設名"), table("氏名") > 0), (0, true));
}

#[test]
fn a_name_that_only_the_search_puts_together_is_asked_about() {
    for (table, expected) in [
        ("| 施設名 | 場所 |\n|---|---|\n| 佐藤健一 | 中央地区 |", false),
        ("| 施設名 | 場所 |\n|---|---|\n| 佐藤　**健一** | 中央地区 |", false),
        ("| 施設名 | 地区 |\n|---|---|\n| 佐藤 | 健一 |", true),
    ] {
        let site = TestSite::new(&[
            ("content/_index.md", &page("title: 上", "")),
            ("content/a.md", &page("title: 例", table)),
        ]);
        let is_search = |path: &str| path.starts_with("search-index/");
        let withheld: Vec<_> = site.snapshot.privacy.withheld.iter().map(|path| path.as_str()).collect();
        assert_eq!(
            withheld.iter().any(|path| is_search(path)),
            expected,
            "{table}\n{withheld:?}\n{:?}",
            site.findings()
        );
    }
}
