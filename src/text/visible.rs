//! Characters that steer instead of being read: `\e` moves a terminal's cursor, U+000B is no XML, U+202E turns a line
//! round. What leaves for a feed, a calendar, a machine or a terminal goes through here; the source stays as it is.

use std::borrow::Cow;

/// Whether a character is a control character, or none at all; a tab and a line's end are text.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Where the first control character of a text begins.
pub fn find_control(text: &str) -> Option<usize> {
    may_control(text.as_bytes()).then(|| text.find(is_control)).flatten()
}

/// The text without control characters.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    match find_control(text) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.chars().filter(|c| !is_control(*c)).collect()),
    }
}

/// The text as a terminal may show it: what steers is a mark of its own, so that it is seen.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        is_control(c) || matches!(c, '\r' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.is_ascii() && !may_control(text.as_bytes()) && !text.contains('\r') || !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
}

/// Whether bytes may hold a control character: nearly no text does, and all of it is asked.
fn may_control(bytes: &[u8]) -> bool {
    // Without an early end the processor looks at many bytes at once.
    let any = |piece: &[u8]| {
        let steers = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || matches!(byte, 0x7f | 0xc2);
        piece.iter().fold(false, |any, byte| any | steers(byte))
    };
    bytes.chunks(1024).any(any) || memchr::memmem::find(bytes, b"\xef\xbf").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_dropped_or_seen() {
        for (text, published, shown) in [
            ("灯油 90リットル\n次", "灯油 90リットル\n次", "灯油 90リットル\n次"),
            ("a\u{1b}[2Jb\u{b}c\0", "a[2Jbc", "a\u{fffd}[2Jb\u{fffd}c\u{fffd}"),
            ("é\u{9b}31m\u{7f}", "é31m", "é\u{fffd}31m\u{fffd}"),
            ("x\u{ffff}y\u{fffd}", "xy\u{fffd}", "x\u{fffd}y\u{fffd}"),
            ("a\r\nb\rc", "a\r\nb\rc", "a\nb\u{fffd}c"),
            ("a\u{202e}b", "a\u{202e}b", "a\u{fffd}b"),
        ] {
            assert_eq!((&*without_controls(text), &*for_terminal(text)), (published, shown), "{text:?}");
        }
        assert_eq!((find_control("あ\u{1b}"), find_control("あ")), (Some(3), None));
    }
}
