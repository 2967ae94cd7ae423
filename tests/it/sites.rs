//! Small sites, and what comes of them.
use crate::support::{PNG, TestSite, options, page};
use shirube::{base::url::OutPath, report::diagnostic::Diagnostic};

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/iju/\"\n[municipality]\nname = \"灯野町\"\nkind \
    = \"町\"\n[topics.winter]\nlabel = \"冬\"\nlabel_en = \"Winter\"\n[topics.housing]\nlabel = \"住まい\"\n[contacts.iju]\n\
        name = \"移住交流課\"\nphone = \"0160-00-1010\"\n[languages.en]\nlabel = \"English\"\n[languages.easy]\nlabel \
            = \"やさしい日本語\"\n[html]\nallow = [\"kbd\"]\n";

/// A theme that shows what a test looks at, and nothing else.
const BARE: &[(&str, &str)] = &[
    (
        "themes/shirube/templates/guide.html",
        "{{ page.title }}|{{ page.body }}|{{ page.lang }}{% if page.fallback %} fallback {{ page.content_lang \
            }}{% endif %}",
    ),
    (
        "themes/shirube/templates/section.html",
        "{{ page.title }}:{% set l = children(of=page.url, page=page.number) %}{% for c in l.items %} {{ c.title \
            }}{% endfor %} {{ l.number }}/{{ l.pages }}",
    ),
];

fn site(files: &[(&str, &str)]) -> TestSite {
    let all: Vec<_> = [("site.toml", CONFIG)].iter().chain(BARE).chain(files).copied().collect();
    TestSite::new(&all)
}

#[test]
fn a_folder_of_ordinary_markdown_builds() {
    let mut site = TestSite::new(&[
        ("content/hajimeni.md", "# はじめに\n\n本文です。"),
        ("content/guide/setup.md", "本文だけ。[はじめに](../hajimeni.md)"),
        ("content/guide/index.md", "# 案内\n"),
    ]);
    site.remove("site.toml");
    assert_eq!(site.codes(), ["no-config"]);
    assert!(site.html("/hajimeni/").contains("<h1>はじめに</h1>"));
    assert!(site.html("/guide/").contains("案内") && site.html("/guide/setup/").contains("href=\"../../hajimeni/\""));
}

#[test]
fn siblings_stand_in_order_and_none_is_dropped() {
    let mut site = site(&[
        ("content/a/_index.md", &page("title: 区分", "")),
        ("content/a/1.md", &page("title: 重い\nweight: 20", "")),
        ("content/a/2.md", &page("title: 軽い\nweight: 10", "")),
        ("content/a/3.md", &page("title: 古い\ndate: 2026-01-01", "")),
        ("content/a/4.md", &page("title: 新しい\ndate: 2026-05-01", "")),
        ("content/a/5.md", &page("title: 灯\nkana: あかり", "")),
        ("content/a/6.md", &page("title: いえ", "")),
    ]);
    assert!(site.html("/a/").starts_with("区分: 軽い 重い 新しい 古い 灯 いえ 1/1"), "{}", site.html("/a/"));
    assert_eq!(site.codes(), ["no-weight"; 4]);
    site.write("site.toml", CONFIG.to_owned() + "[build]\npaginate = 4\n");
    assert_eq!(
        (site.html("/a/"), site.html("/a/page/2/")),
        ("区分: 軽い 重い 新しい 古い 1/2".into(), "区分: 灯 いえ 2/2".into())
    );
    assert!(!site.has("/a/page/1/") && !site.has("/a/page/3/"));
}

#[test]
fn drafts_and_windows_are_absent_until_their_day() {
    let mut site = site(&[
        ("content/a/_index.md", &page("title: 区分", "")),
        ("content/a/now.md", &page("title: いま\npublish_from: 2026-11-01\npublish_until: 2026-11-01", "")),
        ("content/a/later.md", &page("title: あと\npublish_from: 2026-11-02", "![雪](p.png)")),
        ("content/a/over.md", &page("title: まえ\npublish_until: 2026-10-31", "")),
        ("content/d/_index.md", &page("title: 下書きの区分\ndraft: true", "")),
        ("content/d/in.md", &page("title: 中", "")),
        ("content/a/link.md", &page("title: 行", "[あと](later.md)")),
    ]);
    site.tree.insert("content/a/p.png", PNG);
    site.build();
    let shown =
        |site: &TestSite| ["/a/now/", "/a/later/", "/a/over/", "/d/", "/d/in/", "/a/p.png"].map(|url| site.has(url));
    assert_eq!(shown(&site), [true, false, false, false, false, false]);
    assert_eq!(site.codes(), ["link-to-unpublished", "publish-ended"]);
    assert!(
        !String::from_utf8_lossy(
            site.snapshot.outputs[&shirube::base::url::OutPath::new("sitemap.xml")].value.bytes.as_deref().unwrap()
        )
        .contains("later")
    );
    site.options = options("2026-11-02", false);
    site.build();
    assert_eq!(shown(&site), [false, true, false, false, false, true]);
    site.options = options("2026-11-01", true);
    site.build();
    assert_eq!(shown(&site), [true; 6]);
}

