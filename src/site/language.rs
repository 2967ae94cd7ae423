//! A language of the site: its names, and where its pages begin.

use crate::base::url::Url;

/// A language of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteLanguage {
    /// As in file names and URLs; empty for the default.
    pub code: String,
    /// BCP 47.
    pub tag: String,
    /// Its own name.
    pub label: String,
    /// The site's name in it.
    pub title: String,
    /// Where its pages begin: `/` or `/en/`.
    pub root: Url,
}

impl SiteLanguage {
    /// Whether it is written in kana, plain Japanese included.
    pub fn is_japanese(&self) -> bool {
        self.tag.split('-').next() == Some("ja")
    }
}
