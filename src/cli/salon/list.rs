//! `shirube salon list`: the conversations that may become a question and its answers, best first.

use crate::cli::salon::{Outcome, room};
use crate::{
    cli::{Context, FINE},
    msg, msgf,
    salon::{
        candidates,
        conversation::Conversation,
        view::{self, Line, State},
    },
};

/// 公開の候補になる会話を、よい順に見る / Lists the candidates, best first
#[derive(clap::Args)]
pub(super) struct Args {
    /// 点の低いものと、見送ったものも見る / Also those with a low score and the rejected
    #[arg(long)]
    all: bool,
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: crate::cli::salon::OutputForm,
}

/// Up to this score a candidate is folded away on the terminal.
const LOW: i32 = 3;

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let room = room(context)?;
    let known = room.known();
    let mask = |text: &str| room.masked(text);
    let lines: Vec<Line> = candidates::all(&room.inbox, &room.people)
        .iter()
        .filter_map(|candidate| {
            let thread = room.inbox.threads.get(&(candidate.channel, candidate.root))?;
            let talk = Conversation::of(&room.inbox, &room.people, thread)?;
            Some(view::line(candidate, &talk, known.state(&room.inbox, &thread.id), &mask))
        })
        .filter(|line| args.all || line.state != State::Rejected)
        .collect();
    let console = context.console;
    if args.format == crate::cli::salon::OutputForm::Json {
        console.line(&serde_json::to_string(&lines).expect("lines are JSON"));
        return Ok(FINE);
    }
    if lines.is_empty() {
        console.say(&msg!(
            ja: "候補はありません。`shirube salon import 書き出し.zip` で取り込んでください。",
            en: "There are no candidates. Import an export with `shirube salon import EXPORT.zip`."));
        return Ok(FINE);
    }
    let is_folded = |line: &&Line| !args.all && line.score <= LOW && line.state == State::Candidate;
    for line in lines.iter().filter(|line| !is_folded(line)) {
        let Line { id, channel, asked, question, replies, score, .. } = line;
        let state = crate::cli::salon::state_in_words(line.state);
        let new = if line.new_replies > 0 {
            let count = line.new_replies;
            msgf!(ja: "、新しい返信 {count} 件", en: ", new replies {count}")
        } else {
            crate::report::message::Message::default()
        };
        let (state_ja, state_en, new_ja, new_en) = (&state.ja, &state.en, &new.ja, &new.en);
        let privacy = if line.privacy.is_empty() { String::new() } else { format!("  [{}]", line.privacy.join(" ")) };
        console.say(&msgf!(
            ja: "{id}  {score:>3}点  {question}\n            {asked}、#{channel}、返信{replies}件、{state_ja}{new_ja}{privacy}",
            en: "{id}  {score:>3}  {question}\n            {asked}, #{channel}, {replies} replies, {state_en}{new_en}{privacy}"));
    }
    let folded = lines.iter().filter(is_folded).count();
    if folded > 0 {
        console.say(&msgf!(
            ja: "ほかに、点の低い会話が{folded}件あります（`--all` で見られます）。",
            en: "{folded} more with a low score (see them with `--all`)."));
    }
    console.say(&msg!(ja: "次に：\n  shirube salon show ID", en: "Next:\n  shirube salon show ID"));
    Ok(FINE)
}
