//! Open data of a municipality: a CSV table of either generation, in any of the encodings that are published.
//!
//! Which header means which field is said by profile files, never by code. Nothing of a table is dropped: what no
//! profile knows is carried through, and what had to be mended is told with its line.
//!
//! - **In**: the bytes of a CSV file.
//! - **Out**: rows whose fields have names and forms.
//! - **Never**: drop a cell.
//! - **Read first**: this file, then [`profile`].
//! - **One more**: a profile is a file in `profiles/`; a fault is an entry in [`fault`].
//! - **Tests**: this file, `tests/it/open_data.rs`.

mod code;
mod fault;
mod field;
pub(super) mod grid;
pub mod hours;
pub(crate) mod mend;
pub mod profile;
pub mod profile_file;
mod row;
pub mod store;
pub mod write;

use std::collections::BTreeMap;

use crate::{
    base::{hash::Fingerprint, path::SourcePath, value::Value},
    load::tables::{
        fault::{Report, TableFault},
        grid::Grid,
        profile::{Profile, Profiles, Refusal},
    },
    report::diagnostic::Reported,
    text::{
        moment::Moment,
        normalize::{Encoding, decode},
        slug::{Ids, heading_id},
        span::Span,
    },
};

/// What the rows of a table are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DatasetKind {
    /// 公共施設.
    Facility,
    /// イベント.
    Event,
    /// 指定緊急避難場所.
    Shelter,
    /// 子育て施設.
    Childcare,
}

impl DatasetKind {
    /// Every sort.
    pub const ALL: [Self; 4] = [Self::Facility, Self::Event, Self::Shelter, Self::Childcare];

    /// Its name in profiles, templates and file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Event => "event",
            Self::Shelter => "shelter",
            Self::Childcare => "childcare",
        }
    }
}

/// A table, read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// What its rows are; `None`: no profile knows its header, and there are no rows.
    pub sort: Option<DatasetKind>,
    /// The profile's title; empty without one.
    pub title: String,
    /// The header as it is written.
    pub header: Vec<String>,
    /// The headers of the fields, by the field's name.
    pub labels: BTreeMap<String, String>,
    /// The rows that can be used, in order.
    pub rows: Vec<Row>,
    /// Why no profile takes it, where one knows a part of its header.
    pub refused: Option<Refusal>,
    /// Fingerprint of the file and the profiles.
    pub fingerprint: Fingerprint,
}

impl Table {
    /// The rows in the order in which a page shows them, events by their day, each with its anchor there.
    pub fn entries(&self, ids: &mut Ids) -> Vec<(&Row, String)> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        if self.sort == Some(DatasetKind::Event) {
            rows.sort_by_key(|row| (row.text("start_date"), row.text("start_time")));
        }
        let anchor = |row: &Row| match self.sort {
            // With its day: what comes every month keeps its anchor when an earlier one has been taken out.
            Some(DatasetKind::Event) => heading_id(&format!("{} {}", row.text("name"), row.text("start_date"))),
            _ => heading_id(row.text("name")),
        };
        rows.into_iter().map(|row| (row, ids.unique(&anchor(row)))).collect()
    }
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    /// Where it stands in the file.
    pub span: Span,
    /// What the profile knows, by the field's name; what is empty is left out.
    pub fields: BTreeMap<String, Value>,
    /// What no profile knows or what could not be read as it should be, by header.
    pub other: BTreeMap<String, String>,
}

impl Row {
    /// The text of a field; empty if there is none.
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_text).unwrap_or_default()
    }

    /// When an event begins and when it ends, each a day or a day and a time; empty where the row does not say.
    pub fn moments(&self) -> (String, String) {
        let moment = |day: &str, time: &str| {
            let whole = format!("{day}T{time}");
            if Moment::parse(&whole).is_some() { whole } else { day.to_owned() }
        };
        let (first, last, until) = (self.text("start_date"), self.text("end_date"), self.text("end_time"));
        let end = match (last, until) {
            ("", "") => String::new(),
            ("", time) => moment(first, time),
            (day, time) => moment(day, time),
        };
        (moment(first, self.text("start_time")), end)
    }
}

