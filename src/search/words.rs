//! The words that find each other: shipped ones, and the editor's on top. A page that holds one is found by the others,
//! so that the browser needs no table.

use std::sync::{Arc, LazyLock};

use ahash::AHashMap;

use crate::{
    search::{
        fold::{Folded, Script, fold},
        terms::{Class, each_term, hash_letters},
    },
    text::pairs::PairTable,
};

/// The words that the program brings.
const SYNONYMS: &str = include_str!("words/synonyms.txt");
const READINGS: &str = include_str!("words/readings.txt");

/// A line of a table: where one of the words stands, all of `adds` are found too.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Group {
    /// The words to look for.
    pub from: Vec<String>,
    /// The words that are then found.
    pub adds: Vec<String>,
}

impl Group {
    /// Words that all find each other.
    pub fn mutual(words: Vec<String>) -> Self {
        Self { from: words.clone(), adds: words }
    }
}

/// A word of a table as it is looked for.
struct Pattern {
    folded: Vec<Folded>,
    adds: Vec<Arc<Added>>,
}

/// A word that is added to a page.
#[derive(PartialEq, Eq, Debug)]
pub struct Added {
    letters: Vec<Folded>,
    /// Its terms and what they are.
    pub terms: Vec<(u32, Class)>,
}

impl Added {
    fn new(word: &str) -> Self {
        let letters = fold(word);
        let mut terms = Vec::new();
        each_term(&letters, &mut |letters, class, _| terms.push((hash_letters(letters.iter().copied()), class)));
        Self { letters, terms }
    }
}

/// Tables of words, ready to be looked for.
pub struct Words {
    synonyms: Finder,
    readings: Finder,
}

impl Words {
    /// The shipped words with the editor's on top.
    pub fn with(synonyms: &[Group], readings: &[(String, String)]) -> Arc<Self> {
        static SHIPPED: LazyLock<Arc<Words>> = LazyLock::new(|| Arc::new(Words::new(&[], &[])));
        if synonyms.is_empty() && readings.is_empty() {
            return SHIPPED.clone();
        }
        Arc::new(Self::new(synonyms, readings))
    }

    fn new(synonyms: &[Group], readings: &[(String, String)]) -> Self {
        let own = readings.iter().map(|(word, kana)| one_way(word, kana));
        Self {
            synonyms: Finder::new(shipped_synonyms().into_iter().chain(synonyms.iter().cloned())),
            readings: Finder::new(shipped_readings().into_iter().chain(own)),
        }
    }

    /// The words that a text is found by although they do not stand in it.
    pub fn related<'a>(&'a self, text: &[Folded]) -> Vec<&'a Added> {
        self.synonyms.find(text)
    }

    /// A text with its words in kana, as far as their readings are known.
    pub fn read(&self, text: &[Folded]) -> String {
        let found = self.readings.first(text);
        let gap = |it: &&Folded| it.script != Script::Gap;
        match found {
            Some((pattern, length)) => pattern.iter().chain(&text[length..]).filter(gap).map(|it| it.letter).collect(),
            None => text.iter().filter(gap).map(|it| it.letter).collect(),
        }
    }

    /// How the words of a title or heading are read.
    pub fn readings<'a>(&'a self, text: &[Folded]) -> Vec<&'a Added> {
        self.readings.find(text)
    }
}

/// The shipped groups.
pub fn shipped_synonyms() -> Vec<Group> {
    let group = |line: &str| match line.split_once('>') {
        Some((from, to)) => Group { from: words(from), adds: words(to) },
        None => Group { from: words(line).into_iter().filter(|word| !is_short(word)).collect(), adds: words(line) },
    };
    lines(SYNONYMS).map(group).collect()
}

/// Whether a word is so short that it stands inside of others; it is found, and never looked for.
fn is_short(word: &str) -> bool {
    let folded = fold(word);
    folded.len() < 3 && folded.iter().all(|it| it.script == Script::Hiragana)
}

/// The shipped readings.
pub fn shipped_readings() -> Vec<Group> {
    lines(READINGS).filter_map(|line| line.split_once(' ')).map(|(word, kana)| one_way(word, kana)).collect()
}

