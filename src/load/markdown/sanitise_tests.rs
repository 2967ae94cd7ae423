//! What a browser makes of a page in which HTML of an author stands: nothing that runs is left.

use proptest::prelude::*;

use crate::{
    base::{path::SourcePath, url::is_followed},
    load::markdown::{
        self, Options,
        raw_html::{ADDRESSES, NEVER},
    },
};

/// The HTML of a page on a site that allows some elements, its holes as `⟦⟧`.
fn page(text: &str) -> String {
    let site: Vec<String> = ["a", "img", "b", "script", "svg", "iframe", "math"].map(str::to_owned).into();
    let path = SourcePath::new("content/a.md");
    let parsed = markdown::load(text, 0, &Options { path: &path, qa: false, html: &site, base_url: "", facts: None });
    let body = parsed.parts.body;
    let (mut html, mut done) = (String::new(), 0);
    for hole in &body.holes {
        html.push_str(&body.html[done..hole.at]);
        html.push_str("⟦⟧");
        done = hole.at;
    }
    html + &body.html[done..]
}

#[test]
fn pages_without_html_are_as_they_were_and_others_are_whole() {
    for (text, expected) in [
        ("a & \"b\"", "<p>a &amp; &quot;b&quot;</p>\n"),
        ("<kbd>Ctrl</kbd>と[次](b.md)", "<p><kbd>Ctrl</kbd>と<a href=\"⟦⟧\">次⟦⟧</a></p>\n"),
        (
            "<details>\n<summary>題</summary>\n\n**中**と![山](a.jpg)\n\n</details>\n",
            "<details>\n<summary>題</summary>\n<p><strong>中</strong>と⟦⟧</p>\n</details>\n",
        ),
        ("<details>\n\n中\n\n## 次\n", "<details>\n<p>中</p>\n<h2 id=\"次\">次</h2>\n</details>"),
        (
            "<table><tr><td colspan=\"2\">a</td></tr>\n\n<tr><td>b</td></tr></table>\n",
            "<table><tbody><tr><td colspan=\"2\">a</td></tr>\n<tr><td>b</td></tr></tbody></table>\n",
        ),
        ("**a <kbd>b** c</kbd>", "<p><strong>a <kbd>b</kbd></strong> c</p>\n"),
    ] {
        assert_eq!(page(text), expected, "{text}");
    }
}

/// What HTML of attackers is made of, and what Markdown may stand around it.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<", ">", "/", "=", "\"", "'", " ", "\n", "\n\n", "\t", "`", "&", "&lt;", "&#x3c;", "&colon;", "a", "on",
    "onclick", "onerror=", "x()", "javascript:", "java\tscript:", "JaVaScRiPt:", "data:text/html,", "vbscript:",
    "<a href=", "<a href=\"", "<img src=x ", "<script>", "</script>", "<script", "<style>", "</style>", "<svg>",
    "<math>", "<mtext>", "<iframe src=", "<details open ontoggle=", "<details>", "</details>", "<summary>",
    "</summary>", "<kbd>", "</kbd>", "<kbd ", "<b>", "</b>", "<br>", "<br/", "<!--", "-->", "<![CDATA[", "]]>",
    "<table>", "<td colspan=2>", "<td colspan=\"", "</table>", "<p>", "<noscript>", "<title>", "<textarea>", "<xmp>",
    "<template>", "[x](", ")", "[x](javascript:x)", "![x](data:x)", "**", "# ", "- ", "| a |\n|---|\n| b |\n", "> ",
    "\\", "{#x onclick=y}", "\u{f0000}",
];

/// Every tag of what the sanitiser has written, which is regular: a name, then attributes in double quotes.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    for tag in html.split('<').skip(1) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let mut rest = &tag[tag.len() - tag.trim_start_matches('/').len() + name.len()..];
        let mut attributes = Vec::new();
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (key, value) = attribute.split_once("=\"").expect("attributes have quotes");
            let (value, after) = value.split_once('"').expect("quotes close");
            attributes.push((key.to_owned(), value.to_owned()));
            rest = after;
        }
        assert!(rest.starts_with('>'), "{html}");
        found.push((name, attributes));
    }
    found
}

proptest! {
    #[test]
    fn nothing_that_runs_is_left(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..30)) {
        let text = pieces.concat();
        let html = page(&format!("<kbd>始め</kbd>\n\n{text}\n\n<kbd>終わり</kbd>"));
        for (name, attributes) in tags(&html) {
            prop_assert!(!NEVER.contains(&name.as_str()), "{}\n{}", text, html);
            for (key, value) in attributes {
                prop_assert!(!key.starts_with("on") && key != "style", "{}\n{}", text, html);
                prop_assert!(!ADDRESSES.contains(&key.as_str()) || is_followed(&value), "{}\n{}", text, html);
            }
        }
    }
}
