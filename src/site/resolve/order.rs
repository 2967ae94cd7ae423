//! The order of pages.

use std::cmp::Ordering;

use crate::site::{Page, events};

/// The order among siblings: events last, by their days; weight ascending, pages without one last; then the newer date; then the title by its
/// reading; then the path. A page without weight is last, never dropped.
pub fn by_place(a: &Page, b: &Page) -> Ordering {
    let (x, y) = (&a.document.meta, &b.document.meta);
    let weight = |weight: Option<i64>| (weight.is_none(), weight);
    let days = events::start(&a.card).cmp(&events::start(&b.card));
    days.then_with(|| weight(x.weight).cmp(&weight(y.weight)))
        .then_with(|| y.date.cmp(&x.date))
        .then_with(|| by_title(a, b))
}

/// The order of "what is new": date descending, pages without one last; then the title; then the path.
pub fn by_date(a: &Page, b: &Page) -> Ordering {
    b.document.meta.date.cmp(&a.document.meta.date).then_with(|| by_title(a, b))
}

fn by_title(a: &Page, b: &Page) -> Ordering {
    a.document.reading.cmp(&b.document.reading).then_with(|| a.document.path.cmp(&b.document.path))
}
