//! A part of a page's text, as the search reads it.

/// The text below one heading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Section {
    /// The heading's anchor; empty for what stands before the first.
    pub anchor: String,
    /// The heading, plain; empty for what stands before the first.
    pub heading: String,
    /// The heading's readings, where it has some.
    pub reading: String,
    /// The text: a paragraph, an item or a row of a table a line.
    pub text: String,
}
