//! What a mistake on the command line is told as, and what may have been meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::{
    cli::command,
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Lang},
    text::normalize::nearest,
};

/// A mistake on the command line, in our words.
pub(super) fn tell(error: &clap::Error) -> Diagnostic {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let argument = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let command = command(Lang::Ja);
    // `salon` has commands of its own.
    let all =
        || command.get_subcommands().flat_map(|command| std::iter::once(command).chain(command.get_subcommands()));
    let commands = all().map(|command| command.get_name().to_owned());
    let options = all()
        .flat_map(|command| command.get_arguments())
        .chain(command.get_arguments())
        .filter_map(|option| Some(format!("--{}", option.get_long()?)));
    let known: Vec<String> = commands.chain(options).collect();
    let near = nearest(&argument, known.iter().map(String::as_str)).map(str::to_owned);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            msgf!(ja: "`{argument}` という命令はありません", en: "there is no command `{argument}`")
        }
        ErrorKind::MissingSubcommand => {
            msgf!(ja: "`{argument}` のあとに命令が要ります", en: "a command must follow `{argument}`")
        }
        ErrorKind::UnknownArgument => {
            msgf!(ja: "`{argument}` という指定はありません", en: "there is no option `{argument}`")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            msgf!(ja: "`{argument}` に「{value}」は使えません", en: "`{value}` is no value for `{argument}`")
        }
        ErrorKind::MissingRequiredArgument => {
            msgf!(ja: "`{argument}` の指定が足りません", en: "`{argument}` is missing")
        }
        _ => msg!(ja: "命令の書き方を読み取れません", en: "the command line cannot be understood"),
    };
    let finding = Diagnostic::error("usage", message);
    let values = context(if error.kind() == ErrorKind::MissingSubcommand {
        ContextKind::ValidSubcommand
    } else {
        ContextKind::ValidValue
    });
    if !values.is_empty() {
        return finding.help(msgf!(ja: "使える値：{values}", en: "values: {values}"));
    }
    match near {
        Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
        None => {
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let (ja, en) = (names.join("、"), names.join(", "));
            finding.help(msgf!(
                ja: "使い方は `shirube --help` で見られます。命令は {ja} です",
                en: "see `shirube --help`; the commands are {en}"))
        }
    }
}