#[test]
fn languages_stand_beside_each_other() {
    let site = site(&[
        ("content/a/_index.md", &page("title: 区分", "")),
        ("content/a/rent.md", &page("title: 家賃\ntopics: [winter]", "日本語です。[区分](_index.md)")),
        ("content/a/rent.en.md", &page("title: Rent\ntopics: [winter]", "English. [Only Japanese](only.md)")),
        ("content/a/only.md", &page("title: 日本語だけ", "本文です。")),
        ("content/a/v1.2.md", &page("title: 版", "")),
    ]);
    assert!(site.html("/a/rent/").contains("家賃") && site.html("/en/a/rent/").starts_with("Rent|"));
    assert!(site.html("/en/a/rent/").contains("href=\"../only/\""), "a link stays in its language");
    assert!(
        site.html("/en/a/only/").ends_with("|en fallback ja")
            && site.html("/easy/a/only/").ends_with("|ja fallback ja")
    );
    assert!(site.has("/a/v12/"), "{:?}", site.paths());
    let text = |path: &str| {
        String::from_utf8_lossy(site.snapshot.outputs[&OutPath::new(path)].value.bytes.as_deref().unwrap()).into_owned()
    };
    let map = text("sitemap.xml");
    assert!(map.contains("<loc>https://example.jp/iju/en/a/rent/</loc>") && map.contains("hreflang=\"en\""), "{map}");
    assert!(!map.contains("/en/a/only/") && !text("en/feed.xml").contains("日本語だけ"));
    assert!(site.html("/en/topics/winter/").contains("Winter"));
}

#[test]
fn addresses_follow_names_and_old_ones_lead_on() {
    let mut site = site(&[
        ("content/住まい/_index.md", &page("title: 住まい", "")),
        ("content/住まい/家賃.md", &page("title: 家賃\naliases: [old/rent/, \"/older/\"]", "")),
        (
            "content/b.md",
            &page("title: 別\nslug: betsu", "[家賃](住まい/家賃.md) [家賃](%E4%BD%8F%E3%81%BE%E3%81%84/家賃.md)"),
        ),
    ]);
    assert!(site.html("/betsu/").contains("href=\"../住まい/家賃/\""), "{}", site.html("/betsu/"));
    let alias = site.html("/old/rent/");
    assert!(
        alias.contains("http-equiv=\"refresh\"")
            && alias.contains("https://example.jp/iju/%E4%BD%8F%E3%81%BE%E3%81%84/%E5%AE%B6%E8%B3%83/"),
        "{alias}"
    );
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    site.write("content/c.md", page("title: 重なり\naliases: [betsu/, old/rent/]", ""));
    assert_eq!(site.codes(), ["alias-taken", "alias-taken"]);
}

#[test]
fn old_parts_lead_to_where_they_are_now_and_nothing_leaves_the_site() {
    let mut site = site(&[
        ("content/a.md", &page("title: 家賃\naliases: [\"old/#ryokin\", \"a/#mae\", old.html]", "本文です。")),
        ("content/b.md", &page("title: 光熱費\naliases: [\"old/#denki\"]", "本文です。")),
    ]);
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    let old = site.html("/old/");
    for link in ["href=\"../a/\" data-part=\"ryokin\"", "href=\"../b/\" data-part=\"denki\"", "moved."] {
        assert!(old.contains(link) && !old.contains("http-equiv=\"refresh\""), "{link}\n{old}");
    }
    assert!(site.html("/a/").contains("<span id=\"mae\"></span>") && site.has("/old.html"));
    for alias in ["../../etc/x", "a/../../x", "https://example.jp/x/", "a\\\\b", "x//y"] {
        site.write("content/c.md", page(&format!("title: 外へ\naliases: [\"{alias}\"]"), ""));
        assert_eq!(site.codes(), ["alias-form"], "{alias}");
        assert!(site.paths().iter().all(|path| !path.contains("..") && !path.contains(':')), "{:?}", site.paths());
    }
}

