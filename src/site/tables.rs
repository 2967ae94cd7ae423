//! The tables of a site: each is made again only when what it is made from has changed, and shared with the site before
//! where it has not.

use std::{
    ops::{BitOr, Deref},
    sync::Arc,
};

use crate::base::{hash::Fingerprint, url::Url};

/// A table with the fingerprint of everything that it was made from.
#[derive(Debug)]
pub(super) struct Table<T> {
    print: Fingerprint,
    /// The print with which the value was first made: of two tables with one version the values are the same.
    version: Fingerprint,
    value: Arc<T>,
}

impl<T> Table<T> {
    /// The table before, if it was made from the same; else it is made, and is still the one before if it is no
    /// `other`.
    pub(super) fn renew(
        before: Option<&Self>,
        print: Fingerprint,
        same: impl FnOnce(&T, &T) -> bool,
        make: impl FnOnce() -> T,
    ) -> Self {
        if let Some(before) = before.filter(|before| before.print == print) {
            return before.clone();
        }
        let made = make();
        match before.filter(|before| same(&before.value, &made)) {
            Some(before) => Self { print, ..before.clone() },
            None => Self { print, version: print, value: Arc::new(made) },
        }
    }

    /// A fingerprint of its value, for what is made from it.
    pub(super) fn version(&self) -> Fingerprint {
        self.version
    }

    /// Whether both have the same value.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.version == other.version
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { print: self.print, version: self.version, value: self.value.clone() }
    }
}

impl<T> Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A set of a site's tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tables(u32);

impl Tables {
    /// Which pages there are, their URLs and languages, and which are hidden. The numbers of pages hold as long as it
    /// is the same, so that every answer with pages in it is made from it.
    pub const ROUTES: Self = Self(1);
    /// What pages show of each other.
    pub const CARDS: Self = Self(1 << 1);
    /// The order of pages.
    pub const ORDER: Self = Self(1 << 2);
    /// Topics and tags.
    pub const TERMS: Self = Self(1 << 3);
    /// The lists of questions.
    pub const QUESTIONS: Self = Self(1 << 4);
    /// Which pages link to which.
    pub const LINKS: Self = Self(1 << 5);
    /// The anchors of pages.
    pub const ANCHORS: Self = Self(1 << 6);
    /// The files beside the pages.
    pub const FILES: Self = Self(1 << 7);
    /// The URLs that are no page's own.
    pub const DECLARED: Self = Self(1 << 8);
    /// The names of all files below `content/`.
    pub const PRESENT: Self = Self(1 << 9);
    /// The values of `data/`.
    pub const DATA: Self = Self(1 << 10);
    /// The tables of open data.
    pub const DATASETS: Self = Self(1 << 11);
    /// The front matter that open data is made from, beyond cards.
    pub const FACTS: Self = Self(1 << 12);
    /// site.toml.
    pub const CONFIG: Self = Self(1 << 13);
    /// The theme's words and assets.
    pub const THEME: Self = Self(1 << 14);
    /// The day of the build.
    pub const TODAY: Self = Self(1 << 15);
    /// Which pages are on the same matter. What an answer shows of it can be told from the question, as for cards.
    pub const RELATED: Self = Self(1 << 16);

    /// Whether both have one.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that both have.
    pub(super) fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that the other has not.
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Tables {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whose cards an answer shows, where that can be told from the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CardsOf<'a> {
    /// Any page's.
    All,
    /// Those of sections.
    Sections,
    /// Those of the pages below this URL.
    Children(&'a str),
    /// Those of the pages that link to this URL.
    Linking(&'a Url),
    /// Those of the pages on the matter of the page at this URL.
    Related(&'a Url),
}
