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
mod people;
mod relocate;
mod show;
mod status;
mod withdraw;

use std::path::Path;

use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::{os::fs, path::SourcePath, secret::Key},
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    report::{
        diagnostic::{Diagnostic, Reported},
        format::Format,
        message::Message,
    },
    salon::{built_site::BuiltSite, context::SalonContext, state::ConversationState},
    site::options::Options,
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
                None => status::run_alone(context),
                $(Some(Command::$name(args)) => $name::run(context, args)),*
            }
        }
    };
}

commands![import, list, show, draft, approve, withdraw, status, people, relocate];

/// サロンの質問と答えを扱う（命令を省くと、いまの様子と、次にすること） / Works with questions and answers from the
/// salon; alone, it says how things stand and what comes next
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
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
fn open_salon(context: &Context) -> Result<SalonContext, Box<Diagnostic>> {
    let Reported { value: salon, findings } = SalonContext::open(&context.root, context.now)?;
    context.console.report(&findings, &salon.tree, Format::Human);
    Ok(salon)
}

/// Where a conversation stands, in words.
fn state_in_words(state: ConversationState) -> Message {
    match state {
        ConversationState::Candidate => msg!(ja: "候補", en: "candidate"),
        ConversationState::Rejected => msg!(ja: "見送り", en: "rejected"),
        ConversationState::Drafted => msg!(ja: "下書きあり", en: "drafted"),
        ConversationState::Approved => msg!(ja: "承認済み", en: "approved"),
        ConversationState::Withdrawn => msg!(ja: "取り下げ", en: "withdrawn"),
    }
}

/// The site as it is on the disk, with the key that its ledger was checked with.
struct PreviewBuild {
    snapshot: Snapshot,
    key: Option<Key>,
}

impl PreviewBuild {
    /// Builds the site as it is asked for.
    fn make(context: &Context, options: Options) -> Self {
        let tree = SourceTree::scan(&context.root, &SourceTree::default());
        Self { snapshot: pipeline::build(&Snapshot::default(), &tree, options), key: options.key }
    }

    fn site<'a>(&'a self, context: &'a Context) -> BuiltSite<'a> {
        BuiltSite { root: &context.root, snapshot: &self.snapshot, key: self.key }
    }
}

/// Reports a ledger that does not hold, which stops the command; returns whether it is one.
fn report_broken_ledger(context: &Context, built: &BuiltSite<'_>) -> bool {
    let findings = built.find_broken_ledger();
    if let Some(findings) = &findings {
        context.console.report(findings, &built.snapshot.tree, Format::Human);
    }
    findings.is_some()
}

/// The page that a person named: a path from here, or from the site's root.
fn page_file(context: &Context, tree: &SourceTree, given: &Path) -> Result<SourcePath, Box<Diagnostic>> {
    let from_here = || {
        let (file, root) = (fs::canonicalize(given).ok()?, fs::canonicalize(&context.root).ok()?);
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
