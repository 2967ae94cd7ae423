//! What people tell of themselves in plain words: where they came from, where they live, with whom, on what; and what
//! is true of nobody else.
//!
//! Each pattern is one way to say it of oneself. A sentence that speaks of everybody, of an offer or of figures tells
//! nothing of anybody.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::LazyLock,
};

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::privacy::{
    gate::Gate,
    kind::Kind,
    line_filter::LineFilter,
    lists::Lists,
    normalized::NormalizedText,
    required::required_clauses,
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
        if !ANCHORS.filter.may_hold(line) {
            continue;
        }
        let normalized = NormalizedText::new(line);
        let mut from = 0;
        for sentence in normalized.text.split_inclusive(['。', '！', '？', '!', '?', '\n']) {
            let offset = from;
            from += sentence.len();
            let called = called_by(sentence);
            if called.is_empty() {
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

/// The words that the ways need, in one search.
struct Anchors {
    search: AhoCorasick,
    /// For each word the clauses that need it, each with the bit of the list that it is in.
    words: Vec<Vec<(usize, u8)>>,
    /// The way of each clause, and the bits of all its lists.
    clauses: Vec<(usize, u8)>,
    /// The ways that need no word.
    always: Vec<usize>,
    /// Tells lines that no way fits.
    filter: LineFilter,
}

static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    let (mut words, mut clauses) = (BTreeMap::<String, Vec<(usize, u8)>>::new(), Vec::new());
    let (mut always, mut best) = (Vec::new(), BTreeSet::new());
    for (number, way) in WAYS.iter().enumerate() {
        let Some(needed) = required_clauses(&way.text) else {
            always.push(number);
            continue;
        };
        for clause in needed {
            best.extend(clause.first().into_iter().flatten().cloned());
            for (bit, word) in
                clause.iter().enumerate().flat_map(|(bit, list)| list.iter().map(move |word| (bit, word)))
            {
                words.entry(word.clone()).or_default().push((clauses.len(), 1 << bit));
            }
            clauses.push((number, (1 << clause.len()) - 1));
        }
    }
    let search = AhoCorasick::new(words.keys()).expect("the words of the ways fit an automaton");
    let filter = LineFilter::new(best.iter().map(String::as_str).chain((!always.is_empty()).then_some("")));
    Anchors { search, words: words.into_values().collect(), clauses, always, filter }
});

/// The ways that a sentence may fit, in their order.
fn called_by(sentence: &str) -> BTreeSet<usize> {
    let anchors = &*ANCHORS;
    let mut called: BTreeSet<usize> = anchors.always.iter().copied().collect();
    let mut held = vec![0; anchors.clauses.len()];
    for word in anchors.search.find_overlapping_iter(sentence) {
        for (clause, bit) in &anchors.words[word.pattern().as_usize()] {
            held[*clause] |= bit;
            let (way, all) = anchors.clauses[*clause];
            if held[*clause] == all {
                called.insert(way);
            }
        }
    }
    called
}

fn find_in_sentence(sentence: &str, called: &BTreeSet<usize>) -> Vec<(Class, Range<usize>)> {
    let mut found = Vec::new();
    for way in called.iter().map(|number| &WAYS[*number]).filter(|way| way.pattern().is_match(sentence)) {
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
