//! Plain text, in the encodings that Japanese programs write; pages, style sheets and scripts among it.

use std::borrow::Cow;

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

use crate::{
    attachment::{
        contents::{Mark, Spot},
        data_urls,
        fault::FaultKind,
        reading::{File, Reader, Reading},
    },
    report::message::Message,
    text::normalize::decode,
};

pub(super) const READER: Reader = Reader { knows: |file| decode_text(file.bytes).is_some(), read };

/// Endings that browsers show as text.
const SHOWN: [&str; 9] = ["txt", "html", "htm", "md", "log", "xml", "css", "js", "svg"];

fn read(file: &File<'_>, reading: &mut Reading) {
    let Some(text) = decode_text(file.bytes) else { return };
    tell_encoding(file, reading);
    data_urls::read(&text, reading);
    let code = matches!(file.ending, "css" | "js" | "mjs" | "cjs");
    let text = if code { Cow::Owned(words_of_code(&text)) } else { text };
    let text = if code || text.contains("\\u") { Cow::Owned(unescape(&text)) } else { text };
    let marks = if code { Vec::new() } else { line_marks(&text) };
    reading.marked(Message::default(), text, marks);
}

/// Says that browsers may show a text garbled.
pub(super) fn tell_encoding(file: &File<'_>, reading: &mut Reading) {
    if SHOWN.contains(&file.ending) && simdutf8::basic::from_utf8(file.bytes).is_err() && declared(file.bytes).is_none()
    {
        reading.fault(FaultKind::Encoding, Message::default());
    }
}

/// A place for each line.
pub(super) fn line_marks(text: &str) -> Vec<Mark> {
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
    starts.enumerate().map(|(line, at)| Mark { at, spot: Spot::Line(line + 1) }).collect()
}

/// Bytes as text; `None` if they are none.
pub(super) fn decode_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = decode_any(bytes)?;
    let control = |c: &u8| *c < 0x20 && !matches!(c, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let strange = text.as_bytes().iter().filter(|byte| control(byte)).count();
    (strange * 200 <= text.len()).then_some(text)
}

fn decode_any(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(text) = declared(bytes).and_then(|it| it.decode_without_bom_handling_and_without_replacement(bytes)) {
        return Some(text);
    }
    // Escapes of mail: plain ASCII by its bytes.
    if bytes.is_ascii() && [&b"\x1b$B"[..], b"\x1b$@"].iter().any(|mark| memchr::memmem::find(bytes, mark).is_some()) {
        return Some(ISO_2022_JP.decode_without_bom_handling(bytes).0);
    }
    // A zero is half a letter of two bytes, if the file is a text.
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || memchr::memchr(0, bytes).is_some();
    if !wide && simdutf8::basic::from_utf8(bytes).is_err() {
        let jis = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
        let euc = EUC_JP.decode_without_bom_handling_and_without_replacement(bytes);
        match (jis, euc) {
            (Some(jis), Some(euc)) => return Some(if kana_share(&euc) < kana_share(&jis) { euc } else { jis }),
            (None, Some(euc)) => return Some(euc),
            (Some(jis), None) => return Some(jis),
            (None, None) => {}
        }
    }
    decode(bytes).map(|(text, _)| text)
}

/// How much of a text is half-width kana, of a hundred letters that are not ASCII: most of it, if it is read in the
/// wrong encoding.
fn kana_share(text: &str) -> usize {
    let others = text.chars().filter(|c| !c.is_ascii()).count();
    let narrow = text.chars().filter(|c| matches!(c, '\u{ff61}'..='\u{ff9f}')).count();
    narrow * 100 / others.max(1)
}

/// The encoding that a page or an XML file names, if it is none of Unicode.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    if !head.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return None;
    }
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|it| [EUC_JP, SHIFT_JIS, ISO_2022_JP].contains(it))
}

