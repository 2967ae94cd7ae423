//! Pairs of characters as a table of bits: one look tells that a text does not go on with any of some words. It may say
//! yes too often, never no where it is yes.

/// Bits of the table: few enough to stay near the processor, so many that the words of a language seldom share one.
const BITS: u32 = 17;

/// A set of pairs of characters.
pub struct PairTable(Box<[u64]>);

impl Default for PairTable {
    fn default() -> Self {
        Self(vec![0; 1 << (BITS - 6)].into())
    }
}

impl PairTable {
    /// Adds a pair.
    pub fn add(&mut self, first: char, second: char) {
        let at = place(first, second);
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether a pair may be in the set.
    #[inline]
    pub fn may_have(&self, first: char, second: char) -> bool {
        let at = place(first, second);
        self.0[at / 64] & 1 << (at % 64) != 0
    }
}

#[inline]
fn place(first: char, second: char) -> usize {
    let mixed = u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca77);
    (mixed.wrapping_mul(0xc2b2_ae3d) >> (32 - BITS)) as usize
}

/// A set of characters as a table of bits; it may say yes too often, never no where it is yes.
pub struct CharTable(Box<[u64]>);

impl Default for CharTable {
    fn default() -> Self {
        Self(vec![0; 1 << 10].into())
    }
}

impl CharTable {
    /// Adds a character.
    pub fn add(&mut self, c: char) {
        let at = u32::from(c) as usize & 0xffff;
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether a character may be in the set.
    #[inline]
    pub fn may_have(&self, c: char) -> bool {
        let at = u32::from(c) as usize & 0xffff;
        self.0[at / 64] & 1 << (at % 64) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_there_and_little_else() {
        let (mut table, words) = (PairTable::default(), ["移住", "住ん", "さん", "バス", "ab", "役場"]);
        let pairs = words.map(|word| (word.chars().next().unwrap(), word.chars().nth(1).unwrap()));
        pairs.iter().for_each(|(first, second)| table.add(*first, *second));
        assert!(pairs.iter().all(|(first, second)| table.may_have(*first, *second)));
        let kanji = || ('\u{4e00}'..'\u{4f00}').step_by(3);
        let taken = kanji().flat_map(|first| kanji().map(move |second| (first, second)));
        assert!(taken.filter(|(first, second)| table.may_have(*first, *second)).count() < 10);
    }

    #[test]
    fn a_character_that_was_added_is_there_and_its_neighbours_are_not() {
        let mut table = CharTable::default();
        ['氏', 'a', '𠮷'].iter().for_each(|c| table.add(*c));
        let is_there = ['氏', '民', 'a', 'b', '𠮷', '𠮶'].map(|c| table.may_have(c));
        assert_eq!(is_there, [true, false, true, false, true, false]);
    }
}
