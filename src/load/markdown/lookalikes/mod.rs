//! Text that looks like Markdown and is none: it is shown as it stands, run together, or not at all.
//!
//! Every check reads [`prose::Prose`], what the parser took for words, so that code, HTML and addresses are never
//! looked at. Ordinary Japanese is silent: a form is told where it can hardly be anything else, or where several lines
//! of it would run together.
//!
//! - **In**: the events of a page's text.
//! - **Out**: diagnostics, with a safe fix where there is one meaning.
//! - **Never**: change what is shown.
//! - **Read first**: [`prose`], then [`lists`].
//! - **One more**: a form is a function in the file of its subject, called here.
//! - **Tests**: `lookalikes/tests.rs`.

mod comments;
mod emphasis;
mod foreign;
mod headings;
mod indents;
mod lists;
mod prose;
mod readings;
mod references;
mod rows;
mod tables;

use std::ops::Range;

use crate::{
    load::markdown::{Events, Options, lookalikes::prose::Prose},
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// What the checks of one page share.
pub(super) struct Scan<'a> {
    /// The page's text.
    pub(super) source: &'a str,
    /// Where it begins in the file.
    pub(super) start: usize,
    /// The file, and whether it holds answers.
    pub(super) options: &'a Options<'a>,
    /// What was found.
    pub(super) findings: Vec<Diagnostic>,
}

impl Scan<'_> {
    /// A place of the text as one of the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::from(range).shifted(self.start)
    }

    /// Whether a line begins at the left edge, where an empty line may be put before it.
    pub(super) fn is_at_edge(&self, at: usize) -> bool {
        self.source[..at].is_empty() || self.source[..at].ends_with('\n')
    }
}

/// The findings of a page's text, which begins at byte `start` of its file.
pub(super) fn findings(source: &str, start: usize, events: &Events<'_>, options: &Options<'_>) -> Vec<Diagnostic> {
    let prose = Prose::gather(source, events);
    let mut scan = Scan { source, start, options, findings: Vec::new() };
    headings::check_headings(&prose, &mut scan);
    lists::check_lists(&prose, &mut scan);
    indents::check_indents(&prose, &mut scan);
    tables::check_tables(&prose, &mut scan);
    rows::check_rows(&prose, &mut scan);
    foreign::check_foreign(&prose, &mut scan);
    references::check_references(&prose, &mut scan);
    comments::check_comments(&prose, &mut scan);
    emphasis::check_nested(&prose.nested, &mut scan);
    for run in &prose.runs {
        emphasis::check_emphasis(run, &mut scan);
        readings::check_readings(run, &mut scan);
    }
    scan.findings
}

#[cfg(test)]
mod tests;
