//! Which tags pass as they are written, and which are text.

use super::*;

fn written(raw: &str, site: &[&str]) -> (String, Option<Refused>) {
    let site: Vec<String> = site.iter().map(|name| (*name).to_owned()).collect();
    let mut html = String::new();
    let (refused, _) = RawHtml::new(&site).write(&mut html, raw);
    (html, refused)
}

#[test]
fn what_may_pass_passes_as_it_is_written() {
    for raw in [
        "<kbd>Ctrl</kbd>",
        "H<sub>2</sub>O と 3<SUP>2</SUP><br><br />",
        "<details open><summary>くわしく</summary>中</details>",
        "<details class=\"x\" id='y' lang=ja><summary title=\"a b\">題</summary></details>",
        "<table><tr><th colspan=\"2\" scope=col>欄</th></tr><tr><td rowspan='2'>値</td></tr></table>",
        "<a href=\"/b/?x=1&amp;y=2\" title='a'>b</a>",
        "<a href=https://example.jp/#x>b</a>",
        "<img src=\"a.jpg\" alt=\"山\" width=10>",
    ] {
        assert_eq!(written(raw, &["a", "img"]), (raw.to_owned(), None));
    }
}

#[test]
fn what_may_not_pass_is_text_and_told() {
    use Level::{Error, Warning};
    for (raw, name, level) in [
        ("<font color=red>赤", "font", Warning),
        ("<table><tr><td>a", "table", Warning),
        ("<script>x<y", "script", Error),
        ("<iframe src=x>", "iframe", Error),
        ("<svg onload=x>", "svg", Error),
        ("<style>", "style", Error),
        ("<p onclick=x>", "p", Error),
        ("<kbd onclick=\"x()\">", "kbd onclick", Error),
        ("<kbd onclick =\"x()\">", "kbd onclick", Error),
        ("<kbd ONERROR = 'x'>", "kbd onerror", Error),
        ("<kbd style=\"x\">", "kbd style", Warning),
        ("<a href=\"javascript:x\">", "a href", Error),
        ("<a href=\"java\tscript:x\">", "a href", Error),
        ("<a href=\" JavaScript:x\">", "a href", Error),
        ("<a href=\"java&#9;script:x\">", "a href", Error),
        ("<a href=\"javascript&colon;x\">", "a href", Error),
        ("<a href='vbscript:x'>", "a href", Error),
        ("<img src=data:text/html>", "img src", Error),
        ("<a href=\"C:\\x\">", "a href", Error),
        ("<a href=\"\\\\server\\x\">", "a href", Error),
        ("<details x=a\"><script>", "script", Error),
        ("<details/onclick=x>", "details", Error),
        ("<details/>", "details", Warning),
        ("<details open open>", "details", Warning),
        ("<td colspan=\"99999\">", "td colspan", Warning),
        ("</kbd>", "kbd", Warning),
        ("<kbd", "kbd", Warning),
        ("<kbd title=\"<b\">", "kbd", Warning),
    ] {
        let (html, refused) = written(raw, &["a", "img", "svg", "script"]);
        assert_eq!(refused, Some(Refused { name: name.to_owned(), level }), "{raw}");
        assert!(!html.contains('<') || raw.starts_with("<details x"), "{raw}: {html}");
    }
}

#[test]
fn what_is_no_tag_is_text() {
    for (raw, expected) in [
        (
            "a<!-- note -->b &amp; c & d &; &#38; &toolongtobeone;",
            "ab &amp; c &amp; d &amp;; &#38; &amp;toolongtobeone;",
        ),
        ("1 < 2 <3 <", "1 &lt; 2 &lt;3 &lt;"),
        ("<!doctype html>", "&lt;!doctype html&gt;"),
    ] {
        assert_eq!(written(raw, &[]), (expected.to_owned(), None), "{raw}");
    }
}

#[test]
fn what_is_left_open_or_too_much_ends() {
    let (html, refused) = written(&"<kbd>".repeat(DEEPEST + 1), &[]);
    assert_eq!((html.matches("<kbd>").count(), refused.unwrap().level), (DEEPEST, Level::Warning));
    let (html, refused) = written(&"<br>".repeat(MOST + 1), &[]);
    assert_eq!((html.matches("<br>").count(), refused.unwrap().level), (MOST, Level::Warning));
}
