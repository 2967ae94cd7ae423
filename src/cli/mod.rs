//! Floor 11: the commands, one file each, and what they share: the root, the language, today.
//!
//! - **In**: the command line.
//! - **Out**: an exit code; words on the terminal.
//! - **Never**: do the work of a command: it parses, calls the domain and prints.
//! - **Read first**: [`check`].
//! - **One more**: a file with `Args` and `run`, and a variant of `Command`; its doc comment is its help.
//! - **Tests**: `tests/it/cli.rs`, `tests/it/help.rs`, `tests/sessions/`.

mod build;
mod check;
mod explain;
mod help;
mod invalidation_report;
mod new;
mod page;
mod publish;
mod rename;
mod salon;
mod saved_report;
mod search;
mod serve;
mod table;
mod theme;
mod translations;
mod usage;
mod why;

use std::{
    env,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use clap::{
    CommandFactory, FromArgMatches, Parser, Subcommand,
    builder::{OsStringValueParser, TypedValueParser},
    error::ErrorKind,
};

use crate::{
    base::{
        os::{fs, held},
        path::SourcePath,
        resolve::{read_typed, resolve},
        secret::Key,
    },
    msg, msgf,
    pipeline::Snapshot,
    report::{console::Console, diagnostic::Diagnostic, format::Format, message::Lang, quoted::NoTexts},
    salon::{key, leftovers},
    site::options::Options,
    text::date::Date,
};

/// Everything is fine.
pub const FINE: u8 = 0;
/// Findings of level error.
pub const FINDINGS: u8 = 1;
/// Wrong usage or configuration.
pub const USAGE: u8 = 2;
/// A fault of the program itself.
pub const FAULT: u8 = 3;

/// 移住ガイドをつくる道具 / Builds the relocation guide of a municipality.
#[derive(Parser)]
#[command(name = "shirube", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(clap::Args, Clone)]
pub(crate) struct Common {
    /// site.toml のあるフォルダー（省くと、いまの場所か、その上） / The folder of site.toml
    #[arg(long, global = true, value_name = "DIR", value_parser = typed_path())]
    root: Option<PathBuf>,
    /// メッセージの言語 / The language of messages
    #[arg(long, global = true, value_name = "ja|en")]
    lang: Option<String>,
    /// 今日の日付を決める（公開期間などに使います） / Fixes today's date
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    now: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    New(new::Args),
    Serve(serve::Args),
    Build(build::Args),
    Check(check::Args),
    Explain(explain::Args),
    Page(page::Args),
    Rename(rename::Args),
    Publish(publish::Args),
    Salon(salon::Args),
    Search(search::Args),
    Table(table::Args),
    Theme(theme::Args),
    Why(why::Args),
}

/// What a command works with.
pub(crate) struct Context {
    /// The folder of site.toml.
    pub(crate) root: PathBuf,
    /// How to speak.
    pub(crate) console: Console,
    /// Today.
    pub(crate) now: Date,
}

/// How a command ends: an exit code, or the finding that stopped it.
pub(crate) type Outcome = Result<u8, Box<Diagnostic>>;

/// Parses the command line, runs the command and returns the exit code.
pub fn main() -> u8 {
    // `ssh` asks for a password, and this program was started by itself to answer.
    if let Ok(answer) = env::var(crate::publish::targets::sftp::ANSWER) {
        Console::default().line(&answer);
        return FINE;
    }
    let arguments: Vec<_> = env::args_os().collect();
    let console = Console { tongue: tongue(wanted_language(&arguments).as_deref()) };
    let matches = command(console.tongue).try_get_matches_from(arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) if !error.use_stderr() => {
            console.line(error.render().to_string().trim_end());
            return FINE;
        }
        // `shirube` alone: what may follow is the best answer.
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.line(error.render().to_string().trim_end());
            return USAGE;
        }
        Err(error) => return stop(console, &usage::tell(&error)),
    };
    held::on_wait(move |path| {
        let shown = path.display();
        console.note(&msgf!(
            ja: "「{shown}」をほかのソフトが使っているため、待っています。Excel や Word で開いていれば、閉じてください。",
            en: "Waiting for `{shown}`, which another program holds. Close it if it is open in Excel or Word."));
    });
    match run(cli, console) {
        Ok(code) => code,
        Err(finding) => stop(console, &finding),
    }
}

