//! What `check --fix` makes of a page, and what it leaves to a person. (The rules' own examples are in `rules.rs`.)
use crate::support::{
    TestSite,
    mending::{all_safe_fixes, each_fix},
};

/// Who makes the fix of a finding.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fix<'a> {
    /// `check --fix`.
    Safe(&'a str),
    /// A person, if it is what was meant.
    Offered(&'a str),
    /// A person, in their own way.
    None,
}

/// A site with this page at `content/a.md`, and these files beside it.
fn site(page: &str, beside: &[(&str, &str)]) -> TestSite {
    let mut files = vec![("content/_index.md", "---\ntitle: 上\n---\n"), ("content/a.md", page)];
    files.extend(beside);
    TestSite::new(&files)
}

/// Files beside the page.
type Beside<'a> = &'a [(&'a str, &'a str)];

#[track_caller]
fn check(code: &str, page: &str, beside: Beside<'_>, expected: Fix<'_>) {
    let mut site = site(page, beside);
    let found: Vec<_> = site.snapshot.findings.iter().filter(|finding| finding.code == code).collect();
    let [finding] = found.as_slice() else { panic!("{code} in\n{page}\n{:?}", site.findings()) };
    let safe = finding.fix.as_ref().map(|fix| fix.safe);
    let texts = each_fix(&mut site, code);
    let made = match (safe, texts.as_slice()) {
        (Some(true), [text]) => Fix::Safe(text),
        (Some(false), [text]) => Fix::Offered(text),
        _ => Fix::None,
    };
    assert_eq!(made, expected, "{code} in\n{page}");
    all_safe_fixes(&mut site);
}

#[test]
fn a_link_is_rewritten_only_to_the_same_folder_and_name() {
    let link = |target: &str| format!("---\ntitle: 例\n---\n\n[文]({target})\n");
    let page = "---\ntitle: 別\n---\n\n## 料金\n";
    let cases: &[(&str, Beside<'_>, bool, &str)] = &[
        // The name in other letters, or in letters of another width.
        ("Doc.PDF", &[("content/doc.pdf", "%PDF")], true, "doc.pdf"),
        ("b/Doc.pdf", &[("content/b/doc.pdf", "%PDF")], true, "b/doc.pdf"),
        ("ｄｏｃ.pdf", &[("content/doc.pdf", "%PDF")], true, "doc.pdf"),
        ("ｺﾞﾐ.pdf", &[("content/ゴミ.pdf", "%PDF")], true, "ゴミ.pdf"),
        ("B.md#料金", &[("content/b.md", page)], true, "b.md#料金"),
        // A name that Markdown would not take as it is.
        ("Doc%201.pdf", &[("content/doc 1.pdf", "%PDF")], true, "doc%201.pdf"),
        ("<Doc 1.pdf>", &[("content/doc 1.pdf", "%PDF")], true, "<doc%201.pdf>"),
        ("Doc%281.pdf", &[("content/doc(1.pdf", "%PDF")], true, "doc%281.pdf"),
        ("B%231.md", &[("content/b#1.md", page)], true, "b%231.md"),
        // Another folder is another file.
        ("b/doc.pdf", &[("content/c/doc.pdf", "%PDF")], false, "c/doc.pdf"),
        ("b/rent.md", &[("content/c/rent.md", page)], false, "c/rent.md"),
        ("B/doc.pdf", &[("content/b/doc.pdf", "%PDF")], false, "b/doc.pdf"),
        ("doc.pdf", &[("content/b/doc.pdf", "%PDF")], false, "b/doc.pdf"),
        // Another word.
        ("ごみ.pdf", &[("content/ゴミ.pdf", "%PDF")], false, "ゴミ.pdf"),
        ("①.pdf", &[("content/1.pdf", "%PDF")], false, "1.pdf"),
        ("dog.pdf", &[("content/doc.pdf", "%PDF")], false, "doc.pdf"),
        // Two files are meant equally well.
        ("DOC.pdf", &[("content/Doc.pdf", "%PDF"), ("content/doc.pdf", "%PDF")], false, "Doc.pdf"),
    ];
    for (target, beside, safe, mended) in cases {
        let mended = link(mended);
        check("dead-link", &link(target), beside, if *safe { Fix::Safe(&mended) } else { Fix::Offered(&mended) });
    }
}

#[test]
fn only_an_address_that_stands_there_is_rewritten() {
    let beside: &[(&str, &str)] = &[("content/doc.pdf", "%PDF")];
    for text in ["[文][r]\n\n[r]: Doc.pdf", "[r]\n\n[r]: Doc.pdf", "[文](Do&#99;.pdf)", "![写真][r]\n\n[r]: Doc.pdf"]
    {
        check("dead-link", &format!("---\ntitle: 例\n---\n\n{text}\n"), beside, Fix::None);
    }
    let front = |file: &str| {
        format!(
            "---\nkind: procedure\ntitle: 例\nwhere: 住民課\nupdated: 2026-10-20\nforms:\n  - name: 届\n    file: {file}\n\
                ---\n"
        )
    };
    check("dead-link", &front("Doc.pdf"), beside, Fix::Safe(&front("doc.pdf")));
    check("dead-link", &front("\"D\\x6fc.pdf\""), &[("content/doc.pdf", "%PDF")], Fix::None);
}

#[test]
fn a_front_matter_that_cannot_be_read_is_mended() {
    for (code, page, expected) in [
        ("yaml-colon", "---\ntitle: 手続き: \"水道\"\n---\n", Fix::Safe("---\ntitle: \"手続き: \\\"水道\\\"\"\n---\n")),
        ("yaml-tab", "---\ntitle: 例\ntags:\n\t- 雪\n---\n", Fix::Safe("---\ntitle: 例\ntags:\n  - 雪\n---\n")),
        (
            "yaml-tab",
            "---\ntitle: 例\nextra:\n\tmood: よい\n---\n",
            Fix::Safe("---\ntitle: 例\nextra:\n  mood: よい\n---\n"),
        ),
        ("full-width-colon", "---\ntitle：例\n---\n", Fix::Safe("---\ntitle: 例\n---\n")),
        ("full-width-space", "---\n\u{3000}title: 例\n---\n", Fix::Safe("---\ntitle: 例\n---\n")),
        (
            "full-width-space",
            "---\ntitle: 例\ntags:\n\u{3000}- 雪\n---\n",
            Fix::Safe("---\ntitle: 例\ntags:\n  - 雪\n---\n"),
        ),
        (
            "full-width-space",
            "---\ntitle: 例\nextra:\n\u{3000}mood: よい\n---\n",
            Fix::Safe("---\ntitle: 例\nextra:\n  mood: よい\n---\n"),
        ),
        (
            "full-width-space",
            "---\ntitle: 例\nextra:\n  mood: よい\n\u{3000}tone: 明るい\n---\n",
            Fix::Offered("---\ntitle: 例\nextra:\n  mood: よい\n  tone: 明るい\n---\n"),
        ),
        ("front-matter-open", "---\ntitle: 例\n\n本文です。\n", Fix::Offered("---\ntitle: 例\n---\n\n本文です。\n")),
        ("front-matter-open", "---\ntitle: 例", Fix::Offered("---\ntitle: 例\n---\n")),
        (
            "date-form",
            "---\ntitle: 例\ndate: 令和8年4月1日\n---\n",
            Fix::Safe("---\ntitle: 例\ndate: 2026-04-01\n---\n"),
        ),
        (
            "date-form",
            "---\ntitle: 例\ndate: \"令和8年4月1日\"\n---\n",
            Fix::Safe("---\ntitle: 例\ndate: \"2026-04-01\"\n---\n"),
        ),
        (
            "date-form",
            "---\ntitle: 例\ndate: 令和8年4月1日 # 議会\n---\n",
            Fix::Safe("---\ntitle: 例\ndate: 2026-04-01 # 議会\n---\n"),
        ),
        ("date-form", "---\ntitle: 例\ndate:\n  令和8年4月1日\n---\n", Fix::None),
        ("date-form", "---\ntitle: 例\ndate: きのう\n---\n", Fix::None),
    ] {
        check(code, page, &[], expected);
    }
}

#[test]
fn a_key_is_never_offered_twice() {
    for (code, page, expected) in [
        (
            "unknown-key",
            "---\ntitle: 例\ndescripton: 例\n---\n",
            Fix::Offered("---\ntitle: 例\ndescription: 例\n---\n"),
        ),
        ("unknown-key", "---\ntitle: 例\ntitel: 例\n---\n", Fix::None),
        (
            "unknown-kind",
            "---\ntitle: 例\nkind: guidee # 種類\n---\n",
            Fix::Offered("---\ntitle: 例\nkind: guide # 種類\n---\n"),
        ),
        (
            "unknown-kind",
            "---\ntitle: 例\nkind:\n  guidee\n---\n",
            Fix::Offered("---\ntitle: 例\nkind:\n  guide\n---\n"),
        ),
    ] {
        check(code, page, &[], expected);
    }
    let mut site = site("---\ntitle: 例\n---\n", &[]);
    for (config, texts) in [
        (
            "title = \"例\"\nbase_ur = \"https://example.jp/\"\n",
            vec!["title = \"例\"\nbase_url = \"https://example.jp/\"\n"],
        ),
        ("title = \"例\"\nbase_url = \"https://example.jp/\"\ntitel = \"例\"\n", vec![]),
    ] {
        site.write("site.toml", config);
        assert!(site.codes().contains(&"config-key"), "{:?}", site.findings());
        assert_eq!(each_fix(&mut site, "config-key"), texts);
    }
}

#[test]
fn full_width_marks_become_the_marks_that_were_meant() {
    let page = |text: &str| format!("---\ntitle: 例\n---\n\n{text}\n");
    for (text, mended) in [
        ("＃＃ 見出し", "## 見出し"),
        ("－項目", "- 項目"),
        ("１．項目", "1. 項目"),
        ("［上］（_index.md）へ", "[上](_index.md)へ"),
    ] {
        check("full-width-syntax", &page(text), &[], Fix::Safe(&page(mended)));
    }
    // One ＃ may be the title, a heading of the text or a hashtag.
    check("full-width-syntax", &page("＃見出し"), &[], Fix::Offered(&page("## 見出し")));
    check("full-width-syntax", "＃題名\n", &[], Fix::Offered("# 題名\n"));
    let mut table = site(&page("表：例\n\n｜a｜b｜\n｜---｜---｜\n｜1｜2｜"), &[]);
    all_safe_fixes(&mut table);
    assert!(table.codes().is_empty() && table.html("/a/").contains("<td>1</td>"), "{:?}", table.findings());
    let notice = |name: &str| page(&format!("> [!{name}]\n> 注意です。"));
    check("unknown-block", &notice("NOTEE"), &[], Fix::Offered(&notice("NOTE")));
}

#[test]
fn a_file_in_another_encoding_becomes_utf_8_once() {
    let mut site = site("", &[]);
    // 「---\ntitle: 灯野\n---\n\n本文」
    site.write("content/a.md", b"---\ntitle: \x93\x94\x96\xec\n---\n\n\x96\x7b\x95\xb6\n");
    assert_eq!(each_fix(&mut site, "not-utf8"), ["---\ntitle: 灯野\n---\n\n本文\n"]);
    all_safe_fixes(&mut site);
    assert!(site.codes().is_empty(), "{:?}", site.findings());
}
