//! The terms of a page with their levels: what its entries in the index say.

use ahash::AHashMap;

use crate::search::{
    fold::{Folded, fold},
    page_text::PageText,
    terms::{Class, each_term, hash_letters},
    words::{Added, Words},
};

/// A term stands in the title.
pub const TITLE: u8 = 3;
/// A term stands in a heading, the short answer or the description.
pub const HEADING: u8 = 2;
/// A term stands often in the text.
pub const OFTEN: u8 = 1;
/// A term stands in the text.
pub const BODY: u8 = 0;

/// The length of a text in which a term that stands twice is often. Not the site's mean: one edit would touch every
/// page.
const USUAL: f64 = 700.0;

/// The terms of a page, by their numbers, each with its level.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PageTerms(pub Box<[(u32, u8)]>);

/// Gathers the terms of a page.
pub fn page_terms(page: &PageText, words: &Words) -> PageTerms {
    let mut gathered = Gathered::default();
    for text in &page.titles {
        gathered.head(&fold(text), TITLE, words);
    }
    for text in page.leads.iter().chain(page.sections.iter().map(|section| &section.heading)) {
        gathered.head(&fold(text), HEADING, words);
    }
    for section in &page.sections {
        gathered.add(&fold(&section.reading), HEADING, Class::Empty);
    }
    for text in &page.labels {
        let label = fold(text);
        gathered.add(&label, OFTEN, Class::Empty);
        words.related(&label).into_iter().for_each(|word| gathered.add_word(word, BODY, Class::Kana));
    }
    let texts: Vec<Vec<Folded>> = page.sections.iter().map(|section| fold(&section.text)).collect();
    let length = texts.iter().map(Vec::len).sum::<usize>().max(1) as f64;
    let mut hashes: Vec<u32> = Vec::with_capacity(length as usize);
    for text in &texts {
        each_term(text, &mut |letters, class, _| {
            if stands_in_body(class) {
                hashes.push(hash_letters(letters.iter().copied()));
            }
        });
    }
    hashes.sort_unstable();
    for same in hashes.chunk_by(|a, b| a == b) {
        let often = same.len() as f64 * (0.5 + 0.5 * USUAL / length) >= 2.0;
        gathered.put(same[0], if often && same.len() > 1 { OFTEN } else { BODY });
    }
    for word in texts.iter().flat_map(|text| words.related(text)) {
        gathered.add_word(word, BODY, Class::Kana);
    }
    let mut levels: Vec<(u32, u8)> = gathered.levels.into_iter().collect();
    levels.sort_unstable();
    PageTerms(levels.into())
}

fn stands_in_body(class: Class) -> bool {
    !matches!(class, Class::Empty | Class::Part | Class::Prefix)
}

#[derive(Default)]
struct Gathered {
    levels: AHashMap<u32, u8>,
}

impl Gathered {
    fn put(&mut self, hash: u32, level: u8) {
        let known = self.levels.entry(hash).or_default();
        *known = (*known).max(level);
    }

    /// A title or heading: all of its terms, how its words are read, and their other words one level lower.
    fn head(&mut self, text: &[Folded], level: u8, words: &Words) {
        each_term(text, &mut |letters, _, _| self.put(hash_letters(letters.iter().copied()), level));
        for reading in words.readings(text) {
            self.add_word(reading, level, Class::Empty);
        }
        for word in words.related(text) {
            self.add_word(word, level - 1, Class::Kana);
        }
    }

    /// The terms of a text up to a class of them.
    fn add(&mut self, text: &[Folded], level: u8, most: Class) {
        each_term(text, &mut |letters, class, _| {
            if class <= most {
                self.put(hash_letters(letters.iter().copied()), level);
            }
        });
    }

    /// The terms of a word of a table up to a class of them.
    fn add_word(&mut self, word: &Added, level: u8, most: Class) {
        word.terms.iter().filter(|(_, class)| *class <= most).for_each(|(hash, _)| self.put(*hash, level));
    }
}
