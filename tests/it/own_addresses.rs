//! Addresses that lack something, or name the site itself, and things that would stand at one place.

use crate::support::TestSite;

fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{body}\n")
}

#[test]
fn an_address_of_the_site_itself_is_a_link_within_it() {
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("上", "")),
        ("content/a.md", &page("例", "[空き家](https://example.jp/b/)と[料金](http://example.jp/b/#料金)")),
        ("content/b.md", &page("空き家", "## 料金")),
    ]);
    assert_eq!(site.codes(), ["url-scheme"], "{:?}", site.findings());
    let html = site.html("/a/");
    assert!(html.contains("href=\"../b/\"") && html.contains("href=\"../b/#料金\""), "{html}");
    assert!(!html.contains("class=\"external\""), "{html}");
    site.write("content/a.md", page("例", "[なし](https://example.jp/nai/)と[外](https://example.com/nai/)"));
    assert_eq!(site.codes(), ["dead-link"], "{:?}", site.findings());
    assert_eq!(site.html("/a/").matches("class=\"external\"").count(), 1);
    site.write("content/a.md", page("例", "[検索](https://example.jp/search/?q=雪)"));
    assert!(site.html("/a/").contains("?q=雪"), "{}", site.html("/a/"));
}

#[test]
fn an_address_without_its_scheme_gets_it() {
    let text = "[町](www.example.com/a)と[窓口](iju@example.com)と[電話](0160-00-1010)とwww.example.com/b です。";
    let site = TestSite::new(&[("content/_index.md", &page("上", "")), ("content/a.md", &page("例", text))]);
    let html = site.html("/a/");
    for address in
        ["https://www.example.com/a", "mailto:iju@example.com", "tel:+81160001010", "https://www.example.com/b"]
    {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address}\n{html}");
    }
}

#[test]
fn tags_that_differ_in_signs_have_pages_of_their_own() {
    let site = TestSite::new(&[
        ("content/_index.md", &page("上", "")),
        ("content/a.md", "---\ntitle: 一\ntags: [C++, \"C#\", A/B, AB]\n---\n"),
    ]);
    for url in ["/tags/c/", "/tags/c-2/", "/tags/ab/", "/tags/ab-2/"] {
        assert!(site.has(url), "{url}: {:?}", site.paths());
    }
}

#[test]
fn a_page_at_the_place_of_a_language_is_told() {
    let mut site = TestSite::new(&[("content/_index.md", &page("上", "")), ("content/vi.md", &page("ベトナム語", ""))]);
    assert_eq!(site.codes(), [""; 0]);
    let config = "title = \"例\"\nbase_url = \"https://example.jp/\"\n[languages.vi]\nlabel = \"Tiếng Việt\"\n";
    site.write("site.toml", config);
    assert!(site.codes().contains(&"duplicate-url"), "{:?}", site.findings());
}
