//! The tables of a site: each is made again only when what it is made from has changed, and shared with the site before
//! where it has not.

use std::{
    collections::BTreeSet,
    ops::{BitOr, Deref},
    sync::Arc,
};

use crate::{
    base::{hash::Fingerprint, url::Url},
    load::document::LinkKind,
    site::{
        Page, Site,
        links::{Destination, destination},
        query::Query,
    },
};

/// A table with the fingerprint of everything that it was made from.
#[derive(Debug)]
pub(in crate::site) struct Table<T> {
    print: Fingerprint,
    /// The print with which the value was first made: of two tables with one version the values are the same.
    version: Fingerprint,
    value: Arc<T>,
}

impl<T> Table<T> {
    /// The table before, if it was made from the same; else it is made, and is still the one before if it is no
    /// `other`.
    pub(in crate::site) fn renew(
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
    pub(in crate::site) fn version(&self) -> Fingerprint {
        self.version
    }

    /// Whether both have the same value.
    pub(in crate::site) fn is(&self, other: &Self) -> bool {
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

    /// Whether both have one.
    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn without(self, other: Self) -> Self {
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
}

/// In what a site differs from the one before.
#[derive(Debug, Default)]
pub struct Differences {
    tables: Tables,
    /// Whether a section has another card.
    section: bool,
    /// The sections of all pages with another card.
    parents: BTreeSet<Url>,
    /// The pages to which these link, in their own language.
    linked: BTreeSet<Url>,
}

impl Differences {
    /// Whether there is none.
    pub fn are_none(&self) -> bool {
        self.tables == Tables::default()
    }

    /// Whether the answer to a question may differ.
    pub fn concern(&self, query: &Query) -> bool {
        let made_from = query.made_from();
        if made_from.without(Tables::CARDS).meets(self.tables) {
            return true;
        }
        made_from.meets(Tables::CARDS)
            && self.tables.meets(Tables::CARDS)
            && match query.cards_of() {
                CardsOf::All => true,
                CardsOf::Sections => self.section,
                CardsOf::Children(of) => self.parents.iter().any(|parent| parent.as_str() == of),
                CardsOf::Linking(to) => self.linked.contains(to),
            }
    }
}

impl Site {
    /// In what this site differs from the one that it was made from.
    pub fn differences(&self, before: &Self) -> Differences {
        let tables = self.differing_tables(before);
        let mut differences = Differences { tables, ..Differences::default() };
        // Without the same routes the numbers of pages say nothing, and every answer with a card in it may differ.
        if tables.meets(Tables::CARDS) && !tables.meets(Tables::ROUTES) {
            let pairs = self.pages.iter().zip(&before.pages).filter(|(now, then)| !Arc::ptr_eq(now, then));
            for (page, _) in pairs.filter(|(now, then)| now.card.fingerprint != then.card.fingerprint) {
                differences.section |= page.section;
                differences.parents.extend(page.parent.clone());
                differences.linked.extend(self.linked_by(page));
            }
        }
        differences
    }

    /// The pages to which a page links: in its own language, for there is its card shown.
    fn linked_by(&self, page: &Page) -> impl Iterator<Item = Url> {
        let links = page.document.links.iter().filter(|link| link.kind == LinkKind::Link);
        links.filter_map(|link| match destination(&page.document.path, &link.target) {
            Destination::Page(path, _) => self.page_of(&path, page.lang).map(|to| to.url.clone()),
            _ => None,
        })
    }

    fn differing_tables(&self, before: &Self) -> Tables {
        let same_data = self.data.len() == before.data.len()
            && self.data.iter().zip(&before.data).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(a.1, b.1));
        [
            (Tables::ROUTES, self.routes.is(&before.routes)),
            (Tables::CARDS, self.card_sum == before.card_sum),
            (Tables::ORDER, self.order.is(&before.order)),
            (Tables::TERMS, self.terms.is(&before.terms)),
            (Tables::QUESTIONS, self.questions.is(&before.questions)),
            (Tables::LINKS, self.backlinks.is(&before.backlinks)),
            (Tables::ANCHORS, self.facets.anchors == before.facets.anchors),
            (Tables::FILES, self.attached.is(&before.attached)),
            (Tables::DECLARED, self.declared == before.declared),
            (Tables::PRESENT, self.present.is(&before.present)),
            (Tables::DATA, same_data),
            (Tables::DATASETS, self.shelf.fingerprint() == before.shelf.fingerprint()),
            (Tables::FACTS, self.facets.card == before.facets.card),
            (Tables::CONFIG, self.config.fingerprint == before.config.fingerprint),
            (Tables::THEME, Arc::ptr_eq(&self.theme, &before.theme)),
            (Tables::TODAY, self.options.now == before.options.now),
        ]
        .into_iter()
        .filter(|(_, same)| !same)
        .fold(Tables::default(), |all, (table, _)| all | table)
    }
}
