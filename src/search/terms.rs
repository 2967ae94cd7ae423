//! Texts to terms: pairs of characters for Japanese, words for what is written in words.

use std::sync::LazyLock;

use ahash::AHashSet;

use crate::{
    search::fold::{Folded, Script},
    text::pairs::PairTable,
};

/// Pairs that say nothing where they are *written* in hiragana. A fixed list: one that is computed from a site would
/// drop ごみ and こども from a guide that speaks of them on every page.
#[rustfmt::skip]
pub const EMPTY_PAIRS: &[&str] = &[
    "です", "ます", "ませ", "まし", "した", "して", "する", "され", "れる", "られ", "ない", "から", "まで", "ので",
    "のに", "には", "では", "との", "への", "での", "とは", "にも", "でも", "ても", "った", "って", "てい", "いる",
    "ある", "れば", "たら", "たい", "こと", "もの", "ため", "など", "よう", "これ", "それ", "ださ", "くだ", "さい",
    "あり", "りま", "いま", "すか", "せん", "でき", "きま", "なる", "なり", "とき", "とこ", "ころ", "だけ", "より",
    "くら", "らい", "ほど", "どう", "どこ", "いつ", "いい", "んか", "しま", "すれ", "ばい", "いで", "うす", "てく",
    "うで", "しょ", "うか", "すが", "すと", "があ", "はあ", "とい",
];

static EMPTY: LazyLock<(PairTable, AHashSet<[char; 2]>)> = LazyLock::new(|| {
    let letters = |pair: &&str| {
        let mut letters = pair.chars();
        Some([letters.next()?, letters.next()?])
    };
    let (mut table, pairs) = (PairTable::default(), EMPTY_PAIRS.iter().filter_map(letters));
    let pairs = pairs.inspect(|[first, second]| table.add(*first, *second)).collect();
    (table, pairs)
});

/// Whether a pair in hiragana says nothing.
fn is_empty_pair(first: char, second: char) -> bool {
    let (table, pairs) = &*EMPTY;
    table.may_have(first, second) && pairs.contains(&[first, second])
}

/// Hiragana that joins words: beside a kanji it is no part of the word.
fn is_joining(letter: char) -> bool {
    matches!(letter, 'は' | 'が' | 'を' | 'に' | 'で' | 'と' | 'も' | 'の' | 'へ' | 'や')
}

/// Hiragana that may stand inside a word whose short form leaves it out: 引っ越し, 引越.
#[rustfmt::skip]
fn is_okurigana(letter: char) -> bool {
    matches!(letter,
        'し' | 'り' | 'み' | 'け' | 'い' | 'っ' | 'え' | 'れ' | 'き' | 'ち' | 'げ' | 'せ' | 'わ' | 'が' | 'べ' | 'め')
}

/// English words that say nothing.
#[rustfmt::skip]
pub const EMPTY_WORDS: &[&str] = &[
    "the", "a", "an", "is", "are", "of", "to", "in", "and", "for", "how", "do", "does", "i", "can", "what", "where",
    "when", "there", "my", "it", "on", "you", "be", "we", "with", "at", "or", "if", "from", "by", "as", "your", "me",
    "this", "that", "will", "have", "has", "any",
];

/// What a term is, for its weight in a query.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    /// A pair or word that stands for something.
    Strong,
    /// A kanji that stands alone.
    Single,
    /// A kanji whose ending is in kana: 飼う, 出る.
    Stem,
    /// A kanji and kana.
    Mixed,
    /// Kana of a word that is written in hiragana.
    Kana,
    /// A pair that says nothing in running text.
    Empty,
    /// A kanji of a longer word: one of its characters is searched alone.
    Part,
    /// The beginning of a word of letters.
    Prefix,
}

/// A term, and what it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Its letters; a prefix ends in `*`.
    pub letters: String,
    /// What it is.
    pub class: Class,
    /// Where it begins in the folded text.
    pub at: usize,
}

/// The number by which index files know a term; the browser computes the same from UTF-16 units.
pub fn hash(letters: &str) -> u32 {
    hash_letters(letters.chars())
}

