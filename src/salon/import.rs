//! An import from beginning to end: archive, conversations, merge, inbox. It stops nothing but itself.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use crate::salon::merge::{ImportCounts, World};
use crate::salon::{
    context::{PrivacyLook, SalonContext},
    ignore_private,
    inbox::InboxWriter,
    key, ledger, merge, not_written,
    others::source,
    slack::importer::SlackExport,
    transcript::{Importer, MissingReplies, Person, Selection, Transcript},
};
use crate::{
    base::os::fs,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level, Reported},
};

/// Makes a gate that knows these people's names.
pub type MakeLook<'a> = dyn Fn(&mut dyn Iterator<Item = &Person>) -> Box<PrivacyLook> + 'a;

/// What an import did.
#[derive(Debug, Default)]
pub struct Imported {
    /// The counts.
    pub counts: ImportCounts,
    /// Whether this export had been imported before: then nothing was written.
    pub known: bool,
}

/// What a person says who imports.
#[derive(Clone, Default, Debug)]
pub struct ImportRequest {
    /// The export, a zip or a folder.
    pub export: PathBuf,
    /// Names or ids of channels; empty: all public ones, or those of `[salon] channels`.
    pub channels: Vec<String>,
    /// Whether the people of named private conversations have consented.
    pub private_with_consent: bool,
}

/// Imports an export into the inbox of a site; the very first one makes the site's key.
pub fn import_export(salon: &SalonContext, request: &ImportRequest) -> Result<Reported<Imported>, Box<Diagnostic>> {
    let key = salon.key_for_import()?;
    ignore_private(salon.root()).map_err(|error| not_written(".gitignore", &error))?;
    let book = ledger::open(salon.root(), Some(&key))?;
    let selection = Selection {
        named: request.channels.clone(),
        private: request.private_with_consent,
        configured: salon.configured_channels(),
    };
    let world = World {
        key: &key,
        known_id: &|thread| book.item_of_thread(thread),
        on_pages: &salon.on_pages,
        new_item: &key::new_item,
    };
    let look: &MakeLook<'_> = &|people| salon.look(people);
    require(&request.export)?;
    match source::open(&request.export, &salon.table_columns()) {
        Some(opened) => {
            let opened = Reported { value: opened?, findings: Vec::new() };
            import_from(salon.root(), opened, &selection, look, &world)
        }
        None => import(salon.root(), &request.export, &selection, look, &world),
    }
}

/// Imports the export of Slack at `path` into the inbox of the site at `root`.
pub fn import(
    root: &Path,
    path: &Path,
    selection: &Selection,
    look: &MakeLook<'_>,
    world: &World<'_>,
) -> Result<Reported<Imported>, Box<Diagnostic>> {
    require(path)?;
    let opened = SlackExport::open(path)?;
    import_from(root, opened, selection, look, world)
}

/// Imports an opened export of any service.
fn import_from<I: Importer>(
    root: &Path,
    opened: Reported<I>,
    selection: &Selection,
    look: &MakeLook<'_>,
    world: &World<'_>,
) -> Result<Reported<Imported>, Box<Diagnostic>> {
    let Reported { value: mut export, mut findings } = opened;
    let writer = InboxWriter::open(root)?;
    let before = writer.read()?;
    key::check(world.key, &before.meta)?;
    let Reported { value: listing, findings: told } = export.list(selection)?;
    findings.extend(told);
    let look = look(&mut before.people.values().chain(I::people(&listing).values()));
    let Reported { value: mut transcript, findings: told } = export.read(listing)?;
    findings.extend(told);
    drop(export);
    if before.meta.exports.iter().any(|seen| seen.digest == transcript.digest) {
        // Nothing is new but what this program may propose that an earlier one did not.
        let mut after = before.clone();
        merge::give_ids(&mut after, world);
        writer.write(&before, &after)?;
        return Ok(Reported { value: Imported { known: true, ..Imported::default() }, findings });
    }
    review_posts(&mut transcript, &*look);
    let missing = std::mem::take(&mut transcript.missing);
    let Reported { value: (after, mut counts), findings: told } = merge::merge(&before, transcript, world)?;
    findings.extend(told);
    findings.extend(missing.first().map(|first| missing_replies(first, &missing)));
    counts.warnings = findings.iter().filter(|finding| finding.level == Level::Warning).count();
    writer.write(&before, &after)?;
    Ok(Reported { value: Imported { counts, known: false }, findings })
}

/// Lets the gate look at every post; what it finds is remembered by type and place.
fn review_posts(transcript: &mut Transcript, look: &PrivacyLook) {
    let posts = transcript.channels.iter_mut().flat_map(|channel| channel.posts.values_mut());
    let mut posts: Vec<_> = posts.filter(|post| post.has_words()).collect();
    posts.par_iter_mut().for_each(|post| post.findings = look(&post.markdown));
}

fn missing_replies(first: &MissingReplies, all: &[MissingReplies]) -> Diagnostic {
    let (channel, when) = (&first.channel, first.asked.in_words());
    let count: usize = all.iter().map(|missing| missing.count).sum();
    let message = match all.len() {
        1 => msgf!(
            ja: "「{channel}」の{when}の質問に付いた返信{count}件が、書き出しに含まれていません",
            en: "{count} replies to the question of {when} in `{channel}` are not in the export"),
        questions => msgf!(
            ja: "質問{questions}件に付いた返信{count}件が、書き出しに含まれていません（最初は「{channel}」の{when}）",
            en: "{count} replies to {questions} questions are not in the export (the first in `{channel}`, {when})"),
    };
    Diagnostic::hint("salon-missing", message).help(msg!(
        ja: "期間を区切った書き出しや、無料プランで見えなくなった投稿では、よくあることです。答えが欠けていないか、下書きの前に確かめてください",
        en: "this is usual where the export has a range of days, or a plan hides old messages; see before drafting \
            whether an answer is missing"))
}

/// Refuses a path where nothing is.
pub fn require(path: &Path) -> Result<(), Box<Diagnostic>> {
    if fs::metadata(path).is_ok() {
        return Ok(());
    }
    let shown = path.display();
    Err(Box::new(
        Diagnostic::error("no-export", msgf!(ja: "「{shown}」がありません", en: "there is no `{shown}`")).help(msg!(
        ja: "サロンの書き出し（zip かフォルダー）の場所を確かめてください",
        en: "look where the salon's export (zip or folder) is")),
    ))
}
