//! Many words in one pass over a text, by their first two characters: nearly every place of a text begins none of them,
//! and that is all that is asked there.

use ahash::AHashMap;

use crate::text::pairs::PairTable;

/// No character: stands for the second one of a word that has only one.
const ALONE: char = '\0';

/// Looks for many words at once.
pub struct WordSearch {
    words: Vec<&'static str>,
    by_start: AHashMap<[char; 2], Vec<usize>>,
    starts: PairTable,
}

impl WordSearch {
    /// Prepares a search for words, none of which is empty; they are known by their numbers.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let words: Vec<&'static str> = words.into_iter().collect();
        let (mut by_start, mut starts) = (AHashMap::<[char; 2], Vec<usize>>::new(), PairTable::default());
        for (number, word) in words.iter().enumerate() {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            let second = chars.next().unwrap_or(ALONE);
            by_start.entry([first, second]).or_default().push(number);
            starts.add(first, second);
        }
        Self { words, by_start, starts }
    }

    /// Calls for every place of every word, with the number of the word and the bytes where it stands.
    pub fn each(&self, text: &str, found: &mut impl FnMut(usize, std::ops::Range<usize>)) {
        let mut chars = text.char_indices();
        let Some(mut here) = chars.next() else { return };
        loop {
            let next = chars.next();
            let (at, first) = here;
            for second in next.map(|(_, second)| second).into_iter().chain([ALONE]) {
                if self.starts.may_have(first, second) {
                    for number in self.by_start.get(&[first, second]).into_iter().flatten() {
                        let word = self.words[*number];
                        if text[at..].starts_with(word) {
                            found(*number, at..at + word.len());
                        }
                    }
                }
            }
            match next {
                Some(next) => here = next,
                None => return,
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
            WordSearch::new(words).each(text, &mut |number, range| found.push(format!("{number}@{}", range.start)));
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
