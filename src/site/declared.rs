//! What the outputs declare to the site, and what stands at one place in twos.

use std::borrow::Cow;

use ahash::AHashMap;

use crate::{
    base::{path::fold_case, url::Url},
    site::{
        Site,
        routes::{Claim, Declared, Owner, Routes},
    },
};

impl Site {
    /// Takes the routes of all outputs, in the order in which the first of two at one place is written. Must come
    /// before the first question.
    pub fn declare<'a>(&mut self, routes: impl Iterator<Item = Declared<'a>>) {
        let mut by_out: AHashMap<Cow<'_, str>, Declared<'a>> = AHashMap::with_capacity(self.pages.len() * 2);
        let mut declared = Routes::new();
        let mut collisions = Vec::new();
        for route in routes {
            if route.owner != Owner::Page {
                declared.entry(route.url.clone()).or_insert(route.owner);
            }
            // Wherever a guide is built or shown, `/FAQ/` may be `/faq/`.
            let first = *by_out.entry(fold_case(route.out.as_str())).or_insert(route);
            if (first.url, first.owner, first.from) != (route.url, route.owner, route.from) {
                collisions.push((Claim::of(&first), Claim::of(&route)));
            }
        }
        drop(by_out);
        self.declared = declared.into();
        self.collisions = collisions;
    }

    /// What stands at one place in twos, in the order of writing.
    pub fn collisions(&self) -> &[(Claim, Claim)] {
        &self.collisions
    }

    /// Whether something that is no page's own stands at a URL.
    pub(super) fn declares(&self, url: &Url) -> bool {
        self.declared.contains_key(url)
    }

    /// Whether the program makes a page at a URL.
    pub(super) fn makes_page(&self, url: &Url) -> bool {
        self.declared.get(url) == Some(&Owner::MadePage)
    }
}
