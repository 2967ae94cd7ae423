//! The edits that `check --fix` makes: chosen from a run's findings, applied to a file's bytes.
//!
//! Only edits with one possible meaning are chosen, and a file that changed since it was checked is left alone.

use std::{collections::BTreeMap, path::Path};

use crate::{
    base::{atomic_file, path::SourcePath, resolve::find_on_disk},
    check::rules::RULES,
    input::source_tree::SourceTree,
    msgf,
    report::{
        diagnostic::{Diagnostic, Edit},
        io_cause::io_cause,
        message::Message,
    },
    text::normalize::{Encoding, decode},
};

/// Returns the safe edits of every file, in order; of two that overlap one waits for the next round.
pub fn safe_edits(findings: &[Diagnostic]) -> BTreeMap<SourcePath, Vec<Edit>> {
    let mut by_file: BTreeMap<SourcePath, Vec<(usize, Edit)>> = BTreeMap::new();
    for finding in findings {
        let (Some(edit), Some(place)) = (finding.fix.as_ref().filter(|edit| edit.safe), finding.places.first()) else {
            continue;
        };
        let rank = RULES.iter().position(|rule| rule.code == finding.code).map_or(0, |rank| rank + 1);
        by_file.entry(place.file.clone()).or_default().push((rank, edit.clone()));
    }
    by_file.into_iter().map(|(file, edits)| (file, without_overlaps(edits))).collect()
}

/// The edits that can be made at once, in the order of the file: of two that overlap the one of the lower rank, and of
/// one rank the first.
fn without_overlaps(mut edits: Vec<(usize, Edit)>) -> Vec<Edit> {
    edits.sort_by_key(|(rank, edit)| (*rank, edit.span));
    let mut chosen: BTreeMap<usize, Edit> = BTreeMap::new();
    for (_, edit) in edits {
        let end = edit.span.end.max(edit.span.start + 1);
        let before = chosen.range(..end).next_back();
        if before.is_none_or(|(_, other)| other.span.end.max(other.span.start + 1) <= edit.span.start) {
            chosen.insert(edit.span.start, edit);
        }
    }
    chosen.into_values().collect()
}

/// How many places of each file were mended.
pub type Mended = BTreeMap<SourcePath, usize>;

/// Applies the safe edits of these findings to the files below `root`, which were checked as they are in `tree`. One
/// mending can uncover another: whoever wants them all checks again and comes back until nothing is mended.
pub fn mend_files(root: &Path, tree: &SourceTree, findings: &[Diagnostic]) -> Result<Mended, Box<Diagnostic>> {
    let mut mended = Mended::new();
    for (path, edits) in safe_edits(findings) {
        let Some(source) = tree.get(&path) else { continue };
        let Some(after) = apply(&source.bytes, &edits) else { continue };
        let replaced = find_on_disk(root, &path).and_then(|file| atomic_file::replace(&file, &source.bytes, &after));
        let is_mended = replaced.map_err(|error| {
            let Message { ja, en } = io_cause(&error);
            Box::new(Diagnostic::error(
                "output-failed",
                msgf!(
                ja: "「{path}」を書き直せませんでした（{ja}）",
                en: "`{path}` could not be rewritten ({en})"),
            ))
        })?;
        if is_mended {
            mended.insert(path, edits.len());
        }
    }
    Ok(mended)
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
