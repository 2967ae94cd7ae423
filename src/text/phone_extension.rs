//! What belongs to the telephone number before it: its extensions, and further numbers of which only the end
//! is written.
//!
//! Everything here is read in the folded form of `phone`.

use std::ops::Range;

/// Marks that may stand between two numbers of one desk.
const JOINERS: [char; 5] = ['・', '/', '、', ',', '〜'];

/// The extensions behind a number.
#[derive(Default)]
pub(super) struct Extensions {
    pub(super) all: Vec<Extension>,
    /// Where the last one ends, its bracket included.
    pub(super) end: usize,
    /// Whether the bracket that opened before them closes behind them, or none did.
    pub(super) closed: bool,
}

/// One of them.
pub(super) struct Extension {
    /// Where it stands, with the word for it.
    pub(super) range: Range<usize>,
    /// Where its digits stand.
    pub(super) digits: Range<usize>,
}

/// Words for the line that a number is.
const LINES: [&str; 4] = ["大代表", "代表", "直通", "代"];

/// Reads what of the text behind a number names extensions: `（内線12）`, `（代表）内線12・13`, ` ext. 12`.
pub(super) fn read_extensions(text: &str, from: usize) -> Extensions {
    let none = Extensions { end: from, ..Extensions::default() };
    let mut at = skip_gap(text, from);
    at = skip_gap(text, skip_note(text, at));
    let mut open = text[at..].starts_with('(');
    at = skip_gap(text, at + usize::from(open));
    if let Some(line) = LINES.iter().find(|line| text[at..].starts_with(**line)) {
        at = skip_gap(text, at + line.len());
        at += if text[at..].starts_with('・') { '・'.len_utf8() } else { 0 };
    }
    let mut extensions = Extensions::default();
    loop {
        let first = extensions.all.is_empty();
        let start = at;
        let short = ["内", "内線"].into_iter().rfind(|word| text[at..].starts_with(word));
        let word = short.filter(|word| open || *word == "内線").map_or(0, str::len);
        let word =
            word.max(["extension", "ext"].into_iter().find(|word| text[at..].starts_with(word)).map_or(0, str::len));
        if first && word == 0 {
            return none;
        }
        at += word;
        if first && open && text[at..].starts_with(')') {
            (open, at) = (false, at + 1);
        }
        at += text[at..].strip_prefix("番号").map_or(0, |_| "番号".len());
        at += text[at..].len() - text[at..].trim_start_matches([' ', ':', '.']).len();
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let right = (1..=6).contains(&digits) && (first || ends_well(text, at + digits));
        if !right {
            break;
        }
        extensions.all.push(Extension { range: start..at + digits, digits: at..at + digits });
        at += digits;
        at += text[at..].strip_prefix('番').map_or(0, |_| '番'.len_utf8());
        extensions.end = at;
        let next = text[at..].trim_start_matches(' ');
        let joined = next.chars().next().filter(|c| JOINERS.contains(c) || *c == 'と');
        let Some(mark) = joined else { break };
        at = skip_gap(text, text.len() - next.len() + mark.len_utf8());
    }
    if extensions.all.is_empty() {
        return none;
    }
    let behind = skip_gap(text, extensions.end);
    extensions.closed = !open || text[behind..].starts_with(')');
    extensions.end = if open && extensions.closed { behind + 1 } else { extensions.end };
    extensions
}

/// Behind a bracket without figures, like `（代表）` or `（住民係）`, and behind a word for the line.
fn skip_note(text: &str, at: usize) -> usize {
    if let Some(inner) = text[at..].strip_prefix('(') {
        let closed = inner.find(')').filter(|end| inner[..*end].chars().count() <= 16);
        let plain =
            |end: &usize| !inner[..*end].contains(|c: char| c.is_ascii_digit()) && !inner[..*end].ends_with('内');
        return closed.filter(plain).map_or(at, |end| at + 1 + end + 1);
    }
    at + LINES.iter().find(|line| text[at..].starts_with(**line)).map_or(0, |line| line.len())
}

fn skip_gap(text: &str, at: usize) -> usize {
    at + text[at..].len() - text[at..].trim_start_matches([' ', '、', ',']).len()
}

/// The end of a number that is written for all of it behind another: `・1021`, `、01-1021`.
pub(super) fn read_short(text: &str, from: usize, groups: &[usize]) -> Option<Range<usize>> {
    let rest = &text[skip_note(text, from)..];
    let rest = rest.trim_start_matches(' ');
    let mark = rest.chars().next().filter(|c| JOINERS.contains(c))?;
    let rest = rest[mark.len_utf8()..].trim_start_matches(' ');
    let start = text.len() - rest.len();
    let figures = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let first = figures(start);
    let whole = if text[start + first..].starts_with('-') { figures(start + first + 1) } else { 0 };
    let (fits, end) = match groups {
        [_, exchange, line] if whole > 0 => (first == *exchange && whole == *line, start + first + 1 + whole),
        [_, _, line] => (whole == 0 && first == *line, start + first),
        _ => (false, start),
    };
    (fits && ends_well(text, end)).then_some(start..end)
}

/// Whether what stands behind some figures leaves them a number: no unit, no day, no figure more.
fn ends_well(text: &str, at: usize) -> bool {
    const MARKS: &str = ")(、。・,;」】|";
    const WORDS: &str = "番へはにでのとまか";
    let rest = text[at..].trim_start_matches(' ');
    match rest.chars().next() {
        None | Some('\n') => true,
        Some('番') => !rest.starts_with("番地"),
        Some(c) if at + (text[at..].len() - rest.len()) > at => {
            !c.is_ascii_digit() && !"年月日時分円人名件階号回%".contains(c)
        }
        Some(c) => MARKS.contains(c) || WORDS.contains(c),
    }
}
