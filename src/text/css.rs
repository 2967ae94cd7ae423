//! Style sheets without what only their authors read.
//!
//! Must never touch what stands in quotes or a comment that is to stay (`/*! licence */`), and never join or part what
//! a browser reads as one.

/// The style sheet without its comments, every run of white space as one space.
pub fn shorten(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    // A space behind `\\` is a letter.
    let mut is_spaced = true;
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if matches!(c, '"' | '\'') {
            let length = quoted(rest, c);
            out.push_str(&rest[..length]);
            is_spaced = false;
            rest = &rest[length..];
        } else if rest.starts_with("/*") {
            let end = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
            // A comment can part two words that stand side by side.
            let parts = !out.is_empty() && !out.ends_with(is_apart) && !rest[end..].starts_with(is_apart);
            if parts || rest.starts_with("/*!") {
                out.push_str(&rest[..end]);
                is_spaced = false;
            }
            rest = &rest[end..];
        } else if c.is_ascii_whitespace() {
            if !std::mem::replace(&mut is_spaced, true) {
                out.push(' ');
            }
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        } else {
            let length = c.len_utf8() + if c == '\\' { rest[1..].chars().next().map_or(0, char::len_utf8) } else { 0 };
            out.push_str(&rest[..length]);
            is_spaced = false;
            rest = &rest[length..];
        }
    }
    if is_spaced {
        out.pop();
    }
    out
}

fn is_apart(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '{' | '}' | ';' | ',')
}

/// How many bytes a text in quotes takes, with them; to the end where nothing closes it.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, quote)| at + quote.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_reads_goes() {
        for (css, expected) in [
            ("/* a */\na  {\n  b: c;\n}\n\n", "a { b: c; }"),
            ("a{b:c}/* x */d{e:f}", "a{b:c}d{e:f}"),
            ("a/**/b{c:d}", "a/**/b{c:d}"),
            ("/*! MIT,  by  A */\n a{b:c}", "/*! MIT,  by  A */ a{b:c}"),
            ("a /* x */ :hover{}", "a :hover{}"),
            ("a{content:\"/*  */  \\\"  \"; b:  '  '}", "a{content:\"/*  */  \\\"  \"; b: '  '}"),
            ("a{b:c} /* nothing closes it", "a{b:c}"),
            ("a{content:\"x", "a{content:\"x"),
            (".\\31  a\\  b{}", ".\\31 a\\  b{}"),
        ] {
            assert_eq!(shorten(css), expected, "{css}");
        }
    }
}
