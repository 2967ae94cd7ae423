//! The score model: what a value is worth by its form, what the words around it add, and which of two findings stays.
//!
//! Scores never leave this folder; tests pin severities.

use std::{collections::BTreeMap, ops::Range};

use crate::privacy::{
    block::Block,
    kind::{Kind, Severity},
    steps,
};

/// What the right words nearby add.
const CONTEXT: i32 = 35;
/// From here on a finding blocks, if its kind does.
const SURE: i32 = 80;
/// Below, a finding is silent.
const LIKELY: i32 = 50;
/// What a listed value weighs: more than anything else that its digits may be taken for.
pub(crate) const LISTED: i32 = 1000;
/// How far context reaches beyond the sentence, in characters.
const REACH: usize = 16;
/// How near a veto stands.
const BESIDE: usize = 12;

/// Words that make a number something else.
#[rustfmt::skip]
const VETO: &[&str] = &[
    "伝票", "受付番号", "整理番号", "工事番号", "型番", "品番", "ISBN", "JAN", "管理番号", "注文番号", "お客様番号", "追跡番号",
    "問い合わせ番号", "問合せ番号", "申請番号", "登録番号", "契約番号", "製造番号", "商品番号", "予約番号", "会員番号", "物件番号",
    "告示", "条例", "法律", "政令", "省令",
];

/// Words around a value that decide.
pub(crate) struct Words {
    /// Words that speak for it.
    pub(crate) context: &'static [&'static str],
    /// Words that speak against it, beside those for all numbers.
    pub(crate) veto: &'static [&'static str],
}

/// No words at all.
pub(crate) const NO_WORDS: Words = Words { context: &[], veto: &[] };

/// What a detector found, before the words around it and the lists are asked.
#[derive(Clone)]
pub(crate) struct Found {
    /// Where, in the normalized text.
    pub(crate) range: Range<usize>,
    /// What its form is worth.
    pub(crate) base: i32,
    /// The most it can be.
    pub(crate) severity: Severity,
    /// Whether a check digit agrees.
    pub(crate) checked: bool,
    /// Whether the words around it do not matter.
    pub(crate) certain: bool,
}

impl Found {
    /// Something of this worth.
    pub(crate) fn new(range: Range<usize>, base: i32, severity: Severity) -> Self {
        Self { range, base, severity, checked: false, certain: false }
    }

    /// The same, whatever stands around it.
    pub(crate) fn certain(self) -> Self {
        Self { certain: true, ..self }
    }
}

/// What a finding weighs in the end.
pub(crate) struct Weighed {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
    pub(crate) severity: Severity,
    pub(crate) score: i32,
}

/// Weighs a finding; `None`: it is not worth telling.
pub(crate) fn weigh(block: &Block<'_>, kind: Kind, found: &Found, words: &Words) -> Option<Weighed> {
    let mut score = found.base;
    if !found.certain {
        let context = nearest(block, &found.range, words.context, REACH, true);
        let veto = veto(block, &found.range, words.veto);
        if veto.is_some_and(|veto| context.is_none_or(|context| veto < context)) {
            return None;
        }
        let context = context.is_some() || words.context.iter().any(|word| block.head.contains(word));
        if found.checked {
            score = score.max(SURE);
        }
        score += if context { CONTEXT } else { 0 };
    }
    let severity = match found.severity {
        Severity::Never | Severity::Block if score >= SURE => found.severity,
        Severity::Info => Severity::Info,
        _ if score >= LIKELY => Severity::Warn,
        _ => return None,
    };
    Some(Weighed { kind, range: found.range.clone(), severity, score })
}

fn veto(block: &Block<'_>, range: &Range<usize>, own: &[&str]) -> Option<usize> {
    let numbered = block.left(range.start) == Some('第') && block.after(range.end, 2).contains('号');
    let word = |words| nearest(block, range, words, BESIDE, false);
    numbered.then_some(0).or_else(|| word(VETO).into_iter().chain(word(own)).min())
}

/// How many characters away the nearest of the words stands: in the sentence or at most `reach` away, or, if it has to
/// be beside, both.
fn nearest(block: &Block<'_>, range: &Range<usize>, words: &[&str], reach: usize, far: bool) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let sentence = block.sentence(range);
    let near = range.start - block.before(range.start, reach).len()..range.end + block.after(range.end, reach).len();
    let window = if far {
        sentence.start.min(near.start)..sentence.end.max(near.end)
    } else {
        sentence.start.max(near.start)..sentence.end.min(near.end)
    };
    let (before, after) = (&block.text[window.start..range.start], &block.text[range.end..window.end]);
    steps::count(before.len() + after.len());
    let left = words.iter().filter_map(|word| before.rfind(word).map(|at| before[at + word.len()..].chars().count()));
    let right = words.iter().filter_map(|word| after.find(word).map(|at| after[..at].chars().count()));
    left.chain(right).min()
}

/// Whether any of the words stands in the sentence of a range or near it.
pub(crate) fn spoken_of(block: &Block<'_>, range: &Range<usize>, words: &[&str]) -> bool {
    nearest(block, range, words, REACH, true).is_some() || words.iter().any(|word| block.head.contains(word))
}

/// Of findings that overlap one stays: a listed value, then by severity, score and length.
pub(crate) fn settle(mut all: Vec<Weighed>) -> Vec<Weighed> {
    let rank = |hit: &Weighed| (hit.severity != Severity::Never && hit.score != LISTED, hit.severity);
    all.sort_by_key(|hit| (rank(hit), -hit.score, std::cmp::Reverse(hit.range.len()), hit.range.start));
    let mut kept: BTreeMap<usize, Weighed> = BTreeMap::new();
    for hit in all {
        steps::count(1);
        // Those kept never overlap, so that the last one that begins before the end of this one decides.
        let before = kept.range(..hit.range.end.max(hit.range.start + 1)).next_back();
        if before.is_none_or(|(_, other)| other.range.end <= hit.range.start) {
            kept.insert(hit.range.start, hit);
        }
    }
    kept.into_values().collect()
}
