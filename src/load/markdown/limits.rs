//! Texts that no person has written: deeper than any outline, or with more marks in a paragraph than words. The time of
//! the library grows with the square of these, so that they are told and not read.

use std::ops::Range;

use crate::{base::path::SourcePath, load::markdown::Parsed, msg, report::diagnostic::Diagnostic, text::span::Span};

/// How deep lists and quotes may stand in each other.
const DEEPEST: usize = 60;

/// How many marks of emphasis and links a paragraph may have.
const MOST_MARKS: usize = 4_000;

/// Where a text is too deep or has too many marks; `None` nearly always.
pub(super) fn find_excess(text: &str) -> Option<Range<usize>> {
    let (mut at, mut marks) = (0, 0);
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let (depth, begins) = containers(line.as_bytes());
        if begins || line.trim_ascii().is_empty() || line.starts_with(['#', '|']) {
            marks = 0;
        }
        marks += line.bytes().filter(|byte| matches!(byte, b'*' | b'_' | b'~' | b'[' | b'!' | b'`')).count();
        if depth > DEEPEST || marks > MOST_MARKS {
            return Some(range);
        }
    }
    None
}

/// What comes of a text that is not read: the finding.
pub(super) fn refuse(path: &SourcePath, excess: Range<usize>, start: usize) -> Parsed {
    let finding = Diagnostic::error(
        "too-complex",
        msg!(
        ja: "本文が入り組みすぎていて、読み取れません",
        en: "the text is too deep or has too many marks to be read"),
    )
    .at(path, Span::from(excess).shifted(start))
    .help(msg!(
        ja: "この行の箇条書きや引用を浅くするか、`*` や `[` の並びを消してください",
        en: "make lists and quotes in this line less deep, or remove the rows of `*` or `[`"));
    Parsed { findings: vec![finding], ..Parsed::default() }
}

/// How many lists and quotes a line may stand in, and whether it begins one.
fn containers(line: &[u8]) -> (usize, bool) {
    let (mut depth, mut spaces, mut at) = (0, 0, 0);
    let mut begins = false;
    while let Some(byte) = line.get(at) {
        let space = |after: usize| matches!(line.get(at + after), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
        let digits = line[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        at += match byte {
            b' ' | b'\t' => {
                spaces += if *byte == b' ' { 1 } else { 4 };
                1
            }
            b'>' => {
                (depth, begins) = (depth + 1, true);
                1
            }
            b'-' | b'*' | b'+' if space(1) => {
                (depth, begins) = (depth + 1, true);
                2
            }
            b'0'..=b'9' if matches!(line.get(at + digits), Some(b'.' | b')')) && space(digits + 1) => {
                (depth, begins) = (depth + 1, true);
                digits + 1
            }
            _ => break,
        };
    }
    // Of an indented line only one that goes on with a list is deep: code may stand far to the right.
    (if begins { depth + spaces / 2 } else { depth }, begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read_and_what_nobody_writes_is_told() {
        let code = format!("```\n{}x\n```\n", " ".repeat(500));
        let table = "| [a](b) | **c** |\n".repeat(3000);
        let list = "- [a](b) と **c**\n".repeat(3000);
        let nested: String = (0..20).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
        for text in
            ["", "ふつうの文です。\n\n- a\n  - b\n\n> c\n> > d\n", &code, &table, &list, &nested, "* * *\n", "-----\n"]
        {
            assert_eq!(find_excess(text), None, "{text:.40}");
        }
        let deep: String = (0..70).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
        for text in [
            &"- ".repeat(70),
            &"> ".repeat(70),
            &">".repeat(70),
            &"1. ".repeat(70),
            &deep,
            &"*a **b ".repeat(2000),
            &"[".repeat(5000),
        ] {
            assert!(find_excess(text).is_some(), "{text:.40}");
        }
        assert_eq!(find_excess(&format!("a\n{}\n", ">".repeat(70))), Some(2..72));
    }
}
