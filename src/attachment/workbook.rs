//! Excel's sheets: every cell of every sheet, the hidden ones too, each with its name.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    attachment::{
        contents::{Mark, Spot, cell_name},
        fault::FaultKind,
        office_form::read_people,
        package::Package,
        reading::{Reading, name_of},
        xml::{self, Attributes, Node, holds},
    },
    msg, msgf,
    report::message::Message,
};

/// Hidden rows and columns that are told, of each sheet.
const MOST_HIDDEN: usize = 20;

/// A sheet of the workbook.
struct Sheet {
    name: String,
    hidden: bool,
    part: String,
}

/// The part that says which sheets there are, whatever it is called.
pub(super) fn part_of(package: &mut Package<'_>, reading: &mut Reading) -> Option<String> {
    if package.has("xl/workbook.xml") {
        return Some("xl/workbook.xml".to_owned());
    }
    let top =
        |name: &String| name.strip_prefix("xl/").is_some_and(|file| file.ends_with(".xml") && !file.contains('/'));
    let names: Vec<String> = package.names().into_iter().filter(top).collect();
    names.into_iter().find(|name| holds(&package.text(name, reading), &["sheets"]))
}

/// Reads the sheets, their notes and the names that are given to cells.
pub(super) fn read(part: &str, package: &mut Package<'_>, reading: &mut Reading) {
    let workbook = package.text(part, reading);
    let file = part.rsplit('/').next().unwrap_or(part);
    let relations = relations(&package.text(&format!("xl/_rels/{file}.rels"), reading));
    let (sheets, names) = sheets(&workbook, &relations, reading);
    reading.text(msg!(ja: "シートの名前と名前の定義", en: "names of sheets and cells"), names);
    read_people(&workbook, reading);
    let mut shared = shared_strings(&package.text("xl/sharedStrings.xml", reading));
    for sheet in &sheets {
        if reading.is_full() {
            return;
        }
        if !package.has(&sheet.part) {
            reading.fault(FaultKind::Damaged, name_of(&sheet.name));
        }
        let text = package.text(&sheet.part, reading);
        read_sheet(sheet, &text, &mut shared, reading);
    }
    let is_complete = sheets.iter().all(|sheet| package.has(&sheet.part));
    for name in package.names() {
        // A sheet that the workbook does not name is in the file all the same.
        let sheet = name.starts_with("xl/worksheets/") && name.ends_with(".xml");
        if sheet && !sheets.iter().any(|sheet| sheet.part == name) {
            let own = Sheet { name: name.clone(), hidden: is_complete, part: name.clone() };
            let text = package.text(&name, reading);
            read_sheet(&own, &text, &mut shared, reading);
        }
        let threaded = name.starts_with("xl/threadedComments");
        if threaded || name.starts_with("xl/comments") {
            let text = package.text(&name, reading);
            read_people(&text, reading);
            read_comments(&text, reading);
        }
    }
    shared.read_rest(reading);
}

/// The parts of the workbook by their ids.
fn relations(text: &str) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    xml::walk(text, |node| {
        let Node::Open("Relationship", attributes) = node else { return };
        let target = attributes.get("Target");
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        parts.insert(attributes.get("Id").to_owned(), part);
    });
    parts
}

/// The sheets, and all names that people gave as one text.
fn sheets(workbook: &str, relations: &BTreeMap<String, String>, reading: &mut Reading) -> (Vec<Sheet>, String) {
    let (mut sheets, mut names, mut in_name) = (Vec::new(), String::new(), false);
    let mut folder = String::new();
    xml::walk(workbook, |node| match node {
        Node::Open("sheet", attributes) => {
            let name = attributes.get("name").to_owned();
            names.push_str(&format!("{name}\n"));
            let part = relations.get(attributes.get("id")).cloned().unwrap_or_default();
            sheets.push(Sheet { name, hidden: attributes.get("state").to_lowercase().ends_with("hidden"), part });
        }
        Node::Open("workbookView", attributes) if attributes.get("visibility").to_lowercase().ends_with("hidden") => {
            reading.fault(FaultKind::HiddenSheet, msg!(ja: "ブック全体", en: "the whole workbook"));
        }
        Node::Open("absPath", attributes) => folder = attributes.get("url").to_owned(),
        Node::Open("definedName", attributes) => {
            in_name = true;
            names.push_str(attributes.get("name"));
            names.push(' ');
            names.push_str(attributes.get("comment"));
            names.push(' ');
        }
        Node::Close("definedName") => {
            in_name = false;
            names.push('\n');
        }
        Node::Text(words) if in_name => names.push_str(&words),
        Node::Open(_, attributes) => push_words(attributes, &mut names),
        _ => {}
    });
    reading.property(msg!(ja: "保存した場所", en: "where it was saved"), &folder);
    (sheets, names)
}