/// The command line, with its help in this language.
pub fn command(lang: Lang) -> clap::Command {
    help::localize(Cli::command(), lang)
}

fn run(cli: Cli, console: Console) -> Outcome {
    let now =
        match cli.common.now.as_deref() {
            None => today(),
            Some(day) => Date::parse(day).ok_or_else(|| {
                let message = msgf!(ja: "`--now` の日付を読み取れません：{day}", en: "`--now` is no date: {day}");
                Box::new(Diagnostic::error("usage", message).help(
                    msg!(ja: "`--now 2027-04-01` のように書いてください", en: "write it like `--now 2027-04-01`"),
                ))
            })?,
        };
    if let Some(lang) = cli.common.lang.as_deref().filter(|lang| !matches!(*lang, "ja" | "en")) {
        let message =
            msgf!(ja: "`--lang` には ja か en を指定してください：{lang}", en: "`--lang` is ja or en: {lang}");
        return Err(Box::new(Diagnostic::error("usage", message)));
    }
    let context = |root| Context { root, console, now };
    let root = || {
        let root = root(cli.common.root.as_deref())?;
        leftovers::clear(&root)?;
        Ok::<_, Box<Diagnostic>>(root)
    };
    match cli.command {
        Command::New(args) => new::run(&context(PathBuf::from(".")), &args),
        Command::Serve(args) => serve::run(&context(root()?), &args),
        Command::Build(args) => build::run(&context(root()?), &args),
        Command::Check(args) => check::run(&context(root()?), &args),
        Command::Page(args) => page::run(&context(root()?), &args),
        Command::Rename(args) => rename::run(&context(root()?), &args),
        Command::Explain(args) => explain::run(&context(PathBuf::from(".")), &args),
        Command::Publish(args) => publish::run(&context(root()?), &args),
        Command::Salon(args) => salon::run(&context(root()?), &args),
        Command::Search(args) => search::run(&context(root()?), &args),
        Command::Table(args) => table::run(&context(root()?), &args),
        Command::Theme(args) => theme::run(&context(root()?), &args),
        Command::Why(args) => why::run(&context(root()?), &args),
    }
}

/// Tells what stopped a command, and returns the exit code for it.
fn stop(console: Console, finding: &Diagnostic) -> u8 {
    console.report(std::slice::from_ref(finding), &NoTexts, Format::Human);
    USAGE
}

/// Says that the program itself is at fault.
pub fn apologise() {
    Console { tongue: tongue(None) }.note(&msg!(
        ja: "shirube の不具合で止まりました。ファイルは変わっていません。上の行を開発者にお知らせください。",
        en: "shirube stopped by a fault of its own; no file was changed. Please report the lines above."));
}

impl Context {
    /// What a build is asked for.
    pub(crate) fn options(&self, drafts: bool) -> Result<Options, Box<Diagnostic>> {
        Ok(Options { now: self.now, drafts, unapproved: false, key: self.key()? })
    }

    /// What a preview is asked for: everything there is.
    pub(crate) fn preview(&self) -> Result<Options, Box<Diagnostic>> {
        Ok(Options { unapproved: true, ..self.options(true)? })
    }

    /// Says that nicknames were not looked for, where pages from the salon would ask for it. It changes no exit
    /// status.
    pub(crate) fn note_nicknames(&self, snapshot: &Snapshot) {
        if snapshot.misses_nicknames() {
            self.console.note(&msg!(
                ja: "この場所には受信箱（.shirube/salon）がないため、サロンでの呼び名は確かめていません。受信箱のあるパソコンで `shirube check` を実行すると確かめられます。",
                en: "There is no inbox (.shirube/salon) here, so the salon's nicknames were not checked. Run \
                    `shirube check` where the inbox is."));
        }
    }

    /// The site's key, if there is one.
    pub(crate) fn key(&self) -> Result<Option<Key>, Box<Diagnostic>> {
        self.console.report(&key::findings(&self.root), &NoTexts, Format::Short);
        key::load(&self.root)
    }
}

