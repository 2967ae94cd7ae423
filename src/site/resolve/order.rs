//! The order of pages.

use std::{cmp::Ordering, sync::Arc};

use ahash::AHashMap;

use crate::{
    base::url::Url,
    site::{event_days, page::Page},
    text::date::Date,
};

/// The pages of a site in their orders, by their numbers. Events that are over are in none.
#[derive(PartialEq, Debug, Default)]
pub(crate) struct Order {
    /// Children of each section.
    pub(crate) children: AHashMap<Url, Vec<usize>>,
    /// Place among the siblings, for each page.
    pub(crate) rank: Vec<usize>,
    /// All pages that are no sections, newest first, by language.
    pub(crate) newest: Vec<Vec<usize>>,
    /// Pages without weight among siblings that have one.
    pub(crate) unweighted: Vec<usize>,
}

impl Order {
    pub(super) fn new(pages: &[Arc<Page>], langs: usize) -> Self {
        let mut order = Self { rank: vec![0; pages.len()], newest: vec![Vec::new(); langs], ..Self::default() };
        for (index, page) in pages.iter().enumerate().filter(|(_, page)| !page.card.over) {
            if let Some(parent) = &page.parent {
                match order.children.get_mut(parent) {
                    Some(list) => list.push(index),
                    None => drop(order.children.insert(parent.clone(), vec![index])),
                }
            }
            if !page.section {
                order.newest[page.lang].push(index);
            }
        }
        let keys: Vec<Key<'_>> = pages.iter().map(|page| Key::of(page)).collect();
        let mut folders: Vec<_> = order.children.iter_mut().collect();
        folders.sort_by(|a, b| a.0.cmp(b.0));
        for (_, list) in folders {
            list.sort_unstable_by(|a, b| keys[*a].by_place(&keys[*b]));
            for (place, index) in list.iter().enumerate() {
                order.rank[*index] = place;
            }
            order.unweighted.extend(unweighted(pages, list));
        }
        for list in &mut order.newest {
            list.sort_unstable_by(|a, b| keys[*a].by_date(&keys[*b]));
        }
        order
    }
}

/// A page without weight among pages that have one stands last: worth a word.
fn unweighted<'a>(pages: &'a [Arc<Page>], list: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let own = |index: &usize| pages[*index].lang == 0 && !pages[*index].section;
    let weight = |index: &usize| pages[*index].document.meta.weight;
    let any = list.iter().any(|index| own(index) && weight(index).is_some());
    list.iter().copied().filter(move |index| any && own(index) && weight(index).is_none())
}

/// What pages are ordered by, side by side in memory.
struct Key<'a> {
    /// When an event begins.
    start: Option<&'a str>,
    weight: (bool, Option<i64>),
    date: Option<Date>,
    page: &'a Page,
}

impl<'a> Key<'a> {
    fn of(page: &'a Page) -> Self {
        let meta = &page.document.meta;
        Self {
            start: event_days::start(&page.card),
            weight: (meta.weight.is_none(), meta.weight),
            date: meta.date,
            page,
        }
    }

    /// The order among siblings: events last, by their days; weight ascending, pages without one last; then the newer
    /// date; then the title by its reading; then the path. A page without weight is last, never dropped.
    fn by_place(&self, other: &Self) -> Ordering {
        let days = self.start.cmp(&other.start);
        days.then_with(|| self.weight.cmp(&other.weight))
            .then_with(|| other.date.cmp(&self.date))
            .then_with(|| self.by_title(other))
    }

    /// The order of "what is new": date descending, pages without one last; then the title; then the path.
    fn by_date(&self, other: &Self) -> Ordering {
        other.date.cmp(&self.date).then_with(|| self.by_title(other))
    }

    fn by_title(&self, other: &Self) -> Ordering {
        let (a, b) = (&self.page.document, &other.page.document);
        a.reading.cmp(&b.reading).then_with(|| a.path.cmp(&b.path))
    }
}
