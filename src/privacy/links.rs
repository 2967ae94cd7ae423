//! Links and host names in a text: what stands in one is a part of it, and goes with the whole.

use std::ops::Range;

/// What may stand in a link.
fn is_inside(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c)
}

/// How far a link is looked for to each side, so that a line of names alone is read once.
const LONGEST: usize = 400;

/// The link or host name around a range of a text, if it stands in one.
pub(crate) fn link_around(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = |at: usize| {
        text[..at]
            .char_indices()
            .rev()
            .take(LONGEST)
            .take_while(|(_, c)| is_inside(*c))
            .last()
            .map_or(at, |(start, _)| start)
    };
    let end = |at: usize| {
        at + text[at..].chars().take(LONGEST).take_while(|c| is_inside(*c)).map(char::len_utf8).sum::<usize>()
    };
    let mut from = start(range.start);
    let mut to = end(range.end);
    let scheme = text[from..range.start].rfind("://").map(|at| from + at);
    if let Some(scheme) = scheme {
        from = text[from..scheme].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(from, |at| from + at + 1);
    } else if !(text[range.clone()].is_ascii() && is_host(&text[from..to])) {
        return None;
    }
    // What ends a sentence or a bracket is no part of the link.
    to = range.end + text[range.end..to].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
    Some(from..to)
}

/// Whether a word is a host name or the name of a file: parts between dots, of which the last is of letters.
fn is_host(word: &str) -> bool {
    let host = word.split(['/', '?', '#']).next().unwrap_or_default().trim_end_matches(['.', ',', ':', '!']);
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && !host.contains('@')
        && host.split('.').all(|part| !part.is_empty())
        && (2..=8).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
        && host.len() - last.len() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_one_thing() {
        for (text, expected) in [
            ("写真は https://example.com/umineko/a?b=1 です", Some("https://example.com/umineko/a?b=1")),
            ("(https://umineko.example.com/)を見る", Some("https://umineko.example.com/")),
            ("umineko.example.comへ", Some("umineko.example.com")),
            ("see umineko-blog.example.com.", Some("umineko-blog.example.com")),
            ("umineko.pdfを見る", Some("umineko.pdf")),
            ("uminekoを見る", None),
            ("I saw umineko. He left", None),
            ("K.umineko", None),
        ] {
            let at = text.find("umineko").unwrap();
            assert_eq!(link_around(text, &(at..at + 7)).map(|range| &text[range]), expected, "{text}");
        }
    }
}
