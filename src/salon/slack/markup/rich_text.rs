//! The blocks that Slack's editor makes, `rich_text` and `table`, as a tree. Their texts are unescaped already.
//!
//! A pair with `app_blocks`: what an app wraps around rich text is read there, and what is unknown inside of rich text.

use serde_json::Value;

use crate::salon::slack::markup::{
    app_blocks, emoji,
    tree::{Block, Item, Run, Style, nested, plain_words},
    words::{Words, field, one_line},
};

/// A tree, and the first element that nobody knows.
pub(crate) struct Read {
    pub(crate) tree: Vec<Block>,
    pub(crate) unknown: Option<String>,
}

/// Whether a block is one of those that this file reads.
pub(crate) fn is_rich(block: &Value) -> bool {
    matches!(kind(block), "rich_text" | "table")
}

/// The tree of blocks; what is unknown in them is passed over.
pub(crate) fn read_rich_text(blocks: &[Value], words: &mut Words<'_>) -> Read {
    let mut reader = RichTextReader { words, unknown: None };
    let mut tree = Vec::new();
    for block in blocks {
        match kind(block) {
            "rich_text" => tree.extend(reader.elements(list(block, "elements"))),
            "table" => tree.extend(reader.table(list(block, "rows"))),
            _ => {}
        }
    }
    Read { unknown: reader.unknown, tree }
}

