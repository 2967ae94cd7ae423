//! Floor 5: every question that renders and checks have asked, with the fingerprint of its answer.
//!
//! A question is answered once a build, and those that ask it share what is written down of it. The next build
//! fingerprints again only the questions that are made from a table that differs, each once, however many ask it;
//! whoever shares one with another answer is made again. Must never hold two records of one question: a reader of the
//! second would go stale.

use std::sync::{Arc, Mutex, Weak};

use ahash::{AHashMap, RandomState};
use rayon::prelude::*;

use crate::site::{
    Site,
    query::{Asked, CachedAnswer, Query},
};

/// Maps that threads share, so that they seldom wait for each other; which one a question falls into changes nothing.
const SHARDS: usize = 64;
static SHARDING: RandomState = RandomState::with_seeds(1, 2, 3, 4);

/// A share of the known questions. What nobody asks any more is held by nobody else and goes when its share is next
/// written.
type Share = Arc<AHashMap<Query, Weak<Asked>>>;

/// The questions that a build leaves behind.
#[derive(Clone, Default)]
pub struct Known(Vec<Share>);

/// What was asked in this build: the record that all share, and the answer where it is worth keeping.
type Fresh = AHashMap<Query, (Arc<Asked>, Option<Arc<CachedAnswer>>)>;

/// The questions of a build, open to renders.
pub struct Questions {
    site: Arc<Site>,
    /// Those of the build before whose answers are the same.
    known: Vec<Share>,
    fresh: Vec<Mutex<Fresh>>,
    /// Those of the build before whose answers differ.
    changed: Vec<Arc<Asked>>,
    /// Where they lie, in order.
    places: Vec<usize>,
}

impl Known {
    fn all(&self) -> impl ParallelIterator<Item = Arc<Asked>> {
        self.0.par_iter().flat_map_iter(|share| share.values().filter_map(Weak::upgrade))
    }

    /// A question whose answer by the site is not the one that is written down: there must be none.
    pub fn stale(&self, site: &Site) -> Option<Query> {
        let stale = |asked: &Arc<Asked>| site.ask(&asked.query).fingerprint() != asked.fingerprint;
        self.all().find_first(stale).map(|asked| asked.query.clone())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all().count()
    }
}

fn place_question(asked: &Arc<Asked>) -> usize {
    Arc::as_ptr(asked) as usize
}

fn shard(query: &Query) -> usize {
    SHARDING.hash_one(query) as usize % SHARDS
}

impl Questions {
    /// Opens a site to questions; of those that are known from the site before, the ones that may have another answer
    /// now are looked at.
    pub fn open(known: &Known, before: Option<&Site>, site: &Arc<Site>) -> Self {
        let differences = before.map(|before| site.differences(before));
        let changed: Vec<Arc<Asked>> = match differences {
            Some(differences) if !differences.are_none() => {
                let may_differ = |asked: &Arc<Asked>| differences.concern(&asked.query);
                let differs = |asked: &Arc<Asked>| site.ask(&asked.query).fingerprint() != asked.fingerprint;
                known.all().filter(may_differ).filter(differs).collect()
            }
            _ => Vec::new(),
        };
        let mut shares = if known.0.is_empty() { vec![Share::default(); SHARDS] } else { known.0.clone() };
        let mut gone: Vec<Vec<&Query>> = vec![Vec::new(); SHARDS];
        changed.iter().for_each(|asked| gone[shard(&asked.query)].push(&asked.query));
        for (share, gone) in shares.iter_mut().zip(&gone).filter(|(_, gone)| !gone.is_empty()) {
            let share = Arc::make_mut(share);
            gone.iter().for_each(|query| _ = share.remove(*query));
        }
        let mut places: Vec<usize> = changed.iter().map(place_question).collect();
        places.sort_unstable();
        let fresh = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { site: site.clone(), known: shares, fresh, changed, places }
    }

    /// The site that answers.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Whether any known question has another answer than before.
    pub fn any_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The first of some questions whose answer is another than before.
    pub fn first_changed<'a>(&self, reads: &'a [Arc<Asked>]) -> Option<&'a Query> {
        if self.places.is_empty() {
            return None;
        }
        reads.iter().find(|asked| self.places.binary_search(&place_question(asked)).is_ok()).map(|asked| &asked.query)
    }

    /// Answers a question, once for all that ask it.
    pub fn ask(&self, query: &Query) -> Arc<CachedAnswer> {
        let number = shard(query);
        let lock = || self.fresh[number].lock().expect("no thread panics while holding it");
        if let Some((_, Some(answer))) = lock().get(query) {
            return answer.clone();
        }
        let answer = self.site.ask(query);
        let asked = self.known[number].get(query).and_then(Weak::upgrade);
        if let Some(asked) = asked.as_ref().filter(|_| query.is_of_one_page()) {
            return Arc::new(CachedAnswer::new(answer, asked.clone()));
        }
        let asked =
            asked.unwrap_or_else(|| Arc::new(Asked { query: query.clone(), fingerprint: answer.fingerprint() }));
        let mut fresh = lock();
        let (asked, kept) = fresh.entry(query.clone()).or_insert((asked, None));
        if let Some(kept) = kept {
            return kept.clone();
        }
        let answer = Arc::new(CachedAnswer::new(answer, asked.clone()));
        *kept = (!query.is_of_one_page()).then(|| answer.clone());
        answer
    }

    /// What the next build has to know.
    pub fn close(self) -> Known {
        let share = |(mut share, fresh): (Share, Mutex<Fresh>)| {
            let fresh = fresh.into_inner().expect("no thread panics while holding it");
            let is_new = |query: &Query| share.get(query).is_none_or(|asked| asked.strong_count() == 0);
            let new: Vec<_> = fresh.into_iter().filter(|(query, _)| is_new(query)).collect();
            if !new.is_empty() {
                let all = Arc::make_mut(&mut share);
                all.retain(|_, asked| asked.strong_count() > 0);
                all.extend(new.into_iter().map(|(query, (asked, _))| (query, Arc::downgrade(&asked))));
            }
            share
        };
        Known(self.known.into_iter().zip(self.fresh).map(share).collect())
    }
}
