//! Raw HTML in Markdown: shown as text, unless site.toml allows the element.
//!
//! An allowed element still may not carry a script: `on…` and `style` attributes and `javascript:` addresses turn the
//! tag into text. Comments disappear; they are notes to editors.

use crate::{load::html::escape, report::diagnostic::Level};

/// The first tag that was not allowed.
pub struct Refused {
    /// The element's name, in small letters.
    pub name: String,
    /// How much it matters: scripts and frames are errors.
    pub level: Level,
}

/// Appends raw HTML as far as `allowed` goes and escapes the rest. Returns what was refused, and whether anything
/// passed.
pub fn write(html: &mut String, raw: &str, allowed: &[String]) -> (Option<Refused>, bool) {
    let (mut refused, mut passed) = (None, false);
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        escape_text(html, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(tag) = tag(rest) else {
            html.push_str("&lt;");
            rest = &rest[1..];
            continue;
        };
        let name = name(tag);
        if allowed.contains(&name) && is_harmless(tag) {
            html.push_str(tag);
            passed = true;
        } else {
            escape(html, tag);
            if refused.is_none() && !name.is_empty() {
                refused = Some(Refused { level: level(tag, &name), name });
            }
        }
        rest = &rest[tag.len()..];
    }
    escape_text(html, rest);
    (refused, passed)
}

/// Text between tags: entities are kept, as HTML has them.
fn escape_text(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        escape(html, &rest[..at]);
        let entity = rest[at + 1..].find(';').is_some_and(|end| {
            (1..=10).contains(&end)
                && rest[at + 1..at + 1 + end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
        });
        html.push_str(if entity { "&" } else { "&amp;" });
        rest = &rest[at + 1..];
    }
    escape(html, rest);
}

/// The tag at the start of a text, quotes respected.
fn tag(text: &str) -> Option<&str> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(&text[..=at]),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> String {
    tag.trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

fn is_harmless(tag: &str) -> bool {
    let tag: String = tag.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let script = tag.split([' ', '"', '\'', '/']).any(|word| word.starts_with("on") && word.contains('='));
    !script
        && !tag.contains("style=")
        && !tag.contains("style =")
        && !tag.contains("javascript:")
        && !tag.contains("srcdoc")
        && !tag.contains('&')
}

/// CHECK.md C01.
fn level(tag: &str, name: &str) -> Level {
    let frame = matches!(name, "script" | "iframe" | "object" | "embed" | "form" | "base" | "meta");
    let tag = tag.to_ascii_lowercase();
    let handler = tag.split_whitespace().skip(1).any(|word| word.starts_with("on") && word.contains('='));
    if frame || handler { Level::Error } else { Level::Warning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_allowed_passes() {
        let allowed = ["kbd".to_owned(), "a".to_owned()];
        for (raw, expected) in [
            ("<kbd>Ctrl</kbd>", "<kbd>Ctrl</kbd>"),
            ("<font color=red>赤</font>", "&lt;font color=red&gt;赤&lt;/font&gt;"),
            ("<kbd onclick=\"x()\">", "&lt;kbd onclick=&quot;x()&quot;&gt;"),
            ("<a href=\"javascript:x\">", "&lt;a href=&quot;javascript:x&quot;&gt;"),
            ("<a title='>' href='/b/'>", "<a title='>' href='/b/'>"),
            ("<a/onmouseover=x>", "&lt;a/onmouseover=x&gt;"),
            ("a<!-- note -->b &amp; c & d", "ab &amp; c &amp; d"),
            ("<script>x<y</script>", "&lt;script&gt;x&lt;y&lt;/script&gt;"),
            ("1 < 2", "1 &lt; 2"),
        ] {
            let mut html = String::new();
            write(&mut html, raw, &allowed);
            assert_eq!(html, expected, "{raw}");
        }
    }

    #[test]
    fn scripts_and_frames_are_errors() {
        for (raw, expected) in [
            ("<script>", Level::Error),
            ("<p onclick=x>", Level::Error),
            ("<font>", Level::Warning),
            ("<br><br>", Level::Warning),
        ] {
            assert_eq!(write(&mut String::new(), raw, &[]).0.map(|refused| refused.level), Some(expected), "{raw}");
        }
    }
}
