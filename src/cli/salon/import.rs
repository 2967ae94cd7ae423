//! `shirube salon import`: a salon's export into the private inbox.

use std::path::PathBuf;

use crate::cli::salon::{Outcome, open_salon};
use crate::{
    cli::{Context, FINDINGS, FINE, typed_path},
    msg, msgf,
    report::{
        console::Console,
        diagnostic::{Level, Reported},
        format::Format,
        message::Message,
        quoted::NoTexts,
    },
    salon::{
        import::{self, ImportCounts, ImportRequest, Imported},
        place,
    },
    text::japanese::count_of,
};

/// サロンの書き出しを受信箱に取り込む / Imports a salon's export
#[derive(clap::Args)]
pub(super) struct Args {
    /// Slack の書き出し（zip かフォルダー） / The export of Slack, a zip or a folder
    #[arg(value_parser = typed_path())]
    export: PathBuf,
    /// このチャンネルだけを取り込む（名前か ID） / Only this channel
    #[arg(long, value_name = "NAME|ID")]
    channel: Vec<String>,
    /// 限られた人だけの会話も、全員の了解を得て取り込む / Takes private conversations, with everyone's consent
    #[arg(long)]
    private_with_consent: bool,
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    import::require(&args.export)?;
    let own = place::settle(&context.root)?;
    let salon = open_salon(context)?;
    let request = ImportRequest {
        export: args.export.clone(),
        channels: args.channel.clone(),
        private_with_consent: args.private_with_consent,
    };
    let Reported { value: imported, findings } = import::import_export(&salon, &request)?;
    let console = context.console;
    console.report(&place::findings(&context.root), &NoTexts, Format::Short);
    if let Some(shown) = own.as_ref().map(|own| own.display()) {
        console.note(&msgf!(
            ja: "このガイドのフォルダーはほかの人にも見えるため、受信箱と鍵は「{shown}」に置きます。控えもここから取ってください。",
            en: "Others see the guide's folder, so the inbox and the key lie in `{shown}`. Take your backups there."));
    }
    console.report(&findings, &salon.tree, if args.format == Format::Json { Format::Human } else { args.format });
    if args.format == Format::Json {
        console.line(&serde_json::to_string(&imported.counts).expect("counts are JSON"));
    } else {
        print_counts(console, &imported);
    }
    Ok(if findings.iter().any(|finding| finding.level == Level::Error) { FINDINGS } else { FINE })
}

/// Messages that were passed over, by reason, as they add up; conversations that were not read are no part of it.
fn describe_skipped(counts: &ImportCounts) -> Message {
    let (mut ja, mut en) = (String::new(), String::new());
    for (reason, count) in &counts.skipped {
        let words = match *reason {
            "bot" => msg!(ja: "ボット", en: "of bots"),
            "system" => msg!(ja: "Slackの通知", en: "of Slack itself"),
            "empty" => msg!(ja: "空", en: "empty"),
            "deleted" => msg!(ja: "削除の記録", en: "deleted"),
            "duplicate" => msg!(ja: "重なり", en: "twice"),
            "bad-ts" => msg!(ja: "時刻が読めない", en: "without a time"),
            _ => continue,
        };
        ja.push_str(&format!(" + {}{count}件", words.ja));
        en.push_str(&format!(" + {count} {}", words.en));
    }
    Message { ja: ja.into(), en: en.into() }
}

fn print_counts(console: Console, imported: &Imported) {
    if imported.known {
        console.say(&msg!(
            ja: "この書き出しは、もう取り込んであります。何も変えていません。",
            en: "This export has been imported before; nothing was changed."));
        return;
    }
    let counts = &imported.counts;
    let (messages, threads, replies, channels, people) =
        (counts.messages, counts.threads, counts.replies, counts.channels, counts.people);
    let channels_ja = count_of(channels);
    console.say(&msgf!(
        ja: "{channels_ja}チャンネルから、投稿{messages}件（会話{threads}、返信{replies}、参加者{people}人）を読みました。",
        en: "Read {messages} messages ({threads} threads, {replies} replies, {people} people) from {channels} \
            channels."));
    let skipped = describe_skipped(counts);
    let (read, kept, skipped_ja, skipped_en) = (counts.read, counts.messages, &skipped.ja, &skipped.en);
    console.say(&msgf!(
        ja: "書き出しの投稿{read}件 = 取り込んだ{kept}件{skipped_ja}",
        en: "{read} messages in the export = {kept} kept{skipped_en}"));
    if counts.orphan_replies > 0 {
        let orphans = counts.orphan_replies;
        console.say(&msgf!(
            ja: "返信のうち{orphans}件は、元の質問が書き出しにありません（消されたか、古いか、期間の外のもの）。",
            en: "The question of {orphans} replies is not in the export (deleted, older, or outside its range)."));
    }
    let (new, changed, unchanged, gone) = (counts.new, counts.changed, counts.unchanged, counts.gone);
    console.say(&msgf!(
        ja: "新しい投稿{new}件、内容が変わった投稿{changed}件、変わらない投稿{unchanged}件、元から消えた投稿{gone}件です。",
        en: "New {new}, changed {changed}, unchanged {unchanged}, gone {gone}."));
    console.say(&msg!(
        ja: "次に：\n  shirube salon list",
        en: "Next:\n  shirube salon list"));
}
