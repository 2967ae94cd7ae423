//! An import from beginning to end: archive, conversations, merge, inbox. It stops nothing but itself.

use std::path::Path;

use crate::salon::{
    inbox::InboxWriter,
    key, merge,
    slack::{
        archive::{Archive, exists},
        export,
    },
};
pub use crate::salon::{
    merge::{ImportCounts, World},
    slack::{
        export::{Look, MakeLook},
        listing::Selection,
    },
};
use crate::{
    msg, msgf,
    report::diagnostic::{Diagnostic, Level, Reported},
};

/// What an import did.
#[derive(Debug, Default)]
pub struct Imported {
    /// The counts.
    pub counts: ImportCounts,
    /// Whether this export had been imported before: then nothing was written.
    pub known: bool,
}

/// Imports the export at `path` into the inbox of the site at `root`.
pub fn import(
    root: &Path,
    path: &Path,
    selection: &Selection,
    look: &MakeLook<'_>,
    world: &World<'_>,
) -> Result<Reported<Imported>, Box<Diagnostic>> {
    require(path)?;
    let Reported { value: mut archive, mut findings } = Archive::open(path)?;
    let desk = InboxWriter::open(root)?;
    let before = desk.read()?;
    key::check(world.key, &before.meta)?;
    let Reported { value: read, findings: told } =
        export::read(&mut archive, selection, world.key, &before.people, look)?;
    findings.extend(told);
    drop(archive);
    if before.meta.exports.iter().any(|seen| seen.digest == read.digest) {
        return Ok(Reported { value: Imported { known: true, ..Imported::default() }, findings });
    }
    let missing = read.missing_replies;
    let Reported { value: (after, mut counts), findings: told } = merge::merge(&before, read, world)?;
    findings.extend(told);
    if missing > 0 {
        findings.push(Diagnostic::hint(
            "salon-missing",
            msgf!(
            ja: "返信{missing}件は、書き出しに含まれていません",
            en: "{missing} replies are not in the export"),
        ));
    }
    counts.warnings = findings.iter().filter(|finding| finding.level == Level::Warning).count();
    desk.write(&before, &after)?;
    Ok(Reported { value: Imported { counts, known: false }, findings })
}

/// Refuses a path where nothing is.
pub fn require(path: &Path) -> Result<(), Box<Diagnostic>> {
    if exists(path) {
        return Ok(());
    }
    let shown = path.display();
    Err(Box::new(
        Diagnostic::error("no-export", msgf!(ja: "「{shown}」がありません", en: "there is no `{shown}`")).help(msg!(
        ja: "Slack の書き出し（zip かフォルダー）の場所を確かめてください",
        en: "look where the Slack export (zip or folder) is")),
    ))
}
