//! What was found in a file: texts, properties, and what its form hides.

use crate::{attachment::fault::FaultKind, msgf, report::message::Message};

/// Everything that a file holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contents {
    /// Its texts, the hidden ones among them.
    pub texts: Vec<Text>,
    /// What programs write beside them: author, company, title.
    pub properties: Vec<Property>,
    /// What its form hides or keeps from being read.
    pub faults: Vec<Fault>,
}

/// A text of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// Where a person finds it: 「2ページ」.
    pub place: Message,
    /// The text; rows of tables as `| a | b |`, the heading row first.
    pub text: String,
    /// Where its parts stand, in order; empty if the place says all.
    pub marks: Vec<Mark>,
}

/// Where the part of a text stands that begins at a byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The byte.
    pub at: usize,
    /// The place.
    pub spot: Spot,
}

/// A place inside a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A line, from 1.
    Line(usize),
    /// A cell by row and column, from 0.
    Cell(usize, usize),
}

/// A property of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Property {
    /// Where a person finds it: 「プロパティ 作成者」.
    pub place: Message,
    /// What it says.
    pub value: String,
}

/// What the form of a file hides or keeps from being read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// Where; empty: the file as a whole.
    pub place: Message,
}

impl Text {
    /// Where a byte of the text stands.
    pub fn place_at(&self, at: usize) -> Message {
        let number = self.marks.partition_point(|mark| mark.at <= at);
        let Message { ja, en } = &self.place;
        match number.checked_sub(1).map(|number| self.marks[number].spot) {
            Some(Spot::Line(line)) if ja.is_empty() => msgf!(ja: "{line}行目", en: "line {line}"),
            Some(Spot::Line(line)) => msgf!(ja: "{ja}の{line}行目", en: "{en}, line {line}"),
            Some(Spot::Cell(row, column)) => {
                let cell = cell_name(row, column);
                msgf!(ja: "{ja}{cell}", en: "{en} {cell}")
            }
            None => self.place.clone(),
        }
    }
}

/// A cell as people name it: `B12`.
pub(super) fn cell_name(row: usize, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_a_person_finds() {
        assert_eq!(
            [(0, 0), (11, 1), (0, 25), (4, 26), (0, 702)].map(|(row, column)| cell_name(row, column)),
            ["A1", "B12", "Z1", "AA5", "AAA1"]
        );
        let marks = vec![Mark { at: 0, spot: Spot::Line(1) }, Mark { at: 5, spot: Spot::Line(2) }];
        let text = Text { text: "abcd\nefgh".to_owned(), marks, ..Text::default() };
        assert_eq!([0, 4, 5, 9].map(|at| text.place_at(at).ja.into_owned()), ["1行目", "1行目", "2行目", "2行目"]);
    }
}
