//! `shirube explain CODE`: what a finding means, why it matters, how to mend it; without a code, all of them in a list.

use crate::{
    check::explanations::{self, Chapter},
    cli::{Context, FINE, Outcome},
    msg, msgf,
    report::{
        codes::Code,
        console::Console,
        diagnostic::{Diagnostic, Level},
        format::level_name,
        message::{Lang, Message},
    },
};

/// 点検で出る指摘の意味と直し方を読む / Explains a finding
#[derive(clap::Args)]
pub(super) struct Args {
    /// 指摘の名前（[ ] の中の言葉。省くと一覧） / The finding's code; without it, a list
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    match &args.code {
        None => list(context),
        Some(name) => one(context, &explanations::find_code(name).ok_or_else(|| unknown(name))?),
    }
    Ok(FINE)
}

/// Where the level of a list begins, after the longest code.
const CODE_WIDTH: usize = 27;
/// Where its sentence begins, after the longest level.
const LEVEL_WIDTH: usize = 16;

fn list(context: &Context) {
    let lang = context.console.tongue;
    for Chapter { title, codes } in explanations::chapters().into_iter().chain([explanations::kinds()]) {
        context.console.line(title.in_lang(lang));
        for Code { code, levels, what, .. } in codes {
            let (level, what) = (level_names(levels, lang), what.in_lang(lang));
            let gap = LEVEL_WIDTH.saturating_sub(columns(&level));
            context.console.line(&format!("  {code:CODE_WIDTH$}{level}{:gap$}{what}", ""));
        }
        context.console.line("");
    }
    context.console.say(&msg!(
        ja: "くわしくは `shirube explain 名前` で読めます。",
        en: "Read more with `shirube explain CODE`."));
}

fn one(context: &Context, code: &Code) {
    let Code { code, levels, what, why, how, wrong, right } = code;
    let (console, lang) = (context.console, context.console.tongue);
    console.line(&format!("{code}  [{}]", level_names(levels, lang)));
    let stop = if lang == Lang::Ja { "。" } else { "." };
    part(console, &msg!(ja: "意味", en: "What it means"), &format!("{}{stop}", what.in_lang(lang)));
    part(console, &msg!(ja: "なぜ大切か", en: "Why it matters"), why.in_lang(lang));
    part(console, &msg!(ja: "直し方", en: "How to mend it"), how.in_lang(lang));
    part(console, &msg!(ja: "この指摘が出る例", en: "Found here"), wrong);
    part(console, &msg!(ja: "よい例", en: "Right"), right);
}

/// A title and the lines below it; nothing of an empty text.
fn part(console: Console, title: &Message, text: &str) {
    if text.is_empty() {
        return;
    }
    console.line("");
    console.line(title.in_lang(console.tongue));
    text.lines().for_each(|line| console.line(format!("  {line}").trim_end()));
}

/// `エラー・注意`: the levels of a code in words.
fn level_names(levels: &[Level], lang: Lang) -> String {
    let name = |level: &Level| match (level, lang) {
        (Level::Error, Lang::Ja) => "エラー",
        (Level::Warning, Lang::Ja) => "注意",
        (Level::Hint, Lang::Ja) => "ヒント",
        (level, Lang::En) => level_name(*level),
    };
    let names: Vec<&str> = levels.iter().map(name).collect();
    names.join(if lang == Lang::Ja { "・" } else { ", " })
}

/// How wide a level's name stands on a terminal: its letters are all ASCII or all full-width.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn unknown(name: &str) -> Box<Diagnostic> {
    let message = msgf!(ja: "`{name}` という指摘はありません", en: "no finding is called `{name}`");
    let finding = Diagnostic::error("usage", message);
    let near = explanations::near(name).iter().map(|near| format!("`{near}`")).collect::<Vec<_>>();
    let (ja, en) = (near.join("、"), near.join(", "));
    Box::new(if near.is_empty() {
        finding.help(msg!(
            ja: "名前の一覧は `shirube explain` で見られます",
            en: "`shirube explain` lists the names"))
    } else {
        finding.help(msgf!(ja: "{ja} のことではありませんか", en: "did you mean {en}?"))
    })
}
