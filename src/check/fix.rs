//! The edits that `check --fix` makes: chosen from a run's findings, applied to a file's bytes.
//!
//! Only edits with one possible meaning are chosen. Nothing here reads or writes a file.

use std::collections::BTreeMap;

use crate::{
    base::path::SourcePath,
    report::diagnostic::{Diagnostic, Edit},
    text::normalize::{Encoding, decode},
};

/// Returns the safe edits of every file, in order; of two that overlap the second waits for the next round.
pub fn safe_edits(findings: &[Diagnostic]) -> BTreeMap<SourcePath, Vec<Edit>> {
    let mut by_file: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
    for finding in findings {
        let (Some(edit), Some(place)) = (finding.fix.as_ref().filter(|edit| edit.safe), finding.places.first()) else {
            continue;
        };
        by_file.entry(place.file.clone()).or_default().push(edit.clone());
    }
    for edits in by_file.values_mut() {
        edits.sort_by_key(|edit| edit.span);
        let mut end = 0;
        edits.retain(|edit| {
            let free = edit.span.start >= end;
            if free {
                end = edit.span.end.max(edit.span.start + 1);
            }
            free
        });
    }
    by_file
}

/// Returns a file's bytes with these edits applied, in UTF-8 and with its byte order mark; `None` if it is no text.
pub fn apply(bytes: &[u8], edits: &[Edit]) -> Option<Vec<u8>> {
    let (text, encoding) = decode(bytes)?;
    let mut mended = String::with_capacity(text.len() + 64);
    if encoding == Encoding::Utf8Bom {
        mended.push('\u{feff}');
    }
    let mut done = 0;
    for edit in edits {
        mended.push_str(&text[done..edit.span.start]);
        mended.push_str(&edit.text);
        done = edit.span.end;
    }
    mended.push_str(&text[done..]);
    Some(mended.into_bytes())
}
