//! A text as lines of cells, each with its place: no header yet, and no meaning.

use crate::text::span::{Span, floor_char_boundary};

/// The cells of a text.
pub(super) struct Grid<'a> {
    text: &'a str,
    /// What stands between two cells.
    pub(super) separator: u8,
    /// The lines that have anything in them.
    pub(super) lines: Vec<Line>,
}

/// A line of cells.
pub(super) struct Line {
    start: usize,
    /// What stands in them.
    pub(super) cells: Vec<String>,
}

impl<'a> Grid<'a> {
    /// Splits a text. Tabs separate it where its first lines hold more of them than commas.
    pub(super) fn read(text: &'a str) -> Self {
        let head = text.lines().take(3).flat_map(str::bytes);
        let (tabs, commas) = head.fold((0, 0), |(tabs, commas), byte| {
            (tabs + usize::from(byte == b'\t'), commas + usize::from(byte == b','))
        });
        let separator = if tabs > commas { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let line = |record: csv::StringRecord| {
            let at = floor_char_boundary(text, record.position().map_or(0, |position| position.byte() as usize));
            let start = at + (text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len());
            Line { start, cells: record.iter().map(str::to_owned).collect() }
        };
        let lines = reader.records().filter_map(Result::ok).map(line).collect();
        Self { text, separator, lines }
    }

    /// The place of a whole line, as far as its first line end outside of quotes.
    pub(super) fn whole(&self, line: &Line) -> Span {
        let cells = self.places(line.start);
        Span::new(line.start, cells.last().map_or(line.start, |span| span.end))
    }

    /// The place of a cell; the end of the line if it has none.
    pub(super) fn cell(&self, line: &Line, number: usize) -> Span {
        let cells = self.places(line.start);
        let end = cells.last().map_or(line.start, |span| span.end);
        cells.get(number).copied().unwrap_or(Span::new(end, end))
    }

    /// The places of the cells of the line that starts here, quotes included.
    fn places(&self, start: usize) -> Vec<Span> {
        let (mut places, mut at, mut quoted) = (Vec::new(), start, false);
        let bytes = self.text.as_bytes();
        for (offset, byte) in bytes[start..].iter().enumerate() {
            let here = start + offset;
            match *byte {
                // A doubled quote opens again what it closes.
                b'"' if bytes[at] == b'"' => quoted = !quoted,
                b'\r' | b'\n' if !quoted => {
                    places.push(Span::new(at, here));
                    return places;
                }
                byte if byte == self.separator && !quoted => {
                    places.push(Span::new(at, here));
                    at = here + 1;
                }
                _ => {}
            }
        }
        places.push(Span::new(at, self.text.len()));
        places
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
}
