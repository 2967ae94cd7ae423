//! The gate on what is written. Its text comes from sources that were read whole, so here it is enough to look for what
//! only joining can make: numbers and mail addresses. Files that are copied are read whole.

use std::ops::Range;

use crate::privacy::{Gate, Hit, Kind, Severity};

/// How much text around a number or an `@` decides, in bytes.
const AROUND: usize = 240;
/// What is counted at once.
const CHUNK: usize = 64;
/// The fewest digits of a number that blocks.
const DIGITS: u32 = 9;

/// Finds in a page, a feed or a list what joining made: values of numbers and mail.
pub(crate) fn made(gate: &Gate, text: &str) -> Vec<(String, Hit)> {
    let mut found = Vec::new();
    for window in windows(text.as_bytes()) {
        let start = crate::text::span::floor_char_boundary(text, window.start);
        let end = crate::text::span::floor_char_boundary(text, window.end);
        let part = &text[start..end];
        // Joined texts make numbers and mail; names and addresses are the sources' own.
        // A value that the window's edge may have cut is looked at in no other window: there it is longer or nothing.
        let whole = |hit: &Hit| (hit.range.start > 0 || start == 0) && (hit.range.end < part.len() || end == text.len());
        let joined = |hit: &Hit| hit.severity == Severity::Never || matches!(hit.kind, Kind::Phone | Kind::Email | Kind::BankAccount);
        found.extend(
            gate.scan(part).into_iter().filter(|hit| joined(hit) && whole(hit)).map(|hit| (part[hit.range.clone()].to_owned(), hit)),
        );
    }
    found
}

/// Finds everything in a file that is copied as it is.
pub(crate) fn copied(gate: &Gate, text: &str) -> Vec<(String, Hit)> {
    gate.scan(text).into_iter().map(|hit| (text[hit.range.clone()].to_owned(), hit)).collect()
}

/// The parts of a text around many digits or an `@`.
fn windows(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut before = 0;
    for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
        let digits: u32 = chunk.iter().map(|byte| u8::from(byte.wrapping_sub(b'0') < 10)).fold(0u8, u8::wrapping_add).into();
        let mail = chunk.iter().fold(false, |mail, byte| mail | (*byte == b'@'));
        if mail
            || (digits + before >= DIGITS
                && is_dense(&bytes[(number * CHUNK).saturating_sub(CHUNK)..((number + 1) * CHUNK).min(bytes.len())]))
        {
            let range = (number * CHUNK).saturating_sub(CHUNK + AROUND)..((number + 1) * CHUNK + AROUND).min(bytes.len());
            match windows.last_mut().filter(|last| last.end >= range.start) {
                Some(last) => last.end = range.end,
                None => windows.push(range),
            }
        }
        before = digits;
    }
    windows
}

/// Whether the digits stand together: with no more between two of them than one inline tag.
fn is_dense(bytes: &[u8]) -> bool {
    let (mut digits, mut gap) = (0, 0);
    for byte in bytes {
        if byte.is_ascii_digit() {
            (digits, gap) = (digits + 1, 0);
        } else if gap == 12 || matches!(byte, b'"' | b'\n' | b',' | 0xe4..) {
            (digits, gap) = (0, 0);
        } else {
            gap += usize::from(digits > 0);
        }
        if digits >= DIGITS {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::{Kind, Lists};

    #[test]
    fn what_joining_makes_is_found_wherever_it_stands() {
        let gate = Gate::new(&Lists::default());
        for length in [0, 1, 50, 63, 64, 65, 300, 1000] {
            let before = "文。".repeat(length);
            let page = format!("<p>{before}</p><p>電話 090-<b>0000</b>-1234</p><a href=\"mailto:hana@example.jp\">x</a><p>{before}</p>");
            let kinds: Vec<_> = made(&gate, &page).into_iter().map(|(_, hit)| hit.kind).collect();
            assert_eq!(kinds, [Kind::Phone, Kind::Email], "{length}");
        }
        assert!(made(&gate, "<time datetime=\"2022-02-12\">2022年2月12日</time> 1234567890123").is_empty());
    }
}
