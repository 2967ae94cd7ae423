//! The small document that both of Slack's notations become: blocks of lines, lines of runs. Knows neither Slack nor
//! Markdown.

/// How words look.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) strike: bool,
    pub(crate) code: bool,
}

/// Where words lead. Two links side by side differ by their number, also if they lead to one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Link {
    pub(crate) number: usize,
    pub(crate) url: String,
}

/// Words of one look.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) style: Style,
    pub(crate) link: Option<Link>,
}

impl Run {
    /// Words without a link.
    pub(crate) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, link: None }
    }
}

/// What stands on one line.
pub(crate) type Line = Vec<Run>;

/// A part of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Block {
    /// Lines with hard breaks between them; none is blank.
    Paragraph(Vec<Line>),
    /// What is quoted.
    Quote(Vec<Block>),
    /// Bullets, or numbers from `first` on.
    List { first: Option<u32>, items: Vec<Vec<Block>> },
    /// Code; the language may be empty.
    Code { language: String, text: String },
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<Line>>),
}

/// The text without what nobody can see or what deceives: control characters but the newline, directional controls,
/// private-use and zero-width characters (but for the joiner in emoji). A tab becomes four spaces.
pub(crate) fn clean(text: &str) -> String {
    let hidden = |c: char| {
        matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'
                ..='\u{202e}' | '\u{2060}' | '\u{feff}'
        ) || matches!(c, '\u{2066}'..='\u{2069}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
            || (c.is_control() && c != '\n')
    };
    let mut text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', "    ");
    text.retain(|c| !hidden(c));
    text
}

/// The paragraphs of a text: lines are trimmed, a blank one divides.
pub(crate) fn paragraphs(runs: Vec<Run>) -> Vec<Block> {
    let mut lines: Vec<Line> = vec![Vec::new()];
    for run in runs {
        for (number, part) in run.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Run { text: part.to_owned(), ..run.clone() });
            }
        }
    }
    let lines: Vec<Line> = lines.into_iter().map(trimmed).collect();
    lines.split(Vec::is_empty).filter(|lines| !lines.is_empty()).map(|lines| Block::Paragraph(lines.to_vec())).collect()
}

/// A line without ASCII spaces at its ends; an ideographic space at its start is kept, as Japanese paragraphs have it.
fn trimmed(line: Line) -> Line {
    let mut line = merged(line);
    if line.iter().all(|run| run.text.trim().is_empty()) {
        return Vec::new();
    }
    while let Some(first) = line.first_mut() {
        first.text = first.text.trim_start_matches(' ').to_owned();
        if !first.text.is_empty() {
            break;
        }
        line.remove(0);
    }
    while let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        line.pop();
    }
    line
}

/// Neighbours of one look become one run.
pub(crate) fn merged(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.into_iter().filter(|run| !run.text.is_empty()) {
        match out.last_mut().filter(|last| last.style == run.style && last.link == run.link) {
            Some(last) => last.text.push_str(&run.text),
            None => out.push(run),
        }
    }
    out
}

/// One item as Slack lists them: flat, with its depth.
#[derive(Debug)]
pub(crate) struct Item {
    /// 0 to 8.
    pub(crate) indent: u32,
    /// Its number, or none for a bullet.
    pub(crate) number: Option<u32>,
    /// Its words.
    pub(crate) content: Vec<Block>,
}

/// Nested lists from flat items: a deeper one belongs to the item before it, a number that goes on continues its list.
pub(crate) fn nested(items: Vec<Item>) -> Vec<Block> {
    let level = items.first().map_or(0, |item| item.indent);
    let mut blocks: Vec<Block> = Vec::new();
    let mut rest = items.into_iter().peekable();
    while let Some(Item { number, mut content, .. }) = rest.next() {
        let inner = std::iter::from_fn(|| rest.next_if(|item| item.indent > level)).collect();
        content.extend(nested(inner));
        match blocks.last_mut() {
            Some(Block::List { first, items }) if goes_on(*first, items.len(), number) => items.push(content),
            _ => blocks.push(Block::List { first: number, items: vec![content] }),
        }
    }
    blocks
}

fn goes_on(first: Option<u32>, items: usize, number: Option<u32>) -> bool {
    match (first, number) {
        (Some(first), Some(number)) => {
            number.checked_sub(first).and_then(|passed| usize::try_from(passed).ok()) == Some(items)
        }
        (first, number) => first == number,
    }
}

/// The visible text: a line for each line, cells divided by tabs.
pub(crate) fn plain(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines.join("\n")
}

fn collect(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(lines) => out.extend(lines.iter().map(|line| plain_words(line))),
            Block::Quote(inner) => collect(inner, out),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, out)),
            Block::Code { text, .. } => out.push(text.clone()),
            Block::Table(rows) => out
                .extend(rows.iter().map(|row| row.iter().map(|cell| plain_words(cell)).collect::<Vec<_>>().join("\t"))),
        }
    }
}

/// The words of a line.
pub(crate) fn plain_words(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}
