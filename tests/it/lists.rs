//! Pages that the program makes of the site as a whole: narrowed questions, the search, the accessibility pages.
use crate::{
    search::searched,
    support::{TestSite, page},
};

const CONFIG: &str = "title = \"例のガイド\"\nbase_url = \"https://example.jp/iju/\"\n[municipality]\nname = \"例町\"\n\
    [topics.winter]\nlabel = \"冬\"\n[topics.housing]\nlabel = \"住まい\"\n[build]\npaginate = 2\n[languages.en]\nlabel \
        = \"English\"\n";

fn question(title: &str, topics: &str, tone: &str) -> String {
    page(
        &format!("title: \"{title}\"\nkind: qa\ntopics: [{topics}]\ntone: {tone}\nshort_answer: 短い答えです。"),
        "質問です。",
    )
}

fn asked() -> TestSite {
    let mut site = TestSite::new(&[("site.toml", CONFIG), ("content/qa/_index.md", &page("title: 質問と答え", ""))]);
    for (name, topics, tone) in [
        ("a", "winter", "candid"),
        ("b", "winter, housing", "plain"),
        ("c", "housing", "candid"),
        ("d", "winter", "candid"),
    ] {
        site.tree.insert(&format!("content/qa/{name}.md"), question(&format!("{{雪|ゆき}}の題{name}"), topics, tone));
    }
    site.build();
    site
}

/// The titles in a list, in order.
fn titles(html: &str) -> Vec<char> {
    html.split("class=\"q-title\"")
        .skip(1)
        .map(|rest| rest[rest.find("の題").unwrap()..].chars().nth(2).unwrap())
        .collect()
}

#[test]
fn questions_are_narrowed_by_links() {
    let site = asked();
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    for (url, expected) in [
        ("/questions/", "ab"),
        ("/questions/page/2/", "cd"),
        ("/questions/tone/candid/", "ac"),
        ("/questions/topic/winter/", "ab"),
        ("/questions/topic/winter/candid/", "ad"),
        ("/questions/topic/housing/plain/", "b"),
    ] {
        assert_eq!(titles(&site.html(url)).into_iter().collect::<String>(), expected, "{url}");
    }
    assert!(
        !site.has("/questions/tone/good/") && !site.has("/questions/topic/housing/good/"),
        "a choice without questions has no page"
    );
    let html = site.html("/questions/topic/winter/candid/");
    assert!(html.contains("<title>「冬」の質問（正直なところ） - 例のガイド</title>"), "{html}");
    assert!(html.contains("href=\"../../housing/candid/\""), "{html}");
    assert_eq!(
        html.matches("aria-current=\"true\"").count(),
        3,
        "the topic, the tone and the language that are chosen: {html}"
    );
}

#[test]
fn a_changed_tone_moves_a_question() {
    let mut site = asked();
    site.write("content/qa/d.md", question("{雪|ゆき}の題d", "winter", "good"));
    assert!(site.has("/questions/tone/good/"), "{:?}", site.paths());
    assert_eq!(titles(&site.html("/questions/topic/winter/candid/")), ['a']);
    site.assert_clean();
    site.write("content/qa/d.md", question("{雪|ゆき}の題e", "winter", "good"));
    assert_eq!(titles(&site.html("/questions/tone/good/")), ['e']);
    site.assert_clean();
}

#[test]
fn the_search_knows_what_visitors_may_read() {
    let mut site = asked();
    site.write("content/geheim.md", page("title: まだ秘密\ndraft: true", "書きかけです。"));
    site.write("content/later.md", page("title: 来年から\npublish_from: 2027-01-01", "まだです。"));
    let urls = |code: &'static str| searched(&site, code).iter().map(|it| it.url.clone()).collect::<Vec<_>>();
    assert_eq!(urls("ja"), ["qa/", "qa/a/", "qa/b/", "qa/c/", "qa/d/"], "no draft, no page of next year");
    assert!(urls("en").is_empty(), "a page that nobody translated is found in its own language");
    let html = site.html("/search/");
    assert!(
        html.contains("role=\"search\"") && html.contains("method=\"get\"") && html.contains("<label for=\"q\">"),
        "{html}"
    );
    assert!(
        html.contains("role=\"status\"")
            && html.contains("<noscript>")
            && html.contains("href=\"../questions/topic/winter/\""),
        "{html}"
    );
}

