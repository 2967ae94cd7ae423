//! Files that stand in a text as letters: `data:image/jpeg;base64,…`.

use crate::{
    attachment::{fault::FaultKind, reading::Reading},
    msg,
};

/// What such an address begins with, in small letters.
const BEGINNING: &str = "data:";
/// The longest that may stand between the beginning and the letters.
const LONGEST_HEAD: usize = 200;

/// Reads every file that stands in a text as letters.
pub(super) fn read(text: &str, reading: &mut Reading) {
    let small = text.to_ascii_lowercase();
    let place = msg!(ja: "埋め込み画像", en: "embedded picture");
    // One that begins inside another is read with the text of that one: reading it twice at each of several depths
    // would take more time than any file is worth.
    let mut done = 0;
    for (at, _) in small.match_indices(BEGINNING) {
        if at < done {
            continue;
        }
        let rest = &text[at + BEGINNING.len()..];
        let end = rest.find(['"', '\'', '`', ')', '<', '>']).unwrap_or(rest.len());
        let Some((head, data)) = rest[..end].split_once(',').filter(|(head, _)| is_head(head)) else { continue };
        if data.trim().is_empty() {
            continue;
        }
        match bytes_of(head, data) {
            Some(bytes) => {
                reading.nested(&place.ja, &bytes);
                done = at + BEGINNING.len() + end;
            }
            None => reading.fault(FaultKind::Damaged, place.clone()),
        }
    }
}

/// Whether a kind of file stands before the letters, and nothing else than what belongs to it.
fn is_head(head: &str) -> bool {
    let kind = head.split(';').next().unwrap_or_default();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '.' | '-');
    head.len() < LONGEST_HEAD && kind.contains('/') && kind.chars().all(is_part)
}

fn bytes_of(head: &str, data: &str) -> Option<Vec<u8>> {
    // The letters may be written as in any address.
    let plain: Vec<u8> = percent_encoding::percent_decode_str(data).collect();
    if !head.to_ascii_lowercase().ends_with(";base64") {
        return Some(plain);
    }
    // Browsers need no filling at the end, and take letters in several lines.
    let letters: Vec<u8> = plain.into_iter().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').collect();
    data_encoding::BASE64_NOPAD.decode(&letters).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_bytes() {
        for (head, data, bytes) in [
            ("image/png;base64", "QUI=", Some(&b"AB"[..])),
            ("image/png;BASE64", "QU\nI", Some(b"AB")),
            ("image/png;base64", "QUI%3D", Some(b"AB")),
            ("image/svg+xml", "%3Csvg/%3E", Some(b"<svg/>")),
            ("image/png;base64", "?", None),
        ] {
            assert_eq!(bytes_of(head, data).as_deref(), bytes, "{head} {data}");
        }
        assert!(is_head("image/jpeg;base64") && !is_head("x") && !is_head(" a / b"));
    }

    #[test]
    fn what_begins_inside_another_is_read_once() {
        let text = "a { background: url(data:text/css;x,b ".repeat(60);
        let contents = crate::attachment::read("a.css", text.as_bytes());
        // The text itself, and the rest of it at each depth.
        assert!(contents.texts.len() <= 4, "{}", contents.texts.len());
    }
}
