//! The gate on files that visitors may take along: what stands in them is read once for each content, reviewed like
//! every other text, and told once for each file with the places where a person finds it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    attachment::{self, contents::Contents},
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        secret::sha256,
        url::OutPath,
    },
    check::{
        attachment_reviews::{Found, Reviewed, Values, review_contents},
        attachment_words::Opened,
    },
    incremental::memo::{Entry, Memo, Wanted},
    input::source_tree::SourceTree,
    privacy::{Gate, Place, acceptance, review},
    render::job::{Output, WriteOrder},
    report::{
        diagnostic::Diagnostic,
        progress::{Progress, Stage},
    },
    text::date::Date,
};

/// What stands in the files of a build, by their contents.
#[derive(Clone, Default)]
pub(super) struct Attachments {
    contents: Memo<Fingerprint, Arc<Contents>>,
    reviews: Memo<Fingerprint, Arc<Reviewed>>,
}

/// What reviews go by.
pub(super) struct Known<'a> {
    /// The site's gate.
    pub(super) gate: &'a Gate,
    /// Fingerprint of its lists.
    pub(super) lists: Fingerprint,
    /// Today.
    pub(super) now: Date,
    /// The files.
    pub(super) tree: &'a SourceTree,
}

/// What is told of files.
#[derive(Default)]
pub(super) struct FileReport {
    pub(super) findings: Vec<Diagnostic>,
    /// The outputs that are kept back.
    pub(super) withheld: BTreeSet<OutPath>,
}

/// A file that is copied out, and the fingerprint of everything that reading it depends on.
fn copied((path, entry): (&OutPath, &Arc<Entry<Output>>)) -> Option<(Fingerprint, String, Arc<[u8]>)> {
    let output = &entry.value;
    let bytes = output.bytes.clone().filter(|_| is_copied(output))?;
    let from = SourcePath::new(&output.from);
    let name = from.as_str().rsplit('/').next().unwrap_or(path.as_str()).to_owned();
    let key = Digest::new().print(output.fingerprint).part(from.extension()).finish();
    Some((key, name, bytes))
}

/// Whether an output is somebody's file, and not made here.
pub(super) fn is_copied(output: &Output) -> bool {
    output.turn == WriteOrder::Files && !output.from.is_empty()
}

impl Attachments {
    /// Reads every file that is copied out, and has the gate look at it; what is known is kept.
    pub(super) fn read(before: &Self, outputs: &Memo<OutPath, Output>, known: &Known<'_>) -> Self {
        let files: BTreeMap<Fingerprint, (String, Arc<[u8]>)> =
            outputs.iter().filter_map(copied).map(|(key, name, bytes)| (key, (name, bytes))).collect();
        let wanted = files.iter().map(|(key, file)| Wanted { key: *key, input: *key, job: file }).collect();
        let quiet = (&Progress::default(), Stage::Check);
        let contents = before
            .contents
            .load(wanted, quiet, |_, (name, bytes)| (Arc::new(attachment::read(name, bytes)), Vec::new()));
        let of = |(key, entry): (&Fingerprint, &Arc<Entry<Arc<Contents>>>)| {
            let input = Fingerprint(key.0 ^ known.lists.0);
            Wanted { key: *key, input, job: entry.value.clone() }
        };
        let reviews = before.reviews.load(contents.iter().map(of).collect(), quiet, |_, contents| {
            (Arc::new(review_contents(contents, known.gate, known.now)), Vec::new())
        });
        Self { contents, reviews }
    }

    /// Tells what is wrong with files. `own`: values that their sources have told already, and those of them that
    /// block; only a file that is itself read as a source may be silent about them.
    pub(super) fn report(
        &self,
        outputs: &Memo<OutPath, Output>,
        known: &Known<'_>,
        is_source: impl Fn(&SourcePath) -> bool,
        (told, blocked): (&Values, &Values),
    ) -> FileReport {
        let mut report = FileReport::default();
        let mut used = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for (out, entry) in outputs.iter() {
            let Some((key, ..)) = copied((out, entry)) else { continue };
            let Some(reviewed) = self.reviews.get(&key).map(|entry| &entry.value) else { continue };
            let path = SourcePath::new(&entry.value.from);
            let silent = is_source(&path);
            let is_open = |found: &&Found| !silent || !told.contains(&(found.kind, found.value.clone()));
            let open: Vec<&Found> = reviewed.hits.iter().filter(is_open).collect();
            let file = Opened { path: &path, open, reviewed, is_static: path.is_static() };
            let held = silent && reviewed.hits.iter().any(|hit| blocked.contains(&(hit.kind, hit.value.clone())));
            let accepted = file.blocks().then(|| accepted(&path, known)).flatten();
            used.extend(accepted.iter());
            if held || file.blocks() && (accepted.is_none() || file.never()) {
                report.withheld.insert(out.clone());
            }
            if seen.insert(path.clone()) {
                let mask = |text: &str| review(text, Place::Words, known.gate, known.now).masked(text);
                let offer = (!file.never()).then(|| offer(&path, known)).flatten();
                report.findings.extend(file.findings(accepted.is_some(), offer, &mask));
            }
        }
        report.findings.extend(acceptance::findings(known.gate.lists().acceptances(), &used, known.now));
        report
    }
}

/// The number of the entry that lets a file pass.
fn accepted(path: &SourcePath, known: &Known<'_>) -> Option<usize> {
    let all = known.gate.lists().acceptances();
    all.iter().any(|one| one.names(path)).then_some(())?;
    let hash = sha256(&known.tree.get(path)?.bytes);
    all.iter().position(|one| one.fits(path, &hash, known.now))
}

/// The entry that would let a file pass.
fn offer(path: &SourcePath, known: &Known<'_>) -> Option<String> {
    Some(acceptance::entry(path, &sha256(&known.tree.get(path)?.bytes), known.now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::Lists;

    /// Copied files of these names and contents.
    fn outputs(files: &[(&str, &'static str)]) -> Memo<OutPath, Output> {
        let one = |(name, text): &(&str, &'static str)| Wanted {
            key: OutPath::new(*name),
            input: Fingerprint::of(text),
            job: *text,
        };
        Memo::default().load(files.iter().map(one).collect(), (&Progress::default(), Stage::Check), |name, text| {
            let from = format!("content/{}", name.as_str());
            let (bytes, fingerprint) = (Some(text.as_bytes().into()), Fingerprint::of(text));
            (Output { bytes, fingerprint, from, turn: WriteOrder::Files }, Vec::new())
        })
    }

    #[test]
    fn a_content_is_read_once_wherever_it_lies() {
        let (gate, tree) = (Gate::new(&Lists::default()), SourceTree::default());
        let now = Date::new(2026, 11, 1).unwrap();
        let known = Known { gate: &gate, lists: Fingerprint::default(), now, tree: &tree };
        let first = Attachments::read(&Attachments::default(), &outputs(&[("a.txt", "本文"), ("b.txt", "別")]), &known);
        let moved = outputs(&[("c/d.txt", "本文"), ("a.txt", "本文"), ("b.txt", "変わった")]);
        let second = Attachments::read(&first, &moved, &known);
        assert_eq!((first.contents.len(), second.contents.len()), (2, 2));
        let kept = |(key, entry): &(&Fingerprint, &Arc<Entry<Arc<Contents>>>)| {
            first.contents.get(key).is_some_and(|before| Arc::ptr_eq(before, entry))
        };
        assert_eq!(second.contents.iter().filter(kept).count(), 1, "only the content that is new was read");
    }
}
