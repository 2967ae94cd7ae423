//! `shirube check --translations`: what other languages lack, for people and as JSON.

use serde_json::json;

use crate::cli::Context;
use crate::{
    check::translations::{Coverage, Gap, State, find_gaps},
    msg, msgf,
    report::{diagnostic::Diagnostic, format::Format, message::Message},
    site::Site,
    text::date::Date,
};

/// Prints what every other language of a site lacks.
pub(super) fn print(context: &Context, site: &Site, format: Format) -> Result<(), Box<Diagnostic>> {
    let all = find_gaps(site);
    let console = context.console;
    match format {
        Format::Human => {
            if all.is_empty() {
                console.say(&msg!(
                    ja: "ほかの言語は、site.toml の `[languages]` にありません（足し方は docs/languages.md）",
                    en: "site.toml has no other language in `[languages]` (docs/languages.md tells how to add one)"));
            }
            for one in &all {
                console.say(&heading(one));
                one.gaps.iter().for_each(|gap| console.say(&line(gap)));
            }
        }
        Format::Short => {
            for one in &all {
                one.gaps.iter().for_each(|gap| {
                    console.line(&format!("{}: {}: {}: {}", one.code, gap.state.name(), gap.file, gap.original));
                });
            }
        }
        Format::Json => console.line(&as_json(&all).to_string()),
        Format::Github | Format::Sarif => {
            let message = msg!(
                ja: "`--translations` の形は human、short、json のどれかです",
                en: "`--translations` is printed as human, short or json");
            return Err(Box::new(Diagnostic::error("usage", message)));
        }
    }
    Ok(())
}

fn heading(one: &Coverage) -> Message {
    let count = |states: &[State]| one.gaps.iter().filter(|gap| states.contains(&gap.state)).count();
    let (label, code, written) = (&one.label, &one.code, one.written);
    let (missing, older) = (count(&[State::Missing]), count(&[State::Older, State::Undated]));
    msgf!(
        ja: "{label}（{code}）：訳したページ {written}、見直す訳 {older}、訳のないページ {missing}",
        en: "{label} ({code}): translated {written}, to be looked at {older}, not translated {missing}")
}

fn line(gap: &Gap) -> Message {
    let Gap { file, original, .. } = gap;
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let (theirs, own) = (day(gap.original_updated), day(gap.updated));
    match gap.state {
        State::Older => msgf!(
            ja: "  古い訳　　　{file}（{own}）：元の {original} は {theirs} に直されました",
            en: "  older    {file} ({own}): {original} was updated on {theirs}"),
        State::Undated => msgf!(
            ja: "  日付なし　　{file}：`updated` がなく、元の {original}（{theirs}）より古いか分かりません",
            en: "  undated  {file}: has no `updated`; {original} was updated on {theirs}"),
        State::Missing => msgf!(
            ja: "  訳なし　　　{original}：訳は {file} に書きます",
            en: "  missing  {original}: its translation is {file}"),
        State::Setting => msgf!(
            ja: "  設定の言葉　{file} の {original}",
            en: "  setting  {original} in {file}"),
        State::Words => msgf!(
            ja: "  画面の言葉　{original}語を {file} に書きます",
            en: "  words    {original}, in {file}"),
    }
}

fn as_json(all: &[Coverage]) -> serde_json::Value {
    let gap = |gap: &Gap| {
        json!({
            "state": gap.state.name(),
            "file": gap.file,
            "original": gap.original,
            "original_updated": gap.original_updated.map(|day| day.to_string()),
            "updated": gap.updated.map(|day| day.to_string()),
        })
    };
    let one = |one: &Coverage| {
        json!({
            "language": one.code,
            "label": one.label,
            "written": one.written,
            "gaps": one.gaps.iter().map(gap).collect::<Vec<_>>(),
        })
    };
    all.iter().map(one).collect()
}
