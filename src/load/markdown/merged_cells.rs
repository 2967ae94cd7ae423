//! Cells of a table that belong to the one above (`^^`) or to the one on the left (`<<`).

use std::{collections::BTreeMap, ops::Range};

use crate::{
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
};

/// What a cell is written as to belong to the one above, or to the one on the left.
const ABOVE: &str = "^^";
const LEFT: &str = "<<";

/// How many rows and columns the cells of a table span, by row and column; no entry: one of each. A cell that belongs
/// to another one spans none.
#[derive(Default, Debug)]
pub(super) struct Spans(BTreeMap<(usize, usize), (usize, usize)>);

impl Spans {
    /// Rows and columns of a cell.
    pub(super) fn of(&self, row: usize, column: usize) -> (usize, usize) {
        self.0.get(&(row, column)).copied().unwrap_or((1, 1))
    }
}

/// A mark that cannot be followed: where it stands, and why.
#[derive(Debug)]
pub(super) struct Misplaced {
    pub(super) range: Range<usize>,
    finding: (Message, Message),
}

impl Misplaced {
    /// The finding about it, without its place.
    pub(super) fn finding(self) -> Diagnostic {
        let (message, help) = self.finding;
        Diagnostic::warning("merged-cell", message).help(help)
    }
}

/// Reads the marks of a table: the texts of its cells and where they stand, by rows; the first is that of the names.
pub(super) fn read_spans(cells: &[Vec<(String, Range<usize>)>]) -> (Spans, Vec<Misplaced>) {
    if !cells.iter().flatten().any(|(text, _)| is_mark(text)) {
        return (Spans::default(), Vec::new());
    }
    let mut grid = Grid::new(cells);
    grid.keep_rectangles();
    grid.keep_rows();
    let mut spans = Spans::default();
    for (row, cells) in cells.iter().enumerate() {
        for column in 0..cells.len() {
            let origin = grid.origins[row][column];
            if origin != (row, column) {
                spans.0.insert((row, column), (0, 0));
                let (rows, columns) = spans.of(origin.0, origin.1);
                let span = (rows.max(row - origin.0 + 1), columns.max(column - origin.1 + 1));
                spans.0.insert(origin, span);
            }
        }
    }
    (spans, grid.misplaced)
}

fn is_mark(text: &str) -> bool {
    matches!(text.trim(), ABOVE | LEFT)
}

/// For each cell the one that it belongs to, which is itself for most.
struct Grid<'a> {
    cells: &'a [Vec<(String, Range<usize>)>],
    origins: Vec<Vec<(usize, usize)>>,
    misplaced: Vec<Misplaced>,
}

impl<'a> Grid<'a> {
    fn new(cells: &'a [Vec<(String, Range<usize>)>]) -> Self {
        let mut grid = Self { cells, origins: Vec::new(), misplaced: Vec::new() };
        for (row, texts) in cells.iter().enumerate() {
            grid.origins.push(Vec::new());
            for (column, (text, _)) in texts.iter().enumerate() {
                let origin = match text.trim() {
                    // The row of names stands apart from the rows below it.
                    ABOVE if row > 1 => grid.origins[row - 1].get(column).copied(),
                    LEFT if column > 0 => Some(grid.origins[row][column - 1]),
                    ABOVE | LEFT => None,
                    _ => Some((row, column)),
                };
                if origin.is_none() {
                    grid.report_alone(row, column);
                }
                grid.origins[row].push(origin.unwrap_or((row, column)));
            }
        }
        grid
    }

    /// Takes cells apart that do not make a rectangle together.
    fn keep_rectangles(&mut self) {
        let mut groups: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for (row, origins) in self.origins.iter().enumerate() {
            for (column, origin) in origins.iter().enumerate() {
                groups.entry(*origin).or_default().push((row, column));
            }
        }
        for (origin, cells) in groups {
            let rows = cells.iter().map(|cell| cell.0).max().unwrap_or_default() - origin.0 + 1;
            let columns = cells.iter().map(|cell| cell.1).max().unwrap_or_default() - origin.1 + 1;
            if cells.len() == rows * columns {
                continue;
            }
            if let Some(cell) = cells.iter().find(|cell| **cell != origin) {
                self.report_shape(*cell);
            }
            cells.into_iter().for_each(|(row, column)| self.origins[row][column] = (row, column));
        }
    }

