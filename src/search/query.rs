//! What a visitor typed, as terms with weights.
//!
//! Whoever asks in a sentence means its nouns: particles and the ends of questions weigh nothing, endings of verbs
//! little. Nothing is thrown away that stands alone.

use crate::search::{
    fold::{Folded, Script, fold},
    terms::{Class, hash, terms},
};

/// The longest query that is looked at, in characters.
const LONGEST: usize = 64;
/// The most terms of a query that are looked up.
const MOST: usize = 32;

/// What questions end in and what joins words, written in hiragana; the longest come first where one begins another.
#[rustfmt::skip]
pub const ENDINGS: &[&str] = &[
    "どこに", "どこで", "どこか", "でしょうか", "ありますか", "もらえますか", "いただけますか", "なりますか",
    "されますか", "しますか", "きますか", "いますか", "えますか", "れますか", "めますか", "けますか", "てますか",
    "みますか", "りますか", "きいですか", "ください", "ありません", "でしょう", "ましたか", "ますか", "ですか",
    "ません", "ました", "あります", "できます", "できる", "できない", "います", "します", "なります", "です",
    "ます", "すれば", "したら", "したい", "したく", "する", "して", "した", "しない", "どうなる", "どう", "どこ",
    "どれ", "どの", "どんな", "いつ", "いくら", "いくつ", "なに", "なんの", "なんで", "なぜ", "だれ", "ある",
    "いる", "ない", "いい", "よい", "ほしい", "という", "について", "とは", "では", "には", "への", "での", "との",
    "にも", "でも", "から", "まで", "より", "だけ", "しか", "くらい", "ぐらい", "ほど", "など", "って", "たい",
    "られる", "れる", "なら", "もの", "こと", "のは", "ませんか", "でしたか", "ましょうか", "だろうか", "だろう",
    "ますかね", "ですかね", "でしょうかね", "んですか", "んでしょうか", "るのですか", "るんですか", "なのですか",
    "なんですか", "なのか", "なの", "のか", "かな", "かなあ", "かしら", "よね", "たいんですが", "たいんだけど",
    "たくて", "だけど", "けれど", "けど", "ていい", "ていいですか", "なくても", "なくて", "くても", "ても",
    "なければ", "ければ", "とき", "ときは", "ときに", "みたい", "みたいな", "ところ", "ところは", "どうやったら",
    "どうなって", "どうやれば", "どのような", "どちら", "どっち", "なにか", "なにが", "なんか", "てる", "てます",
    "ている", "ています", "ていますか", "ておく", "てみたい", "てみる", "てほしい", "てもらえる", "てもらう",
    "もらえる", "もらう", "られ", "られて", "れて", "やすい", "にくい", "づらい", "してる", "したあと", "しよう",
    "しないと", "しなければ", "しなくて", "される", "された", "されて", "あるの", "あるか", "ないの", "ないか",
    "いるの", "いるか", "できるの", "できるか", "できたら",
];
const SINGLE: &str = "はがをにでとものへやかね";

/// A term of a query.
#[derive(Clone, PartialEq, Debug)]
pub struct Wanted {
    /// Its letters.
    pub letters: String,
    /// The number by which files know it.
    pub hash: u32,
    /// How much of the query it is.
    pub weight: f64,
}

/// A query, understood.
#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    /// Its terms, each once, in its order.
    pub wanted: Vec<Wanted>,
    /// Its words, folded: what is left between particles, spaces and the end of a question.
    pub chunks: Vec<String>,
    /// All of it, folded, without spaces.
    pub phrase: String,
}

impl Query {
    /// Understands what somebody typed.
    pub fn new(typed: &str) -> Self {
        let short: String = typed.chars().take(LONGEST).collect();
        let text = fold(&short);
        let kept = without_endings(&text);
        let found = weighed(&kept, false);
        let (wanted, read) = if found.is_empty() { (weighed(&text, true), &text) } else { (found, &kept) };
        let is_gap = |it: &Folded| it.script == Script::Gap;
        let joined = |part: &[Folded]| part.iter().map(|it| it.letter).collect::<String>();
        let mut chunks: Vec<String> = Vec::new();
        for chunk in read.split(is_gap).filter(|chunk| !chunk.is_empty()).map(joined) {
            if !chunks.contains(&chunk) {
                chunks.push(chunk);
            }
        }
        let phrase = text.iter().filter(|it| !is_gap(it)).map(|it| it.letter).collect();
        Self { wanted, chunks, phrase }
    }
}

