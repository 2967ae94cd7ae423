//! Tables of lines: CSV, TSV.

use crate::{
    attachment::{
        contents::{Mark, Spot},
        reading::{File, Reader, Reading},
        text::decode_text,
    },
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

fn knows(file: &File<'_>) -> bool {
    matches!(file.ending, "csv" | "tsv") && decode_text(file.bytes).is_some()
}

fn read(file: &File<'_>, reading: &mut Reading) {
    let Some(text) = decode_text(file.bytes) else { return };
    let delimiter = if text.lines().next().is_some_and(|line| line.contains('\t')) { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut out, mut marks) = (String::new(), Vec::new());
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(1));
        marks.push(Mark { at: out.len(), spot: Spot::Line(line) });
        let cells: Vec<String> =
            record.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    reading.marked(Message::default(), out, marks);
}
