//! How well the search finds what it should: queries with the pages that answer them, in figures.

use std::{cell::RefCell, collections::BTreeMap};

use serde_json::{Value, json};

use crate::search::{
    engine::{Found, Hit, SHOWN, Source, search},
    fragment::Fragment,
};

/// A query, and the pages of which one should be found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Case {
    /// What is typed.
    pub query: String,
    /// What sort of query it is; may be empty.
    pub kind: String,
    /// URLs, with or without the site's address.
    pub relevant: Vec<String>,
}

impl Case {
    /// Reads a line of a file of queries; `None` if it is none.
    pub fn parse(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let relevant = match value.get("relevant")? {
            Value::String(url) => vec![url.clone()],
            Value::Array(urls) => urls.iter().map(|url| url.as_str().map(str::to_owned)).collect::<Option<_>>()?,
            _ => return None,
        };
        Some(Self { query: text("q")?, kind: text("kind").unwrap_or_default(), relevant })
    }
}

/// The figures of some queries.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Figures {
    count: usize,
    /// Queries with a relevant page among the first five, and among the first ten.
    answered_5: usize,
    answered_10: usize,
    /// The sum of the shares of relevant pages among the first five.
    relevant_5: f64,
    reciprocal: f64,
    zero_hits: usize,
    bytes: usize,
    /// Of these, those of terms.
    index_bytes: usize,
    files: usize,
}

impl Figures {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.answered_5 += other.answered_5;
        self.answered_10 += other.answered_10;
        self.relevant_5 += other.relevant_5;
        self.reciprocal += other.reciprocal;
        self.zero_hits += other.zero_hits;
        self.bytes += other.bytes;
        self.index_bytes += other.index_bytes;
        self.files += other.files;
    }

    /// The share of queries that are answered: one of their pages is among the first five.
    pub fn recall_at_5(&self) -> f64 {
        self.answered_5 as f64 / self.count.max(1) as f64
    }

    /// How many queries found nothing at all.
    pub fn zero_hits(&self) -> usize {
        self.zero_hits
    }

    /// The form for programs.
    pub fn to_json(&self) -> Value {
        let all = self.count.max(1) as f64;
        let mean = |sum: f64| (sum / all * 10_000.0).round() / 10_000.0;
        json!({
            "n": self.count,
            "recall_at_5": mean(self.answered_5 as f64),
            "recall_at_10": mean(self.answered_10 as f64),
            "relevant_at_5": mean(self.relevant_5),
            "mrr": mean(self.reciprocal),
            "zero_hits": self.zero_hits,
            "bytes_per_query": (self.bytes as f64 / all).round(),
            "index_bytes_per_query": (self.index_bytes as f64 / all).round(),
            "files_per_query": mean(self.files as f64),
        })
    }
}

/// What came of one query.
#[derive(Clone, PartialEq, Debug)]
pub struct Answered {
    /// The query.
    pub case: Case,
    /// The URLs that were found, the best first.
    pub found: Vec<String>,
    /// How sure the search was.
    pub label: &'static str,
    /// Its figures.
    pub figures: Figures,
}

/// The place of a page, however its URL is written: below the site's root, without what leads to a part of it.
pub fn place(url: &str, base_url: &str) -> String {
    let url = url.split(['#', '?']).next().unwrap_or_default();
    let base = base_url.trim_end_matches('/');
    let path = url.strip_prefix(base).filter(|_| !base.is_empty()).unwrap_or(url);
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// Runs the queries; `root` is where the language's pages begin.
pub fn evaluate<S: Source + Sizes>(source: &S, cases: &[Case], base_url: &str, root: &str) -> Vec<Answered> {
    let answered = |case: &Case| {
        let counted = Counted { source, sizes: source, read: RefCell::default() };
        let Found { hits, label, .. } = search(&counted, &case.query, SHOWN);
        // What is asked for after the first results is not part of a query's cost.
        let (bytes, index_bytes, files) = counted.cost();
        let url = |hit: Hit| {
            let fragment = hit.fragment.or_else(|| source.fragment(hit.document));
            fragment.map_or_else(String::new, |fragment| format!("{root}{}", fragment.url))
        };
        let found: Vec<String> = hits.into_iter().map(url).collect();
        let wanted: Vec<String> = case.relevant.iter().map(|url| place(url, base_url)).collect();
        let rank = |wanted: &String| found.iter().position(|url| place(url, base_url) == *wanted);
        let ranks: Vec<usize> = wanted.iter().filter_map(rank).collect();
        let within = |most: usize| ranks.iter().filter(|rank| **rank < most).count();
        let figures = Figures {
            count: 1,
            answered_5: within(5).min(1),
            answered_10: within(10).min(1),
            relevant_5: within(5) as f64 / wanted.len().clamp(1, 5) as f64,
            reciprocal: ranks.iter().min().map_or(0.0, |rank| 1.0 / (rank + 1) as f64),
            zero_hits: usize::from(found.is_empty()),
            bytes,
            index_bytes,
            files,
        };
        Answered { case: case.clone(), found, label: label.name(), figures }
    };
    cases.iter().map(answered).collect()
}

/// The figures of all queries, and of each sort.
pub fn sum(answered: &[Answered]) -> (Figures, BTreeMap<String, Figures>) {
    let mut all = Figures::default();
    let mut kinds: BTreeMap<String, Figures> = BTreeMap::new();
    for one in answered {
        all.add(&one.figures);
        kinds.entry(one.case.kind.clone()).or_default().add(&one.figures);
    }
    (all, kinds)
}

/// How many bytes of each file go over the line.
pub trait Sizes {
    /// Those of a file of terms.
    fn shard_bytes(&self, number: usize) -> usize;
    /// The file in which a document's fragment is, and its bytes.
    fn fragment_file(&self, document: u32) -> (usize, usize);
}

/// A source that writes down what is read.
struct Counted<'a> {
    source: &'a dyn Source,
    sizes: &'a dyn Sizes,
    /// Whether it is a file of terms, its number, its bytes.
    read: RefCell<BTreeMap<(bool, usize), usize>>,
}

impl Counted<'_> {
    /// The bytes of all files, those of files of terms, and how many files there are.
    fn cost(&self) -> (usize, usize, usize) {
        let read = self.read.borrow();
        let terms = read.iter().filter(|((is_terms, _), _)| *is_terms).map(|(_, bytes)| bytes);
        (read.values().sum(), terms.sum(), read.len())
    }
}

impl Source for Counted<'_> {
    fn documents(&self) -> usize {
        self.source.documents()
    }

    fn shards(&self) -> usize {
        self.source.shards()
    }

    fn shard(&self, number: usize) -> Option<Vec<u8>> {
        self.read.borrow_mut().insert((true, number), self.sizes.shard_bytes(number));
        self.source.shard(number)
    }

    fn fragment(&self, document: u32) -> Option<Fragment> {
        let (file, bytes) = self.sizes.fragment_file(document);
        self.read.borrow_mut().insert((false, file), bytes);
        self.source.fragment(document)
    }
}
