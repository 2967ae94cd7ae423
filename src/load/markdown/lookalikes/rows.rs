//! Words of a table that are lost, and text that became a row of one.

use crate::{
    load::markdown::lookalikes::{
        Scan,
        prose::{Prose, Row},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
};

/// More cells than columns: the words vanish. A line without a bar right below a table: it is a row.
pub(super) fn check_rows(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    let mut below = usize::MAX;
    for row in &prose.rows {
        let text = scan.source[row.range.clone()].trim_end();
        // Only the first of such lines is told: an empty line there mends them all.
        if row.columns > 1 && !text.contains('|') {
            if below != row.range.start {
                report_text(row, text, scan);
            }
            below = row.range.end;
            continue;
        }
        report_surplus(row, scan);
    }
}

fn report_surplus(row: &Row, scan: &mut Scan<'_>) {
    let end = row.range.start + scan.source[row.range.clone()].trim_end().len();
    let rest = scan.source.get(row.shown..end).unwrap_or_default();
    let cells: Vec<&str> = rest.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    if cells.is_empty() {
        return;
    }
    let lost = cells.join("」「");
    let columns = row.columns;
    let at = row.shown + (rest.len() - rest.trim_start_matches(['|', ' ', '\t', '\u{3000}']).len());
    let end = at + scan.source[at..end].trim_end_matches(['|', ' ', '\t', '\u{3000}']).len();
    let finding = Diagnostic::error(
        "surplus-cell",
        msgf!(
            ja: "表の列は{columns}つですが、この行はそれより多く、「{lost}」が表示されません",
            en: "the table has {columns} columns, this row has more: `{lost}` is not shown"),
    )
    .at(scan.options.path, scan.span(at..end))
    .help(msg!(
        ja: "文字としての「|」は `\\|` と書きます。列を増やすなら、見出しと区切りの行にも足してください",
        en: "a bar as a character is written `\\|`; for another column add it to the first two rows as well"));
    scan.findings.push(finding);
}

fn report_text(row: &Row, text: &str, scan: &mut Scan<'_>) {
    let (start, end) = (row.range.start, row.range.start + text.len());
    let finding = Diagnostic::warning(
        "text-in-table",
        msg!(
            ja: "表のすぐ下の文が、表の行になっています",
            en: "the text right below the table has become a row of it"),
    )
    .at(scan.options.path, scan.span(start..end))
    .help(msg!(ja: "表と文の間に、空の行を入れてください", en: "put an empty line between table and text"));
    let at = scan.span(start..start);
    let finding = if scan.is_at_edge(start) { finding.fix(at, "\n") } else { finding };
    scan.findings.push(finding);
}