    /// Takes apart a row that would have no cell of its own.
    fn keep_rows(&mut self) {
        for row in 1..self.origins.len() {
            let gone = !self.origins[row].is_empty() && self.origins[row].iter().all(|origin| origin.0 < row);
            if gone {
                self.report_shape((row, 0));
                let own = self.origins[row].iter_mut().enumerate();
                own.for_each(|(column, origin)| *origin = (row, column));
                // What hangs on this row through the one above begins here.
                self.rehang(row);
            }
        }
    }

    /// Takes apart what reaches from above a row to below it.
    fn rehang(&mut self, row: usize) {
        for (below, origins) in self.origins.iter_mut().enumerate().skip(row + 1) {
            for (column, origin) in origins.iter_mut().enumerate().filter(|(_, origin)| origin.0 < row) {
                *origin = (below, column);
            }
        }
    }

    fn report_alone(&mut self, row: usize, column: usize) {
        let cells = self.cells;
        let (text, range) = &cells[row][column];
        let (side, side_en) = if text.trim() == ABOVE { ("上", "above") } else { ("左", "on the left") };
        let message = msgf!(
            ja: "`{text}` の{side}に、つなげるセルがありません",
            en: "`{text}` has no cell {side_en} to belong to");
        let help = msg!(
            ja: "`^^` は2行目から下で上のセルと、`<<` は2列目から右で左のセルと、1つになります。列の名前の行とはつなげられません",
            en: "`^^` belongs to the cell above, from the second row on; `<<` to the one on the left. The row of names \
                 stands apart");
        self.misplaced.push(Misplaced { range: range.clone(), finding: (message, help) });
    }

    fn report_shape(&mut self, (row, column): (usize, usize)) {
        let cells = self.cells;
        let (text, range) = &cells[row][column];
        let message = msgf!(
            ja: "`{text}` でつなげたセルが四角になりません。つなげずに表示します",
            en: "the cells that `{text}` joins make no rectangle; they are shown apart");
        let help = msg!(
            ja: "つなげる範囲のほかのセルにも、`^^`（上と同じ）か `<<`（左と同じ）を書いてください。どのセルも上と同じ行は作れません",
            en: "write `^^` or `<<` in the other cells of the rectangle too; a row needs a cell of its own");
        self.misplaced.push(Misplaced { range: range.clone(), finding: (message, help) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells that span others, as `row,column rows×columns`, and how many marks are misplaced.
    fn read(table: &str) -> (Vec<String>, usize) {
        let text = format!("| a | b | c |\n{table}");
        let row = |line: &str| line.trim_matches('|').split('|').map(|cell| (cell.to_owned(), 0..1)).collect();
        let cells: Vec<Vec<_>> = text.lines().map(row).collect();
        let (spans, misplaced) = read_spans(&cells);
        let wide = spans.0.iter().filter(|(_, span)| **span != (0, 0));
        (
            wide.map(|((row, column), (rows, columns))| format!("{row},{column} {rows}×{columns}")).collect(),
            misplaced.len(),
        )
    }

    #[test]
    fn cells_join_in_rectangles_and_nowhere_else() {
        for (table, spans, misplaced) in [
            ("| x | y | z |", vec![], 0),
            ("| x | y | z |\n| ^^ | y | z |", vec!["1,0 2×1"], 0),
            ("| x | y | z |\n| ^^ | y | z |\n| ^^ | y | z |", vec!["1,0 3×1"], 0),
            ("| x | << | z |", vec!["1,0 1×2"], 0),
            ("| x | << | << |", vec!["1,0 1×3"], 0),
            ("| x | << | z |\n| ^^ | ^^ | z |", vec!["1,0 2×2"], 0),
            ("| x | << | z |\n| ^^ | << | z |", vec!["1,0 2×2"], 0),
            ("| x | << | z |\n| ^^ | y | z |", vec![], 1),
            ("| x | << | z |\n| y | ^^ | z |", vec![], 1),
            ("| ^^ | y | z |", vec![], 1),
            ("| << | y | z |", vec![], 1),
            ("| x | y | z |\n| ^^ | ^^ | ^^ |", vec![], 1),
            ("| x | y | z |\n| ^^ | ^^ | ^^ |\n| ^^ | y | z |", vec![], 1),
            ("| x ^^ | <<a | `^` |", vec![], 0),
        ] {
            assert_eq!(read(table), (spans.iter().map(|it| (*it).to_owned()).collect(), misplaced), "{table}");
        }
    }
}
