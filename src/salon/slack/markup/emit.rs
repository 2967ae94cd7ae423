//! The tree as Markdown: blocks with blank lines between them, lists and quotes as prefixes of lines. Never a heading,
//! never HTML.

use crate::salon::slack::markup::{
    line,
    tree::{Block, Line},
};

/// The Markdown of a message, without a newline at its end.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    render(blocks).join("\n")
}

fn render(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    // Two lists side by side would be one: every other has the other marker.
    let mut second = false;
    for (number, block) in blocks.iter().enumerate() {
        let neighbour = number.checked_sub(1).and_then(|before| blocks.get(before));
        second = matches!((neighbour, block), (Some(Block::List { .. }), Block::List { .. })) && !second;
        if neighbour.is_some() {
            lines.push(String::new());
        }
        match block {
            Block::Paragraph(text) => lines.extend(paragraph(text)),
            Block::Quote(inner) => lines.extend(render(inner).into_iter().map(|line| prefixed(">", &line))),
            Block::List { first, items } => list(*first, items, second, &mut lines),
            Block::Code { language, text } => code(language, text, &mut lines),
            Block::Table(rows) => emit_table(rows, &mut lines),
        }
    }
    lines
}

fn prefixed(mark: &str, line: &str) -> String {
    if line.is_empty() { mark.to_owned() } else { format!("{mark} {line}") }
}

fn paragraph(lines: &[Line]) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let hard_break = |number: usize| if number < last { "\\" } else { "" };
    lines.iter().enumerate().map(|(number, line)| format!("{}{}", line::plain_text(line), hard_break(number))).collect()
}

fn list(first: Option<u32>, items: &[Vec<Block>], second: bool, out: &mut Vec<String>) {
    for (number, item) in (first.unwrap_or(0)..).zip(items) {
        let marker = match (first, second) {
            (None, false) => "-".to_owned(),
            (None, true) => "+".to_owned(),
            (Some(_), false) => format!("{number}."),
            (Some(_), true) => format!("{number})"),
        };
        let indent = " ".repeat(marker.len() + 1);
        let lines = item_lines(item);
        out.push(lines.first().map_or_else(|| marker.clone(), |line| prefixed(&marker, line)));
        out.extend(
            lines.iter().skip(1).map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }),
        );
    }
}

/// An item's lines; a list that may follow words directly does.
fn item_lines(item: &[Block]) -> Vec<String> {
    match item {
        [text @ Block::Paragraph(_), list @ Block::List { first, items }]
            if first.is_none_or(|first| first == 1) && items.first().is_some_and(|item| !item.is_empty()) =>
        {
            let mut lines = render(std::slice::from_ref(text));
            lines.extend(render(std::slice::from_ref(list)));
            lines
        }
        item => render(item),
    }
}

fn code(language: &str, text: &str, out: &mut Vec<String>) {
    let fence = "`".repeat(line::longest_run(text).max(2) + 1);
    out.push(format!("{fence}{language}"));
    out.extend(text.split('\n').map(str::to_owned));
    out.push(fence);
}

fn emit_table(rows: &[Vec<Line>], out: &mut Vec<String>) {
    for (number, row) in rows.iter().enumerate() {
        let cells: String = row.iter().map(|cell| format!(" {} |", line::cell(cell))).collect();
        out.push(format!("|{cells}"));
        if number == 0 {
            out.push(format!("|{}", "---|".repeat(row.len())));
        }
    }
}
