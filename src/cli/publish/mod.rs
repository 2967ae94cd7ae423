//! `shirube publish …`: the face of what `publish/` does; one command a file, `send` the one without a name.
//!
//! - **In**: the command line.
//! - **Out**: an exit code of its own table; words on the terminal.
//! - **Never**: decide what is sent, in which order, or what stops it.
//! - **Read first**: [`send`].
//! - **One more**: a file with `Args` and `run`, and one word in the list.
//! - **Tests**: `tests/it/publish.rs`.

mod approve;
mod check;
mod credentials;
mod doctor;
mod rollback;
mod send;
mod status;
mod unlock;
mod verify_zip;

use crate::cli::{Context, FINE, Outcome};
use crate::{
    base::os::fs,
    config::types::Config,
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    publish::{
        prepare::{Place, find_place},
        stop::Stop,
    },
    report::{
        diagnostic::{Diagnostic, Level},
        format::Format,
        io_cause::io_cause,
        message::Message,
        quoted::NoTexts,
    },
};

/// Declares the commands: one entry each.
macro_rules! commands {
    ($($name:ident),* $(,)?) => {
        #[derive(clap::Subcommand)]
        #[allow(non_camel_case_types, reason = "a command is named once, like its file")]
        enum Command {
            $($name($name::Args)),*
        }

        fn run_command(context: &Context, command: &Command) -> Outcome {
            match command {
                $(Command::$name(args) => $name::run(context, args)),*
            }
        }
    };
}

commands![doctor, status, approve, check, rollback, unlock, verify_zip];

/// サイトを公開する / Publishes the site
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    send: send::Args,
}

/// Runs the command that was named, or publishes.
pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    match &args.command {
        Some(command) => run_command(context, command),
        None => send::run(context, &args.send),
    }
}

/// What stopped a command, told; its exit code.
fn told(context: &Context, stop: &Stop) -> u8 {
    context.console.report(std::slice::from_ref(&*stop.finding), &NoTexts, Format::Human);
    stop.exit
}

/// The settings alone, for commands that need no build. A password in them stops everything; settings that cannot be
/// read are not none: they say who may approve.
fn read_config(context: &Context) -> Result<Config, Box<Diagnostic>> {
    let file = context.root.join("site.toml");
    let text = match fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) if fs::is_absent(&file, &error) => None,
        Err(error) => return Err(file_fault(&file, &error)),
    };
    let read = Config::read(text.as_deref());
    stop_over_settings(&read.findings)?;
    Ok(read.value)
}

/// Settings that cannot be read, or that hold a password, are no settings.
fn stop_over_settings(findings: &[Diagnostic]) -> Result<(), Box<Diagnostic>> {
    let stops = |finding: &&Diagnostic| matches!(finding.code, "config-secret" | "config-syntax");
    match findings.iter().find(stops) {
        Some(finding) => Err(Box::new(finding.clone())),
        None => Ok(()),
    }
}

/// The place that was named.
fn place<'a>(context: &'a Context, config: &'a Config, name: Option<&str>) -> Result<Place<'a>, Box<Diagnostic>> {
    find_place(&context.root, config, name)
}

/// Says that there is nothing of ours at a place.
fn not_published(place: &Place<'_>) -> Message {
    let (name, url) = (&place.settings.name, place.url);
    msgf!(
        ja: "公開先 {name}（{url}）には、まだ公開していません。",
        en: "Nothing was published to {name} ({url}) yet.")
}

/// Builds the site as it may be published; `None` where errors stop it, which are told.
fn build(context: &Context, format: Format) -> Result<Option<Snapshot>, Box<Diagnostic>> {
    // A password is told in its own words, before anything else is read.
    read_config(context)?;
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.options(false)?);
    stop_over_settings(&snapshot.findings)?;
    crate::salon::ledger::remember(&context.root, snapshot.approvals());
    let shown: Vec<Diagnostic> =
        snapshot.findings.iter().filter(|finding| finding.level != Level::Hint).cloned().collect();
    if format != Format::Json {
        context.console.report(&shown, &snapshot.tree, format);
    }
    context.note_nicknames(&snapshot);
    if snapshot.has_errors() {
        context.console.note(&msg!(
            ja: "エラーがあるため、公開しませんでした。公開先はそのままです。",
            en: "Nothing was published because of errors; the target stays as it was."));
        return Ok(None);
    }
    Ok(Some(snapshot))
}

/// What to write into a lock: who publishes, for the next one to read.
fn host_name() -> String {
    let name = ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    name.unwrap_or_else(|| "shirube".to_owned())
}

/// A sentence that ends a command well.
fn fine(context: &Context, words: &Message) -> u8 {
    context.console.say(words);
    FINE
}

/// A file that cannot be read or written, in a finding.
fn file_fault(path: &std::path::Path, error: &std::io::Error) -> Box<Diagnostic> {
    let (shown, Message { ja, en }) = (path.display(), io_cause(error));
    let message =
        msgf!(ja: "「{shown}」を読み書きできません（{ja}）", en: "`{shown}` cannot be read or written ({en})");
    Box::new(Diagnostic::error("publish-plan", message).help(msg!(
        ja: "ファイルの場所と許可を確かめてください",
        en: "check where the file is and whether it may be used")))
}
