//! What a build is asked for, beside the files.

use crate::{base::secret::Key, text::date::Date};

/// What a build is asked for, beside the files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Today, in the municipality: decides publish windows and nothing else.
    pub now: Date,
    /// Whether drafts and pages outside their publish window are part of the site.
    pub drafts: bool,
    /// Whether pages from the salon that are not approved are part of the site: of a preview, never of what is written.
    pub unapproved: bool,
    /// The site's key, where it is known: the marks of the ledger's records are checked with it.
    pub key: Option<Key>,
}