/// The words that cells share.
#[derive(Default)]
struct Shared {
    words: Vec<String>,
    /// How they are read aloud.
    readings: String,
    /// The ones that a cell shows.
    used: BTreeSet<usize>,
}

impl Shared {
    fn get(&mut self, number: usize) -> Option<&str> {
        let words = self.words.get(number)?;
        self.used.insert(number);
        Some(words)
    }

    /// Reads what no cell shows: words of cells that were deleted stay in the file.
    fn read_rest(&self, reading: &mut Reading) {
        let rest = self.words.iter().enumerate().filter(|(number, _)| !self.used.contains(number));
        let rest: String = rest.map(|(_, words)| format!("{words}\n")).collect();
        reading.text(msg!(ja: "どのセルにも出ていない文字", en: "words that no cell shows"), rest);
        reading.text(msg!(ja: "ふりがな", en: "readings"), self.readings.as_str());
    }
}

fn shared_strings(text: &str) -> Shared {
    let (mut shared, mut in_text, mut phonetic) = (Shared::default(), false, false);
    xml::walk(text, |node| match node {
        Node::Open("si", _) => shared.words.push(String::new()),
        Node::Close("si") if !shared.readings.is_empty() && !shared.readings.ends_with('\n') => {
            shared.readings.push('\n');
        }
        Node::Open("rPh", _) => phonetic = true,
        Node::Close("rPh") => phonetic = false,
        Node::Open("t", _) => in_text = true,
        Node::Close("t") => in_text = false,
        Node::Text(words) if in_text && phonetic => shared.readings.push_str(&words),
        Node::Text(words) if in_text => {
            if let Some(last) = shared.words.last_mut() {
                last.push_str(&words);
            }
        }
        _ => {}
    });
    shared
}

/// Adds the words that stand in attributes: hints, filters, tips of links, names of scenarios.
fn push_words(attributes: &Attributes, out: &mut String) {
    for (key, value) in attributes.words() {
        out.push_str(&format!("{key}: {value}\n"));
    }
}

/// A sheet being read.
#[derive(Default)]
struct Cells {
    text: String,
    marks: Vec<Mark>,
    /// Columns that are hidden, from and to, from 0.
    columns: Vec<(usize, usize)>,
    row: usize,
    column: usize,
    row_hidden: bool,
    /// Whether rows of which nothing is said are hidden.
    rows_hidden: bool,
    /// The cells of the open row.
    cells: Vec<(usize, String)>,
    /// How many cells the row before had.
    before: usize,
    /// Where values are hidden.
    hidden: Vec<Message>,
}

