//! Lines that are meant for headings and are none, and text that is one unawares.

use std::ops::Range;

use crate::{
    load::markdown::lookalikes::{
        Scan,
        prose::{Line, Prose},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::japanese::is_wide,
};

/// `##見出し`, `##　見出し`; and a sentence that a line of `---` right below makes a heading.
pub(super) fn check_headings(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    for line in prose.lines.iter().filter(|line| line.text.starts_with('#')) {
        check_mark(line, scan);
    }
    for range in &prose.headings {
        check_underline(range, scan);
    }
}

fn check_mark(line: &Line<'_>, scan: &mut Scan<'_>) {
    let count = line.text.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line.text[count..];
    let space = rest.len() - rest.trim_start_matches('\u{3000}').len();
    let Some(first) = rest[space..].chars().next().filter(|_| count <= 6) else { return };
    // One # before a word may be a word to search for; several in a line certainly are. In an answer it is nearly
    // always one.
    let tag = count == 1 && space == 0;
    if tag && (!is_wide(first) || rest.contains('#') || scan.options.qa) || first == '#' {
        return;
    }
    let written = line.at..line.at + count + space;
    let message = msgf!(
        ja: "見出しになりません。`#` のあとに半角の空白が要ります",
        en: "this is no heading: a space must follow `#`");
    let finding = Diagnostic::warning("heading-lookalike", message).at(scan.options.path, scan.span(written.clone()));
    let finding = finding.help(match count {
        1 => msg!(
            ja: "見出しなら `## ` にしてください（題名は別に入ります）。ハッシュタグなら `\\#` と書きます",
            en: "for a heading write `## `; the title is shown by itself. For a hashtag write `\\#`"),
        _ => msg!(ja: "`## 持ち物` のように書いてください", en: "write it like `## What to bring`"),
    });
    let span = scan.span(written);
    scan.findings.push(match count {
        1 => finding.offer(span, "## "),
        _ if scan.options.qa => finding.offer(span, format!("{} ", "#".repeat(count))),
        _ => finding.fix(span, format!("{} ", "#".repeat(count))),
    });
}

/// A heading that is one only because of the rule below it: no editor ends a heading with a full stop.
fn check_underline(range: &Range<usize>, scan: &mut Scan<'_>) {
    let text = scan.source[range.clone()].trim_end();
    let Some((words, rule)) = text.rsplit_once('\n').filter(|_| !text.starts_with('#')) else { return };
    if !rule.trim().bytes().all(|byte| byte == b'-' || byte == b'=') || !words.trim_end().ends_with(['。', '！', '？'])
    {
        return;
    }
    let at = range.start + words.len() + 1;
    let span = scan.span(at..at + rule.len());
    let finding = Diagnostic::warning(
        "heading-lookalike",
        msgf!(
            ja: "上の文が見出しになっています。文のすぐ下の「{rule}」は、文を見出しにする記号です",
            en: "the text above is a heading: `{rule}` right below a text makes it one"),
    )
    .at(scan.options.path, span)
    .help(msg!(
        ja: "区切り線なら、上に空の行を入れてください",
        en: "for a line across the page put an empty line above it"));
    let finding = if scan.is_at_edge(at) { finding.offer(scan.span(at..at), "\n") } else { finding };
    scan.findings.push(finding);
}
