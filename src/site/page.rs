//! A page of the site, the old URLs that lead to it and the bytes of a file beside it.

use std::sync::Arc;

use crate::{
    base::{hash::Fingerprint, path::SourcePath, url::Url},
    load::document::Document,
    site::resolve::cards::Card,
};

/// A page: one document in one language at one URL.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its URL.
    pub url: Url,
    /// The number of its language; 0 is the default.
    pub lang: usize,
    /// Its place in the site, the same in every language: `sumai/rent`, `sumai/_index`.
    pub key: String,
    /// What it shows.
    pub document: Arc<Document>,
    /// What others may know of it.
    pub card: Arc<Card>,
    /// The section it belongs to; `None` for the top page.
    pub parent: Option<Url>,
    /// Whether it is a section's page (the top page is).
    pub section: bool,
}

/// Some of a site's pages, in order.
#[derive(Clone, Copy)]
pub struct Pages<'a>(pub(super) &'a [Arc<Page>]);

impl<'a> Pages<'a> {
    /// The pages.
    pub fn iter(self) -> impl ExactSizeIterator<Item = &'a Page> + Clone {
        self.0.iter().map(Arc::as_ref)
    }

    /// The page of a number.
    pub fn at(self, index: usize) -> &'a Page {
        &self.0[index]
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// An old URL that leads to a page, or its old parts to several.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The old URL.
    pub from: Url,
    /// The number of the language it is told in.
    pub lang: usize,
    /// Where it leads; the page as a whole first. Never empty.
    pub goals: Vec<Goal>,
}

/// Where an old URL or a part of it leads.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The part, without `#`; empty: the page as a whole.
    pub part: String,
    /// The page.
    pub to: Url,
    /// The page's file.
    pub path: SourcePath,
}

/// A file beside the pages, as it is published.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their fingerprint.
    pub fingerprint: Fingerprint,
}
