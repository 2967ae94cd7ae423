//! Every URL of the site that is no page's own, as the outputs declare it before anything is rendered: where links may
//! lead, and where nothing else may stand.

use ahash::AHashMap;

use crate::base::url::{OutPath, Url};

/// To whom a URL belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// A page that somebody wrote.
    Page,
    /// An old URL that a page names.
    Alias,
    /// A file beside the pages.
    File,
    /// A file that is published as it is, at the place that its path says.
    Static,
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
    pub(super) fn of(declared: &Declared<'_>) -> Self {
        Self { url: declared.url.clone(), owner: declared.owner, from: declared.from.to_owned() }
    }
}

/// The declared URLs; the pages' own are not among them.
pub(super) type Routes = AHashMap<Url, Owner>;
