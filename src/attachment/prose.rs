//! The text of a part of a document, of Office or OpenDocument: paragraphs and tables as they are read, and beside them
//! what was deleted, what is hidden and what stands in for pictures.

use std::collections::{BTreeMap, BTreeSet};

use crate::attachment::xml::{self, Attributes, Node};

/// Changes that nobody has accepted, beside those that write and delete.
const CHANGES: [&str; 13] = [
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
    "cellIns",
    "cellDel",
    "cellMerge",
    "format-change",
];
/// What can be hidden with everything that is in it.
const SHAPES: [&str; 9] = ["sp", "grpSp", "pic", "graphicFrame", "cxnSp", "wsp", "wgp", "anchor", "inline"];
/// Attributes with the names of fonts and styles, and those that are read elsewhere.
const FORM: [&str; 12] = [
    "ascii",
    "hAnsi",
    "eastAsia",
    "cs",
    "typeface",
    "panose",
    "font-name",
    "font-family",
    "style-name",
    "display-name",
    "author",
    "string-value",
];

/// What a part says.
#[derive(Default)]
pub(super) struct Prose {
    /// The text as it is shown.
    pub(super) text: String,
    /// Words of changes that nobody has accepted.
    pub(super) deleted: String,
    /// Words with the attribute "hidden".
    pub(super) hidden: String,
    /// Reviewers' notes, of OpenDocument.
    pub(super) notes: String,
    /// Words instead of pictures, and instructions of fields.
    pub(super) beside: String,
    /// Whether there are changes that nobody has accepted.
    pub(super) tracked: bool,
    /// Who made them.
    pub(super) authors: BTreeSet<String>,
}

/// Where words go that are read now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    Text,
    Deleted,
    Hidden,
    Notes,
    Beside,
}

/// Reads a part; runs and paragraphs of the hidden styles are hidden. `all`: every text is somebody's, as in
/// OpenDocument, not only that of runs.
pub(super) fn read(source: &str, hidden_styles: &BTreeSet<String>, all: bool) -> Prose {
    let mut reader = Reader {
        prose: Prose::default(),
        hidden_styles,
        all,
        cells: Vec::new(),
        rows: Vec::new(),
        deleted: 0,
        note: 0,
        in_text: 0,
        in_field: 0,
        hidden_run: false,
        hidden_paragraph: false,
        shapes: 0,
        hidden_shape: None,
        sections: Vec::new(),
    };
    xml::walk(source, |node| match node {
        Node::Open(name, attributes) => reader.open(name, attributes),
        Node::Text(words) => reader.words(&words),
        Node::Close(name) => reader.close(name),
        Node::Comment(words) => reader.push(Goal::Beside, &words),
    });
    while let Some(cell) = reader.cells.pop() {
        reader.prose.text.push_str(&cell);
    }
    reader.prose
}

/// The names of the styles in several texts that hide their words; those that build on others hide what they hide.
pub(super) fn hidden_styles(texts: &[&str]) -> BTreeSet<String> {
    let (mut hidden, mut shown) = (BTreeSet::new(), BTreeSet::new());
    let (mut parents, mut style) = (BTreeMap::new(), String::new());
    for text in texts {
        xml::walk(text, |node| match node {
            Node::Open("style", attributes) => {
                let name = [attributes.get("styleId"), attributes.get("name")].into_iter().find(|it| !it.is_empty());
                style = name.unwrap_or_default().to_owned();
                parents.insert(style.clone(), attributes.get("parent-style-name").to_owned());
            }
            Node::Open("basedOn", attributes) => {
                _ = parents.insert(style.clone(), attributes.get("val").to_owned());
            }
            Node::Open("vanish", attributes) if is_off(attributes) => _ = shown.insert(style.clone()),
            Node::Open("vanish", _) => _ = hidden.insert(style.clone()),
            Node::Open("text-properties" | "table-properties", attributes) => match attributes.get("display") {
                "none" | "false" => _ = hidden.insert(style.clone()),
                "" => {}
                _ => _ = shown.insert(style.clone()),
            },
            Node::Open("drawing-page-properties", attributes) if attributes.get("visibility") == "hidden" => {
                _ = hidden.insert(style.clone());
            }
            Node::Close("style") => style.clear(),
            _ => {}
        });
    }
    hidden.remove("");
    // As deep as styles build on each other.
    for _ in 0..16 {
        let more = parents.iter().filter(|(name, parent)| hidden.contains(*parent) && !shown.contains(*name));
        let more: Vec<String> = more.map(|(name, _)| name.clone()).collect();
        hidden.extend(more);
    }
    hidden
}

fn is_off(attributes: &Attributes) -> bool {
    matches!(attributes.get("val"), "0" | "false" | "off")
}

struct Reader<'a> {
    prose: Prose,
    hidden_styles: &'a BTreeSet<String>,
    all: bool,
    /// The cells that are open, the outermost first.
    cells: Vec<String>,
    /// The finished cells of the rows that are open.
    rows: Vec<Vec<String>>,
    deleted: usize,
    note: usize,
    in_text: usize,
    in_field: usize,
    hidden_run: bool,
    hidden_paragraph: bool,
    /// How many shapes are open.
    shapes: usize,
    /// The outermost that is hidden.
    hidden_shape: Option<usize>,
    /// Whether each section that is open is hidden.
    sections: Vec<bool>,
}

