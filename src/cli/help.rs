//! Help in one language. In the source a help text is one doc comment, 「日本語 / English」; here it is split, and the words
//! of clap itself get a twin.

use clap::{Arg, ArgAction, Command};

use crate::{
    msg,
    report::message::{Lang, Message},
};

/// What stands between the two languages of a doc comment.
const BETWEEN: &str = " / ";

/// The place of what stands last in a list of options.
const LAST: usize = 900;

static USAGE: Message = msg!(ja: "使い方", en: "Usage");
static COMMANDS: Message = msg!(ja: "コマンド", en: "Commands");
static COMMAND: Message = msg!(ja: "コマンド", en: "COMMAND");
static ARGUMENTS: Message = msg!(ja: "引数", en: "Arguments");
static OPTIONS: Message = msg!(ja: "オプション", en: "Options");
static SOME_OPTIONS: Message = msg!(ja: "[オプション]", en: "[OPTIONS]");
static HELP: Message = msg!(ja: "この説明を表示する", en: "Shows this help");
static VERSION: Message = msg!(ja: "版の番号を表示する", en: "Shows the version");

/// A command line with its help in this language.
pub(super) fn localize(command: Command, lang: Lang) -> Command {
    let mut command = in_lang(command, lang, true);
    command.build();
    with_usage(command, lang)
}

fn in_lang(command: Command, lang: Lang, is_root: bool) -> Command {
    let about = command.get_about().map(|about| half(&about.to_string(), lang)).unwrap_or_default();
    let commands: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = command
        .about(about)
        .subcommand_help_heading(COMMANDS.in_lang(lang))
        .subcommand_value_name(COMMAND.in_lang(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| argument(arg, lang))
        .arg(flag("help", 'h', ArgAction::Help, &HELP, lang));
    if is_root {
        command = command.arg(flag("version", 'V', ArgAction::Version, &VERSION, lang));
    }
    for name in commands {
        command = command.mut_subcommand(name, |inner| in_lang(inner, lang, false));
    }
    command
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &Message, lang: Lang) -> Arg {
    let arg = Arg::new(name).short(short).long(name).action(action).display_order(LAST);
    arg.help(help.in_lang(lang).to_owned()).help_heading(OPTIONS.in_lang(lang))
}

/// An argument with its words in one language, and with the values it takes.
fn argument(arg: Arg, lang: Lang) -> Arg {
    let mut help = arg.get_help().map(|help| half(&help.to_string(), lang)).unwrap_or_default();
    let notes = notes(&arg, lang);
    if !notes.is_empty() {
        help = match (lang, help.strip_suffix('）')) {
            (Lang::Ja, Some(words)) => format!("{words}。{}）", notes.join("。")),
            (Lang::Ja, None) => format!("{help}（{}）", notes.join("。")),
            (Lang::En, _) => format!("{help} ({})", notes.join("; ")),
        };
    }
    // A command's own options come first, then those of every command.
    let arg = if arg.is_global_set() { arg.display_order(LAST - 1) } else { arg };
    let heading = if arg.is_positional() { &ARGUMENTS } else { &OPTIONS };
    arg.help(help).hide_possible_values(true).hide_default_value(true).help_heading(heading.in_lang(lang))
}

/// Which values an argument takes, and which one stands for none.
fn notes(arg: &Arg, lang: Lang) -> Vec<String> {
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let mut notes = Vec::new();
    if !values.is_empty() {
        notes.push(values.join(if lang == Lang::Ja { "、" } else { ", " }));
    }
    if !default.is_empty() {
        let default = default.join(" ");
        notes.push(if lang == Lang::Ja { format!("省くと {default}") } else { format!("default: {default}") });
    }
    notes
}

/// One language of a help text.
fn half(text: &str, lang: Lang) -> String {
    let (ja, en) = text.split_once(BETWEEN).unwrap_or((text, text));
    match lang {
        Lang::Ja => ja.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// Says how each command is used in our words: clap's own are English.
fn with_usage(command: Command, lang: Lang) -> Command {
    let shown = command.clone().render_usage().to_string();
    let usage = shown.trim_start_matches("Usage:").trim().replace("[OPTIONS]", SOME_OPTIONS.in_lang(lang));
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let template = format!("{{about-with-newline}}\n{}: {usage}\n\n{{all-args}}", USAGE.in_lang(lang));
    let mut command = command.help_template(template);
    for name in names {
        command = command.mut_subcommand(name, |inner| with_usage(inner, lang));
    }
    command
}
