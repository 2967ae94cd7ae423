//! Stars that are meant for bold words and are shown.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{load::markdown::lookalikes::Scan, msg, msgf, report::diagnostic::Diagnostic, text::japanese::is_wide};

static WIDE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[＊*]{2}([^＊*\n]+)[＊*]{2}").expect("the pattern is sound"));
static SPACED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\*\*([^*\n]+)\*\*").expect("the pattern is sound"));

/// Bold words in bold words: a space inside the stars has paired them wrongly.
pub(super) fn check_nested(nested: &[Range<usize>], scan: &mut Scan<'_>) {
    for range in nested {
        report_alone(range.start, scan);
    }
}

/// `＊＊太字＊＊`, `** 太字 **`, and a `**` that stands alone.
pub(super) fn check_emphasis(run: &Range<usize>, scan: &mut Scan<'_>) {
    let text = &scan.source[run.clone()];
    if !text.contains("**") && !text.contains("＊＊") {
        return;
    }
    let mut told: Vec<Range<usize>> = Vec::new();
    for found in WIDE.captures_iter(text) {
        let (whole, words) = (found.get(0).expect("the whole match is there"), found[1].trim());
        if words.is_empty() || !whole.as_str().contains('＊') {
            continue;
        }
        told.push(whole.range());
    }
    for found in SPACED.captures_iter(text) {
        let (whole, words) = (found.get(0).expect("the whole match is there"), &found[1]);
        let is_free = told.iter().all(|range| range.end <= whole.start() || whole.end() <= range.start);
        if is_free && words.trim() != words && !words.trim().is_empty() {
            told.push(whole.range());
        }
    }
    let pairs: Vec<_> = told.iter().map(|range| (range.clone(), text[range.clone()].to_owned())).collect();
    let alone = (text.match_indices("**").map(|(at, _)| at).filter(|at| is_alone(text, *at)))
        .find(|at| told.iter().all(|range| !range.contains(at)));
    for (range, written) in pairs {
        report_pair(run.start + range.start, &written, scan);
    }
    if let Some(at) = alone {
        report_alone(run.start + at, scan);
    }
}

/// Whether two stars, no more, stand beside a word that is no name of a program.
fn is_alone(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + 2..].chars().next());
    let is_star = |c: Option<char>| c == Some('*');
    let is_word = |c: Option<char>| c.is_some_and(|c| is_wide(c) && !matches!(c, '\u{3000}' | '）' | '※'));
    !is_star(before) && !is_star(after) && (is_word(before) || is_word(after))
}

fn report_pair(at: usize, written: &str, scan: &mut Scan<'_>) {
    let words = written.trim_matches(['*', '＊', ' ', '\u{3000}']);
    let message = if written.contains('＊') {
        msgf!(
            ja: "「{written}」は太字になりません。「＊」が全角です",
            en: "`{written}` is not bold: its stars are full-width")
    } else {
        msgf!(
            ja: "「{written}」は太字になりません。`**` の内側に空白があります",
            en: "`{written}` is not bold: there is a space inside the stars")
    };
    let span = scan.span(at..at + written.len());
    let finding = Diagnostic::warning("emphasis-lookalike", message)
        .at(scan.options.path, span)
        .help(msgf!(ja: "`**{words}**` と書いてください", en: "write `**{words}**`"))
        .fix(span, format!("**{words}**"));
    scan.findings.push(finding);
}

fn report_alone(at: usize, scan: &mut Scan<'_>) {
    let finding = Diagnostic::warning(
        "emphasis-lookalike",
        msg!(
            ja: "太字の `**` の始まりと終わりがそろっていません",
            en: "the stars of bold words do not pair"),
    )
    .at(scan.options.path, scan.span(at..at + 2))
    .help(msg!(
        ja: "`**太字**` のように、言葉の前と後に空白を入れずに書いてください",
        en: "write it like `**bold**`, without spaces inside the stars"));
    scan.findings.push(finding);
}
