//! What steers instead of being read, and what runs instead of leading somewhere: neither leaves the site.
use shirube::{report::format::Format, text::visible::is_control};

use crate::support::{TestSite, page};

#[test]
fn control_characters_reach_no_output_and_no_terminal() {
    let front = "title: \"雪\\e[2Jかき\\u000b\"\ndate: 2026-10-01\ndescription: \"道\\x9bの話\"\nnai\u{1b}: x";
    let site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/a.md", &page(front, "本文\u{b}です。[次](nai\u{1b}[2J.md)")),
        ("content/b.md", &page("title: \"道\\e[1m\"", "本文です。")),
        ("content/c\u{1b}[31m.md", "---\ntitle: [\n---\n"),
    ]);
    for (path, entry) in site.snapshot.outputs.iter() {
        let bytes = entry.value.bytes.as_deref().unwrap_or_default();
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let escaped = ["\\u001b", "\\u000b", "\\u009b"].iter().any(|code| text.contains(code));
        assert!(!text.contains(is_control) && !escaped, "{path}");
    }
    assert!(site.html("/b/").contains("道[1m"));
    for format in [Format::Human, Format::Short, Format::Json] {
        assert!(!site.report(format).contains(is_control), "{format:?}");
    }
    assert!(site.report(Format::Short).lines().all(|line| line.contains("]: ")), "no finding looks like two");
    assert!(site.codes().contains(&"control-character"), "{:?}", site.codes());
}

#[test]
fn what_runs_is_told_and_not_written() {
    let addresses =
        ["javascript:x", "java&#9;script:x", "VBScript:x", "data:text/html,x", "file:///x", "blob:x", "C:\\x"];
    for address in addresses {
        let text = format!("[押す](<{address}>)\n\n![絵](<{address}>)\n");
        let site = TestSite::new(&[
            ("content/_index.md", &page("title: トップ", "")),
            ("content/a.md", &page("title: 例", &text)),
        ]);
        let told = site.codes().iter().filter(|code| **code == "url-scheme").count();
        assert_eq!(told, 2, "{address}: {:?}", site.findings());
        let html = site.html("/a/").to_lowercase();
        let written = ["javascript:", "vbscript:", "data:text", "file:", "blob:", "c:\\", "c:%5c"];
        assert!(!written.iter().any(|scheme| html.contains(scheme)), "{address}: {html}");
    }
}

#[test]
fn what_is_too_much_to_read_is_told() {
    for text in ["- ".repeat(200), "> ".repeat(200), "*a **a ".repeat(3000), "[".repeat(9000)] {
        let site = TestSite::new(&[
            ("content/_index.md", &page("title: トップ", "")),
            ("content/a.md", &page("title: 例", &text)),
        ]);
        assert!(site.codes().contains(&"too-complex"), "{text:.20}: {:?}", site.codes());
    }
    let site = TestSite::new(&[("content/a.md", &page(&format!("title: 例\ntags: {}", "[".repeat(5000)), "文です。"))]);
    assert!(site.codes().contains(&"front-matter"), "{:?}", site.codes());
}
