//! Words in binary data that nobody describes: runs of characters, in the ways in which programs store them.

use std::ops::RangeInclusive;

/// How many characters a run has at least.
const LEAST: usize = 4;
/// Bytes of runs that are kept: a little more than what is read of a text, so that it is told that there is more.
const MOST: usize = 7 << 20;

/// The runs of characters in binary data, each a line: those of two bytes a character, and those of one.
pub(super) fn words_in(bytes: &[u8]) -> String {
    let mut out = String::new();
    for start in [0, 1] {
        push_wide(bytes.get(start..).unwrap_or_default(), &mut out);
    }
    push_narrow(bytes, &mut out);
    out
}

/// The runs of two bytes a character, the smaller first.
fn push_wide(bytes: &[u8], out: &mut String) {
    let mut run = String::new();
    // Plain text, two letters at a time, looks like kanji.
    let (mut plain, is_plain) = (true, |pair: &[u8]| pair.iter().all(|byte| (b' '..=b'~').contains(byte)));
    for pair in bytes.chunks_exact(2).chain(std::iter::once(&[0, 0][..])) {
        let unit = u16::from_le_bytes([pair[0], pair[1]]);
        if let Some(c) = char::from_u32(u32::from(unit)).filter(|c| is_written(*c)) {
            plain &= is_plain(pair);
            run.push(c);
            continue;
        }
        if plain {
            run.clear();
        }
        push_run(&mut run, out);
        plain = true;
    }
}

/// The runs of one byte a character, and of those of UTF-8 and Shift_JIS.
fn push_narrow(bytes: &[u8], out: &mut String) {
    let is_part = |byte: &u8| matches!(byte, 0x20..=0x7e | 0x80..=0xfc);
    for part in bytes.split(|byte| !is_part(byte)).filter(|part| part.len() >= LEAST) {
        let text = match std::str::from_utf8(part) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::SHIFT_JIS.decode_without_bom_handling(part).0.into_owned(),
        };
        for run in text.split(|c| !is_written(c)) {
            push_run(&mut run.to_owned(), out);
        }
    }
}

fn push_run(run: &mut String, out: &mut String) {
    if run.chars().count() >= LEAST && out.len() < MOST {
        out.push_str(run.trim());
        out.push('\n');
    }
    run.clear();
}

/// Whether people write a character: what other scripts have is chance.
fn is_written(c: char) -> bool {
    const SCRIPTS: [RangeInclusive<char>; 5] =
        [' '..='~', '\u{3000}'..='\u{30ff}', '\u{4e00}'..='\u{9fff}', '\u{ff01}'..='\u{ff9f}', '\u{2010}'..='\u{2015}'];
    SCRIPTS.iter().any(|script| script.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_characters_are_lines() {
        let wide = |words: &str| words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("電話は町役場へ");
        for (bytes, expected) in [
            ([&b"\0\x01"[..], &wide("担当は佐藤 090"), b"\0\0\x03"].concat(), "担当は佐藤 090"),
            ([&b"\x01"[..], &wide("担当は佐藤 090"), b"\0\0"].concat(), "担当は佐藤 090"),
            ([&b"\0\x01"[..], "担当は佐藤".as_bytes(), b"\0"].concat(), "担当は佐藤"),
            ([&b"\0\x01"[..], &sjis, b"\0"].concat(), "電話は町役場へ"),
            (b"\x01\x02abcd@example.com\0".to_vec(), "abcd@example.com"),
        ] {
            let words = words_in(&bytes);
            assert!(words.lines().any(|line| line == expected), "{words}");
        }
        assert_eq!(words_in(b"\0\x01a\0b\0\x02"), "");
        assert_eq!(words_in(b"\x01<string>\x02"), "<string>\n");
    }
}
