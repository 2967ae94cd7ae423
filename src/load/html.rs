//! Writing HTML: escaping and the elements that more than one place writes.

use crate::load::markdown::ruby::{Piece, pieces};

/// Appends text with `<`, `>`, `&` and `"` escaped, and without control characters, which neither HTML nor XML has.
pub fn escape(html: &mut String, text: &str) {
    let (bytes, mut done, mut from) = (text.as_bytes(), 0, 0);
    while let Some(at) = next_unusual(bytes, from) {
        from = at + 1;
        let (code, length) = match bytes[at] {
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

/// The next byte from one on that [`escape`] looks at closely. Most of a text is passed over by the dozen.
fn next_unusual(bytes: &[u8], from: usize) -> Option<usize> {
    // Without a branch, so that many are asked at once.
    let is_unusual = |byte: u8| {
        (byte < b'#') & (byte != b' ') & (byte != b'\n') & (byte != b'!')
            | (byte == b'<')
            | (byte == b'>')
            | (byte == b'&')
            | (byte == 0x7f)
            | (byte == 0xc2)
            | (byte == 0xef)
    };
    let is_usual = |chunk: &&[u8]| !chunk.iter().fold(false, |any, byte| any | is_unusual(*byte));
    let start = from + 16 * bytes[from..].chunks_exact(16).take_while(is_usual).count();
    bytes[start..].iter().position(|byte| is_unusual(*byte)).map(|at| start + at)
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
    fn what_is_escaped_does_not_depend_on_where_it_stands() {
        let cases = [
            ("<", "&lt;"),
            (">", "&gt;"),
            ("&", "&amp;"),
            ("\"", "&quot;"),
            ("\u{8}", ""),
            ("\u{c}", ""),
            ("\u{1f}", ""),
            ("\u{7f}", ""),
            ("\u{80}", ""),
            ("\u{9f}", ""),
            ("\u{a0}", "\u{a0}"),
            ("\u{fffe}", ""),
            ("（", "（"),
            ("\n\t\r !#", "\n\t\r !#"),
        ];
        for (written, expected) in cases {
            for before in 0..40 {
                let around = |inside: &str| format!("{}町{inside}の{}", "a".repeat(before), "灯り".repeat(9));
                let mut html = String::new();
                escape(&mut html, &around(written));
                assert_eq!(html, around(expected), "{written:?} {before}");
            }
        }
    }

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
