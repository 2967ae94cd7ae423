//! Many words in one pass over a text, by their first two characters: nearly every place of a text begins none of them,
//! and that is all that is asked there.

use std::ops::Range;

use ahash::AHashMap;

use crate::text::pairs::{CharTable, PairTable};

/// No character: stands for the second one of a word that has only one.
const ALONE: char = '\0';

/// Looks for many words at once.
pub struct WordSearch {
    words: Vec<Box<str>>,
    by_start: AHashMap<[char; 2], Vec<usize>>,
    starts: PairTable,
    /// The words of only one character.
    singles: CharTable,
}

impl WordSearch {
    /// Prepares a search for words, none of which is empty; they are known by their numbers.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut search = Self {
            words: words.into_iter().map(Box::from).collect(),
            by_start: AHashMap::new(),
            starts: PairTable::default(),
            singles: CharTable::default(),
        };
        for (number, word) in search.words.iter().enumerate() {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next();
            search.by_start.entry([first, second.unwrap_or(ALONE)]).or_default().push(number);
            match second {
                Some(second) => search.starts.add(first, second),
                None => search.singles.add(first),
            }
        }
        search
    }

    /// Calls for every place of every word, with the number of the word and the bytes where it stands.
    pub fn each(&self, text: &str, found: &mut impl FnMut(usize, Range<usize>)) {
        let mut chars = text.char_indices();
        let Some((mut at, mut first)) = chars.next() else { return };
        for (next, second) in chars.chain([(text.len(), ALONE)]) {
            if self.starts.may_have(first, second) && second != ALONE {
                self.read([first, second], text, at, found);
            }
            if self.singles.may_have(first) {
                self.read([first, ALONE], text, at, found);
            }
            (at, first) = (next, second);
        }
    }

    /// Calls for the words that begin with two characters and stand at a byte.
    fn read(&self, start: [char; 2], text: &str, at: usize, found: &mut impl FnMut(usize, Range<usize>)) {
        for number in self.by_start.get(&start).into_iter().flatten() {
            let word = &*self.words[*number];
            if text[at..].starts_with(word) {
                found(*number, at..at + word.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_word_is_found() {
        for (words, text, expected) in [
            (vec!["さん", "様", "んか"], "佐藤さんから様へ", "0@6 2@9 1@18"),
            (vec!["a", "ab", "abc"], "xabc", "1@1 2@1 0@1"),
            (vec!["様"], "様様", "0@0 0@3"),
            (vec!["さん"], "さ", ""),
            (vec!["a"], "", ""),
        ] {
            let mut found = Vec::new();
            WordSearch::new(words.iter().copied())
                .each(text, &mut |number, range| found.push(format!("{number}@{}", range.start)));
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
