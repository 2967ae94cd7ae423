//! `check --fix`: mends what has one possible meaning, builds again, and goes on until nothing is left to mend.

use std::path::Path;

use crate::{
    check::fix::{self, Mended},
    input::source_tree::SourceTree,
    pipeline::{Snapshot, build},
    report::diagnostic::Diagnostic,
    site::options::Options,
};

/// One mending can uncover another; more rounds than this are a fault of ours.
const ROUNDS: usize = 5;

/// Mends the files of a site that was built; returns the site as it is afterwards, and what was mended.
pub fn mend(root: &Path, mut snapshot: Snapshot, options: Options) -> Result<(Snapshot, Mended), Box<Diagnostic>> {
    let mut all = Mended::new();
    for _ in 0..ROUNDS {
        if fix::safe_edits(&snapshot.findings).is_empty() {
            break;
        }
        for (path, count) in fix::mend_files(root, &snapshot.tree, &snapshot.findings)? {
            *all.entry(path).or_default() += count;
        }
        snapshot = build(&snapshot, &SourceTree::scan(root, &snapshot.tree), options);
    }
    Ok((snapshot, all))
}
