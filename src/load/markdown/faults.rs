//! What is told of a page's Markdown beside what reading it tells: one list of the checks.

use std::ops::Range;

use crate::{
    load::markdown::{Events, Options, fullwidth_markup, lookalikes, lost_links, media_checks, table_checks},
    report::diagnostic::Diagnostic,
};

/// The findings of a text whose Markdown begins at byte `start`; `code` are the blocks of code in it.
pub(super) fn find_faults(
    text: &str,
    start: usize,
    events: &Events<'_>,
    code: &[Range<usize>],
    options: &Options<'_>,
) -> Vec<Diagnostic> {
    let body = &text[start..];
    let mut findings = lost_links::findings(options.path, text, start, code);
    findings.extend(fullwidth_markup::findings(options.path, text, start, code, options.qa));
    findings.extend(lookalikes::findings(body, start, events, options));
    findings.extend(table_checks::findings(body, start, events, options));
    findings.extend(media_checks::findings(start, events, options));
    findings
}
