//! Every URL of the site that is no page's own, as the outputs declare it before anything is rendered: where links may
//! lead, and where nothing else may stand.

use ahash::AHashMap;

use crate::{
    base::url::{OutPath, Url},
    site::Site,
};

/// To whom a URL belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// A page that somebody wrote.
    Page,
    /// An old URL that a page names.
    Alias,
    /// A file beside the pages.
    File,
    /// A page that the program makes, in one language or more.
    MadePage,
    /// Anything else that the program makes: a feed, a style sheet, the further part of a list.
    Made,
}

/// A URL with the file that stands there.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    /// The URL.
    pub url: &'a Url,
    /// The file of the output.
    pub out: &'a OutPath,
    /// To whom it belongs.
    pub owner: Owner,
    /// The content file that it shows; empty if it shows none.
    pub from: &'a str,
}

/// A URL that is claimed by two: by whom, and which content file it is of.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The URL.
    pub url: Url,
    /// To whom it belongs.
    pub owner: Owner,
    /// The content file; empty if there is none.
    pub from: String,
}

impl Claim {
    fn of(declared: &Declared<'_>) -> Self {
        Self { url: declared.url.clone(), owner: declared.owner, from: declared.from.to_owned() }
    }
}

/// The declared URLs; the pages' own are not among them.
pub(super) type Routes = AHashMap<Url, Owner>;

impl Site {
    /// Takes the routes of all outputs, in the order in which the first of two at one place is written. Must come
    /// before the first question.
    pub fn declare<'a>(&mut self, routes: impl Iterator<Item = Declared<'a>>) {
        let mut by_out: AHashMap<&OutPath, Declared<'a>> = AHashMap::with_capacity(self.pages.len() * 2);
        let mut declared = Routes::new();
        let mut collisions = Vec::new();
        for route in routes {
            if route.owner != Owner::Page {
                declared.entry(route.url.clone()).or_insert(route.owner);
            }
            let first = *by_out.entry(route.out).or_insert(route);
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
