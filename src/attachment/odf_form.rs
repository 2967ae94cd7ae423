//! What the form of OpenDocument hides: sheets, rows, columns and slides that are not shown, notes, links to others.

use std::collections::BTreeSet;

use crate::{
    attachment::{
        contents::cell_name,
        fault::FaultKind,
        reading::Reading,
        xml::{self, Attributes, Node},
    },
    msgf,
    report::message::Message,
};

/// Columns that are counted of a table.
const MOST_COLUMNS: usize = 1 << 14;

/// A part being read.
struct Form<'a> {
    /// The styles that hide.
    styles: &'a BTreeSet<String>,
    sheet: String,
    sheet_hidden: bool,
    /// The columns that are hidden, from 0.
    columns: BTreeSet<usize>,
    /// How many columns were described.
    described: usize,
    row: usize,
    row_hidden: bool,
    column: usize,
    in_notes: bool,
    /// Whether the open frame is one in which somebody writes notes.
    own_frame: bool,
    slides: usize,
    found: Vec<(FaultKind, Message)>,
}

/// Reads a part; `styles` are the ones that hide.
pub(super) fn read(text: &str, styles: &BTreeSet<String>, reading: &mut Reading) {
    let mut form = Form {
        styles,
        sheet: String::new(),
        sheet_hidden: false,
        columns: BTreeSet::new(),
        described: 0,
        row: 0,
        row_hidden: false,
        column: 0,
        in_notes: false,
        own_frame: true,
        slides: 0,
        found: Vec::new(),
    };
    xml::walk(text, |node| match node {
        Node::Open(name, attributes) => form.open(name, attributes),
        Node::Close(name) => form.close(name),
        Node::Text(words) if !words.trim().is_empty() => form.words(),
        _ => {}
    });
    for (kind, place) in form.found {
        reading.fault(kind, place);
    }
}

fn is_collapsed(attributes: &Attributes) -> bool {
    matches!(attributes.get("visibility"), "collapse" | "filter")
}

fn repeated(attributes: &Attributes, key: &str) -> usize {
    attributes.get(key).parse::<usize>().unwrap_or(1)
}

impl Form<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes) {
        match name {
            "table" => {
                attributes.get("name").clone_into(&mut self.sheet);
                (self.row, self.sheet_hidden) = (0, self.styles.contains(attributes.get("style-name")));
                self.described = 0;
                self.columns.clear();
            }
            "table-source" => {
                self.found.push((FaultKind::ExternalLink, Message::default()));
            }
            "table-column" => {
                let to = (self.described + repeated(attributes, "number-columns-repeated")).min(MOST_COLUMNS);
                if is_collapsed(attributes) {
                    self.columns.extend(self.described..to);
                }
                self.described = to;
            }
            "table-row" => {
                self.row += repeated(attributes, "number-rows-repeated");
                (self.row_hidden, self.column) = (is_collapsed(attributes), 0);
            }
            "page" => {
                self.slides += 1;
                if self.styles.contains(attributes.get("style-name")) {
                    let number = self.slides;
                    self.found.push((FaultKind::HiddenSlide, msgf!(ja: "スライド{number}", en: "slide {number}")));
                }
            }
            "notes" => self.in_notes = true,
            "frame" | "custom-shape" => {
                let form = ["page", "page-number", "header", "footer", "date-time"];
                let placeholder = attributes.is_on("placeholder");
                self.own_frame = !placeholder && !form.contains(&attributes.get("class"));
            }
            // The cell itself counts when it is closed, with all that it stands for.
            "table-cell" | "covered-table-cell" => {
                self.column += repeated(attributes, "number-columns-repeated");
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => self.sheet_hidden = false,
            "table-row" => self.row_hidden = false,
            "notes" => self.in_notes = false,
            _ => {}
        }
    }

    fn words(&mut self) {
        let sheet = &self.sheet;
        if self.in_notes && self.own_frame {
            self.found.push((FaultKind::SpeakerNotes, Message::default()));
        }
        if self.sheet_hidden {
            self.found.push((FaultKind::HiddenSheet, msgf!(ja: "シート「{sheet}」", en: "sheet `{sheet}`")));
        }
        if self.row_hidden {
            let row = self.row;
            let place = msgf!(ja: "シート「{sheet}」の{row}行", en: "sheet `{sheet}` row {row}");
            self.found.push((FaultKind::HiddenCells, place));
        }
        let column = self.column.saturating_sub(1);
        if self.column > 0 && self.columns.contains(&column) {
            let name = cell_name(0, column);
            let name = name.trim_end_matches('1');
            let place = msgf!(ja: "シート「{sheet}」の{name}列", en: "sheet `{sheet}` column {name}");
            self.found.push((FaultKind::HiddenCells, place));
        }
    }
}