#[test]
fn names_in_decomposed_form_are_found() {
    let site = site(&[
        ("content/か\u{3099}っこう.md", &page("title: か\u{3099}っこう", "")),
        ("content/a.md", &page("title: 例", "[学校](がっこう.md) [学校](か\u{3099}っこう.md)")),
    ]);
    assert!(site.codes().is_empty() && site.html("/がっこう/").starts_with("がっこう|"), "{:?}", site.findings());
}

#[test]
fn look_alike_tags_are_one() {
    let site = site(&[
        ("content/a.md", &page("title: あ\ntags: [ゴミ]", "")),
        ("content/b.md", &page("title: い\ntags: [ごみ, ＡＢＣ]", "")),
        ("content/c.md", &page("title: う\ntags: [abc]", "")),
    ]);
    assert_eq!(site.codes(), ["tag-spelling", "tag-spelling"]);
    let terms: Vec<_> = site.paths().into_iter().filter(|path| path.starts_with("tags/")).collect();
    assert_eq!(terms, ["tags/abc/index.html", "tags/index.html", "tags/ごみ/index.html"]);
}

#[test]
fn questions_tell_who_answers() {
    let site = TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/qa/_index.md", &page("title: 質問と答え", "")),
        (
            "content/qa/a.md",
            &page(
                "title: 冬の暖房費は\nkind: qa\ntopics: [winter]\ntone: candid\nasked: 2025-12\nshort_answer: 月2万円ほどです。\n\
                    verified: { by: 移住交流課, on: 2026-10-01 }",
                "質問です。\n\n## 町民（4年目） {.answer role=resident years=4 area=北地区 month=2025-12}\n\n**「寒い」**です。\n\n## 町職員 \
                    {.answer role=staff section=移住交流課 month=2026-01}\n\nはい。",
            ),
        ),
    ]);
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    let html = site.html("/qa/a/");
    for words in [
        "月2万円ほどです。",
        "町民",
        "町職員",
        "北地区",
        "2025年12月",
        "<strong>「寒い」</strong>",
        "移住交流課",
        "2026年10月1日",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    assert!(site.html("/questions/").contains("冬の暖房費は") && site.html("/topics/winter/").contains("冬の暖房費は"));
}

#[test]
fn the_feed_and_the_404_stand_on_their_own() {
    let site = TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/a/_index.md", &page("title: 区分", "")),
        ("content/a/1.md", &page("title: \"{灯|ひ}と <b>\"\ndate: 2026-01-01\nupdated: 2026-02-03", "本文です。")),
    ]);
    let feed = String::from_utf8_lossy(
        site.snapshot.outputs[&shirube::base::url::OutPath::new("feed.xml")].value.bytes.as_deref().unwrap(),
    )
    .into_owned();
    assert!(
        feed.contains("<title>灯と &lt;b&gt;</title>")
            && feed.contains("<updated>2026-02-03T00:00:00+09:00</updated>")
            && !feed.contains("ruby"),
        "{feed}"
    );
    assert!(site.has("/a/feed.xml"));
    let lost = site.html("/404.html");
    assert!(lost.contains("href=\"/iju/") && !lost.contains("href=\"../"), "{lost}");
    assert!(!site.html("/a/1/").contains("href=\"/"), "references inside the site are relative");
}

#[test]
fn files_are_published_with_what_they_are() {
    let mut site = site(&[
        ("content/a.md", &page("title: 例", "[申請書](form.pdf)と![雪の駅](p.png)。<kbd>Ctrl</kbd>")),
        ("content/form.pdf", &"x".repeat(120_000)),
        ("content/unused.pdf", "x"),
    ]);
    site.tree.insert("content/p.png", PNG);
    site.build();
    let html = site.html("/a/");
    assert!(
        html.contains("（PDF：120キロバイト）")
            && html.contains("width=\"1\" height=\"1\"")
            && html.contains("<kbd>Ctrl</kbd>"),
        "{html}"
    );
    let has = |start: &str, end: &str| site.paths().iter().any(|path| path.starts_with(start) && path.ends_with(end));
    assert!(has("form-", ".pdf") && has("p-", ".png") && !has("unused", ".pdf"), "{:?}", site.paths());
    assert!(html.contains("download=\"form.pdf\">申請書<span class=\"file\">（PDF"), "{html}");
}

#[test]
fn many_links_to_one_missing_page_are_one_finding() {
    let pages: Vec<(String, String)> = (0..20)
        .map(|number| (format!("content/p{number:02}.md"), page(&format!("title: 題{number}"), "[先](nashi-desu.md)")))
        .collect();
    let mut site = site(&[]);
    for (path, text) in &pages {
        site.tree.insert(path, text);
    }
    site.build();
    assert_eq!(
        (site.codes(), site.snapshot.findings[0].places.len(), site.findings().len()),
        (vec!["dead-link"], 20, 20)
    );
}

