//! The text of a message, Slack's mrkdwn, as a tree: fences, quotes and lists by line. Knows no backslash; Slack has
//! none.

use crate::salon::slack::markup::{
    inline::{code_text, line},
    tree::{Block, Item, Run, Style, nested},
    words::Words,
};

/// The tree of a text that [`crate::salon::slack::markup::tree::clean`] has seen.
pub(crate) fn read_mrkdwn(text: &str, words: &mut Words<'_>) -> Vec<Block> {
    MrkdwnReader { words, numbers: [0; DEPTHS] }.message(text, false)
}

/// Slack's lists are nine deep.
const DEPTHS: usize = 9;

struct MrkdwnReader<'r, 'a> {
    words: &'r mut Words<'a>,
    /// The last number of each depth: a list goes on after other lines.
    numbers: [u32; DEPTHS],
}

impl MrkdwnReader<'_, '_> {
    fn message(&mut self, text: &str, quoted: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut rest = text;
        loop {
            let fence = fence(rest);
            let before = fence.map_or(rest, |(open, ..)| &rest[..open]);
            if let Some((at, length)) = (!quoted).then(|| rest_is_quoted(before)).flatten() {
                blocks.extend(self.lines(&rest[..at], quoted));
                let inner = self.message(&rest[at + length..], true);
                blocks.extend((!inner.is_empty()).then_some(Block::Quote(inner)));
                return blocks;
            }
            blocks.extend(self.lines(before, quoted));
            let Some((open, inner, end)) = fence else { return blocks };
            let code = code_text(&rest[open + 3..inner], self.words);
            blocks.extend(self.words.code(&code, None));
            rest = &rest[end..];
        }
    }

    fn lines(&mut self, text: &str, quoted: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open = Open::default();
        for text in text.split('\n') {
            if let Some(inner) = quote_line(text).filter(|_| !quoted) {
                if open.quote.is_empty() {
                    self.close(&mut open, &mut blocks);
                }
                open.quote.push(inner);
            } else if let Some((indent, number, inner)) = self.item(text) {
                if open.items.is_empty() {
                    self.close(&mut open, &mut blocks);
                }
                let runs = line(inner, Style::default(), self.words);
                let content = self.words.paragraphs(runs);
                open.items.push(Item { indent, number, content });
            } else {
                if open.text.is_empty() {
                    self.close(&mut open, &mut blocks);
                }
                open.text.extend(line(text, Style::default(), self.words));
                open.text.push(Run::new("\n", Style::default()));
            }
        }
        self.close(&mut open, &mut blocks);
        blocks
    }

    fn close(&mut self, open: &mut Open<'_>, blocks: &mut Vec<Block>) {
        let Open { text, quote, items } = std::mem::take(open);
        blocks.extend(self.words.paragraphs(text));
        blocks.extend(nested(items));
        let inner = if quote.is_empty() { Vec::new() } else { self.lines(&quote.join("\n"), true) };
        blocks.extend((!inner.is_empty()).then_some(Block::Quote(inner)));
    }

    /// An item's depth, number and words. A number begins a list with 1, or goes on with one: `2024. 4月` is text.
    fn item<'t>(&mut self, text: &'t str) -> Option<(u32, Option<u32>, &'t str)> {
        let words = text.trim_start_matches(' ');
        let indent = ((text.len() - words.len()) / 4).min(DEPTHS - 1);
        let bullet = ["• ", "◦ ", "▪︎ ", "▪ "].iter().find_map(|bullet| words.strip_prefix(bullet));
        if let Some(inner) = bullet {
            self.numbers[indent + 1..].fill(0);
            return Some((indent as u32, None, inner));
        }
        let (mark, inner) = words.split_once(". ").filter(|(mark, _)| mark.len() <= 4)?;
        let number = [self.numbers[indent] + 1, 1].into_iter().find(|number| numeral(*number, indent) == mark)?;
        self.numbers[indent] = number;
        self.numbers[indent + 1..].fill(0);
        Some((indent as u32, Some(number), inner))
    }
}

/// What the last lines have begun; only one of them is not empty.
#[derive(Default)]
struct Open<'t> {
    text: Vec<Run>,
    quote: Vec<&'t str>,
    items: Vec<Item>,
}

/// A fence: where it opens, where its inside ends, where it ends.
fn fence(text: &str) -> Option<(usize, usize, usize)> {
    let open = text.find("```")?;
    let inner = open + 3 + text[open + 3..].find("```")?;
    // Of four backticks the last three close.
    let extra = text[inner + 3..].bytes().take_while(|byte| *byte == b'`').count();
    (!text[open + 3..inner].trim().is_empty()).then_some((open, inner + extra, inner + extra + 3))
}

/// Where `>>>` begins a line, and how long it is: all that follows is quoted.
fn rest_is_quoted(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        for mark in ["&gt;&gt;&gt;", ">>>"] {
            if line.starts_with(mark) {
                return Some((at, mark.len()));
            }
        }
        at += line.len();
    }
    None
}

fn quote_line(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("&gt;").or_else(|| text.strip_prefix('>'))?;
    Some(inner.strip_prefix(' ').unwrap_or(inner))
}

/// The mark of a number: 1, a, i, and again.
fn numeral(number: u32, indent: usize) -> String {
    match indent % 3 {
        0 => number.to_string(),
        1 => {
            let letter = |number: u32| char::from_u32(u32::from('a') + number % 26).unwrap_or('a');
            let last = number.saturating_sub(1);
            if last < 26 { letter(last).to_string() } else { format!("{}{}", letter(last / 26 - 1), letter(last)) }
        }
        _ => {
            let mut rest = number;
            let mut out = String::new();
            for (value, digits) in [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
                while rest >= value && out.len() < 12 {
                    out.push_str(digits);
                    rest -= value;
                }
            }
            out
        }
    }
}
