//! In what a site differs from the one before, and which questions may have another answer for it.

use std::{collections::BTreeSet, sync::Arc};

use ahash::AHashSet;

use crate::{
    base::url::Url,
    load::document::LinkKind,
    site::{
        Site,
        links::{Destination, destination},
        page::Page,
        query::Query,
        tables::{CardsOf, Tables},
    },
};

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
    /// The questions that may show other pages on their matter, or show them differently.
    related: BTreeSet<Url>,
}

impl Differences {
    /// Whether there is none.
    pub fn are_none(&self) -> bool {
        self.tables == Tables::default()
    }

    /// Whether the answer to a question may differ.
    pub fn concern(&self, query: &Query) -> bool {
        let made_from = query.made_from();
        let by_page = Tables::CARDS | Tables::RELATED;
        if made_from.without(by_page).meets(self.tables) {
            return true;
        }
        made_from.within(by_page).meets(self.tables)
            && match query.cards_of() {
                CardsOf::All => true,
                CardsOf::Sections => self.section,
                CardsOf::Children(of) => self.parents.iter().any(|parent| parent.as_str() == of),
                CardsOf::Linking(to) => self.linked.contains(to),
                CardsOf::Related(of) => self.related.contains(of),
            }
    }
}

impl Site {
    /// In what this site differs from the one that it was made from.
    pub fn differences(&self, before: &Self) -> Differences {
        let tables = self.differing_tables(before);
        let mut differences = Differences { tables, ..Differences::default() };
        // Without the same routes the numbers of pages say nothing, and every answer with a card in it may differ.
        if tables.meets(Tables::CARDS | Tables::RELATED) && !tables.meets(Tables::ROUTES) {
            let mut places: AHashSet<&str> = AHashSet::new();
            let pairs = self.pages.iter().zip(&before.pages).filter(|(now, then)| !Arc::ptr_eq(now, then));
            for (page, _) in pairs.filter(|(now, then)| now.card.fingerprint != then.card.fingerprint) {
                differences.section |= page.section;
                differences.parents.extend(page.parent.clone());
                differences.linked.extend(self.linked_by(page));
                places.insert(&page.key);
            }
            differences.related = self.related_since(before, &places);
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
            (Tables::RELATED, self.related.is(&before.related)),
            (Tables::ANCHORS, self.facets.anchors == before.facets.anchors),
            (Tables::FILES, self.attached.is(&before.attached) && self.statics.is(&before.statics)),
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
