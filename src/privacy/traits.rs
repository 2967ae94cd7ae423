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

use regex::Regex;

use crate::{
    privacy::{
        gate::Gate,
        kind::Kind,
        line_filter::LineFilter,
        lists::Lists,
        normalized::NormalizedText,
        required::{Clause, required_clauses},
        trait_classes::{Class, Subject},
        trait_patterns::{OF_EVERYBODY, WAYS},
    },
    text::word_search::WordSearch,
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
    let mut seen = Seen::new();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !seen.may_fit(line) {
            continue;
        }
        let normalized = NormalizedText::new(line);
        let mut from = 0;
        for sentence in normalized.text.split_inclusive(['。', '！', '？', '!', '?', '\n']) {
            let offset = from;
            from += sentence.len();
            let called = seen.called_by(sentence);
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

/// The words that the ways need, in one search; they are known by their numbers.
struct Anchors {
    search: WordSearch,
    /// Looks for them in a line as it is written.
    filter: LineFilter,
    /// Looks there for the best words of each clause alone, without which none of them fits.
    best: LineFilter,
    /// For each word the clauses among whose best words it is.
    best_of: Vec<Vec<usize>>,
    /// The way of each clause, and its lists of words.
    clauses: Vec<(usize, Vec<Vec<usize>>)>,
    /// The ways that need no word.
    always: Vec<usize>,
}

static ANCHORS: LazyLock<Anchors> = LazyLock::new(|| {
    let (mut needed, mut always) = (Vec::<(usize, Clause)>::new(), Vec::new());
    for (number, way) in WAYS.iter().enumerate() {
        match required_clauses(&way.text) {
            Some(clauses) => needed.extend(clauses.into_iter().map(|clause| (number, clause))),
            None => always.push(number),
        }
    }
    let words: BTreeSet<&str> =
        needed.iter().flat_map(|(_, clause)| clause.iter().flatten()).map(String::as_str).collect();
    let numbers: BTreeMap<&str, usize> = words.iter().enumerate().map(|(number, word)| (*word, number)).collect();
    let of_list = |list: &BTreeSet<String>| list.iter().map(|word| numbers[word.as_str()]).collect();
    let clauses: Vec<(usize, Vec<Vec<usize>>)> =
        needed.iter().map(|(way, clause)| (*way, clause.iter().map(of_list).collect())).collect();
    let mut best_of = vec![Vec::new(); words.len()];
    for (number, (_, lists)) in clauses.iter().enumerate() {
        lists.first().into_iter().flatten().for_each(|word| best_of[*word].push(number));
    }
    let best = words.iter().zip(&best_of).filter(|(_, clauses)| !clauses.is_empty()).map(|(word, _)| *word);
    Anchors {
        search: WordSearch::new(words.iter().copied()),
        filter: LineFilter::new(words.iter().copied()),
        best: LineFilter::new(best),
        best_of,
        clauses,
        always,
    }
});

/// The words that stand in a sentence.
struct Seen {
    /// For each word the number of the sentence in which it was seen last.
    last: Vec<u32>,
    sentence: u32,
    /// The clauses of whose best words one was seen.
    clauses: Vec<usize>,
}

impl Seen {
    fn new() -> Self {
        Self { last: vec![0; ANCHORS.best_of.len()], sentence: 0, clauses: Vec::new() }
    }

    fn begin(&mut self) {
        self.sentence += 1;
        self.clauses.clear();
    }

    fn add(&mut self, word: usize) {
        if self.last[word] != self.sentence {
            self.last[word] = self.sentence;
            self.clauses.extend_from_slice(&ANCHORS.best_of[word]);
        }
    }

    /// The ways of the clauses of each of whose lists a word was seen.
    fn ways(&self) -> impl Iterator<Item = usize> {
        let is_seen = |word: &usize| self.last[*word] == self.sentence;
        let clauses = self.clauses.iter().map(|clause| &ANCHORS.clauses[*clause]);
        clauses.filter(move |(_, lists)| lists.iter().all(|list| list.iter().any(is_seen))).map(|(way, _)| *way)
    }

    /// Whether a sentence of a line may fit one of the ways.
    fn may_fit(&mut self, line: &str) -> bool {
        let anchors = &*ANCHORS;
        let may_fit = |sentence: &str| {
            self.begin();
            let is_strange = anchors.filter.any(sentence, &mut |word| {
                self.add(word);
                false
            });
            is_strange || self.ways().next().is_some()
        };
        // No normal form makes a sentence of what is written in two.
        !anchors.always.is_empty() || anchors.best.any(line, &mut |_| true) && line.split_inclusive('。').any(may_fit)
    }

    /// The ways that a sentence in normal form may fit, in their order.
    fn called_by(&mut self, sentence: &str) -> BTreeSet<usize> {
        self.begin();
        ANCHORS.search.each(sentence, &mut |word, _| self.add(word));
        self.ways().chain(ANCHORS.always.iter().copied()).collect()
    }
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
