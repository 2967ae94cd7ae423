//! Drafts by their names, files that nobody meant to publish, and settings in another form: what becomes of them on a
//! site.
use crate::support::{TestSite, page, room::Room};

#[test]
fn a_draft_is_one_by_any_name() {
    let secret = page("title: 秘密", "秘密の本文。");
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "ようこそ。")),
        ("content/_drafts/a.md", &secret),
        ("content/life/_drafts/b.md", &secret),
        ("content/life/c.draft.md", &secret),
        ("content/life/d.md", &page("title: 秘密\nDraft: true", "秘密の本文。")),
        ("content/life/e.md", &page("title: 秘密\npublished: false", "秘密の本文。")),
        ("content/life/f.md", "\u{3000}---\ntitle: 秘密\ndraft: true\n---\n\n秘密の本文。\n"),
        ("content/life/g.md", "+++\ntitle = \"秘密\"\ndraft = true\n+++\n\n秘密の本文。\n"),
        ("content/life/h.md", "#+TITLE: 秘密\n#+DRAFT: true\n\n秘密の本文。\n"),
        ("content/life/i.md", "> ---\n> title: 秘密\n> draft: true\n> ---\n\n秘密の本文。\n"),
        ("content/life/j.md", "<!-- draft: true -->\n---\n\n秘密の本文。\n"),
    ]);
    for (path, entry) in site.snapshot.outputs.iter() {
        let text = String::from_utf8_lossy(entry.value.bytes.as_deref().unwrap_or_default()).into_owned();
        assert!(!text.contains("秘密"), "{path}");
    }
    site.options.drafts = true;
    site.build();
    assert!(site.has("/_drafts/a/") || site.has("/drafts/a/"), "{:?}", site.paths());
    for name in ["f", "g", "h", "i", "j"] {
        assert!(!site.has(&format!("/life/{name}/")), "{name} {:?}", site.paths());
    }
    site.assert_clean();
}

#[test]
fn copies_backups_and_notes_are_told_and_left_out_until_somebody_wants_them() {
    let text = page("title: 家賃", "本文です。");
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "ようこそ。")),
        ("content/sumai/家賃.md", &text),
        ("content/sumai/家賃 - コピー.md", &text),
        ("content/sumai/家賃 (1).md", &text),
        ("content/README.md", "# 書く人へ\n\n覚え書きです。\n"),
        ("content/sumai/empty.md", "\n\u{3000}\n"),
        ("content/sumai/家賃.md.bak", &text),
    ]);
    let codes: Vec<_> =
        site.codes().into_iter().filter(|code| code.ends_with("-file") || *code == "empty-page").collect();
    assert_eq!(codes.len(), 5, "{:?}", site.findings());
    assert!(!site.has("/readme/") && site.paths().iter().filter(|path| path.contains("家賃")).count() == 1);
    site.assert_clean();
    let config = "title = \"例\"\nbase_url = \"https://example.jp/\"\n[build]\n\
                  include = [\"content/README.md\", \"sumai/家賃 (1).md\"]\n";
    site.write("site.toml", config);
    assert!(site.has("/readme/") && !site.has("/sumai/empty/"), "{:?}", site.paths());
    assert_eq!(site.paths().iter().filter(|path| path.contains("家賃")).count(), 2, "{:?}", site.paths());
    site.assert_clean();
}

#[test]
fn an_empty_section_page_is_one_that_nobody_wrote() {
    let site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "ようこそ。")),
        ("content/life/_index.md", ""),
        ("content/life/a.md", &page("title: 水道", "本文です。")),
    ]);
    assert!(site.has("/life/") && site.has("/life/a/") && site.codes().contains(&"empty-page"));
}

#[test]
fn settings_in_toml_are_rewritten_and_then_read() {
    let room = Room::with_guide();
    room.write(
        "content/life/a.md",
        "+++\ntitle = \"水道\" # 仮の題\ndraft = true\n[taxonomies]\ntags = [\"水\"]\n+++\n\n本文です。\n",
    );
    let told = room.run(&["check", "--format", "short"]);
    assert!(told.code == 1 && told.err.contains("life/a.md:1:1: error[front-matter-format]"), "{}", told.err);
    let mended = room.run(&["check", "--fix"]);
    let text = room.read("content/life/a.md");
    assert_eq!(text, "---\n# 仮の題\ntitle: 水道\ndraft: true\ntags:\n- 水\n---\n\n本文です。\n", "{}", mended.err);
}
