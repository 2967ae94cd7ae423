//! Writing HTML: escaping and the elements that more than one place writes.

use crate::load::markdown::ruby::{Piece, pieces};

/// Appends text with `<`, `>`, `&` and `"` escaped.
pub fn escape(html: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let code = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[done..at]);
        html.push_str(code);
        done = at + 1;
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