fn read_sheet(sheet: &Sheet, source: &str, shared: &mut Shared, reading: &mut Reading) {
    read_people(source, reading);
    let (mut cells, mut lost) = (Cells::default(), false);
    let (mut kind, mut value, mut in_value, mut other) = (String::new(), String::new(), false, String::new());
    xml::walk(source, |node| match node {
        Node::Open("sheetFormatPr", attributes) => cells.rows_hidden = attributes.is_on("zeroHeight"),
        Node::Open("col", attributes) if attributes.is_on("hidden") || is_nothing(attributes.get("width")) => {
            let number = |name| attributes.get(name).parse::<usize>().unwrap_or(1).saturating_sub(1);
            cells.columns.push((number("min"), number("max")));
        }
        Node::Open("row", attributes) => cells.begin_row(attributes),
        Node::Open("c", attributes) => {
            attributes.get("t").clone_into(&mut kind);
            value.clear();
            cells.column = column_of(attributes.get("r")).unwrap_or(cells.column);
        }
        Node::Open("v" | "t", _) => in_value = true,
        Node::Close("v" | "t") => in_value = false,
        Node::Text(words) if in_value => value.push_str(&words),
        // Headers and footers of the printed page, hints of validations, formulas with texts in them.
        Node::Text(words) if words.trim().len() > 3 => {
            other.push_str(&words);
            other.push('\n');
        }
        Node::Open(name, attributes) => {
            // Short hints too.
            for key in ["prompt", "promptTitle", "error", "errorTitle"].iter().filter(|_| name == "dataValidation") {
                other.push_str(attributes.get(key));
                other.push('\n');
            }
            push_words(attributes, &mut other);
        }
        Node::Close("c") => {
            let number = value.trim().parse::<usize>().ok();
            let words = number.filter(|_| kind == "s").and_then(|number| shared.get(number));
            lost |= kind == "s" && words.is_none() && !value.is_empty();
            cells.add(words.unwrap_or(&value));
            cells.column += 1;
        }
        Node::Close("row") => cells.end_row(),
        _ => {}
    });
    let name = &sheet.name;
    let place = if sheet.hidden {
        msgf!(ja: "シート「{name}」（非表示）", en: "sheet `{name}` (hidden)")
    } else {
        msgf!(ja: "シート「{name}」", en: "sheet `{name}`")
    };
    if sheet.hidden && !cells.text.is_empty() {
        reading.fault(FaultKind::HiddenSheet, place.clone());
    }
    if lost {
        reading.fault(FaultKind::Damaged, place.clone());
    }
    let Message { ja, en } = &place;
    for Message { ja: at, en: at_en } in cells.hidden {
        reading.fault(FaultKind::HiddenCells, msgf!(ja: "{ja}{at}", en: "{en} {at_en}"));
    }
    reading.marked(place.clone(), cells.text, cells.marks);
    reading.text(msgf!(ja: "{ja}の見出し・数式・入力規則", en: "{en}, headers, formulas, hints"), other);
}

impl Cells {
    fn begin_row(&mut self, attributes: &Attributes) {
        self.row = attributes.get("r").parse::<usize>().map_or(self.row + 1, |row| row.saturating_sub(1));
        let given = attributes.get("hidden").is_empty() && attributes.get("ht").is_empty();
        self.row_hidden = attributes.is_on("hidden") || is_nothing(attributes.get("ht")) || self.rows_hidden && given;
        self.column = 0;
    }

    fn add(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        let column = self.column;
        if self.columns.iter().any(|(from, to)| (*from..=*to).contains(&column)) {
            let name = cell_name(0, column);
            let name = name.trim_end_matches('1');
            self.hide(msgf!(ja: "の{name}列", en: "column {name}"));
        }
        if self.row_hidden {
            let number = self.row + 1;
            self.hide(msgf!(ja: "の{number}行", en: "row {number}"));
        }
        self.cells.push((column, words));
    }

    fn hide(&mut self, place: Message) {
        if self.hidden.len() < MOST_HIDDEN && !self.hidden.contains(&place) {
            self.hidden.push(place);
        }
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return;
        }
        // A title above a table is not its heading row.
        if self.before == 1 && cells.len() > 1 {
            self.text.push('\n');
        }
        self.before = cells.len();
        for (column, words) in cells {
            self.text.push_str("| ");
            self.marks.push(Mark { at: self.text.len(), spot: Spot::Cell(self.row, column) });
            self.text.push_str(&words);
            self.text.push(' ');
        }
        self.text.push_str("|\n");
    }
}

/// Whether a size is none at all.
fn is_nothing(size: &str) -> bool {
    size.parse::<f64>().is_ok_and(|size| size < 0.05)
}

/// The column of a cell's name, from 0.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    (number > 0).then(|| number - 1)
}

fn read_comments(text: &str, reading: &mut Reading) {
    if holds(text, &["comment", "threadedComment"]) {
        let (mut at, mut words) = (String::new(), String::new());
        xml::walk(text, |node| match node {
            Node::Open("comment" | "threadedComment", attributes) => {
                attributes.get("ref").clone_into(&mut at);
                words.clear();
            }
            Node::Text(more) => words.push_str(&more),
            Node::Close("comment" | "threadedComment") => {
                let place = msgf!(ja: "コメント {at}", en: "comment {at}");
                reading.fault(FaultKind::Comment, place.clone());
                reading.text(place, std::mem::take(&mut words));
            }
            Node::Close("author") => {
                reading.property(msg!(ja: "コメントの作成者", en: "author of comments"), &std::mem::take(&mut words));
            }
            _ => {}
        });
    }
}
