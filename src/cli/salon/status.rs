//! `shirube salon status`: what is published, what waits, what is due; `shirube salon`: the same in short, and what
//! comes next.

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, open_salon};
use crate::{
    base::path::SourcePath,
    msg, msgf,
    report::{console::Console, format::Format, message::Message},
    salon::{
        candidate_list::{self, ListRequest},
        next_step::{NextStep, find_next_step},
        place,
        state::ConversationState,
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
        context.console.report(&place::findings(&context.root), &snapshot.tree, args.format);
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

/// `shirube salon` alone: how things stand in three lines, and what comes next.
pub(super) fn run_alone(context: &Context) -> Outcome {
    let PreviewBuild { snapshot, .. } = PreviewBuild::make(context, context.preview()?);
    let salon = open_salon(context)?;
    let status = status::find_status(&snapshot, &salon);
    let console = context.console;
    console.report(&status.findings, &snapshot.tree, Format::Human);
    let count = |unanswered| {
        let state = Some(ConversationState::Candidate);
        candidate_list::list(&salon, &ListRequest { unanswered, state, ..ListRequest::default() }).len()
    };
    let (open, unanswered) = (count(false), count(true));
    let StatusCounts { published, changed, waiting, withdrawn, inbox, .. } = &status.counts;
    let messages = inbox.messages;
    console.say(&msgf!(
        ja: "受信箱：投稿{messages}件、公開の候補{open}件、答えのない質問{unanswered}件",
        en: "inbox: {messages} messages, {open} candidates, {unanswered} questions without an answer"));
    console.say(&msgf!(
        ja: "ページ：公開{published}、承認待ち{waiting}、承認のあとで変わった{changed}、取り下げ{withdrawn}",
        en: "pages: {published} published, {waiting} waiting for approval, {changed} changed since, {withdrawn} \
            withdrawn"));
    let next = find_next_step(&status, open, unanswered);
    console.say(&describe(&next));
    Ok(if next == NextStep::MendLedger { FINDINGS } else { FINE })
}

fn describe(next: &NextStep) -> Message {
    match next {
        NextStep::Import => msg!(
            ja: "次に、サロンの書き出しを取り込みます：\n  shirube salon import 書き出し.zip",
            en: "Next, import the salon's export:\n  shirube salon import EXPORT.zip"),
        NextStep::MendLedger => msg!(
            ja: "次に、台帳を直します。上のメッセージを見てください。それまで、サロンのページは公開されません。",
            en: "Next, mend the ledger, as said above; until then no page from the salon is published."),
        NextStep::Approve(page) => msgf!(
            ja: "次に、題名、話題、短い答え、review_by を書き、本文を自分の言葉に言いかえて読み直し、承認します：\n  \
                shirube salon approve {page} --by 担当 --basis purpose_61",
            en: "Next, write title, topics, short answer and review_by, put the text in your own words, read it again \
                and approve it:\n  shirube salon approve {page} --by NAME --basis purpose_61"),
        NextStep::ApproveAgain(page) => msgf!(
            ja: "次に、承認のあとで変わったページを読み直し、もう一度承認します：\n  \
                shirube salon approve {page} --by 担当 --basis purpose_61",
            en: "Next, read the page that was changed after its approval, and approve it again:\n  \
                shirube salon approve {page} --by NAME --basis purpose_61"),
        NextStep::Review(page) => msgf!(
            ja: "次に、確かめる日を過ぎた「{page}」を読み直し、`review_by` を新しくして承認します：\n  \
                shirube salon approve {page} --by 担当 --basis purpose_61",
            en: "Next, review `{page}`, whose day has passed, give it a new `review_by` and approve it:\n  \
                shirube salon approve {page} --by NAME --basis purpose_61"),
        NextStep::ReadNews(id) => msgf!(
            ja: "次に、ページのもとの会話に新しい返信や変わった投稿があるので、見ます：\n  shirube salon show {id}",
            en: "Next, look at a conversation that has gone on since its page was made:\n  shirube salon show {id}"),
        NextStep::Choose => msg!(
            ja: "次に、候補を見て選びます：\n  shirube salon list",
            en: "Next, choose among the candidates:\n  shirube salon list"),
        NextStep::Answer => msg!(
            ja: "次に、まだだれも答えていない質問を見ます：\n  shirube salon list --unanswered",
            en: "Next, look at the questions that nobody has answered:\n  shirube salon list --unanswered"),
        NextStep::Publish => msg!(
            ja: "次に、サイトを書き出します：\n  shirube build",
            en: "Next, write the site:\n  shirube build"),
    }
}
