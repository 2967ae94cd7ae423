//! `shirube salon status`: what is published, what waits, what is due.

use serde::Serialize;

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::path::SourcePath,
    input::source_tree::SourceTree,
    ledger::read::State,
    msg, msgf,
    pipeline::{self, Snapshot},
    report::{format::Format, message::Message},
    salon::{context::SalonContext, view},
    site::approval::{Judgements, Verdict},
};

/// 公開と承認の様子を見る / Says what is published and what waits
#[derive(clap::Args)]
pub(super) struct Args {
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The counts, as `--format json` gives them.
#[derive(Serialize)]
struct StatusCounts {
    /// Pages that are approved as they are.
    published: usize,
    /// Pages that were changed after their approval.
    changed: usize,
    /// Pages that wait for their first approval.
    waiting: usize,
    /// Items whose approval was withdrawn.
    withdrawn: usize,
    /// Published pages whose day of review has passed.
    reviews_due: usize,
    /// The number of the ledger's last record; 0 of an empty ledger.
    ledger_seq: u64,
    /// Its hash; empty of an empty ledger.
    ledger_hash: String,
    /// Whether a record does not hold.
    ledger_broken: bool,
    /// How much the inbox holds.
    #[serde(flatten)]
    inbox: view::Counts,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.preview()?);
    let room = crate::cli::salon::room(context)?;
    let approvals = snapshot.approvals();
    let judged = &snapshot.judged;
    let due = due(context, &snapshot);
    let count = |verdict| of(judged, verdict).count();
    let last = approvals.last.clone().unwrap_or_default();
    let counts = StatusCounts {
        published: count(Verdict::Approved),
        changed: count(Verdict::Changed),
        waiting: count(Verdict::New),
        withdrawn: approvals.items.values().filter(|item| item.state() == State::Withdrawn).count(),
        reviews_due: due.len(),
        ledger_seq: last.seq,
        ledger_hash: last.hash,
        ledger_broken: approvals.broken,
        inbox: view::counts(&room.inbox),
    };
    if args.format == Format::Json {
        context.console.line(&serde_json::to_string(&counts).expect("plain counts always serialise"));
    } else {
        let of_ledger = snapshot.findings.iter().filter(|finding| finding.code.starts_with("ledger-"));
        context.console.report(&of_ledger.cloned().collect::<Vec<_>>(), &snapshot.tree, args.format);
        tell(context, &counts, judged, &due);
        tell_inbox(context, &counts.inbox, &room);
    }
    Ok(if approvals.broken { FINDINGS } else { FINE })
}

/// What the inbox holds, and what has happened in the salon to posts that stand on a page.
fn tell_inbox(context: &Context, counts: &view::Counts, room: &SalonContext) {
    let view::Counts { messages, threads, channels, people, gone, .. } = counts;
    if *messages == 0 {
        return;
    }
    context.console.say(&msgf!(
        ja: "受信箱：投稿{messages}件（会話{threads}、チャンネル{channels}、参加者{people}人、元投稿が削除{gone}件）",
        en: "inbox: {messages} messages ({threads} threads, {channels} channels, {people} people, {gone} deleted in the salon)"));
    for (id, page) in &room.pages {
        let Ok(talk) = room.conversation(id) else { continue };
        let (new, changed) = talk.unseen();
        let (new, changed) = (new.len(), changed.len());
        if new > 0 || changed > 0 {
            context.console.say(&msgf!(
                ja: "  {page}：新しい返信 {new} 件、変わった投稿 {changed} 件（`shirube salon show {id}`）",
                en: "  {page}: new replies {new}, changed posts {changed} (`shirube salon show {id}`)"));
        }
        if talk.messages().any(|message| message.gone) {
            context.console.say(&msgf!(
                ja: "  {page}：元投稿が削除されています。取り下げるには `shirube salon withdraw {id}`",
                en: "  {page}: a post was deleted in the salon; to withdraw it: `shirube salon withdraw {id}`"));
        }
    }
}

fn of(judged: &Judgements, verdict: Verdict) -> impl Iterator<Item = &SourcePath> {
    judged.iter().filter(move |(_, judged)| judged.verdict == verdict).map(|(path, _)| path)
}

/// The published pages whose day of review, as the approval has it, has passed.
fn due<'a>(context: &Context, snapshot: &'a Snapshot) -> Vec<&'a SourcePath> {
    let past = |path: &&SourcePath| {
        let judged = &snapshot.judged[*path];
        let day = snapshot.approvals().approval(&judged.item, &judged.lang).and_then(|approval| approval.next_review);
        day.is_some_and(|day| day < context.now)
    };
    of(&snapshot.judged, Verdict::Approved).filter(past).collect()
}

fn tell(context: &Context, counts: &StatusCounts, judged: &Judgements, due: &[&SourcePath]) {
    let StatusCounts { published, changed, waiting, withdrawn, ledger_seq, ledger_hash, .. } = counts;
    let say = |say: &Message| context.console.say(say);
    let list = |paths: &[&SourcePath]| paths.iter().for_each(|path| context.console.line(&format!("  {path}")));
    say(&msgf!(ja: "公開：{published}ページ", en: "published: {published} pages"));
    say(&msgf!(ja: "承認のあとで変わった：{changed}ページ", en: "changed since approval: {changed} pages"));
    list(&of(judged, Verdict::Changed).collect::<Vec<_>>());
    say(&msgf!(ja: "承認待ち：{waiting}ページ", en: "waiting for approval: {waiting} pages"));
    list(&of(judged, Verdict::New).collect::<Vec<_>>());
    say(&msgf!(ja: "取り下げ：{withdrawn}件", en: "withdrawn: {withdrawn} items"));
    list(&of(judged, Verdict::Withdrawn).collect::<Vec<_>>());
    if !due.is_empty() {
        say(&msg!(ja: "確かめる日を過ぎたページ：", en: "reviews due:"));
        list(due);
    }
    if *ledger_seq > 0 {
        let short = &ledger_hash[..8];
        say(
            &msgf!(ja: "台帳：{ledger_seq}件（最後は {short}）", en: "ledger: {ledger_seq} records (the last is {short})"),
        );
    }
}