/// Reads a path as it is typed, on Windows also as Git Bash writes it.
pub(crate) fn typed_path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().try_map(|typed| match typed.to_str() {
        Some(text) => read_typed(cfg!(windows), text),
        None => Ok(PathBuf::from(typed)),
    })
}

/// A file or folder below `content/`, as seen from here or from the guide's root; never one behind a link out of it.
pub(crate) fn page_path(context: &Context, typed: &Path) -> Result<SourcePath, Box<Diagnostic>> {
    let root = resolve(&context.root);
    let here = env::current_dir().unwrap_or_default().join(typed);
    let own = resolve(&here).strip_prefix(&root).ok().map(Path::to_owned);
    [own.as_deref(), Some(typed)]
        .into_iter()
        .flatten()
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .filter_map(|path| SourcePath::new("site.toml").join(path.trim_end_matches('/')))
        .find(|path| {
            format!("{path}/").starts_with("content/") && resolve(&root.join(path.as_str())).starts_with(&root)
        })
        .ok_or_else(|| {
            let shown = typed.display();
            let message = msgf!(
                ja: "「{shown}」は、ガイドの content フォルダーの中にありません",
                en: "`{shown}` is not in the guide's content folder");
            Box::new(Diagnostic::error("usage", message).help(msg!(
                ja: "`content/sumai/rent.md` のように指定してください",
                en: "name it like `content/sumai/rent.md`")))
        })
}

/// The folder of site.toml: as given, or the nearest from here upwards; a folder with `content/` will do.
fn root(given: Option<&Path>) -> Result<PathBuf, Box<Diagnostic>> {
    let is_site = |folder: &Path| {
        fs::is_file(folder.join("site.toml")).unwrap_or(false) || fs::is_dir(folder.join("content")).unwrap_or(false)
    };
    let from = match given {
        Some(folder) => folder.to_owned(),
        None => env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
    };
    let found = if given.is_some() {
        Some(from.as_path()).filter(|folder| is_site(folder))
    } else {
        from.ancestors().find(|folder| is_site(folder))
    };
    found.map(Path::to_owned).ok_or_else(|| {
        let shown = from.display();
        let message = msgf!(
            ja: "「{shown}」に site.toml も content フォルダーもありません",
            en: "`{shown}` has neither site.toml nor a content folder");
        let help = msg!(
            ja: "ガイドのフォルダーに移動してから実行してください。新しく始めるときは `shirube new guide` です",
            en: "run it in the guide's folder; to start a new one: `shirube new guide`");
        let finding = Diagnostic::error("no-site", message).help(help);
        // The old command prompt goes to no share, and stays where it was without being noticed.
        Box::new(if cfg!(windows) {
            finding.help(msg!(
                ja: r"共有フォルダー（\\サーバー\…）には、コマンド プロンプトではなく PowerShell で `cd` してください",
                en: r"to go to a share (\\server\…) use `cd` in PowerShell, not in the command prompt"))
        } else {
            finding
        })
    })
}

/// Today in Japan (UTC+9, no summer time).
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs() as i64);
    Date::from_days((seconds + 9 * 3600).div_euclid(86_400))
}

/// The hour and the minute in Japan, for people: `10:12`.
pub(crate) fn time_of_day() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs());
    let minutes = (seconds / 60 + 9 * 60) % (24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The language asked for on the command line; looked up before parsing, so that usage errors speak it too.
fn wanted_language(arguments: &[std::ffi::OsString]) -> Option<String> {
    let text = |at: usize| arguments.get(at).map(|argument| argument.to_string_lossy().into_owned());
    (0..arguments.len()).find_map(|at| match text(at)?.as_str() {
        "--lang" => text(at + 1),
        other => other.strip_prefix("--lang=").map(str::to_owned),
    })
}

/// By `--lang`, else by locale; Japanese when nothing is set.
fn tongue(wanted: Option<&str>) -> Lang {
    let locale = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| env::var(name).ok())
            .find(|value| !value.is_empty())
    };
    let language = wanted.map(str::to_owned).or_else(locale).unwrap_or_default();
    match language.split(['.', '_', '-']).next().unwrap_or_default() {
        "" | "ja" | "C" | "POSIX" => Lang::Ja,
        _ => Lang::En,
    }
}