fn one_way(word: &str, kana: &str) -> Group {
    Group { from: vec![word.to_owned()], adds: vec![kana.to_owned()] }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// Looks for all words of a table at once, by their first two letters.
struct Finder {
    patterns: Vec<Pattern>,
    /// The patterns by their first two letters; [`ALONE`] stands for the second of those that have only one.
    by_start: AHashMap<[char; 2], Vec<usize>>,
    starts: PairTable,
}

/// No letter.
const ALONE: char = '\0';

impl Finder {
    fn new(groups: impl Iterator<Item = Group>) -> Self {
        let mut patterns = Vec::new();
        for Group { from, adds } in groups {
            let added: Vec<Arc<Added>> = adds.iter().map(|word| Arc::new(Added::new(word))).collect();
            for word in &from {
                let others = adds.iter().zip(&added).filter(|(other, _)| *other != word);
                let others = others.map(|(_, added)| added.clone()).collect();
                let folded = fold(word);
                if !folded.is_empty() {
                    patterns.push(Pattern { folded, adds: others });
                }
            }
        }
        let (mut by_start, mut starts) = (AHashMap::<[char; 2], Vec<usize>>::new(), PairTable::default());
        for (number, Pattern { folded, .. }) in patterns.iter().enumerate() {
            let (first, second) = (folded[0].letter, folded.get(1).map_or(ALONE, |second| second.letter));
            by_start.entry([first, second]).or_default().push(number);
            starts.add(first, second);
        }
        Self { patterns, by_start, starts }
    }

    /// What the longest word that a text begins with is read as, and its length.
    fn first(&self, text: &[Folded]) -> Option<(&[Folded], usize)> {
        let begins = |pattern: &&Pattern| text.starts_with(&pattern.folded);
        let longest = self.patterns.iter().filter(begins).max_by_key(|pattern| pattern.folded.len())?;
        Some((&longest.adds.first()?.letters, longest.folded.len()))
    }

    /// What the words that stand in a text add, in the order in which the words end there.
    fn find(&self, text: &[Folded]) -> Vec<&Added> {
        let mut met: Vec<(usize, usize, usize)> = Vec::new();
        for (at, first) in text.iter().enumerate() {
            for second in text.get(at + 1).map(|second| second.letter).into_iter().chain([ALONE]) {
                if self.starts.may_have(first.letter, second) {
                    self.take(text, at, [first.letter, second], &mut met);
                }
            }
        }
        met.sort_unstable();
        met.iter().flat_map(|(.., number)| &self.patterns[*number].adds).map(Arc::as_ref).collect()
    }

    /// Takes the words that begin at a place with these letters, each at the first place where it stands.
    fn take(&self, text: &[Folded], at: usize, start: [char; 2], met: &mut Vec<(usize, usize, usize)>) {
        for number in self.by_start.get(&start).into_iter().flatten() {
            let word = &self.patterns[*number].folded;
            let end = at + word.len();
            let is_here =
                text.get(at..end).is_some_and(|here| here.iter().zip(word).all(|(a, b)| a.letter == b.letter));
            if is_here && !met.iter().any(|(.., known)| known == number) && stands(word, text, at) {
                met.push((end, at, *number));
            }
        }
    }
}

/// Whether a word stands in the text as a word: not a kanji of a longer one, not kana in the middle of others.
fn stands(word: &[Folded], text: &[Folded], at: usize) -> bool {
    let here = &text[at..at + word.len()];
    let script = |at: Option<usize>| at.and_then(|at| text.get(at)).map_or(Script::Gap, |it| it.script);
    let (before, after) = (script(at.checked_sub(1)), script(Some(at + word.len())));
    let all = |script: Script| here.iter().all(|it| it.script == script);
    let same = here.iter().zip(word).all(|(here, word)| here.script == word.script);
    match () {
        () if all(Script::Letter) => before != Script::Letter && after != Script::Letter,
        () if all(Script::Katakana) => before != Script::Katakana && after != Script::Katakana,
        // クマ is no くま of くまなく; ほいくえん is 保育園 wherever it begins.
        () if all(Script::Hiragana) => (same || word.len() > 2) && before != Script::Hiragana,
        () if all(Script::Kanji) && word.len() == 1 => before != Script::Kanji && after != Script::Kanji,
        () => true,
    }
}
