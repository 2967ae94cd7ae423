//! What tables lack for people who hear them or read them on a phone: names of columns, a caption, words in cells.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::{
    load::markdown::{Events, Options, blocks::is_caption, end_of, table_cells::rows_of},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// From so many columns on a table is wide, and with so many characters a cell is long.
const COLUMNS: usize = 5;
const LONG: usize = 60;

/// A table: the texts of its cells and where they stand, by rows; the first is the row of names.
struct Table {
    range: Range<usize>,
    rows: Vec<Vec<(String, Range<usize>)>>,
    has_caption: bool,
}

/// The findings about the tables of a text, which begins at byte `start` of its file.
pub(super) fn findings(source: &str, start: usize, events: &Events<'_>, options: &Options<'_>) -> Vec<Diagnostic> {
    let mut checks = Checks { source, start, options, findings: Vec::new() };
    let mut caption = false;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Table(_)) => {
                let end = end_of(events, at);
                let has_caption = std::mem::take(&mut caption) || is_caption(events, end + 1);
                let rows = rows_of(source, &events[at + 1..end]);
                checks.check(&Table { range: range.clone(), rows, has_caption });
            }
            Event::Start(Tag::Paragraph) => caption = is_caption(events, at),
            Event::Start(Tag::Heading { .. } | Tag::List(_) | Tag::CodeBlock(_)) => caption = false,
            Event::Html(html) if html.to_ascii_lowercase().contains("<table") => checks.check_html(source, range),
            _ => {}
        }
    }
    checks.findings
}

struct Checks<'a> {
    source: &'a str,
    start: usize,
    options: &'a Options<'a>,
    findings: Vec<Diagnostic>,
}

impl Checks<'_> {
    fn check(&mut self, table: &Table) {
        let Some(head) = table.rows.first() else { return };
        let first = self.first_line(&table.range);
        let is_blank = |(text, _): &(String, Range<usize>)| text.trim().is_empty();
        if head.iter().all(is_blank) {
            self.report_header(first);
        } else if !table.has_caption {
            self.report_caption(first, table.rows.len() - 1);
        }
        let cells = || table.rows.iter().flatten();
        let long = cells().map(|(text, _)| text.chars().count()).max().unwrap_or_default();
        if head.len() >= COLUMNS || long > LONG {
            self.report_wide(first, head.len(), long);
        }
        // The corner above the names of rows may be empty.
        // A text that became a row has a finding of its own.
        let is_row = |row: &&Vec<(String, Range<usize>)>| row.iter().filter(|cell| !is_blank(cell)).count() > 1;
        let body: Vec<_> = table.rows.iter().skip(1).filter(is_row).flatten().collect();
        if let Some(blank) = body.iter().find(|cell| is_blank(cell)) {
            let count = body.iter().filter(|cell| is_blank(cell)).count();
            self.report_blank(self.span(&blank.1), count);
        }
        for (text, range) in table.rows.iter().skip(1).flatten() {
            if let Some(words) = meaning(text.trim()) {
                self.report_symbol(text.trim(), words, range);
            }
        }
    }

    /// A table in HTML, which may stand where its cells span columns.
    fn check_html(&mut self, source: &str, range: &Range<usize>) {
        let rest = &source[range.start..];
        let table = rest[..rest.find("</table").unwrap_or(rest.len())].to_ascii_lowercase();
        // Without cells that span others it is shown as text.
        if (table.contains("colspan") || table.contains("rowspan")) && !table.contains("<th") {
            self.report_header(self.first_line(range));
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::from(range.clone()).shifted(self.start)
    }

    fn first_line(&self, range: &Range<usize>) -> Span {
        let line = self.source[range.clone()].lines().next().unwrap_or_default().trim_end();
        self.span(&(range.start..range.start + line.len()))
    }

    fn report_header(&mut self, first: Span) {
        let finding = Diagnostic::error(
            "table-header",
            msg!(
                ja: "表の1行目に、列の名前を書いてください",
                en: "the table has no names of columns; write them in its first row"),
        );
        self.findings.push(finding.at(self.options.path, first).help(msg!(
            ja: "`| 月 | 灯油 |` のように、列に何があるかを1行目に書きます",
            en: "say in the first row what each column holds, like `| month | paraffin |`")));
    }

    /// A table of two rows says what it is about by itself.
    fn report_caption(&mut self, first: Span, rows: usize) {
        let message = msg!(ja: "表に題名がありません", en: "the table has no caption");
        let finding = if rows <= 2 {
            Diagnostic::hint("table-caption", message)
        } else {
            Diagnostic::warning("table-caption", message)
        };
        self.findings.push(finding.at(self.options.path, first).help(msg!(
            ja: "表のすぐ上に、`表：家賃の目安` のように1行書き、空の行をあけてください",
            en: "write a line like `Table: what a flat costs` above it, and an empty line")));
    }

    fn report_wide(&mut self, first: Span, columns: usize, long: usize) {
        let message = if columns >= COLUMNS {
            msgf!(
                ja: "列が{columns}つある、横に長い表です。スマートフォンでは横に動かさないと読めません",
                en: "the table has {columns} columns: on a phone it has to be scrolled sideways")
        } else {
            msgf!(
                ja: "{long}字のセルがある表です。スマートフォンでは横に動かさないと読めません",
                en: "the table has a cell of {long} characters: on a phone it has to be scrolled sideways")
        };
        self.findings.push(Diagnostic::hint("wide-table", message).at(self.options.path, first).help(msg!(
            ja: "表を2つに分けるか、箇条書きや見出しにできませんか",
            en: "could it be two tables, a list, or headings?")));
    }

    fn report_blank(&mut self, span: Span, count: usize) {
        let message = msgf!(
            ja: "表に空欄が{count}か所あります",
            en: "the table has {count} empty cells");
        self.findings.push(Diagnostic::hint("blank-cell", message).at(self.options.path, span).help(msg!(
            ja: "「なし」「未定」のように、言葉で書いてください",
            en: "write words, like `none` or `not yet known`")));
    }

    fn report_symbol(&mut self, sign: &str, words: (&str, &str), range: &Range<usize>) {
        let written = &self.source[range.clone()];
        let place = written.find(sign).map(|at| range.start + at..range.start + at + sign.len());
        let span = self.span(place.as_ref().unwrap_or(range));
        let (ja, en) = words;
        let finding = Diagnostic::warning(
            "symbol-cell",
            msgf!(
                ja: "「{sign}」だけのセルです。読み上げでは伝わりません",
                en: "the cell says only `{sign}`, which is not read aloud"),
        )
        .at(self.options.path, span)
        .about(format!("{} {} {sign}", self.options.path, self.start))
        .help(msgf!(
            ja: "「{ja}」のように、言葉で書いてください",
            en: "write words, like `{en}`"));
        self.findings.push(if place.is_some() { finding.offer(span, ja) } else { finding });
    }
}

/// What a sign stands for in most tables.
fn meaning(sign: &str) -> Option<(&'static str, &'static str)> {
    Some(match sign {
        "○" | "◯" | "〇" | "●" => ("あり", "yes"),
        "◎" => ("とくによい", "very good"),
        "×" | "✕" | "✖" => ("なし", "no"),
        "△" | "▲" => ("一部", "in part"),
        "－" => ("なし", "none"),
        _ => return None,
    })
}
