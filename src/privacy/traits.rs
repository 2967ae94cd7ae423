//! What people tell of themselves in plain words: where they came from, where they live, with whom, on what; and what
//! is true of nobody else.
//!
//! Each pattern is one way to say it of oneself. A sentence that speaks of everybody, of an offer or of figures tells
//! nothing of anybody.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::privacy::{
    gate::Gate,
    kind::Kind,
    lists::Lists,
    normalized::NormalizedText,
    required::required_words,
    trait_classes::{Class, Subject},
    trait_patterns::{OF_EVERYBODY, WAYS},
};

/// The site's lists say nothing of these kinds.
static GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(&Lists::default()));

/// What a text tells of those who speak in it, with its places.
pub(crate) fn find_traits(text: &str) -> Vec<(Class, Range<usize>)> {
    let mut found = find_plain_traits(text);
    for hit in GATE.scan(text) {
        let class = match hit.kind {
            Kind::Sensitive => Class::Sensitive,
            Kind::SchoolGrade => Class::Child,
            Kind::Workplace => Class::Job,
            _ => continue,
        };
        found.push((class, hit.range));
    }
    found
}

/// What plain sentences of a text tell of whoever speaks, with its places; the gate's own kinds are told by the gate.
pub fn find_plain_traits(text: &str) -> Vec<(Class, Range<usize>)> {
    let mut found: Vec<(Class, Range<usize>)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let normalized = NormalizedText::new(line);
        let mut from = 0;
        for sentence in normalized.text.split_inclusive(['。', '！', '？', '!', '?', '\n']) {
            let offset = from;
            from += sentence.len();
            let called = called_by(sentence);
            if called == Called::default() {
                continue;
            }
            let told = find_in_sentence(sentence, &called);
            if told.is_empty() || OF_EVERYBODY.is_match(sentence) {
                continue;
            }
            for (class, range) in told {
                let range = normalized.source(&(offset + range.start..offset + range.end));
                found.push((class, start + range.start..start + range.end));
            }
        }
    }
    found
}

/// The ways that a sentence may fit, a bit each.
type Called = [u64; 4];

/// Of each way the words of which it needs one, in one search, and the ways of each word; those that need none are
/// tried always.
struct Anchors {
    search: AhoCorasick,
    ways: Vec<Called>,
    always: Called,
}

static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    let mut words: BTreeMap<String, Called> = BTreeMap::new();
    let mut always = Called::default();
    assert!(WAYS.len() <= 256, "the ways fit the bits");
    for (number, way) in WAYS.iter().enumerate() {
        let set = |called: &mut Called| called[number / 64] |= 1 << (number % 64);
        match required_words(&way.text) {
            Some(needed) => needed.into_iter().for_each(|word| set(words.entry(word).or_default())),
            None => set(&mut always),
        }
    }
    let search = AhoCorasick::new(words.keys()).expect("the words of the ways fit an automaton");
    Anchors { search, ways: words.into_values().collect(), always }
});

/// The ways that a sentence may fit.
fn called_by(sentence: &str) -> Called {
    let mut called = ANCHORS.always;
    for word in ANCHORS.search.find_overlapping_iter(sentence) {
        let ways = &ANCHORS.ways[word.pattern().as_usize()];
        called.iter_mut().zip(ways).for_each(|(called, ways)| *called |= ways);
    }
    called
}

fn find_in_sentence(sentence: &str, called: &Called) -> Vec<(Class, Range<usize>)> {
    let mut found = Vec::new();
    let ways = WAYS.iter().enumerate().filter(|(number, _)| called[number / 64] & 1 << (number % 64) != 0);
    for way in ways.map(|(_, way)| way).filter(|way| way.pattern().is_match(sentence)) {
        let place = matches!(way.class, Class::Former | Class::District);
        for hit in way.pattern().captures_iter(sentence).filter_map(|hit| hit.get(1).or_else(|| hit.get(2))) {
            let general = place && GENERAL.iter().any(|general| hit.as_str().starts_with(general));
            if !general && (way.subject == Subject::Said || !is_of_another(&sentence[..hit.start()])) {
                found.push((way.class, hit.range()));
            }
        }
    }
    found
}

/// Whether what stands before a phrase makes somebody or something else its subject: 講師は東京から…
fn is_of_another(before: &str) -> bool {
    let topic = TOPIC.find_iter(before).last();
    topic.is_some_and(|topic| !MINE.is_match(&before[..topic.end()]))
}

/// A word that is a subject.
static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}\p{Katakana}ー\p{Hiragana}A-Za-z]{1,12}?(?:は|が|には|では)")
        .expect("the pattern is well-formed")
});
/// A subject that is the speaker, their family, a day or what is theirs.
static MINE: LazyLock<Regex> = LazyLock::new(|| {
    let mine = concat!(
        "私|わたし|僕|ぼく|俺|自分|うち|我が家|わが家|夫|妻|主人|旦那|家内|嫁|父|母|両親|息子|娘|長男|長女|次男|次女|三男|三女|子|子ども|子供|孫|祖父|祖母|兄|弟",
        "|姉|妹|双子|三つ子|家族|夫婦|実家|家|住まい|出身|前|元|以前|もと|今|いま|現在|仕事|職業|本業|年|去年|昨年|普段|ふだん|昼|夜|平日|ここ|それまで|移住前"
    );
    Regex::new(&format!("(?:{mine})(?:たち)?(?:は|が|も|には|では)$")).expect("the pattern is well-formed")
});

/// Words in the place of a name that name nothing.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "都会", "都市", "県外", "町外", "市外", "村外", "首都圏", "関東", "関西", "東海", "九州", "四国", "他県", "隣県", "遠方", "海外", "外国",
    "大都市", "各", "全", "同", "他", "当", "この", "その", "どの", "対象", "居住", "中心", "市街", "今", "以前", "最初", "翌", "来年", "役場", "役所",
    "業者", "会社から", "学校から", "自宅", "職場から", "病院から", "大学から", "自分", "昔", "朝", "夜", "友人", "講師", "平成", "昭和", "令和", "大正",
    "明治", "数年", "何年",
];

#[cfg(test)]
#[path = "traits_tests.rs"]
mod tests;
