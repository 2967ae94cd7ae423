//! Lines with bars that are meant for a table and are none.

use crate::{
    load::markdown::lookalikes::{
        Scan,
        prose::{Line, Prose},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
};

/// What may stand in the second line of a table, as people write it.
const RULE: &[char] = &['|', '-', ':', ' ', '\u{3000}', '―', 'ー', '－', '‐', '‑', '–', '—', '−', '─', '━', '：', '｜'];

/// `|―|―|`, a second line with another number of columns, rows without a second line, a table right below a text.
pub(super) fn check_tables(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    let mut at = 0;
    while at < prose.lines.len() {
        let here = &prose.lines[at];
        let mut end = at + 1;
        while prose.lines.get(end).is_some_and(|line| line.block == here.block) {
            end += 1;
        }
        let lines = &prose.lines[at..end];
        if lines.iter().any(|line| line.text.contains('|')) {
            check_block(lines, scan);
        }
        at = end;
    }
}

/// The lines of one paragraph.
fn check_block(lines: &[Line<'_>], scan: &mut Scan<'_>) {
    let mut rows = 0;
    for (number, line) in lines.iter().enumerate() {
        let header = number.checked_sub(1).map(|before| &lines[before]).filter(|before| before.text.contains('|'));
        match header {
            Some(header) if is_rule(line.text) => return report_rule(lines, number, header, scan),
            _ if is_row(line.text) => rows += 1,
            _ if rows > 1 => break,
            _ => rows = 0,
        }
    }
    let first = lines.iter().position(|line| is_row(line.text));
    if let Some(first) = first.map(|first| &lines[first]).filter(|_| rows > 1) {
        report_rows(first, scan);
    }
}

fn is_row(text: &str) -> bool {
    text.starts_with('|') && text.ends_with('|') && text.len() > 2 && !is_rule(text)
}

fn is_rule(text: &str) -> bool {
    text.contains('|') && text.chars().all(|c| RULE.contains(&c)) && text.chars().any(|c| !matches!(c, '|' | ':' | ' '))
}

/// How many cells a row has.
pub(super) fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(row);
    let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')).count();
    bars + 1
}

/// A second line that makes no table.
fn report_rule(lines: &[Line<'_>], number: usize, header: &Line<'_>, scan: &mut Scan<'_>) {
    let line = &lines[number];
    let (columns, cells) = (count_cells(header.text), count_cells(line.text));
    let wide = !line.text.is_ascii();
    let span = scan.span(line.at..line.at + line.text.len());
    let right = format!("|{}", "---|".repeat(columns));
    let finding = |message| Diagnostic::warning("table-lookalike", message).at(scan.options.path, span);
    let finding = if wide {
        let text = line.text;
        finding(msgf!(
            ja: "「{text}」は表の区切りになりません。半角の「-」で書きます",
            en: "`{text}` is no line of a table: it takes hyphens"))
        .help(msgf!(ja: "`{right}` としてください", en: "write `{right}`"))
        .fix(span, right)
    } else if columns != cells {
        finding(msgf!(
            ja: "表になりません。見出しの列は{columns}つ、その下の区切りは{cells}つです",
            en: "this is no table: {columns} columns above, {cells} in the line below"))
        .help(msgf!(ja: "区切りの行を `{right}` としてください", en: "write `{right}` in the second line"))
        .fix(span, right)
    } else {
        let finding = finding(msg!(
            ja: "表になりません。表の前に空の行が要ります",
            en: "this is no table: it needs an empty line before it"))
        .help(msg!(ja: "表の1行目の上に、空の行を入れてください", en: "put an empty line above its first row"));
        let at = scan.span(header.at..header.at);
        if scan.is_at_edge(header.at) && number > 1 { finding.fix(at, "\n") } else { finding }
    };
    scan.findings.push(finding);
}

/// Rows without a second line.
fn report_rows(first: &Line<'_>, scan: &mut Scan<'_>) {
    let right = format!("|{}", "---|".repeat(count_cells(first.text)));
    let end = first.at + first.text.len();
    let finding = Diagnostic::warning(
        "table-lookalike",
        msg!(
            ja: "表になりません。1行目の下に、区切りの行がありません",
            en: "this is no table: no line divides its first row from the others"),
    )
    .at(scan.options.path, scan.span(first.at..end))
    .help(msgf!(ja: "1行目の下に `{right}` を入れてください", en: "put `{right}` below the first row"));
    let at = scan.span(end..end);
    let finding = if scan.is_at_edge(first.at) { finding.offer(at, format!("\n{right}")) } else { finding };
    scan.findings.push(finding);
}
