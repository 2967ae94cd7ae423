//! What the outputs declare to the site, and what stands at one place in twos.

use std::{borrow::Cow, collections::BTreeMap};

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
        if !self.statics.files.is_empty() {
            collisions.extend(folders_and_files(&by_out));
        }
        drop(by_out);
        self.declared = declared.into();
        self.collisions = collisions;
    }

    /// What stands at one place in twos, in the order of writing.
    pub fn collisions(&self) -> &[(Claim, Claim)] {
        &self.collisions
    }

    /// The files of `static/` that stand where something else does.
    pub fn statics_in_the_way(&self) -> impl Iterator<Item = &str> {
        let both = self.collisions.iter().flat_map(|(first, second)| [first, second]);
        both.filter(|claim| claim.owner == Owner::Static).map(|claim| claim.from.as_str())
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

/// The files of `static/` that have the name of a folder of others, or lie in a folder that has the name of a file: no
/// disk has room for both. Each is told once.
fn folders_and_files(by_out: &AHashMap<Cow<'_, str>, Declared<'_>>) -> Vec<(Claim, Claim)> {
    let statics = by_out.values().filter(|route| route.owner == Owner::Static);
    let names: AHashMap<Cow<'_, str>, &Declared<'_>> =
        statics.map(|route| (fold_case(route.out.as_str()), route)).collect();
    let mut found: BTreeMap<&str, (&Declared<'_>, &Declared<'_>)> = BTreeMap::new();
    for (out, route) in by_out {
        for (at, _) in out.match_indices('/') {
            let folder = &out[..at];
            let above = by_out.get(folder).filter(|_| route.owner == Owner::Static);
            let pair = names.get(folder).map(|own| (*own, route)).or_else(|| above.map(|other| (route, other)));
            let Some((own, other)) = pair else { continue };
            let known = &mut found.entry(own.from).or_insert((own, other)).1;
            if other.out < known.out {
                *known = other;
            }
        }
    }
    found.into_values().map(|(own, other)| (Claim::of(own), Claim::of(other))).collect()
}