/// The terms of a text that weigh something; with `all` also those that say nothing.
fn weighed(text: &[Folded], all: bool) -> Vec<Wanted> {
    let found = terms(text);
    let has_noun = found.iter().any(|term| matches!(term.class, Class::Strong | Class::Single | Class::Stem));
    let last = text.iter().rposition(|it| it.script != Script::Gap);
    let single = text.iter().filter(|it| it.script != Script::Gap).count() == 1;
    let mut wanted: Vec<Wanted> = Vec::new();
    for term in found {
        let ends = last.is_some_and(|last| term.at + term.letters.chars().count() - 1 > last);
        let weight = match term.class {
            Class::Strong | Class::Single => 1.0,
            Class::Stem => 0.4,
            Class::Mixed => 0.25,
            Class::Kana if has_noun && !is_word(text, term.at) => 0.15,
            Class::Kana => 1.0,
            Class::Part => {
                if single {
                    1.0
                } else {
                    0.0
                }
            }
            Class::Empty => {
                if all {
                    1.0
                } else {
                    0.0
                }
            }
            // What is still being typed: the last word of letters, found by its beginning.
            Class::Prefix => {
                if ends {
                    0.5
                } else {
                    0.0
                }
            }
        };
        if weight > 0.0 && wanted.len() < MOST && wanted.iter().all(|known| known.letters != term.letters) {
            wanted.push(Wanted { hash: hash(&term.letters), letters: term.letters, weight });
        }
    }
    wanted
}

/// Whether the hiragana around a place stand as a word of their own, between spaces.
fn is_word(text: &[Folded], at: usize) -> bool {
    let is_kana = |it: &&Folded| it.script == Script::Hiragana;
    let start = at - text[..at].iter().rev().take_while(is_kana).count();
    let end = at + text[at..].iter().take_while(is_kana).count();
    let is_gap = |at: Option<usize>| at.and_then(|at| text.get(at)).is_none_or(|it| it.script == Script::Gap);
    is_gap(start.checked_sub(1)) && is_gap(Some(end))
}

/// The text with gaps for particles and the ends of questions.
fn without_endings(text: &[Folded]) -> Vec<Folded> {
    let mut kept = text.to_vec();
    let mut start = 0;
    while start < text.len() {
        let length = text[start..].iter().take_while(|it| it.script == Script::Hiragana).count();
        if length > 0 {
            let joined = start > 0 && text[start - 1].script != Script::Gap;
            strip(&mut kept[start..start + length], joined);
        }
        start += length.max(1);
    }
    kept
}

/// Clears what a run of hiragana ends in and, where a word stands before it, what it begins with.
fn strip(run: &mut [Folded], joined: bool) {
    let letters: Vec<char> = run.iter().map(|it| it.letter).collect();
    let mut end = letters.len();
    let mut cleared = false;
    while end > 0 {
        let tail = &letters[..end];
        let length = ENDINGS.iter().filter(|word| ends_in(tail, word)).map(|word| word.chars().count()).max();
        let single = cleared && SINGLE.contains(letters[end - 1]);
        let whole = joined && end == 1 && SINGLE.contains(letters[0]);
        match length {
            Some(length) => {
                end -= length;
                cleared = true;
            }
            _ if single || whole => {
                end -= 1;
                cleared = false;
            }
            _ => break,
        }
    }
    let gap = Folded { letter: ' ', script: Script::Gap };
    run[end..].iter_mut().for_each(|it| *it = gap);
    let mut begin = 0;
    while joined && begin < end {
        let head = &letters[begin..end];
        let words = ENDINGS.iter().filter(|word| begins_with(head, word));
        let Some(length) = words.map(|word| word.chars().count()).max() else { break };
        run[begin..begin + length].iter_mut().for_each(|it| *it = gap);
        begin += length;
    }
}

fn ends_in(letters: &[char], word: &str) -> bool {
    let length = word.chars().count();
    letters.len() >= length && letters[letters.len() - length..].iter().copied().eq(word.chars())
}

fn begins_with(letters: &[char], word: &str) -> bool {
    letters.len() >= word.chars().count() && letters.iter().copied().zip(word.chars()).all(|(a, b)| a == b)
}