/// Reads a table. A table of none of the known sorts has no rows and no findings: it may be anything.
pub fn read_table(path: &SourcePath, bytes: &[u8], profiles: &Profiles, fingerprint: Fingerprint) -> Reported<Table> {
    let empty = Table { fingerprint, ..Table::default() };
    let Some((text, encoding)) = decode(bytes) else { return Reported { value: empty, findings: Vec::new() } };
    let grid = Grid::read(&text);
    let mut told = Report::new(path);
    let Some((at, profile)) = header(&grid, profiles) else {
        let (header, refused) = refused_header(&grid, profiles);
        return Reported { value: Table { header, refused, ..empty }, findings: Vec::new() };
    };
    match encoding {
        Encoding::Utf8 => {}
        Encoding::Utf8Bom => told.tell(TableFault::Bom, Span::default()),
        Encoding::ShiftJis { .. } => told.tell(TableFault::ShiftJis, Span::default()),
        Encoding::Utf16 => told.tell(TableFault::Utf16, Span::default()),
    }
    if grid.separator == b'\t' {
        told.tell(TableFault::Tabs, grid.whole(&grid.lines[at]));
    }
    grid.open.iter().for_each(|span| told.tell(TableFault::OpenQuote, *span));
    if let Some(first) = grid.lines[..at].first() {
        told.tell(TableFault::AboveHeader, grid.whole(first));
    }
    let rows = row::rows(&grid, at, profile, &mut told);
    let header = grid.lines[at].cells.clone();
    let label = |name: &String| profile.field(name).map(|(field, _)| (field.to_owned(), name.trim().to_owned()));
    let labels = header.iter().rev().filter_map(label).collect();
    let table = Table { sort: Some(profile.sort), title: profile.title.clone(), header, labels, rows, ..empty };
    Reported { value: table, findings: told.findings }
}

/// How far down a header is looked for: published files put a title above it.
const HEADER_WITHIN: usize = 10;

/// The line of the header, and the profile that knows it best.
fn header<'a>(grid: &Grid<'_>, profiles: &'a Profiles) -> Option<(usize, &'a Profile)> {
    let lines = grid.lines.iter().take(HEADER_WITHIN).enumerate();
    lines.filter_map(|(at, line)| Some((at, profiles.of(&line.cells)?))).next()
}

/// The line that is the likeliest header of a table that no profile takes, and why none does.
fn refused_header(grid: &Grid<'_>, profiles: &Profiles) -> (Vec<String>, Option<Refusal>) {
    let lines = grid.lines.iter().take(HEADER_WITHIN);
    let refused = lines.filter_map(|line| Some((&line.cells, profiles.refusal(&line.cells)?)));
    // Of two that are known as well the first.
    let best = refused.reduce(|a, b| if b.1.known.len() > a.1.known.len() { b } else { a });
    match best {
        Some((cells, refusal)) => (cells.clone(), Some(refusal)),
        None => (grid.lines.first().map_or(Vec::new(), |line| line.cells.clone()), None),
    }
}

/// The header of a file, by which a profile is proposed for it: the line with the most cells, among the first.
pub fn read_header(bytes: &[u8]) -> Option<Vec<String>> {
    let (text, _) = decode(bytes)?;
    let grid = Grid::read(&text);
    let filled = |line: &&grid::Line| line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    grid.lines.iter().take(HEADER_WITHIN).rev().max_by_key(filled).map(|line| line.cells.clone())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Row> {
        read_table(&SourcePath::new("a.csv"), bytes, &Profiles::new([]).value, Fingerprint::default()).value.rows
    }

    /// Cells that have once been wrong, and the marks around them.
    const CELLS: &str =
        "([\"\r\n\t,;:a0-9:./年月日時分令和（）あ\u{0}-]|24:00|138.1|36.2|4,315 |\"\"|\r\n|1310[0-9]){0,60}";
    const HEADERS: [&str; 3] = [
        "名称,緯度,経度,都道府県コード又は市区町村コード,開始時間,住所",
        "イベント名,開始日,終了時間,定員,,",
        "NO,名称,住所,災害種別_洪水,標高,備考",
    ];

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            rows(&bytes);
        }

        #[test]
        fn no_table_panics(body in CELLS, header in 0..HEADERS.len()) {
            let file = format!("{}\n{body}", HEADERS[header]);
            let wide: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for row in rows(file.as_bytes()).iter().chain(&rows(&wide)) {
                prop_assert!(!row.text("name").is_empty());
                prop_assert!(row.span.start <= row.span.end && row.span.end <= file.len());
            }
        }
    }
}
