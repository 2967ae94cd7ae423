//! What is counted of a footnote while its text is written.

/// A footnote's number, and how often it has been referred to.
#[derive(Default)]
pub(in crate::load) struct Footnote {
    pub(in crate::load) number: usize,
    pub(in crate::load) references: usize,
    /// Which part referred to it first.
    pub(in crate::load) part: usize,
}
