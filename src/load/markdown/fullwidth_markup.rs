//! Full-width characters where Markdown means half-width ones: `＃見出し`, `－項目`, `［文］（a.md）`.
//!
//! In prose they are untouched; only the places of syntax are looked at.

use std::ops::Range;

use crate::{
    base::path::SourcePath,
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::{Span, floor_char_boundary},
};

/// How many bytes a link's words and its address may have each.
const LONGEST: usize = 600;

/// The findings of a text from byte `start` on, outside `code`. In a page of questions (`qa`) a line with ＃ is what
/// somebody wrote, such as ＃雪かき: there a heading would end an answer.
pub fn findings(path: &SourcePath, text: &str, start: usize, code: &[Range<usize>], qa: bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if !may_hold(&text.as_bytes()[start..]) {
        return findings;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let here = at;
        at += line.len();
        // Every full-width form begins with this byte; most lines end here.
        let next = || code.get(code.partition_point(|range| range.end <= here));
        if !line.bytes().any(|byte| byte == 0xef) || next().is_some_and(|range| range.start < at) {
            continue;
        }
        let line = line.trim_end();
        if let Some((written, meant)) = line_start(line).filter(|(written, _)| !qa || !written.starts_with('＃')) {
            let indent = line.len() - line.trim_start().len();
            let span = Span::new(here + indent, here + indent + written.len());
            findings.push(match meant.as_str() {
                "#" => heading(path, span, written, start > 0),
                meant => report_markup(path, span, written, meant),
            });
        }
        for (range, meant) in links(line) {
            findings.push(report_markup(path, Span::new(here + range.start, here + range.end), &line[range], &meant));
        }
    }
    findings
}

/// Whether a text holds one of the forms at all: ＃ － ．［ ｜, or （ after a bracket. Nearly no text does.
fn may_hold(text: &[u8]) -> bool {
    memchr::memchr_iter(0xef, text).any(|at| match text.get(at + 1..at + 3) {
        Some([0xbc, 0x83 | 0x8d | 0x8e | 0xbb]) | Some([0xbd, 0x9c]) => true,
        Some([0xbc, 0x88]) => text[..at].ends_with(b"]"),
        _ => false,
    })
}

fn told(path: &SourcePath, span: Span, written: &str) -> Diagnostic {
    Diagnostic::warning(
        "full-width-syntax",
        msgf!(
        ja: "「{written}」が全角のため、Markdownの記号になりません",
        en: "`{written}` is full-width and does not work as Markdown"),
    )
    .at(path, span)
}

fn report_markup(path: &SourcePath, span: Span, written: &str, meant: &str) -> Diagnostic {
    let meant = meant.trim_end();
    told(path, span, written)
        .help(msgf!(ja: "半角にしてください：`{meant}`", en: "write it half-width: `{meant}`"))
        .fix(
            span,
            if meant.starts_with(['#', '-']) || meant.ends_with('.') { format!("{meant} ") } else { meant.to_owned() },
        )
}

/// One ＃ may stand before the title, a heading or a word to search for: a person decides.
fn heading(path: &SourcePath, span: Span, written: &str, titled: bool) -> Diagnostic {
    let finding = told(path, span, written);
    if titled {
        return finding
            .help(msg!(
                ja: "見出しなら `## ` にしてください（題名は別に入ります）",
                en: "for a heading write `## `; the title is shown by itself"))
            .offer(span, "## ");
    }
    finding.help(msg!(ja: "題名なら、半角の `# ` にしてください", en: "for the title write `# `")).offer(span, "# ")
}

/// What stands at a line's start, and what it should be.
fn line_start(line: &str) -> Option<(&str, String)> {
    let line = line.trim_start();
    let marks = &line[..line.len() - line.trim_start_matches('＃').len()];
    if !marks.is_empty() {
        let spaced = &line[..marks.len() + space(&line[marks.len()..])];
        return Some((spaced, "#".repeat(marks.chars().count())));
    }
    if let Some(rest) = line
        .strip_prefix('－')
        .filter(|rest| !rest.starts_with(['－', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９']))
    {
        return (!rest.is_empty()).then(|| (&line[..'－'.len_utf8() + space(rest)], "-".to_owned()));
    }
    if line.starts_with('｜') && line.ends_with('｜') && line.chars().count() > 2 {
        return Some((line, line.replace('｜', "|")));
    }
    let digits = &line[..line.len() - line.trim_start_matches(|c: char| ('０'..='９').contains(&c)).len()];
    let rest = line[digits.len()..].strip_prefix('．').filter(|rest| !digits.is_empty() && !rest.is_empty())?;
    let number: String = digits.chars().filter_map(|c| char::from_u32(u32::from(c) - 0xff10 + 0x30)).collect();
    let length = digits.len() + '．'.len_utf8() + space(rest);
    Some((&line[..length], format!("{number}.")))
}

fn space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// `［文］（a.md）` and `[文]（a.md）`: brackets around words, then full-width parentheses around an address.
fn links(line: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find('（').map(|at| from + at) {
        let inner = open + '（'.len_utf8();
        from = inner;
        let before = &line[..open];
        let Some(words) = before.strip_suffix(']').or_else(|| before.strip_suffix('］')) else { continue };
        let near = &line[inner..floor_char_boundary(line, inner + LONGEST)];
        let Some(close) = near.find('）').map(|at| inner + at) else { continue };
        let target = &line[inner..close];
        let is_page = SourcePath::new(target.split('#').next().unwrap_or(target)).is_page();
        let address =
            target.is_ascii() && !target.contains(' ') && (is_page || target.contains('/') || target.starts_with('#'));
        let near = words.len() - floor_char_boundary(words, words.len().saturating_sub(LONGEST));
        let from = words.len() - near;
        let Some(start) = words[from..].rfind(['[', '［']).map(|at| from + at).filter(|_| address) else { continue };
        let bracket = if words[start..].starts_with('[') { 1 } else { '［'.len_utf8() };
        found.push((start..close + '）'.len_utf8(), format!("[{}]({target})", &words[start + bracket..])));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_is_found_and_prose_is_not() {
        for (text, expected) in [
            ("＃見出し", Some("# ")),
            ("＃＃　見出し", Some("## ")),
            ("－項目", Some("- ")),
            ("１．項目", Some("1. ")),
            ("｜a｜b｜", Some("|a|b|")),
            ("くわしくは［家賃］（rent.md）へ", Some("[家賃](rent.md)")),
            ("くわしくは[家賃]（../sumai/rent.md）へ", Some("[家賃](../sumai/rent.md)")),
            ("－３度まで下がります", None),
            ("一戸建て（築30年）です", None),
            ("料金：＃1", None),
            ("［注意］（2026年）", None),
        ] {
            let found = findings(&SourcePath::new("content/a.md"), text, 0, &[], false);
            assert_eq!(
                found.first().and_then(|finding| finding.fix.as_ref()).map(|fix| fix.text.as_str()),
                expected,
                "{text}"
            );
        }
        assert!(findings(&SourcePath::new("content/a.md"), "＃x", 0, std::slice::from_ref(&(0..10)), false).is_empty());
        let in_answer = |text: &str| findings(&SourcePath::new("content/qa/a.md"), text, 0, &[], true).len();
        assert_eq!(["＃雪かき", "＃＃　見出し", "－項目"].map(in_answer), [0, 0, 1]);
    }
}