#[test]
fn the_selector_leads_to_the_same_list_or_says_that_there_is_none() {
    let site = asked();
    let link = |html: &str| {
        html.split("hreflang=\"en\"")
            .next()
            .unwrap()
            .rsplit("href=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(link(site.html("/search/").split("class=\"langs\"").nth(1).unwrap()), "../en/search/");
    assert_eq!(link(site.html("/topics/winter/").split("class=\"langs\"").nth(1).unwrap()), "../../en/topics/winter/");
}

const DECLARED: &str =
    "[accessibility]\nstandard = \"JIS X 8341-3:2016\"\nknown_issues = [\"地図の説明が足りません。\"]\n";

#[test]
fn nothing_is_published_about_accessibility_that_nobody_declared() {
    let mut site = asked();
    assert!(!site.has("/accessibility/") && !site.html("/").contains("accessibility"));
    site.write("site.toml", format!("{CONFIG}{DECLARED}"));
    let html = site.html("/accessibility/");
    assert!(
        html.contains("地図の説明が足りません。")
            && html.contains("対応度は、まだ表明していません")
            && !html.contains("準拠"),
        "{html}"
    );
    assert!(site.html("/").contains("href=\"accessibility/\"") && !site.has("/accessibility/test/"));
    site.write(
        "content/about.md",
        page("title: このサイト", "[方針](/accessibility/)と[試験結果](/accessibility/test/)をご覧ください。"),
    );
    assert_eq!(site.codes(), ["dead-link"], "the policy is there, the test is not: {:?}", site.findings());
    site.remove("content/about.md");
    site.write("content/accessibility.md", page("title: 町の方針", "町が自分で書いた方針です。"));
    assert!(site.html("/accessibility/").contains("町が自分で書いた方針です。"), "what somebody wrote wins");
}

#[test]
fn the_checklist_says_no_more_than_was_tested() {
    let test = "[accessibility.last_test]\ndate = 2026-10-20\nperiod = \"2026年10月\"\ntools = [\"axe-core\"]\n\
        [accessibility.last_test.results]\n\"1.4.3\" = \"適合\"\n\"1.1.1\" = \"不適合：地図の説明\"\n";
    let mut site = asked();
    site.write("site.toml", format!("{CONFIG}{DECLARED}{test}"));
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    let html = site.html("/accessibility/test/");
    let row = |number: &str| {
        let at = html.find(&format!("<th scope=\"row\">{number} ")).unwrap_or_else(|| panic!("no row {number}"));
        html[at..].split("</tr>").next().unwrap().to_owned()
    };
    assert_eq!(html.matches("<th scope=\"row\">").count(), 38, "WCAG 2.0 AA");
    assert!(row("1.4.3").contains("適合") && row("1.1.1").contains("不適合") && row("1.1.1").contains("地図の説明"));
    assert!(row("1.2.1").contains("該当なし"), "pages of this program hold no sound");
    assert!(row("2.4.4").contains("未確認") && !html.contains("準拠"));
    for number in 1..=9 {
        assert!(html.contains(&format!(">{number}. ")), "JB.3.1 ({number})");
    }
    site.write("site.toml", format!("{CONFIG}{DECLARED}[html]\nallow = [\"video\"]\n{test}"));
    assert!(
        site.html("/accessibility/test/")
            .split("1.2.1 ")
            .nth(1)
            .unwrap()
            .split("</tr>")
            .next()
            .unwrap()
            .contains("未確認"),
        "a video may be there"
    );
}

#[test]
fn a_large_site_is_tested_by_a_sample_that_anybody_can_draw_again() {
    let test = "[accessibility]\n[accessibility.last_test]\ndate = 2026-10-20\n";
    let mut site = TestSite::new(&[("site.toml", &format!("{CONFIG}{test}"))]);
    for number in 0..130 {
        site.tree.insert(&format!("content/p{number:03}.md"), page(&format!("title: 題{number}"), "本文です。"));
    }
    site.build();
    let html = site.html("/accessibility/test/");
    let pages = |html: &str| {
        html.split("<details class=\"fold\">")
            .nth(1)
            .unwrap()
            .split("</details>")
            .next()
            .unwrap()
            .matches("class=\"uri\"")
            .count()
    };
    assert_eq!(pages(&html), 40, "{html}");
    site.snapshot = Default::default();
    assert_eq!(site.build().html("/accessibility/test/"), html);
}
