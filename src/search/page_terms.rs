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

/// The terms of a page in the order of their numbers, each with its level: four to a byte, for every page has hundreds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PageTerms {
    /// The numbers.
    pub hashes: Box<[u32]>,
    levels: Box<[u8]>,
}

impl PageTerms {
    /// Keeps terms that are in order.
    pub fn new(terms: &[(u32, u8)]) -> Self {
        let packed = |four: &[(u32, u8)]| four.iter().rev().fold(0, |byte, (_, level)| byte << 2 | level & 3);
        Self { hashes: terms.iter().map(|(hash, _)| *hash).collect(), levels: terms.chunks(4).map(packed).collect() }
    }

    /// The terms from the one at a place on.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = (u32, u8)> {
        let level = |at: usize| self.levels[at / 4] >> (at % 4 * 2) & 3;
        self.hashes[first..].iter().enumerate().map(move |(number, hash)| (*hash, level(first + number)))
    }

    /// The terms.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> {
        self.iter_from(0)
    }
}

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
    for text in &texts {
        each_term(text, &mut |letters, class, _| {
            if stands_in_body(class) {
                gathered.terms.entry(hash_letters(letters.iter().copied())).or_default().count += 1;
            }
        });
    }
    for word in texts.iter().flat_map(|text| words.related(text)) {
        gathered.add_word(word, BODY, Class::Kana);
    }
    let is_often = |count: u32| count > 1 && f64::from(count) * (0.5 + 0.5 * USUAL / length) >= 2.0;
    let level = |Seen { level, count }: Seen| if is_often(count) { level.max(OFTEN) } else { level };
    let mut levels: Vec<(u32, u8)> = gathered.terms.into_iter().map(|(hash, seen)| (hash, level(seen))).collect();
    levels.sort_unstable();
    PageTerms::new(&levels)
}

fn stands_in_body(class: Class) -> bool {
    !matches!(class, Class::Empty | Class::Part | Class::Prefix)
}

/// What is seen of a term.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// The highest level of where it stands.
    level: u8,
    /// How often it stands in the text.
    count: u32,
}

#[derive(Default)]
struct Gathered {
    terms: AHashMap<u32, Seen>,
}

impl Gathered {
    fn put(&mut self, hash: u32, level: u8) {
        let known = &mut self.terms.entry(hash).or_default().level;
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
