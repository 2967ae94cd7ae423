//! Full-width spaces at the beginning of lines: Markdown does not count them.

use crate::{
    load::markdown::lookalikes::{
        Scan,
        prose::{Line, Prose},
    },
    msg,
    report::diagnostic::Diagnostic,
};

/// `　- 布団` below an item, and the indent of a paragraph on paper.
pub(super) fn check_indents(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    let mut told = usize::MAX;
    for line in prose.lines.iter().filter(|line| line.text.starts_with('\u{3000}')) {
        let words = line.text.trim_start_matches(['\u{3000}', ' ', '\t']);
        if is_mark(words) {
            report_mark(line, words, scan);
        } else if line.first && told != line.block {
            told = line.block;
            report_paragraph(line, words, scan);
        }
    }
}

/// Whether a line begins with a mark of Markdown.
fn is_mark(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") "));
    ["- ", "* ", "+ ", "-　", "|", "> ", "```"].iter().any(|mark| text.starts_with(mark))
        || numbered
        || text.starts_with('#') && text.trim_start_matches('#').starts_with(' ')
}

fn report_mark(line: &Line<'_>, words: &str, scan: &mut Scan<'_>) {
    let length = line.text.len() - words.len();
    let span = scan.span(line.at..line.at + length);
    let sign: String = words.chars().take_while(|c| !c.is_whitespace()).take(3).collect();
    // Below an item its words begin the next level; elsewhere there is nothing to stand below.
    let indent = " ".repeat(line.inner.filter(|_| !line.first).unwrap_or_default());
    // Spaces that stand before the full-width ones count already.
    let before = &scan.source[..line.at];
    let ascii = before.len() - before.trim_end_matches(' ').len();
    let finding = Diagnostic::warning(
        "wide-indent",
        crate::msgf!(
            ja: "行の先頭に全角の空白があるため、「{sign}」が記号として働きません",
            en: "a full-width space at the line's beginning keeps `{sign}` from working"),
    )
    .at(scan.options.path, span)
    .help(msg!(ja: "字下げには半角の空白を使ってください", en: "indent with ordinary spaces"))
    .fix(span, indent.get(ascii.min(indent.len())..).unwrap_or_default());
    scan.findings.push(finding);
}

fn report_paragraph(line: &Line<'_>, words: &str, scan: &mut Scan<'_>) {
    let span = scan.span(line.at..line.at + line.text.len() - words.len());
    let finding = Diagnostic::hint(
        "wide-indent",
        msg!(
            ja: "段落の先頭に全角の空白（字下げ）があります",
            en: "the paragraph begins with a full-width space"),
    )
    .at(scan.options.path, span)
    .help(msg!(
        ja: "Webページでは段落の間があくので、字下げは要りません。`shirube check --fix` で消せます",
        en: "on a web page paragraphs stand apart and need no indent; `shirube check --fix` removes it"))
    .fix(span, "");
    scan.findings.push(finding);
}
