//! Bytes to text, and texts that mean the same to one form.
//!
//! Must never change what a person wrote: normal forms are for comparing, ordering and file names.

use std::borrow::Cow;

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};
use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;

/// How a file's characters are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// As it should be.
    Utf8,
    /// With a byte order mark, as Windows editors write it.
    Utf8Bom,
    /// UTF-16: "Unicode" in old Windows editors.
    Utf16,
    /// Shift_JIS with Microsoft's additions (CP932); `exact`: encoding the text again gives the same bytes.
    ShiftJis {
        /// Whether nothing is lost on the way back.
        exact: bool,
    },
}

/// Reads bytes as text, without a byte order mark; `None` if no encoding fits.
pub fn decode(bytes: &[u8]) -> Option<(Cow<'_, str>, Encoding)> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return simdutf8::basic::from_utf8(rest).ok().map(|text| (Cow::Borrowed(text), Encoding::Utf8Bom));
    }
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return encoding
                .decode_without_bom_handling_and_without_replacement(rest)
                .map(|text| (text, Encoding::Utf16));
        }
    }
    if let Some(text) = unmarked_utf16(bytes) {
        return Some((text, Encoding::Utf16));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Some((Cow::Borrowed(text), Encoding::Utf8));
    }
    let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (again, _, unmappable) = SHIFT_JIS.encode(&text);
    let exact = !unmappable && *again == *bytes;
    Some((text, Encoding::ShiftJis { exact }))
}

/// UTF-16LE without a byte order mark: a line end or comma as two bytes, the second of them zero, and no zero as a
/// letter.
fn unmarked_utf16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let first = memchr::memchr(0, bytes)?;
    let marks = [b',', b'\t', b'\n', b'\r', b' '];
    let written = first % 2 == 1
        && bytes.len().is_multiple_of(2)
        && bytes.chunks_exact(2).any(|unit| unit[1] == 0 && marks.contains(&unit[0]));
    let text = UTF_16LE.decode_without_bom_handling_and_without_replacement(bytes).filter(|_| written)?;
    (!text.contains('\0')).then_some(text)
}

/// The text in Unicode NFC: `か` + U+3099 is が.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if may_compose(text.as_bytes()) { Cow::Owned(text.nfc().collect()) } else { Cow::Borrowed(text) }
}

/// Whether a text may hold marks that compose with the letter before: most Japanese text does not, and is left alone.
pub fn may_compose(bytes: &[u8]) -> bool {
    // The first bytes of U+0300–U+036F and of the Hangul jamo; the two kana marks share theirs with all other kana.
    memchr::memchr3(0xcc, 0xcd, 0xe1, bytes).is_some()
        || ["\u{3099}", "\u{309a}"].iter().any(|mark| memchr::memmem::find(bytes, mark.as_bytes()).is_some())
}

/// The text in ordinary letters: half-width kana full-width, full-width letters and digits half-width.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// One form for texts that people take for the same: NFKC, small letters, hiragana for katakana.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).map(hiragana).collect()
}

/// Whether two texts differ at most in the case and the width of their letters.
pub fn same_letters(a: &str, b: &str) -> bool {
    narrow(a) == narrow(b)
}

/// Small letters, and those of another width (`Ａ`, `ｱ`) in their ordinary one.
fn narrow(text: &str) -> String {
    let ordinary = |c: char| matches!(c, '\u{3000}' | '\u{ff01}'..='\u{ffee}').then(|| c.nfkd());
    let letters = text.chars().flat_map(|c| ordinary(c).map_or_else(|| vec![c], Iterator::collect));
    letters.nfc().flat_map(char::to_lowercase).collect()
}

fn hiragana(c: char) -> char {
    match c {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    }
}

/// The candidate that a slip of the pen may have meant: at most a third of its characters differ; the first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let scored = candidates.into_iter().map(|candidate| (osa_distance(&word, &fold(candidate)), candidate));
    let close =
        scored.filter(|(edits, candidate)| *edits <= (candidate.chars().count().max(word.chars().count()) / 3).max(1));
    close.min_by_key(|(edits, _)| *edits).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text() {
        let of = |bytes: &'static [u8]| decode(bytes).map(|(text, encoding)| (text.into_owned(), encoding));
        assert_eq!(of("灯野".as_bytes()), Some(("灯野".into(), Encoding::Utf8)));
        assert_eq!(of(b"\xef\xbb\xbf\xe7\x81\xaf"), Some(("灯".into(), Encoding::Utf8Bom)));
        assert_eq!(of(b"\x93\x94\x96\xec"), Some(("灯野".into(), Encoding::ShiftJis { exact: true })));
        assert_eq!(of(b"\xff\xfe\x42\x30"), Some(("あ".into(), Encoding::Utf16)));
        assert_eq!(of(b"\x42\x30,\0\x44\x30"), Some(("あ,い".into(), Encoding::Utf16)));
        assert_eq!(of(b"a\0b"), Some(("a\0b".into(), Encoding::Utf8)));
        assert_eq!(of(b"\xff\x00\xff"), None);
    }

    #[test]
    fn texts_that_look_alike_fold_alike() {
        for (a, b) in [("ゴミ", "ごみ"), ("ＡＢＣ", "abc"), ("ｺﾞﾐ", "ごみ"), ("か\u{3099}", "が")] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("雪"), fold("雨"));
        assert_eq!(nfc("か\u{3099}"), "が");
        assert_eq!(nfc("e\u{301}"), "é");
        assert!(matches!(nfc("灯野町、まち"), Cow::Borrowed(_)));
    }

    #[test]
    fn case_and_width_are_no_difference_of_letters() {
        for (a, b) in [("Doc.PDF", "doc.pdf"), ("ＤＯＣ１", "doc1"), ("ｺﾞﾐ", "ゴミ"), ("か\u{3099}", "が")]
        {
            assert!(same_letters(a, b), "{a} {b}");
        }
        for (a, b) in [("ゴミ", "ごみ"), ("①", "1"), ("㈱", "(株)"), ("e", "é"), ("doc", "dok")] {
            assert!(!same_letters(a, b), "{a} {b}");
        }
    }

    #[test]
    fn slips_are_found() {
        assert_eq!(osa_distance("titel", "title"), 1, "two letters exchanged are one slip");
        assert_eq!(nearest("titel", ["date", "title", "tags"]), Some("title"));
        assert_eq!(nearest("NOTEE", ["NOTE", "TIP"]), Some("NOTE"));
        assert_eq!(nearest("xyz", ["date", "title"]), None);
    }
}