pub(crate) fn kind(value: &Value) -> &str {
    value.get("type").and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

struct RichTextReader<'r, 'a> {
    words: &'r mut Words<'a>,
    unknown: Option<String>,
}

impl RichTextReader<'_, '_> {
    fn elements(&mut self, elements: &[Value]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let same = |one: &Value, other: &Value| kind(one) == kind(other) && bordered(one) == bordered(other);
        for group in elements.chunk_by(same) {
            let made = match kind(&group[0]) {
                "rich_text_section" => {
                    let lines: Vec<Vec<Run>> =
                        group.iter().map(|section| self.runs(list(section, "elements"))).collect();
                    let runs = lines.join(&Run::new("\n", Style::default()));
                    self.words.paragraphs(runs)
                }
                "rich_text_list" => nested(group.iter().flat_map(|list| self.items(list)).collect()),
                "rich_text_quote" => {
                    let quotes = group.iter().map(|quote| {
                        let runs = self.runs(list(quote, "elements"));
                        Block::Quote(self.words.paragraphs(runs))
                    });
                    quotes.collect()
                }
                "rich_text_preformatted" => group.iter().filter_map(|code| self.code(code)).collect(),
                other => {
                    self.note(other);
                    // Whatever it is, the words in it were written by somebody.
                    let inside = |element: &Value| app_blocks::words_inside(element, self.words, 0);
                    group.iter().flat_map(inside).collect()
                }
            };
            let made = if bordered(&group[0]) { vec![Block::Quote(made)] } else { made };
            for block in made {
                match (blocks.last_mut(), block) {
                    (_, Block::Quote(inner)) if inner.is_empty() => {}
                    // A list with a border goes on with the quote before it, and the other way round.
                    (Some(Block::Quote(before)), Block::Quote(inner)) => before.extend(inner),
                    (_, block) => blocks.push(block),
                }
            }
        }
        blocks
    }

    fn items(&mut self, value: &Value) -> Vec<Item> {
        let number = |key: &str, most: u64| value.get(key).and_then(Value::as_u64).unwrap_or(0).min(most) as u32;
        let (indent, offset) = (number("indent", 8), number("offset", 999_999));
        let ordered = value.get("style").and_then(Value::as_str) == Some("ordered");
        let mut items = Vec::new();
        for (position, section) in (0..).zip(list(value, "elements")) {
            let runs = self.runs(list(section, "elements"));
            items.push(Item {
                indent,
                number: ordered.then_some(offset + 1 + position),
                content: self.words.paragraphs(runs),
            });
        }
        items
    }

    fn code(&mut self, value: &Value) -> Option<Block> {
        let text = plain_words(&self.runs(list(value, "elements")));
        self.words.code(&text, value.get("language").and_then(Value::as_str))
    }

    fn table(&mut self, rows: &[Value]) -> Option<Block> {
        let mut table: Vec<Vec<Vec<Run>>> = Vec::new();
        for row in rows.iter().filter_map(Value::as_array).filter(|row| !row.is_empty()) {
            let cells = row.iter().map(|cell| {
                let runs = match kind(cell) {
                    "raw_text" => vec![Run::new(field(cell, "text"), Style::default())],
                    "raw_number" => vec![Run::new(number(cell), Style::default())],
                    "rich_text" => self.flat(list(cell, "elements")),
                    other => {
                        self.note(other);
                        vec![Run::new(field(cell, "text"), Style::default())]
                    }
                };
                self.words.cell(runs)
            });
            table.push(cells.collect());
        }
        let columns = table.iter().map(Vec::len).max()?;
        table.iter_mut().for_each(|row| row.resize(columns, Vec::new()));
        Some(Block::Table(table))
    }

    /// What stands in a cell, whatever it is made of.
    fn flat(&mut self, elements: &[Value]) -> Vec<Run> {
        let mut runs = Vec::new();
        for element in elements {
            let inner = match kind(element) {
                "rich_text_list" => self.flat(list(element, "elements")),
                _ => self.runs(list(element, "elements")),
            };
            runs.extend((!runs.is_empty()).then(|| Run::new("\n", Style::default())));
            runs.extend(inner);
        }
        runs
    }

    fn runs(&mut self, elements: &[Value]) -> Vec<Run> {
        elements.iter().flat_map(|element| self.run(element)).collect()
    }

    fn run(&mut self, element: &Value) -> Vec<Run> {
        let style = style(element);
        let text = |text: String| vec![Run::new(text, style)];
        match kind(element) {
            "text" => text(field(element, "text")),
            "link" => {
                let label = Some(field(element, "text")).filter(|label| !label.is_empty()).map(text);
                self.words.link(&field(element, "url"), label, style)
            }
            "emoji" => {
                let name = field(element, "name");
                let tone = element.get("skin_tone").and_then(Value::as_u64).map(|tone| tone.to_string());
                let picture = element.get("unicode").and_then(Value::as_str).and_then(emoji::spelt);
                text(
                    picture
                        .or_else(|| emoji::named(&name, tone.as_deref()))
                        .unwrap_or_else(|| format!(":{}:", one_line(&name))),
                )
            }
            "user" => text(self.words.person(&field(element, "user_id"))),
            "channel" => text(self.words.channel(&field(element, "channel_id"))),
            "usergroup" => text(self.words.group(None)),
            "team" => text("ワークスペース".to_owned()),
            "color" => text(one_line(&field(element, "value"))),
            "canvas" => text(self.words.canvas(&field(element, "file_id"))),
            "broadcast" => {
                self.words.call(&field(element, "range"));
                Vec::new()
            }
            "date" => {
                let moment =
                    element.get("timestamp").and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()));
                self.words.date(
                    moment,
                    &field(element, "format"),
                    &field(element, "url"),
                    &field(element, "fallback"),
                    style,
                )
            }
            other => {
                self.note(other);
                text(field(element, "text"))
            }
        }
    }

    fn note(&mut self, kind: &str) {
        self.unknown.get_or_insert_with(|| describe_kind(kind));
    }
}

/// What a cell with a number shows.
pub(crate) fn number(cell: &Value) -> String {
    match (field(cell, "text"), cell.get("value")) {
        (text, _) if !text.is_empty() => text,
        (_, Some(Value::Number(number))) => number.to_string(),
        (_, Some(Value::String(number))) => number.clone(),
        _ => String::new(),
    }
}

/// The name of an unknown element, fit for a message.
pub(crate) fn describe_kind(kind: &str) -> String {
    let name: String = kind.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
    if name.is_empty() { "?".to_owned() } else { name }
}

fn bordered(element: &Value) -> bool {
    element.get("border").and_then(Value::as_u64).is_some_and(|border| border > 0)
}

fn style(element: &Value) -> Style {
    let has =
        |name: &str| element.get("style").and_then(|style| style.get(name)).and_then(Value::as_bool).unwrap_or(false);
    Style { bold: has("bold"), italic: has("italic"), strike: has("strike"), code: has("code") }
}
