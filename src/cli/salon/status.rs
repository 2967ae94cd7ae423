//! `shirube salon status`: what is published, what waits, what is due.

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, open_salon};
use crate::{
    base::path::SourcePath,
    msg, msgf,
    report::{console::Console, format::Format, message::Message},
    salon::{
        status::{self, PageNews, Status, StatusCounts},
        view::InboxCounts,
    },
};

/// 公開と承認の様子を見る / Says what is published and what waits
#[derive(clap::Args)]
pub(super) struct Args {
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let PreviewBuild { snapshot, .. } = PreviewBuild::make(context, context.preview()?);
    let salon = open_salon(context)?;
    let status = status::find_status(&snapshot, &salon);
    if args.format == Format::Json {
        context.console.line(&serde_json::to_string(&status.counts).expect("plain counts always serialise"));
    } else {
        context.console.report(&status.findings, &snapshot.tree, args.format);
        print_pages(context.console, &status);
        print_inbox(context.console, &status);
    }
    Ok(if status.counts.ledger_broken { FINDINGS } else { FINE })
}

/// What the inbox holds, and what has happened in the salon to posts that stand on a page.
fn print_inbox(console: Console, status: &Status) {
    let InboxCounts { messages, threads, channels, people, gone, .. } = status.counts.inbox;
    if messages == 0 {
        return;
    }
    console.say(&msgf!(
        ja: "受信箱：投稿{messages}件（会話{threads}、チャンネル{channels}、参加者{people}人、元投稿が削除{gone}件）",
        en: "inbox: {messages} messages ({threads} threads, {channels} channels, {people} people, {gone} deleted in \
            the salon)"));
    for PageNews { page, id, new, changed, is_gone } in &status.news {
        if *new > 0 || *changed > 0 {
            console.say(&msgf!(
                ja: "  {page}：新しい返信 {new} 件、変わった投稿 {changed} 件（`shirube salon show {id}`）",
                en: "  {page}: new replies {new}, changed posts {changed} (`shirube salon show {id}`)"));
        }
        if *is_gone {
            console.say(&msgf!(
                ja: "  {page}：元投稿が削除されています。取り下げるには `shirube salon withdraw {id}`",
                en: "  {page}: a post was deleted in the salon; to withdraw it: `shirube salon withdraw {id}`"));
        }
    }
}

fn print_pages(console: Console, status: &Status) {
    let StatusCounts { published, changed, waiting, withdrawn, ledger_seq, ledger_hash, .. } = &status.counts;
    let say = |say: &Message| console.say(say);
    let list = |paths: &[SourcePath]| paths.iter().for_each(|path| console.line(&format!("  {path}")));
    say(&msgf!(ja: "公開：{published}ページ", en: "published: {published} pages"));
    say(&msgf!(ja: "承認のあとで変わった：{changed}ページ", en: "changed since approval: {changed} pages"));
    list(&status.changed);
    say(&msgf!(ja: "承認待ち：{waiting}ページ", en: "waiting for approval: {waiting} pages"));
    list(&status.waiting);
    say(&msgf!(ja: "取り下げ：{withdrawn}件", en: "withdrawn: {withdrawn} items"));
    list(&status.withdrawn);
    if !status.due.is_empty() {
        say(&msg!(ja: "確かめる日を過ぎたページ：", en: "reviews due:"));
        list(&status.due);
    }
    if *ledger_seq > 0 {
        let short = &ledger_hash[..8];
        say(
            &msgf!(ja: "台帳：{ledger_seq}件（最後は {short}）", en: "ledger: {ledger_seq} records (the last is {short})"),
        );
    }
}
