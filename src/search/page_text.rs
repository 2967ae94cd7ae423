//! What of a page is searched, from its place in the title down to its text.

use crate::load::section::Section;

/// What of a page is searched.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PageText {
    /// The title and how it is read.
    pub titles: Vec<String>,
    /// What the page says of itself in a sentence: the short answer, the description.
    pub leads: Vec<String>,
    /// Topics and tags.
    pub labels: Vec<String>,
    /// The text by headings, rows of tables among them.
    pub sections: Vec<Section>,
}
