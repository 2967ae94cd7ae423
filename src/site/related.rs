//! Which pages are on the same matter as a question: those that it links to, then those that have most in common with
//! it, the guide's own pages and other questions apart.
//!
//! One row a question of the site's own language; pages in other languages show those of the original. Of the table
//! before every row is kept that an edit cannot have changed: a row changes when its own page has, when a page in it
//! has, and when a changed page now belongs into it.

use std::{cmp::Reverse, sync::Arc};

use ahash::{AHashMap, AHashSet};
use rayon::prelude::*;

use crate::site::matter::Matter;
use crate::site::page::Page;

/// How many pages of the guide, and how many questions, are kept: more than are shown, for some are linked as well.
const KEPT: [usize; 2] = [4, 7];
/// What two pages have in common at least: a topic alone is enough for another question; a page of the guide shares two
/// topics and more.
const LEAST: [u32; 2] = [36, 9];
/// From so many changed pages on all rows are made anew.
const MANY_EDITS: usize = 32;

/// The pages on the matter of each question.
#[derive(Debug, Default)]
pub(super) struct Related {
    /// What the pages are about, in the order of their places.
    matters: Vec<Arc<Matter>>,
    /// The row of each of them that is a question.
    rows: Vec<Option<Arc<Row>>>,
    /// The number of each page, by its place.
    numbers: Arc<AHashMap<Arc<str>, usize>>,
}

/// What is kept of a question.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// The places of the pages that it links to.
    linked: Box<[Arc<str>]>,
    /// The pages of the guide, then the questions.
    ranked: [Vec<Ranked>; 2],
}

/// The number of a page in the order of what it has in common: more, then newer, then by its place.
type Ranked = (Reverse<u32>, Reverse<Option<i64>>, usize);

impl Related {
    /// Gathers the rows, keeping those of the table before that still hold.
    pub(super) fn renew(before: Option<&Self>, pages: &[Arc<Page>], town: &str) -> Self {
        let none = Self::default();
        let before = before.unwrap_or(&none);
        let mut own: Vec<&Page> =
            pages.iter().map(Arc::as_ref).filter(|page| page.lang == 0 && Matter::is_asked_for(page)).collect();
        own.sort_by(|a, b| a.key.cmp(&b.key));
        let same_places = own.len() == before.matters.len()
            && own.iter().zip(&before.matters).all(|(page, matter)| *page.key == *matter.key);
        let matter = |(number, page): (usize, &&Page)| {
            let known = before.matters.get(number).filter(|_| same_places);
            let known = known.filter(|known| known.print == Matter::print_of(page, town));
            known.cloned().unwrap_or_else(|| Arc::new(Matter::of(page, town)))
        };
        let matters: Vec<Arc<Matter>> = own.par_iter().enumerate().map(matter).collect();
        let changed: Vec<usize> = match same_places {
            true => (0..matters.len()).filter(|at| !Arc::ptr_eq(&matters[*at], &before.matters[*at])).collect(),
            false => (0..matters.len()).collect(),
        };
        let postings = (!same_places || changed.len() > MANY_EDITS).then(|| Postings::new(&matters));
        let row = |(number, matter): (usize, &Arc<Matter>)| {
            let made = || match &postings {
                Some(postings) => postings.row(number, &matters),
                None => row_of(number, &matters),
            };
            let kept = || before.rows[number].as_ref()?.after(number, &changed, &matters);
            let kept = if postings.is_none() { kept() } else { None };
            matter.is_question.then(|| kept.unwrap_or_else(|| Arc::new(made())))
        };
        let rows = matters.par_iter().enumerate().map(row).collect();
        let numbers = match same_places {
            true => before.numbers.clone(),
            false => Arc::new(matters.iter().enumerate().map(|(number, it)| (it.key.clone(), number)).collect()),
        };
        Self { matters, rows, numbers }
    }

    /// The row of a question; `None` of any other page.
    pub(super) fn row(&self, place: &str) -> Option<&Arc<Row>> {
        self.rows[*self.numbers.get(place)?].as_ref()
    }

    /// The pages of a row by their places, those that it links to first.
    pub(super) fn places<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Arc<str>> {
        let ranked = row.ranked.iter().flatten().map(|(.., number)| &self.matters[*number].key);
        row.linked.iter().chain(ranked)
    }

    /// The questions whose row differs from the one before, or shows one of these pages.
    pub(super) fn concerned<'a>(&'a self, before: &'a Self, changed: &AHashSet<&str>) -> Vec<&'a str> {
        let all = |of: &'a Self| of.matters.iter().zip(&of.rows).filter(|(_, row)| row.is_some());
        if !Arc::ptr_eq(&self.numbers, &before.numbers) {
            return all(self).chain(all(before)).map(|(matter, _)| &*matter.key).collect();
        }
        let numbers: Vec<usize> = changed.iter().filter_map(|place| self.numbers.get(*place)).copied().collect();
        let is_concerned = |number: usize| {
            let (now, then) = (&self.rows[number], &before.rows[number]);
            let (Some(now), Some(then)) = (now, then) else { return now.is_some() || then.is_some() };
            let shows = |row: &Row| {
                row.ranked.iter().flatten().any(|(.., number)| numbers.contains(number))
                    || row.linked.iter().any(|place| changed.contains(&**place))
            };
            !(Arc::ptr_eq(now, then) || now == then) || (!changed.is_empty() && shows(now))
        };
        let concerned = (0..self.matters.len()).filter(|number| is_concerned(*number));
        concerned.map(|number| &*self.matters[number].key).collect()
    }
}

