//! Floor 5: the only way by which a render looks at the rest of the site.
//!
//! `within` opens a scope on this thread; `read` answers a question inside it and writes down the question and the
//! answer's fingerprint. Reading outside a scope panics, and so does a scope in a scope: a read that nobody wrote down
//! is a page that goes stale.

use std::{cell::RefCell, sync::Arc};

use ahash::AHashMap;

use crate::{
    base::url::Url,
    incremental::questions::Questions,
    site::query::{Asked, CachedAnswer, Query},
};

/// From where the site is looked at: part of a render's input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Viewpoint {
    /// The page's own URL; references are relative to it.
    pub url: Url,
    /// The number of its language.
    pub lang: usize,
}

struct Scope {
    questions: Arc<Questions>,
    place: Viewpoint,
    /// The answers so far, so that a question asked twice is looked up and written down once.
    answers: Vec<Arc<CachedAnswer>>,
    /// Where each answer stands among them; filled when there are [`MANY`].
    places: AHashMap<Query, usize>,
}

/// From so many questions on an asked one is not looked for by passing over all of them.
const MANY: usize = 32;

impl Scope {
    fn known(&self, query: &Query) -> Option<&Arc<CachedAnswer>> {
        if self.answers.len() < MANY {
            return self.answers.iter().find(|known| known.asked.query == *query);
        }
        self.places.get(query).map(|place| &self.answers[*place])
    }

    fn keep(&mut self, answer: Arc<CachedAnswer>) {
        self.answers.push(answer);
        if self.answers.len() >= MANY {
            for (place, answer) in self.answers.iter().enumerate().skip(self.places.len()) {
                self.places.insert(answer.asked.query.clone(), place);
            }
        }
    }
}

thread_local! {
    static SCOPE: RefCell<Option<Scope>> = const { RefCell::new(None) };
}

/// Runs `make` with the site open to `read`; returns what it made and what it asked.
pub fn within<T>(questions: &Arc<Questions>, place: Viewpoint, make: impl FnOnce() -> T) -> (T, Box<[Arc<Asked>]>) {
    /// Closes the scope even when `make` panics, so that the thread stays usable.
    struct Close;
    impl Drop for Close {
        fn drop(&mut self) {
            SCOPE.take();
        }
    }
    let before = SCOPE.replace(Some(Scope {
        questions: questions.clone(),
        place,
        answers: Vec::new(),
        places: AHashMap::new(),
    }));
    assert!(before.is_none(), "a render inside a render");
    let close = Close;
    let made = make();
    let answers = SCOPE.take().expect("the scope was opened above").answers;
    drop(close);
    (made, answers.iter().map(|answer| answer.asked.clone()).collect())
}

/// Asks the site, and writes the question down.
pub(super) fn read(query: Query) -> Arc<CachedAnswer> {
    SCOPE.with_borrow_mut(|scope| {
        let scope = scope.as_mut().expect("a read outside a render");
        if let Some(known) = scope.known(&query) {
            return known.clone();
        }
        let answer = scope.questions.ask(&query);
        scope.keep(answer.clone());
        answer
    })
}

/// The place that the running render stands at.
pub fn here() -> Viewpoint {
    SCOPE.with_borrow(|scope| scope.as_ref().expect("a read outside a render").place.clone())
}