impl Reader<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes) {
        // The words instead of a picture are taken whatever they are.
        let alternative = |key: &str| matches!(key, "descr" | "title") && matches!(name, "docPr" | "cNvPr");
        let own = |key: &str| !FORM.contains(&key) && !alternative(key);
        let words = attributes.words().filter(|(key, _)| own(key));
        for (key, value) in words {
            self.push(Goal::Beside, &format!("{key}: {value}"));
        }
        if SHAPES.contains(&name) {
            self.shapes += 1;
        }
        match name {
            "t" | "delText" => self.in_text += 1,
            "instrText" | "delInstrText" => self.in_field += 1,
            "del" | "moveFrom" | "deletion" | "ins" | "moveTo" | "insertion" => {
                // An empty mark is a paragraph's end; its words count, and who made it.
                self.deleted += usize::from(matches!(name, "del" | "moveFrom" | "deletion"));
                self.prose.tracked = true;
                self.prose.authors.insert(attributes.get("author").to_owned());
            }
            name if CHANGES.contains(&name) => {
                self.prose.tracked = true;
                self.prose.authors.insert(attributes.get("author").to_owned());
            }
            "annotation" => self.note += 1,
            "section" => {
                let display = attributes.get("display");
                self.sections.push(matches!(display, "none" | "condition"));
            }
            "r" => self.hidden_run = false,
            "vanish" => self.hidden_run |= !is_off(attributes),
            "rStyle" | "span" => {
                let style = [attributes.get("val"), attributes.get("style-name")];
                self.hidden_run |= style.iter().any(|style| self.hidden_styles.contains(*style));
            }
            "pStyle" => self.hidden_paragraph = self.hidden_styles.contains(attributes.get("val")),
            "p" | "h" => {
                let style = attributes.get("style-name");
                (self.hidden_run, self.hidden_paragraph) = (false, self.hidden_styles.contains(style));
            }
            "hidden-text" | "hidden-paragraph" => self.push(Goal::Hidden, attributes.get("string-value")),
            "docPr" | "cNvPr" => {
                for key in ["descr", "title"] {
                    self.push(Goal::Beside, attributes.get(key));
                }
                if attributes.is_on("hidden") {
                    self.hidden_shape.get_or_insert(self.shapes);
                }
            }
            "tab" | "s" | "noBreakHyphen" => self.push(self.goal(), if name == "noBreakHyphen" { "-" } else { " " }),
            "br" | "cr" | "line-break" => self.push(self.goal(), "\n"),
            "tr" | "table-row" => self.rows.push(Vec::new()),
            "tc" | "table-cell" | "covered-table-cell" => self.cells.push(String::new()),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if SHAPES.contains(&name) {
            self.hidden_shape = self.hidden_shape.filter(|shape| *shape < self.shapes);
            self.shapes = self.shapes.saturating_sub(1);
        }
        match name {
            "section" => _ = self.sections.pop(),
            "t" | "delText" => self.in_text = self.in_text.saturating_sub(1),
            "instrText" | "delInstrText" => {
                self.in_field = self.in_field.saturating_sub(1);
                self.push(Goal::Beside, "\n");
            }
            "del" | "moveFrom" | "deletion" => {
                self.deleted = self.deleted.saturating_sub(1);
                self.prose.deleted.push('\n');
            }
            "annotation" => {
                self.note = self.note.saturating_sub(1);
                self.prose.notes.push('\n');
            }
            "span" => self.hidden_run = false,
            "p" | "h" | "desc" | "title" => self.end_paragraph(),
            "tc" | "table-cell" | "covered-table-cell" => {
                let cell = self.cells.pop().unwrap_or_default();
                let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                match self.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.push(Goal::Text, &cell),
                }
            }
            "tr" | "table-row" => {
                let row = self.rows.pop().unwrap_or_default();
                if row.iter().any(|cell| !cell.is_empty()) {
                    let out = self.cells.last_mut().unwrap_or(&mut self.prose.text);
                    out.push_str(&format!("| {} |\n", row.join(" | ")));
                }
            }
            "tbl" | "table" => self.push(Goal::Text, "\n"),
            _ => {}
        }
    }

    /// Short paragraphs are labels of what follows; behind a sentence something else begins.
    fn end_paragraph(&mut self) {
        let out = self.cells.last_mut().unwrap_or(&mut self.prose.text);
        let last = out.rsplit('\n').next().unwrap_or_default();
        let ends = last.ends_with('。') || last.len() > 120;
        out.push_str(if ends { "\n\n" } else { "\n" });
        for other in [&mut self.prose.deleted, &mut self.prose.hidden, &mut self.prose.notes] {
            if !other.is_empty() && !other.ends_with('\n') {
                other.push('\n');
            }
        }
        self.hidden_paragraph = false;
    }

    fn words(&mut self, words: &str) {
        if self.in_field > 0 {
            self.push(Goal::Beside, words);
        } else if self.in_text > 0 || self.all {
            self.push(self.goal(), words);
        }
    }

    fn goal(&self) -> Goal {
        if self.note > 0 {
            Goal::Notes
        } else if self.deleted > 0 {
            Goal::Deleted
        } else if self.hidden_run
            || self.hidden_paragraph
            || self.hidden_shape.is_some()
            || self.sections.contains(&true)
        {
            Goal::Hidden
        } else {
            Goal::Text
        }
    }

    fn push(&mut self, goal: Goal, words: &str) {
        let prose = &mut self.prose;
        match goal {
            Goal::Text => self.cells.last_mut().unwrap_or(&mut prose.text).push_str(words),
            Goal::Deleted => prose.deleted.push_str(words),
            Goal::Hidden => prose.hidden.push_str(words),
            Goal::Notes => prose.notes.push_str(words),
            Goal::Beside if words.is_empty() => {}
            Goal::Beside => {
                prose.beside.push_str(words);
                if self.in_field == 0 {
                    prose.beside.push('\n');
                }
            }
        }
    }
}
