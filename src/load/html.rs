//! Writing HTML: escaping and the elements that more than one place writes.

use crate::load::markdown::ruby::{Piece, pieces};

/// Appends text with `<`, `>`, `&` and `"` escaped, and without control characters, which neither HTML nor XML has.
pub fn escape(html: &mut String, text: &str) {
    let (bytes, mut done) = (text.as_bytes(), 0);
    for (at, byte) in bytes.iter().enumerate() {
        let (code, length) = match byte {
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'&' => ("&amp;", 1),
            b'"' => ("&quot;", 1),
            0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f => ("", 1),
            0xc2 if matches!(bytes.get(at + 1), Some(0x80..=0x9f)) => ("", 2),
            0xef if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => ("", 3),
            _ => continue,
        };
        html.push_str(&text[done..at]);
        html.push_str(code);
        done = at + length;
    }
    html.push_str(&text[done..]);
}

/// Appends text with `{漢字|かんじ}` as ruby, everything else escaped.
pub fn with_ruby(html: &mut String, text: &str) {
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => escape(html, text),
            Piece::Ruby { base, reading } => ruby(html, base, reading),
        }
    }
}

/// Appends a ruby element; `<rp>` keeps the reading apart where ruby is unknown.
pub fn ruby(html: &mut String, base: &str, reading: &str) {
    html.push_str("<ruby>");
    escape(html, base);
    html.push_str("<rp>（</rp><rt>");
    escape(html, reading);
    html.push_str("</rt><rp>）</rp></ruby>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::visible::without_controls;

    #[test]
    fn marks_are_escaped_and_control_characters_dropped() {
        for text in ["a<b>&\"c\"", "\u{1b}[2Jあ\u{b}い\u{9b}う\u{7f}\u{ffff}え\u{fffd}\tお\n", "é\u{a0}Â"] {
            let mut html = String::new();
            escape(&mut html, text);
            let plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            assert_eq!(plain, *without_controls(text));
        }
    }
}
