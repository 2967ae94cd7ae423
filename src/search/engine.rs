//! Which pages a query finds, in which order: the twin of `search.js`, step for step. All numbers are rounded where the
//! two might count differently.

use crate::search::{
    fold::{Folded, Script, fold},
    fragment::Fragment,
    page_terms,
    query::{Query, Wanted},
    shard::{find_postings, shard_of},
};

/// How many results are read before they are shown.
pub const FIRST: usize = 5;
/// How many results are shown at once.
pub const SHOWN: usize = 10;

/// What a term weighs by where it stands: text, often, heading, title.
const WEIGHTS: [f64; 4] = [0.75, 1.25, 1.6, 2.1];

/// Where index files come from.
pub trait Source {
    /// How many documents there are.
    fn documents(&self) -> usize;
    /// How many files of terms there are.
    fn shards(&self) -> usize;
    /// A file of terms, unpacked; `None` if it cannot be had.
    fn shard(&self, number: usize) -> Option<Vec<u8>>;
    /// What a result shows of a document; `None` if it cannot be had.
    fn fragment(&self, document: u32) -> Option<Fragment>;
}

/// How sure the search is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    /// Every word stands there.
    Found,
    /// Most of the query does.
    Related,
    /// Little of it does.
    Near,
    /// Nothing of it stands anywhere.
    Nothing,
}

impl Label {
    /// Its name in tests and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Related => "related",
            Self::Near => "near",
            Self::Nothing => "nothing",
        }
    }
}

/// A page that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Its number.
    pub document: u32,
    /// By what it is ranked.
    pub score: f64,
    /// How much of the query stands in it, from 0 to 1.
    pub coverage: f64,
    /// The part of it that says most.
    pub part: usize,
    /// What is shown of it; read for the first ones only.
    pub fragment: Option<Fragment>,
}

/// What was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// The first pages, the best first.
    pub hits: Vec<Hit>,
    /// How many pages hold nearly as much of the query as the best one.
    pub count: usize,
    /// How sure the search is.
    pub label: Label,
}

/// Searches: at most `most` pages, the first of them read and looked at more closely.
pub fn search(source: &dyn Source, query: &str, most: usize) -> Found {
    let query = Query::new(query);
    let mut hits = rank(source, &query.wanted);
    let best = hits.first().map_or(0.0, |hit| hit.coverage);
    let count = hits.iter().filter(|hit| hit.coverage >= 0.6 * best).count();
    let label = match hits.iter().map(|hit| hit.coverage).fold(0.0, f64::max) {
        _ if hits.is_empty() => Label::Nothing,
        coverage if coverage >= 0.999 => Label::Found,
        coverage if coverage >= 0.6 => Label::Related,
        _ => Label::Near,
    };
    hits.truncate(most.max(SHOWN));
    let first = hits.len().min(FIRST);
    for hit in &mut hits[..first] {
        hit.fragment = source.fragment(hit.document);
        if let Some(fragment) = &hit.fragment {
            let (factor, part) = closeness(fragment, &query);
            hit.score *= factor;
            hit.part = part;
        }
    }
    hits[..first].sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
    hits.truncate(most);
    Found { hits, count, label }
}

#[derive(Clone, Copy, Default)]
struct Sum {
    score: f64,
    met: f64,
    title: f64,
}

/// Every page that holds any term, by rarity of the terms, place, and how much of the query it holds.
fn rank(source: &dyn Source, wanted: &[Wanted]) -> Vec<Hit> {
    let documents = source.documents();
    let mut sums = vec![Sum::default(); documents];
    let mut all = 0.0;
    for Wanted { hash, weight, .. } in wanted {
        let shard = source.shard(shard_of(*hash, source.shards())).unwrap_or_default();
        let postings = find_postings(&shard, *hash);
        let value = rarity(documents, postings.len()) * weight;
        all += value;
        for (document, level) in postings {
            let Some(sum) = sums.get_mut(document as usize) else { continue };
            sum.score += value * WEIGHTS[usize::from(level & 3)];
            sum.met += value;
            sum.title += if level == page_terms::TITLE { value } else { 0.0 };
        }
    }
    let hit = |(document, sum): (usize, &Sum)| {
        let (coverage, title) = (sum.met / all, sum.title / all);
        let score = sum.score * coverage * coverage * coverage * (1.0 + 0.8 * title * title);
        Hit { document: document as u32, score, coverage, part: 0, fragment: None }
    };
    let mut hits: Vec<Hit> = sums.iter().enumerate().filter(|(_, sum)| sum.met > 0.0).map(hit).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
    hits
}

/// How rare a term is, to a thousandth: logarithms may differ in their last digits.
fn rarity(documents: usize, holding: usize) -> f64 {
    let (all, holding) = (documents as f64, holding as f64);
    ((1.0 + (all - holding + 0.5) / (holding + 0.5)).ln() * 1024.0).round() / 1024.0
}

/// By what a page's score grows when the words stand together in it, and the part where they do.
fn closeness(fragment: &Fragment, query: &Query) -> (f64, usize) {
    let title = joined(&fold(&fragment.title));
    let parts: Vec<(String, Vec<Folded>)> =
        fragment.parts.iter().map(|part| (joined(&fold(&part.heading)), fold(&part.text))).collect();
    let bodies: Vec<String> = parts.iter().map(|(_, text)| joined(text)).collect();
    let phrase = match &query.phrase {
        phrase if phrase.is_empty() => 0.0,
        phrase if title == *phrase => 0.6,
        phrase if title.contains(phrase) => 0.35,
        phrase if parts.iter().any(|(heading, _)| heading.contains(phrase)) => 0.25,
        phrase if bodies.iter().any(|body| body.contains(phrase)) => 0.2,
        _ => 0.0,
    };
    let (mut best, mut at) = (0, 0);
    for (number, (heading, _)) in parts.iter().enumerate() {
        let score = query
            .chunks
            .iter()
            .map(|chunk| 2 * usize::from(heading.contains(chunk)) + usize::from(bodies[number].contains(chunk)));
        let score = score.sum::<usize>();
        if score > best {
            (best, at) = (score, number);
        }
    }
    let stands = |chunk: &&String| {
        title.contains(*chunk)
            || parts.iter().any(|(heading, _)| heading.contains(*chunk))
            || bodies.iter().any(|body| body.contains(*chunk))
    };
    let met = query.chunks.iter().filter(stands).count();
    let chunks = if query.chunks.is_empty() { 0.0 } else { met as f64 / query.chunks.len() as f64 };
    let together = |line: &String| query.chunks.iter().all(|chunk| line.contains(chunk));
    let same =
        query.chunks.len() > 1 && fragment.parts.iter().flat_map(|part| sentences(&part.text)).any(|it| together(&it));
    let over = if fragment.over { 0.3 } else { 1.0 };
    ((1.0 + 1.5 * phrase + 0.5 * chunks + if same { 0.5 } else { 0.0 }) * over, at)
}

/// The folded letters without what stands between words.
fn joined(text: &[Folded]) -> String {
    text.iter().filter(|it| it.script != Script::Gap).map(|it| it.letter).collect()
}

/// The folded sentences of a text.
fn sentences(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(['。', '\n']).map(|sentence| joined(&fold(sentence)))
}
