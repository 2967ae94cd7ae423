//! `shirube salon …`: the faces of what `salon/` does; one command a file.
//!
//! - **In**: the command line.
//! - **Out**: an exit code; words on the terminal.
//! - **Never**: decide what may be published.
//! - **Read first**: [`list`].
//! - **One more**: a file with `Args` and `run`, and one word in the list.
//! - **Tests**: `tests/it/salon_walk.rs`.

mod approve;
mod draft;
mod import;
mod list;
mod show;
mod status;
mod withdraw;

use std::path::Path;

use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::{path::SourcePath, secret::Key},
    input::source_tree::SourceTree,
    ledger::read::LEDGER,
    msg, msgf,
    pipeline::{self, Snapshot},
    report::{
        diagnostic::{Diagnostic, Reported},
        format::Format,
        message::Message,
    },
    salon::{context::SalonContext, view::State},
    site::Options,
};

/// Declares the commands: one module and one entry each.
macro_rules! commands {
    ($($name:ident),* $(,)?) => {

        #[derive(clap::Subcommand)]
        #[allow(non_camel_case_types, reason = "a command is named once, like its file")]
        enum Command {
            $($name($name::Args)),*
        }

        /// Runs the command that was named.
        pub(super) fn run(context: &Context, args: &Args) -> Outcome {
            match &args.command {
                $(Command::$name(args) => $name::run(context, args)),*
            }
        }
    };
}

commands![import, list, show, draft, approve, withdraw, status];

/// サロンの質問と答えを扱う / Works with questions and answers from the salon
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

/// The form of a list or a conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
enum OutputForm {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
}

/// The salon of the site; what is wrong with the editor's own lists is told.
fn room(context: &Context) -> Result<SalonContext, Box<Diagnostic>> {
    let Reported { value: room, findings } = SalonContext::open(&context.root, context.now)?;
    context.console.report(&findings, &room.tree, Format::Human);
    Ok(room)
}

/// Where a conversation stands, in words.
fn state_in_words(state: State) -> Message {
    match state {
        State::Candidate => msg!(ja: "候補", en: "candidate"),
        State::Rejected => msg!(ja: "見送り", en: "rejected"),
        State::Drafted => msg!(ja: "下書きあり", en: "drafted"),
        State::Approved => msg!(ja: "承認済み", en: "approved"),
        State::Withdrawn => msg!(ja: "取り下げ", en: "withdrawn"),
    }
}

/// The site as it is on the disk, with the key that its ledger was checked with.
struct PreviewBuild {
    snapshot: Snapshot,
    key: Option<Key>,
}

/// Looks at the site as it is asked for. A ledger that does not hold is told, and stops the command.
fn look(context: &Context, options: Options) -> Result<Result<PreviewBuild, u8>, Box<Diagnostic>> {
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, options);
    if snapshot.approvals().broken {
        let ledger = SourcePath::new(LEDGER);
        let of_ledger =
            snapshot.findings.iter().filter(|finding| finding.places.first().is_some_and(|place| place.file == ledger));
        context.console.report(&of_ledger.cloned().collect::<Vec<_>>(), &snapshot.tree, Format::Human);
        return Ok(Err(FINDINGS));
    }
    Ok(Ok(PreviewBuild { snapshot, key: options.key }))
}

/// The page that a person named: a path from here, or from the site's root.
fn page_file(context: &Context, tree: &SourceTree, given: &Path) -> Result<SourcePath, Box<Diagnostic>> {
    let from_here = || {
        let (file, root) = (given.canonicalize().ok()?, context.root.canonicalize().ok()?);
        Some(SourcePath::new(&file.strip_prefix(root).ok()?.to_string_lossy()))
    };
    let from_root = SourcePath::new(&given.to_string_lossy());
    let found = from_here().into_iter().chain([from_root]).find(|path| tree.get(path).is_some());
    found.ok_or_else(|| {
        let shown = given.display();
        let message = msgf!(ja: "「{shown}」というページはありません", en: "there is no page `{shown}`");
        Box::new(Diagnostic::error("no-such-page", message).help(msg!(
            ja: "`content/qa/danbou.md` のように、ページのファイルを指定してください",
            en: "name the page's file, like `content/qa/danbou.md`")))
    })
}