#[test]
fn a_fault_in_a_template_is_told_once() {
    let mut site = site(&[("content/a.md", &page("title: あ", "")), ("content/b.md", &page("title: い", ""))]);
    site.write("themes/shirube/templates/guide.html", "{{ page.titel }}");
    assert_eq!(
        site.findings(),
        ["themes/shirube/templates/guide.html:1:9: error[template-error]: テンプレートに `page.titel` \
                という値はありません（`content/a.md` の表示中）"]
    );
    site.write("themes/shirube/templates/guide.html", "灯 {{ page.title");
    assert_eq!(site.codes(), ["template-error"]);
    site.write("themes/shirube/templates/guide.html", "{{ page.title | nofilter }}");
    assert_eq!(site.codes(), ["template-error"], "{:?}", site.findings());
}

/// A site of files with this ending, in which every place that knows of pages meets one.
fn written_as(ending: &str) -> TestSite {
    let texts = [
        ("_index", page("title: 上", "[住まい](sumai/)と[仕事](shigoto/)")),
        ("sumai/_index", page("title: 住まい", "[家賃](rent.md#料金)へ")),
        (
            "sumai/rent",
            page(
                "title: 家賃",
                "[住まいへ](./)と[空き家](akiya.md)と[準備中](draft.md)\n\n## 料金\n\n電話は090-0000-1234です。",
            ),
        ),
        ("sumai/rent.en", page("title: Rent", "[top](../_index.md)")),
        ("sumai/akiya", page("title: 空き家", "[近い](rentt.md)と［家賃］（rent.md）")),
        ("sumai/draft", page("title: 準備中\ndraft: true", "")),
        ("shigoto/index", page("title: 仕事\ndraft: true", "")),
        ("broken", "---\ntitle: [例\n---\n".to_owned()),
    ];
    let linked = |text: &str| text.replace(".md", &format!(".{ending}"));
    let files: Vec<(String, String)> =
        texts.iter().map(|(name, text)| (format!("content/{name}.{ending}"), linked(text))).collect();
    let config = "title = \"例\"\nbase_url = \"https://example.jp/\"\n[languages.en]\nlabel = \"English\"\n";
    let guide = "{{ page.title }}{{ page.body }}{% for c in backlinks() %}{{ c.title }}{% endfor %}";
    let mut all = vec![
        ("site.toml", config),
        ("themes/shirube/templates/guide.html", guide),
        ("themes/shirube/templates/section.html", guide),
    ];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    TestSite::new(&all)
}

#[test]
fn a_page_is_a_page_whatever_ends_its_name() {
    let expected = written_as("md");
    // An entry for salon/privacy.toml holds a print of the page's path.
    let print = regex::Regex::new("(ctx:|w-)[0-9a-f]+").unwrap();
    let words = |site: &TestSite| {
        let line = |finding: &Diagnostic| {
            let said = format!("{:?}", finding.help);
            let (file, said) = (finding.places.first().map(|place| &place.file), print.replace_all(&said, "$1…"));
            format!("{file:?} {} {said}", finding.message.ja)
        };
        site.snapshot.findings.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    for word in [
        "_index.md\") リンク先は下書きです",
        "rent.md\") リンク先は下書きです",
        "`rent.md`（家賃）のことでは",
        "`[家賃](rent.md)`",
        "電話番号",
    ] {
        assert!(words(&expected).contains(word), "{word}\n{}", words(&expected));
    }
    assert!(
        expected.html("/sumai/").contains("上家賃"),
        "who links to a section, is shown there: {}",
        expected.html("/sumai/")
    );
    for ending in ["markdown", "MD"] {
        let site = written_as(ending);
        assert_eq!(words(&site).replace(&format!(".{ending}"), ".md"), words(&expected), "{ending}");
        assert_eq!(site.paths(), expected.paths(), "{ending}");
        for path in expected.paths().into_iter().filter(|path| path.ends_with(".html")) {
            let html = |site: &TestSite| {
                let entry = &site.snapshot.outputs[&OutPath::new(path)];
                String::from_utf8_lossy(entry.value.bytes.as_deref().unwrap()).replace(&format!(".{ending}"), ".md")
            };
            assert_eq!(html(&site), html(&expected), "{ending}: {path}");
        }
        site.assert_clean();
    }
    // One page, written twice.
    let mut twice = written_as("md");
    twice.write("content/sumai/rent.markdown", page("title: 家賃", ""));
    assert!(twice.codes().contains(&"duplicate-url"), "{:?}", twice.findings());
}
