//! A text as lines of cells, each with its place: no header yet, and no meaning.
//!
//! A quote that stands inside a cell is a character of it. One that nothing closes is told and ends with its line: it
//! must never swallow the lines below.

use memchr::memchr;

use crate::text::span::Span;

/// The cells of a text.
pub(in crate::load) struct Grid<'a> {
    text: &'a str,
    /// What stands between two cells.
    pub(in crate::load) separator: u8,
    /// The lines that have anything in them.
    pub(in crate::load) lines: Vec<Line>,
    /// The cells whose quote nothing closes.
    pub(in crate::load) open: Vec<Span>,
}

/// A line of cells.
pub(in crate::load) struct Line {
    start: usize,
    /// What stands in them.
    pub(in crate::load) cells: Vec<String>,
}

/// A cell as it stands in a text.
struct Cell {
    span: Span,
    words: String,
    /// Whether its quote is not closed.
    open: bool,
}

impl<'a> Grid<'a> {
    /// Splits a text. Tabs separate it where its first lines hold more of them than commas.
    pub(super) fn read(text: &'a str) -> Self {
        let head = text.lines().take(3).flat_map(str::bytes);
        let (tabs, commas) = head.fold((0, 0), |(tabs, commas), byte| {
            (tabs + usize::from(byte == b'\t'), commas + usize::from(byte == b','))
        });
        Self::separated(text, if tabs > commas { b'\t' } else { b',' })
    }

    /// Splits a text at this separator.
    pub(in crate::load) fn separated(text: &'a str, separator: u8) -> Self {
        let mut grid = Self { text, separator, lines: Vec::new(), open: Vec::new() };
        let mut at = 0;
        loop {
            at += text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
            if at >= text.len() {
                return grid;
            }
            let cells = grid.cells_from(at);
            grid.open.extend(cells.iter().filter(|cell| cell.open).map(|cell| cell.span));
            let end = cells.last().map_or(text.len(), |cell| cell.span.end);
            grid.lines.push(Line { start: at, cells: cells.into_iter().map(|cell| cell.words).collect() });
            at = end;
        }
    }

    /// The place of a whole line, as far as its first line end outside of quotes.
    pub(in crate::load) fn whole(&self, line: &Line) -> Span {
        let cells = self.cells_from(line.start);
        Span::new(line.start, cells.last().map_or(line.start, |cell| cell.span.end))
    }

    /// The place of a cell; the end of the line if it has none.
    pub(super) fn cell(&self, line: &Line, number: usize) -> Span {
        let cells = self.cells_from(line.start);
        let end = cells.last().map_or(line.start, |cell| cell.span.end);
        cells.get(number).map_or(Span::new(end, end), |cell| cell.span)
    }

    /// The cells of the line that starts here.
    fn cells_from(&self, start: usize) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut at = start;
        loop {
            let cell = self.read_cell(at);
            let end = cell.span.end;
            cells.push(cell);
            if self.text.as_bytes().get(end) != Some(&self.separator) {
                return cells;
            }
            at = end + 1;
        }
    }

    fn read_cell(&self, start: usize) -> Cell {
        let bytes = self.text.as_bytes();
        let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\r' | b'\n');
        let end = bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length);
        let plain = |open: bool| {
            let words = &self.text[start..end];
            let words = if open { words.strip_prefix('"').unwrap_or(words) } else { words };
            Cell { span: Span::new(start, end), words: words.to_owned(), open }
        };
        if bytes.get(start) != Some(&b'"') {
            return plain(false);
        }
        let (mut words, mut at) = (String::new(), start + 1);
        while let Some(quote) = memchr(b'"', &bytes[at..]).map(|length| at + length) {
            words.push_str(&self.text[at..quote]);
            if bytes.get(quote + 1) == Some(&b'"') {
                words.push('"');
                at = quote + 2;
                continue;
            }
            let spaces = bytes[quote + 1..].iter().take_while(|byte| **byte == b' ' && self.separator != b' ').count();
            let behind = quote + 1 + spaces;
            return match bytes.get(behind) {
                Some(byte) if !ends(byte) => plain(self.text[start..end].matches('"').count() % 2 == 1 || quote > end),
                _ => Cell { span: Span::new(start, behind), words, open: false },
            };
        }
        plain(true)
    }

    /// Lines with nothing in them before a line: where the first stands.
    pub(super) fn gap_before(&self, line: &Line) -> Option<Span> {
        let before = &self.text[..line.start];
        let ends =
            before.bytes().rev().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| *byte == b'\n').count();
        (ends > 1).then(|| {
            let at = before.trim_end_matches(['\r', '\n']).len();
            let at = at + before[at..].find('\n').map_or(0, |end| end + 1);
            Span::new(at, at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_place() {
        let text = "a,b,c\r\n\"x, \"\"y\"\"\n z\",二,\r\n\r\n三,,四\n";
        let grid = Grid::read(text);
        let shown: Vec<Vec<&str>> = grid
            .lines
            .iter()
            .map(|line| (0..3).map(|at| grid.cell(line, at)).map(|span| &text[span.start..span.end]).collect())
            .collect();
        assert_eq!(shown, [vec!["a", "b", "c"], vec!["\"x, \"\"y\"\"\n z\"", "二", ""], vec!["三", "", "四"]]);
        assert_eq!(grid.lines[1].cells, ["x, \"y\"\n z", "二", ""]);
        let gaps: Vec<bool> = grid.lines.iter().map(|line| grid.gap_before(line).is_some()).collect();
        assert_eq!(gaps, [false, false, true]);
        assert_eq!(Grid::read("a\tb\n1\t2,3\n").separator, b'\t');
        assert_eq!(Grid::read("").lines.len(), 0);
    }

    #[test]
    fn a_quote_belongs_to_its_cell_and_to_its_line() {
        for (text, cells, open) in [
            ("a,https://x/\"S\"/1\nb,c\n", vec![vec!["a", "https://x/\"S\"/1"], vec!["b", "c"]], vec![]),
            ("a,\"S\"/1\nb,c\n", vec![vec!["a", "\"S\"/1"], vec!["b", "c"]], vec![]),
            ("a,36°12'34\"N\nb,c", vec![vec!["a", "36°12'34\"N"], vec!["b", "c"]], vec![]),
            ("a,\"x\nb,c\nd,e\n", vec![vec!["a", "x"], vec!["b", "c"], vec!["d", "e"]], vec!["\"x"]),
            ("a,\"x\nb,\"c\"\n", vec![vec!["a", "x"], vec!["b", "c"]], vec!["\"x"]),
            ("a,\"x\nb,\"\"\n", vec![vec!["a", "x"], vec!["b", ""]], vec!["\"x"]),
            ("a,\"x,\"y\"\nb,c", vec![vec!["a", "x", "y"], vec!["b", "c"]], vec!["\"x"]),
            ("a,\"x\ny\" \r\nb,c\r\n", vec![vec!["a", "x\ny"], vec!["b", "c"]], vec![]),
            ("a,\"\",\"\"\"\"\n", vec![vec!["a", "", "\""]], vec![]),
        ] {
            let grid = Grid::read(text);
            let read: Vec<&[String]> = grid.lines.iter().map(|line| line.cells.as_slice()).collect();
            assert_eq!(read, cells, "{text}");
            let told: Vec<&str> = grid.open.iter().map(|span| &text[span.start..span.end]).collect();
            assert_eq!(told, open, "{text}");
        }
    }
}
