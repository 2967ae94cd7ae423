//! The work of an incremental build: an edit renders what shows it and nothing else.
use crate::support::{TestSite, page};

#[test]
fn an_edit_renders_what_shows_it_and_nothing_else() {
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/a/_index.md", &page("title: 住まい", "")),
        ("content/a/rent.md", &page("title: 賃貸\nweight: 10", "本文です。")),
        ("content/a/akiya.md", &page("title: 空き家\nweight: 20", "[賃貸](rent.md)")),
        ("content/a/gomi.md", &page("title: ごみ\nweight: 30", "本文です。")),
        ("content/b/_index.md", &page("title: 仕事", "")),
        ("content/b/shokuba.md", &page("title: 職場の例", "本文です。")),
        ("content/b/kyujin.md", &page("title: 求人", "本文です。")),
        // Templates that ask for little, so that what is rendered is what a reader of this test expects.
        (
            "themes/shirube/templates/guide.html",
            "{{ page.title }}{{ page.body }}{% set s = siblings() %}{% if s.prev %}{{ s.prev.title \
                }}{% endif %}{% if s.next %}{{ s.next.title }}{% endif %}",
        ),
        (
            "themes/shirube/templates/section.html",
            "{{ page.title }}{% set l = children(of=page.url, page=page.number) %}{% for c in l.items %}{{ c.title \
                }}{% endfor %}",
        ),
        ("themes/shirube/templates/home.html", "{{ page.title }}{% for s in sections() %}{{ s.title }}{% endfor %}"),
        ("themes/shirube/templates/not_found.html", "{{ page.title }}"),
    ]);
    // The text of one page: that page, and its section only if the summary is part of its card.
    site.write("content/a/gomi.md", page("title: ごみ\nweight: 30", "本文です。\n\n二つめの段落です。"));
    site.assert_rendered(&["/a/gomi/"]);
    // A title: the page, its section's list, the neighbour that shows it. Not the page that links to it.
    site.write("content/a/gomi.md", page("title: ごみの出し方\nweight: 30", "本文です。\n\n二つめの段落です。"));
    site.assert_rendered(&["/a/", "/a/akiya/", "/a/gomi/", "/search/ka/"]);
    // A link's target keeps its URL: whoever links to it is not rendered.
    site.write("content/a/rent.md", page("title: 賃貸住宅\nweight: 10", "本文です。"));
    site.assert_rendered(&["/a/", "/a/akiya/", "/a/rent/", "/search/ta/"]);
    // A section's title is in the top page's menu, and the search leads to the sections.
    site.write("content/b/_index.md", page("title: 職場", ""));
    site.assert_rendered(&[
        "/",
        "/b/",
        "/search/",
        "/search/a/",
        "/search/ka/",
        "/search/other/",
        "/search/sa/",
        "/search/ta/",
    ]);
    // A moved target: the page that links to it is rendered, for its URL.
    site.write("content/a/rent.md", page("title: 賃貸住宅\nweight: 10\nslug: chintai", "本文です。"));
    site.assert_rendered(&["/a/", "/a/akiya/", "/a/chintai/", "/search/ta/"]);
    // Nothing changed, nothing rendered.
    site.build();
    site.assert_rendered(&[]);
    // A deleted page is gone, and its section and neighbours know.
    site.remove("content/a/gomi.md");
    site.assert_rendered(&["/a/", "/a/akiya/", "/search/ka/"]);
    assert!(!site.has("/a/gomi/"));
    site.assert_clean();
}

#[test]
fn a_text_alone_reaches_those_who_see_something_of_it() {
    let text = |body: &str| page("title: 賃貸", body);
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/a/_index.md", &page("title: 住まい", "")),
        ("content/a/rent.md", &text("本文です。")),
        ("content/a/akiya.md", &page("title: 空き家", "[料金](rent.md#料金)")),
        ("content/b.md", &page("title: ほか", "本文です。")),
        ("themes/shirube/templates/guide.html", "{{ page.body }}{% for c in backlinks() %}{{ c.title }}{% endfor %}"),
        (
            "themes/shirube/templates/section.html",
            "{% set l = children(of=page.url, page=page.number) %}{% for c in l.items %}{{ c.summary }}{% endfor %}",
        ),
        ("themes/shirube/templates/home.html", "{{ page.title }}"),
        ("themes/shirube/templates/not_found.html", "{{ page.title }}"),
    ]);
    assert_eq!(site.codes(), ["dead-link"]);
    for (body, rendered) in [
        // Further down: nobody else sees it.
        ("本文です。\n\n続きです。", &["/a/rent/"][..]),
        // The beginning is in the section's list.
        ("別の本文です。\n\n続きです。", &["/a/", "/a/rent/"]),
        // A heading that another page links to.
        ("別の本文です。\n\n## 料金\n\n続きです。", &["/a/akiya/", "/a/rent/"]),
        // A link: its target shows who links to it.
        ("別の本文です。\n\n## 料金\n\n[続き](../b.md)です。", &["/a/rent/", "/b/"]),
        ("別の本文です。", &["/a/akiya/", "/a/rent/", "/b/"]),
    ] {
        site.write("content/a/rent.md", text(body));
        site.assert_rendered(rendered);
        site.assert_clean();
        assert_eq!(site.codes().is_empty(), body.contains("## 料金"), "{body}");
    }
}
