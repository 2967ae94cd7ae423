//! Every address that the site has: links may lead to it, and no two things may want it.
use crate::support::{TestSite, page};

const CONFIG: &str = "title = \"例のガイド\"\nbase_url = \"https://example.jp/\"\n[municipality]\nname = \"灯野町\"\n\
    [contacts.iju]\nname = \"移住交流課\"\n[opendata]\ncode = \"999997\"\nprefecture = \"見本県\"\n[topics.winter]\nlabel \
        = \"冬\"\n[languages.en]\nlabel = \"English\"\n[build]\npaginate = 1\n";
const EVENT: &str = "kind: event\ntitle: 見学会\ncontact: iju\norganizer: 町\nstart: 2026-12-01T13:00\nend: \
    2026-12-01T15:00\nplace: 駅前";

fn site(files: &[(&str, &str)]) -> TestSite {
    let own = [
        ("site.toml", CONFIG),
        ("content/a/_index.md", "---\ntitle: 区分\n---\n"),
        ("content/a/one.md", "---\ntitle: 一\ntopics: [winter]\naliases: [mae/]\n---\n"),
        ("content/a/two.md", "---\ntitle: 二\ntopics: [winter]\n---\n"),
        ("content/a/qa.md", "---\nkind: qa\ntitle: 問\ntopics: [winter]\ntone: plain\n---\n"),
    ];
    let event = ("content/a/miru.md", &*page(EVENT, ""));
    TestSite::new(&own.into_iter().chain([event]).chain(files.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn links_may_lead_to_all_that_the_site_makes() {
    let made = [
        "/feed.xml",
        "/en/feed.xml",
        "/a/feed.xml",
        "/topics/winter/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/events.ics",
        "/a/miru/event.ics",
        "/a/page/2/",
        "/topics/",
        "/topics/winter/",
        "/topics/winter/page/2/",
        "/questions/",
        "/questions/tone/plain/",
        "/search/",
        "/en/search/",
        "/search-index/ja/m.bin",
        "/404.html",
        "/mae/",
        "/opendata/",
        "/en/opendata/",
        "/opendata/event.csv",
        "/a",
        "/feed.xml#top",
    ];
    let links = |urls: &[&str]| urls.iter().map(|url| format!("[先]({url})\n")).collect::<String>();
    let mut site = site(&[("content/links.md", &page("title: 案内", &links(&made)))]);
    for url in made {
        let url = url.split('#').next().unwrap();
        assert!(url == "/a" || site.has(url), "{url} is not made: {:?}", site.paths());
    }
    assert!(!site.codes().contains(&"dead-link"), "{:?}", site.findings());
    // What is not made is no address, however much it looks like one.
    let absent = ["/b/feed.xml", "/a/page/9/", "/opendata/facility.csv", "/questions/tone/candid/", "/accessibility/"];
    site.write("content/links.md", page("title: 案内", &links(&absent)));
    assert_eq!(site.codes().iter().filter(|code| **code == "dead-link").count(), absent.len(), "{:?}", site.findings());
    site.assert_clean();
}

/// A page, an old address or a file that stands where the program puts something of its own.
#[test]
fn nothing_stands_where_the_site_makes_something_of_its_own() {
    for (path, front, urls) in [
        ("content/search.md", "title: さがす", &["/search/"][..]),
        ("content/questions/_index.md", "title: 質問", &["/questions/"]),
        // The folder has no page of its own: what lies in it is what brings it here.
        ("content/topics/winter.md", "title: 冬", &["/topics/", "/topics/winter/"]),
        ("content/opendata.en.md", "title: Data", &["/en/opendata/"]),
        ("content/a/page/2.md", "title: 二つめ", &["/a/page/2/"]),
        ("content/b.md", "title: 前\naliases: [search/]", &["/search/"]),
        ("content/b.md", "title: 前\naliases: [\"404.html\"]", &["/404.html"]),
    ] {
        let site = site(&[(path, &page(front, ""))]);
        let told: Vec<String> = site.findings().into_iter().filter(|line| line.contains("[duplicate-url]")).collect();
        let is_named = |url: &&str| {
            let named =
                |line: &String| line.starts_with(path) && line.contains("error") && line.contains(&format!("`{url}`"));
            told.iter().any(named)
        };
        let named = urls.iter().filter(|url| is_named(url)).count();
        assert_eq!((named, told.len()), (urls.len(), urls.len()), "{path} {front}: {:?}", site.findings());
        site.assert_clean();
    }
    // A file is published with a mark of its content in its name: it takes nobody's place.
    let site = site(&[("content/b.md", &page("title: 例", "[一覧](feed.xml)")), ("content/feed.xml", "<feed/>")]);
    assert!(!site.codes().contains(&"duplicate-url"), "{:?}", site.findings());
    assert!(site.paths().iter().any(|path| path.starts_with("feed-") && path.ends_with(".xml")), "{:?}", site.paths());
}
