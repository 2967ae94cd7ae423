//! Codes of PDF's simple fonts and texts to characters.

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, SHIFT_JIS, WINDOWS_1252};

/// Names of glyphs that are not their own letter.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("space", " "), ("exclam", "!"), ("quotedbl", "\""), ("numbersign", "#"), ("dollar", "$"), ("percent", "%"),
    ("ampersand", "&"), ("quotesingle", "'"), ("quoteright", "’"), ("quoteleft", "‘"), ("parenleft", "("),
    ("parenright", ")"), ("asterisk", "*"), ("plus", "+"), ("comma", ","), ("hyphen", "-"), ("minus", "-"),
    ("period", "."), ("slash", "/"), ("zero", "0"), ("one", "1"), ("two", "2"), ("three", "3"), ("four", "4"),
    ("five", "5"), ("six", "6"), ("seven", "7"), ("eight", "8"), ("nine", "9"), ("colon", ":"), ("semicolon", ";"),
    ("less", "<"), ("equal", "="), ("greater", ">"), ("question", "?"), ("at", "@"), ("bracketleft", "["),
    ("backslash", "\\"), ("bracketright", "]"), ("asciicircum", "^"), ("underscore", "_"), ("grave", "`"),
    ("braceleft", "{"), ("bar", "|"), ("braceright", "}"), ("asciitilde", "~"), ("bullet", "•"), ("endash", "–"),
    ("emdash", "—"), ("quotedblleft", "“"), ("quotedblright", "”"), ("ellipsis", "…"), ("fi", "fi"), ("fl", "fl"),
    ("ff", "ff"), ("ffi", "ffi"), ("ffl", "ffl"), ("periodcentered", "·"), ("nbspace", " "), ("sfthyphen", "-"),
    ("yen", "¥"), ("copyright", "©"), ("registered", "®"), ("degree", "°"), ("section", "§"), ("multiply", "×"),
];

/// What a glyph's name stands for; `None` if that is unknown.
pub(super) fn of_name(name: &str) -> Option<String> {
    let base = name.split('.').next().unwrap_or(name);
    if let Some((_, words)) = NAMES.iter().find(|(known, _)| *known == base) {
        return Some((*words).to_owned());
    }
    let hex = base.strip_prefix("uni").filter(|hex| hex.len() == 4).or_else(|| base.strip_prefix('u'));
    if let Some(c) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
        return Some(c.to_string());
    }
    // `A`, `eacute`: a letter, and marks that do not matter here.
    let marks = ["acute", "grave", "circumflex", "dieresis", "tilde", "cedilla", "caron", "ring", "macron"];
    let letter = marks.iter().find_map(|mark| base.strip_suffix(mark)).unwrap_or(base);
    (letter.len() == 1).then(|| letter.to_owned())
}

/// The character of a code in one of PDF's own encodings.
pub(super) fn of_code(encoding: &str, code: u8) -> String {
    let encoding = if encoding == "MacRomanEncoding" { MACINTOSH } else { WINDOWS_1252 };
    encoding.decode_without_bom_handling(&[code]).0.into_owned()
}

/// A text that stands beside the pages.
pub(super) fn text_of(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    // Old Japanese programs write Shift_JIS where the standard has an encoding of its own.
    let japanese = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    japanese.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0).into_owned()
}

/// Radicals that Chromium writes for the kanji of their shape, beside those that normal forms know.
#[rustfmt::skip]
const RADICALS: &[(char, char)] = &[
    ('⺟', '母'), ('⺠', '民'), ('⺩', '王'), ('⺼', '肉'), ('⻁', '虎'), ('⻄', '西'), ('⻆', '角'), ('⻑', '長'),
    ('⻘', '青'), ('⻝', '食'), ('⻤', '鬼'), ('⻨', '麦'), ('⻩', '黄'), ('⻫', '斉'), ('⻭', '歯'), ('⻯', '竜'),
    ('⻲', '亀'), ('⺅', '人'), ('⺙', '攵'), ('⺝', '月'), ('⺬', '示'), ('⻌', '辶'), ('⻏', '邑'), ('⻖', '阜'),
];

/// The text with kanji in the place of radicals.
pub(super) fn with_kanji(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{2fd5}')) {
        return Cow::Borrowed(text);
    }
    let kanji = |c: char| match c {
        '\u{2f00}'..='\u{2fd5}' => {
            unicode_normalization::UnicodeNormalization::nfkc(std::iter::once(c)).next().unwrap_or(c)
        }
        c => RADICALS.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, kanji)| *kanji),
    };
    Cow::Owned(text.chars().map(kanji).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_are_characters() {
        for (name, words) in [
            ("A", Some("A")),
            ("uni3042", Some("あ")),
            ("u1F600", Some("😀")),
            ("eacute", Some("e")),
            ("five.taboldstyle", Some("5")),
            ("g123", None),
        ] {
            assert_eq!(of_name(name).as_deref(), words, "{name}");
        }
        assert_eq!(text_of(b"\xfe\xff\x4f\x50"), "佐");
        assert_eq!(text_of(b"\x8d\xb2"), "佐");
        assert_eq!(with_kanji("⼩⻑い"), "小長い");
    }
}
