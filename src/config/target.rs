//! Where the links of `site.toml` lead, as they are written: what is there is looked up by `check/`.

use crate::text::span::Span;

/// Where a link of the file leads.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// Its key, with the table's: `banner.url`.
    pub key: String,
    /// As it is written.
    pub written: String,
    /// Where it is written.
    pub at: Span,
}
