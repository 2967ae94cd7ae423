//! `shirube salon people`: who is who, on a terminal only; `people set` writes what an editor knows of somebody.

use crate::cli::salon::{Outcome, open_salon};
use crate::{
    cli::{Context, FINE},
    ledger::notes::{NOTES, Role},
    msg, msgf,
    report::{console::Console, diagnostic::Diagnostic},
    salon::{
        people_notes::{self, NoteRequest},
        people_view::{self, PersonLine},
    },
};

/// 会話の参加者がだれか、役割、公開されているページを見る（画面でだけ） / Says who is who, on a terminal only
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    /// 一覧の番号か、会話の記号（省くと、投稿の多い順に全員） / A number of the last list, or the id; without one everybody
    id: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Subcommand)]
enum Command {
    /// 参加者の役割などを people.toml に書く / Writes somebody's role into people.toml
    Set(Box<SetArgs>),
}

/// What is said of somebody.
#[derive(clap::Args)]
struct SetArgs {
    /// 参加者の記号か、`--in` の会話での呼び名（参加者A） / The person's id, or the label in the conversation of `--in`
    who: String,
    /// 呼び名の会話（一覧の番号か記号） / The conversation of the label
    #[arg(long = "in", value_name = "N|ID")]
    conversation: Option<String>,
    /// 役割 / The role
    #[arg(long, value_enum)]
    role: Option<Role>,
    /// 移り住んだ年 / The year in which they moved here
    #[arg(long, value_name = "YEAR")]
    moved: Option<i32>,
    /// 地区 / The district
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    /// 職員の課 / A staff member's section
    #[arg(long, value_name = "SECTION")]
    section: Option<String>,
    /// 公開してよいか / Whether their words may be published
    #[arg(long, value_name = "true|false")]
    publish: Option<bool>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    match &args.command {
        Some(Command::Set(set)) => set_note(context, set),
        None => show(context, args.id.as_deref()),
    }
}

fn show(context: &Context, id: Option<&str>) -> Outcome {
    let console = context.console;
    if !console.is_terminal() {
        return Err(people_elsewhere());
    }
    let salon = open_salon(context)?;
    let id = id.map(|word| salon.find_id(word)).transpose()?;
    people_view::list_people(&salon, id.as_deref())?.iter().for_each(|line| print_person(console, line));
    console.say(&msg!(
        ja: "役割を書くには：\n  shirube salon people set 記号 --role resident --moved 2022 --area 北地区",
        en: "To note a role:\n  shirube salon people set ID --role resident --moved 2022 --area AREA"));
    Ok(FINE)
}

fn print_person(console: Console, line: &PersonLine) {
    let PersonLine { label, id, shown, posts, .. } = line;
    let role = line.role.name();
    let label = if label.is_empty() { String::new() } else { format!("{label}  ") };
    console.say(&msgf!(
        ja: "{label}{shown}（{id}、{role}、投稿{posts}件）",
        en: "{label}{shown} ({id}, {role}, {posts} posts)"));
    if line.is_out {
        console
            .say(&msg!(ja: "    公開しない人です（publish = false）", en: "    not to be published (publish = false)"));
    }
    line.pages.iter().for_each(|page| console.line(&format!("    {page}")));
}

fn set_note(context: &Context, args: &SetArgs) -> Outcome {
    let salon = open_salon(context)?;
    let conversation = args.conversation.as_deref().map(|word| salon.find_id(word)).transpose()?;
    let id = people_view::find_person(&salon, &args.who, conversation.as_deref())?;
    let request = NoteRequest {
        role: args.role,
        moved: args.moved,
        area: args.area.clone(),
        section: args.section.clone(),
        publish: args.publish,
    };
    let entry = people_notes::set_note(&context.root, &id, &request)?;
    let role = entry.role.name();
    context.console.say(&msgf!(
        ja: "`{NOTES}` に書きました：{id}（{role}）。公開しないことにした人のページは、次の build から外れます。",
        en: "Written into `{NOTES}`: {id} ({role}). Pages of whoever is not to be published are off the next build."));
    Ok(FINE)
}

fn people_elsewhere() -> Box<Diagnostic> {
    let message = msg!(
        ja: "だれがだれかは、画面に直接表示するときだけ見られます",
        en: "who is who is shown on a terminal only");
    Box::new(Diagnostic::error("reveal-elsewhere", message).help(msg!(
        ja: "ファイルやほかのプログラムに渡さずに実行してください",
        en: "run it without sending its output to a file or another program")))
}
