//! Floor 5: the only way by which a render looks at the rest of the site.
//!
//! `within` opens a scope on this thread; `read` answers a question inside it and writes down the question and the
//! answer's fingerprint. Reading outside a scope panics, and so does a scope in a scope: a read that nobody wrote down
//! is a page that goes stale.

use std::{cell::RefCell, sync::Arc};

use crate::{
    base::{hash::Fingerprint, url::Url},
    site::{
        Site,
        query::{CachedAnswer, Query},
    },
};

/// A question and what its answer was.
pub type Read = (Query, Fingerprint);

/// From where the site is looked at: part of a render's input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Viewpoint {
    /// The page's own URL; references are relative to it.
    pub url: Url,
    /// The number of its language.
    pub lang: usize,
}

struct Scope {
    site: Arc<Site>,
    place: Viewpoint,
    reads: Vec<Read>,
    /// The answers to `reads`, so that a question asked twice is looked up once.
    answers: Vec<Arc<CachedAnswer>>,
}

thread_local! {
    static SCOPE: RefCell<Option<Scope>> = const { RefCell::new(None) };
}

/// Runs `make` with the site open to `read`; returns what it made and what it read.
pub fn within<T>(site: &Arc<Site>, place: Viewpoint, make: impl FnOnce() -> T) -> (T, Vec<Read>) {
    /// Closes the scope even when `make` panics, so that the thread stays usable.
    struct Close;
    impl Drop for Close {
        fn drop(&mut self) {
            SCOPE.take();
        }
    }
    let before = SCOPE.replace(Some(Scope { site: site.clone(), place, reads: Vec::new(), answers: Vec::new() }));
    assert!(before.is_none(), "a render inside a render");
    let close = Close;
    let made = make();
    let mut reads = SCOPE.take().expect("the scope was opened above").reads;
    reads.shrink_to_fit();
    drop(close);
    (made, reads)
}

/// Asks the site, and writes the question down.
pub fn read(query: Query) -> Arc<CachedAnswer> {
    SCOPE.with_borrow_mut(|scope| {
        let scope = scope.as_mut().expect("a read outside a render");
        if let Some(known) = scope.reads.iter().position(|(known, _)| *known == query) {
            return scope.answers[known].clone();
        }
        let asked = scope.site.ask(&query);
        scope.reads.push((query, asked.fingerprint));
        scope.answers.push(asked.clone());
        asked
    })
}

/// The place that the running render stands at.
pub fn here() -> Viewpoint {
    SCOPE.with_borrow(|scope| scope.as_ref().expect("a read outside a render").place.clone())
}