/// What people may have written into a script or a style sheet: comments and texts in quotation marks, each a line.
pub(super) fn words_of_code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '`', '/']) {
        rest = &rest[at..];
        let (open, close) = match rest.as_bytes() {
            [b'/', b'*', ..] => (2, "*/"),
            [b'/', b'/', ..] => (2, "\n"),
            [b'"', ..] => (1, "\""),
            [b'\'', ..] => (1, "'"),
            [b'`', ..] => (1, "`"),
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        let inside = &rest[open..];
        let end = end_of_words(inside, close);
        out.push_str(&inside[..end]);
        out.push('\n');
        rest = inside[end..].strip_prefix(close).unwrap_or(&inside[end..]);
    }
    out
}

/// Where a comment or a text ends. A mark behind `\\` is a part of the text, and no text in simple marks goes on in the
/// next line: a mark that stands alone, as in a pattern, turns nothing inside out beyond its line.
fn end_of_words(inside: &str, close: &str) -> usize {
    if !matches!(close, "\"" | "'" | "`") {
        return inside.find(close).unwrap_or(inside.len());
    }
    let mut escaped = false;
    let ends = |(_, c): &(usize, char)| {
        let ends = !escaped && (close.starts_with(*c) || *c == '\n' && close != "`");
        escaped = !escaped && *c == '\\';
        ends
    };
    inside.char_indices().find(ends).map_or(inside.len(), |(at, _)| at)
}

/// The text with characters in the place of their numbers: `\\u4f50` and `\\x30` of scripts, `\\4f50 ` of style sheets.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        if at > 0 {
            push_units(&mut units, &mut out);
        }
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (skipped, least, most) = match rest.as_bytes().first() {
            Some(b'u') if rest[1..].starts_with('{') => (2, 1, 6),
            Some(b'u') => (1, 4, 4),
            Some(b'x') => (1, 2, 2),
            _ => (0, 4, 6),
        };
        let digits = rest[skipped..].bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        let number = rest.get(skipped..skipped + digits).filter(|_| digits >= least);
        let number = number.and_then(|number| u32::from_str_radix(number, 16).ok());
        let Some(number) = number else {
            push_units(&mut units, &mut out);
            out.push('\\');
            continue;
        };
        match u16::try_from(number) {
            Ok(unit) => units.push(unit),
            Err(_) => {
                push_units(&mut units, &mut out);
                out.extend(char::from_u32(number));
            }
        }
        rest = &rest[skipped + digits..];
        rest = rest.strip_prefix(if skipped == 2 { '}' } else { ' ' }).filter(|_| skipped != 1).unwrap_or(rest);
    }
    push_units(&mut units, &mut out);
    out.push_str(rest);
    out
}

fn push_units(units: &mut Vec<u16>, out: &mut String) {
    out.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_japan_is_read() {
        let text = "担当は佐藤花子です。電話は090-0000-1234、ｶﾅもあります。";
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            let (bytes, ..) = encoding.encode(text);
            if encoding != ISO_2022_JP {
                assert_eq!(decode_text(&bytes).as_deref(), Some(text), "{}", encoding.name());
            }
        }
        let (mail, ..) = ISO_2022_JP.encode("担当は佐藤花子です。");
        assert_eq!(decode_text(&mail).as_deref(), Some("担当は佐藤花子です。"));
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode_text(&utf16).as_deref(), Some(text));
        let (page, ..) = EUC_JP.encode("<meta charset=euc-jp>〒");
        assert_eq!(decode_text(&page).as_deref(), Some("<meta charset=euc-jp>〒"));
        assert_eq!(decode_text(b"\x89PNG\0\0\0\x01\x02\x03\x04\x05"), None);
    }

    #[test]
    fn of_code_only_words_are_read() {
        let code = "a=1234567890123;/* 佐藤 */b=\"x y\";// z\nc='q'";
        assert_eq!(words_of_code(code), " 佐藤 \nx y\n z\nq\n");
        let quoted = "a=\"x \\\" y\";b=/'/;\nc='z'";
        assert_eq!(words_of_code(quoted), "x \\\" y\n/;\nz\n");
        for (text, expected) in [
            ("\\u4f50\\u85e4", "佐藤"),
            ("\\ud83d\\ude00!", "😀!"),
            ("\\u{4f50}a", "佐a"),
            ("\\x30\\x39", "09"),
            ("\\000030 90 \\4f50x", "090 佐x"),
            ("\\n \\u12 \\", "\\n \\u12 \\"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