impl Row {
    /// The row after an edit of other pages; `None` if it has to be made anew.
    fn after(self: &Arc<Self>, question: usize, changed: &[usize], matters: &[Arc<Matter>]) -> Option<Arc<Self>> {
        let is_changed = |number: &usize| changed.contains(number);
        if is_changed(&question) || self.ranked.iter().flatten().any(|(.., number)| is_changed(number)) {
            return None;
        }
        let mut ranked: Option<[Vec<Ranked>; 2]> = None;
        for number in changed {
            let score = matters[question].shared_with(&matters[*number]);
            if let Some((side, entry)) = rank(question, *number, score, matters) {
                keep(&mut ranked.get_or_insert_with(|| self.ranked.clone())[side], entry, KEPT[side]);
            }
        }
        Some(match ranked.filter(|ranked| *ranked != self.ranked) {
            Some(ranked) => Arc::new(Self { linked: self.linked.clone(), ranked }),
            None => self.clone(),
        })
    }
}

/// The row of a question, from each page in turn.
fn row_of(question: usize, matters: &[Arc<Matter>]) -> Row {
    row_from(question, matters, |number| matters[question].shared_with(&matters[number]))
}

fn row_from(question: usize, matters: &[Arc<Matter>], score: impl Fn(usize) -> u32) -> Row {
    let mut ranked: [Vec<Ranked>; 2] = Default::default();
    for number in 0..matters.len() {
        if let Some((side, entry)) = rank(question, number, score(number), matters) {
            keep(&mut ranked[side], entry, KEPT[side]);
        }
    }
    Row { linked: matters[question].linked.clone(), ranked }
}

/// A page as a question ranks it, and on which side; `None` if they have too little in common.
fn rank(question: usize, number: usize, score: u32, matters: &[Arc<Matter>]) -> Option<(usize, Ranked)> {
    let other = &matters[number];
    let side = usize::from(other.is_question);
    let entry = (Reverse(score), Reverse(other.date.map(|date| date.days())), number);
    (score >= LEAST[side] && question != number).then_some((side, entry))
}

/// Puts a page into its place among the first ones.
fn keep(ranked: &mut Vec<Ranked>, entry: Ranked, most: usize) {
    let at = ranked.partition_point(|known| *known < entry);
    if at < most {
        ranked.insert(at, entry);
        ranked.truncate(most);
    }
}

/// Which pages have a topic, a tag or a word: all rows are made from it at once.
struct Postings(AHashMap<u32, Vec<(usize, u16)>>);

impl Postings {
    fn new(matters: &[Arc<Matter>]) -> Self {
        let mut postings: AHashMap<u32, Vec<(usize, u16)>> = AHashMap::new();
        for (number, matter) in matters.iter().enumerate() {
            for (feature, weight) in &matter.features {
                postings.entry(*feature).or_default().push((number, *weight));
            }
        }
        Self(postings)
    }

    fn row(&self, question: usize, matters: &[Arc<Matter>]) -> Row {
        let mut scores = vec![0; matters.len()];
        for (feature, weight) in &matters[question].features {
            for (number, other) in self.0.get(feature).into_iter().flatten() {
                scores[*number] += u32::from(*weight) * u32::from(*other);
            }
        }
        row_from(question, matters, |number| scores[number])
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        base::hash::Fingerprint,
        site::{
            matter::Matter,
            related::{Postings, Row, row_of},
        },
        text::date::Date,
    };

    fn matter(key: usize, seed: u64) -> Arc<Matter> {
        let feature = |place: u64| ((seed >> (place * 5)) as u32 % 40, 1 + (place as u16) % 3);
        let mut features: Vec<(u32, u16)> = (0..8).map(feature).collect();
        features.sort_unstable();
        features.dedup_by_key(|feature| feature.0);
        Arc::new(Matter {
            key: format!("qa/{key:03}").into(),
            print: Fingerprint::of(seed.to_le_bytes()),
            is_question: !key.is_multiple_of(3),
            date: Date::new(2026, 1, 1 + (seed % 20) as u32),
            linked: Box::default(),
            features: features.into(),
        })
    }

    /// Rows are the same whether they are made at once, one by one, or from those before an edit.
    #[test]
    fn every_way_makes_the_same_rows() {
        let mut seed = 7_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed >> 13
        };
        let mut matters: Vec<Arc<Matter>> = (0..60).map(|key| matter(key, next())).collect();
        let mut kept: Vec<Arc<Row>> = (0..60).map(|at| Arc::new(row_of(at, &matters))).collect();
        let mut reused = 0;
        for _ in 0..100 {
            let at = next() as usize % matters.len();
            matters[at] = matter(at, next());
            let after = |question: usize| {
                let kept = kept[question].after(question, &[at], &matters);
                reused += usize::from(kept.is_some());
                kept.unwrap_or_else(|| Arc::new(row_of(question, &matters)))
            };
            kept = (0..matters.len()).map(after).collect();
            let postings = Postings::new(&matters);
            for (question, row) in kept.iter().enumerate() {
                assert_eq!(**row, row_of(question, &matters));
                assert_eq!(**row, postings.row(question, &matters));
            }
        }
        assert!(reused > 3_000, "an edit leaves most rows as they are: {reused}");
    }
}