/// The number of a term that is not put together.
pub fn hash_letters(letters: impl Iterator<Item = char>) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for letter in letters {
        for unit in letter.encode_utf16(&mut [0; 2]) {
            hash = (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193);
        }
    }
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// Every term of a folded text, in order, repeated where it is repeated.
pub fn terms(text: &[Folded]) -> Vec<Term> {
    let mut found = Vec::new();
    each_term(text, &mut |letters, class, at| found.push(Term { letters: letters.iter().collect(), class, at }));
    found
}

/// Calls for every term of a folded text with its letters, what it is and where it begins: an index is made of many.
pub fn each_term(text: &[Folded], found: &mut dyn FnMut(&[char], Class, usize)) {
    let mut at = 0;
    while at < text.len() {
        let script = text[at].script;
        let run = |is: fn(Script) -> bool| text[at..].iter().take_while(|it| is(it.script)).count();
        at += match script {
            Script::Gap => 1,
            Script::Letter => {
                let length = run(|script| script == Script::Letter);
                word(&text[at..at + length], at, found);
                length
            }
            _ => {
                let length = run(Script::is_paired);
                pairs(&text[at..at + length], at, found);
                length
            }
        };
    }
}

fn word(run: &[Folded], at: usize, found: &mut dyn FnMut(&[char], Class, usize)) {
    let whole: Vec<char> = run.iter().map(|it| it.letter).collect();
    if EMPTY_WORDS.iter().any(|word| word.chars().eq(whole.iter().copied())) {
        return found(&whole, Class::Empty, at);
    }
    let mut prefix = Vec::with_capacity(whole.len());
    for length in 2..whole.len() {
        prefix.clear();
        prefix.extend(whole[..length].iter().chain(&['*']));
        found(&prefix, Class::Prefix, at);
    }
    found(singular(&whole), Class::Strong, at);
}

/// `schools` is found by `school`.
fn singular(word: &[char]) -> &[char] {
    let is_plural = word.len() > 3 && word.ends_with(&['s']) && !word.ends_with(&['s', 's']);
    if is_plural && word.iter().all(char::is_ascii) { &word[..word.len() - 1] } else { word }
}

fn pairs(run: &[Folded], start: usize, found: &mut dyn FnMut(&[char], Class, usize)) {
    let is_kanji = |at: usize| run.get(at).is_some_and(|it| it.script == Script::Kanji);
    for at in 0..run.len() {
        if is_kanji(at) {
            let alone = !is_kanji(at + 1) && (at == 0 || !is_kanji(at - 1));
            let ending = run.get(at + 1).is_some_and(|it| it.script == Script::Hiragana && !is_particle(it));
            let class = match (alone, ending) {
                (true, false) => Class::Single,
                (true, true) => Class::Stem,
                (false, _) => Class::Part,
            };
            found(&[run[at].letter], class, start + at);
            for gap in 1..=2 {
                let inside = run.get(at + 1..=at + gap).unwrap_or_default();
                let is_inside = |it: &Folded| it.script == Script::Hiragana && is_okurigana(it.letter);
                if is_kanji(at + gap + 1) && inside.iter().all(is_inside) {
                    found(&[run[at].letter, run[at + gap + 1].letter], Class::Strong, start + at);
                }
            }
        }
        if let Some(next) = run.get(at + 1)
            && let Some(class) = class_of(&run[at], next)
        {
            found(&[run[at].letter, next.letter], class, start + at);
        }
    }
}

/// What a pair is; `None` for the end of a word with what joins it to the next.
fn class_of(first: &Folded, second: &Folded) -> Option<Class> {
    let written = |it: &Folded| it.script == Script::Hiragana;
    match (written(first), written(second)) {
        (false, false) => Some(Class::Strong),
        (true, true) if is_empty_pair(first.letter, second.letter) => Some(Class::Empty),
        (true, true) => Some(Class::Kana),
        (false, true) => (!is_particle(second)).then_some(Class::Mixed),
        (true, false) => (!is_particle(first)).then_some(Class::Mixed),
    }
}

fn is_particle(it: &Folded) -> bool {
    it.script == Script::Hiragana && is_joining(it.letter)
}
