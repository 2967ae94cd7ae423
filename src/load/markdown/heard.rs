//! What has been said before a word in its block: of a cell of a table, its column's head and the cell before it.

/// How much is kept, in bytes.
const KEPT: usize = 512;

/// The last words of the block that is being written.
#[derive(Default)]
pub(super) struct Heard {
    words: String,
    /// How much of them stood elsewhere.
    from: usize,
    /// The heads of the table's columns.
    heads: Vec<String>,
    /// The cell before.
    beside: String,
}

impl Heard {
    /// What has been said.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// Adds words.
    pub(super) fn hear(&mut self, text: &str) {
        self.words.push_str(text);
        if self.words.len() > 2 * KEPT {
            let cut = (self.words.len() - KEPT..self.words.len()).find(|at| self.words.is_char_boundary(*at));
            drop(self.words.drain(..cut.unwrap_or_default()));
            self.from = 0;
        }
    }

    /// Forgets what was said: a block is over.
    pub(super) fn end_block(&mut self) {
        self.words.clear();
        self.from = 0;
    }

    /// Forgets the table before.
    pub(super) fn begin_table(&mut self) {
        self.heads.clear();
    }

    /// Begins a cell: what stands beside it and above it says what it holds.
    pub(super) fn begin_cell(&mut self, column: usize, head: bool) {
        self.words.clear();
        if column == 0 {
            self.beside.clear();
        }
        if !head {
            let above = self.heads.get(column).map_or("", String::as_str);
            for words in [self.beside.as_str(), above] {
                self.words.push_str(words);
                self.words.push(' ');
            }
        }
        self.from = self.words.len();
    }

    /// Ends a cell.
    pub(super) fn end_cell(&mut self, head: bool) {
        let own = self.words.get(self.from..).unwrap_or_default().to_owned();
        if head {
            self.heads.push(own);
        } else {
            self.beside = own;
        }
    }
}
