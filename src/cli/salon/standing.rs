//! `shirube salon` alone: how things stand, and what comes next.

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, open_salon};
use crate::{
    msg, msgf,
    report::{format::Format, message::Message},
    salon::{
        candidate_list::{self, ListRequest},
        next_step::{NextStep, find_next_step},
        state::ConversationState,
        status::{self, StatusCounts},
    },
};

pub(super) fn run(context: &Context) -> Outcome {
    let PreviewBuild { snapshot, .. } = PreviewBuild::make(context, context.preview()?);
    let salon = open_salon(context)?;
    let status = status::find_status(&snapshot, &salon);
    let console = context.console;
    console.report(&status.findings, &snapshot.tree, Format::Human);
    let lines = candidate_list::list(&salon, &ListRequest::default());
    let open = lines.iter().filter(|line| line.state == ConversationState::Candidate).count();
    let StatusCounts { published, changed, waiting, withdrawn, inbox, .. } = &status.counts;
    let (messages, unanswered) = (inbox.messages, inbox.unanswered);
    console.say(&msgf!(
        ja: "受信箱：投稿{messages}件、公開の候補{open}件、答えのない質問{unanswered}件",
        en: "inbox: {messages} messages, {open} candidates, {unanswered} questions without an answer"));
    console.say(&msgf!(
        ja: "ページ：公開{published}、承認待ち{waiting}、承認のあとで変わった{changed}、取り下げ{withdrawn}",
        en: "pages: {published} published, {waiting} waiting for approval, {changed} changed since, {withdrawn} withdrawn"));
    let next = find_next_step(&status, &lines);
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
