//! `shirube salon list`: the conversations that may become a question and its answers, best first.

use crate::cli::salon::{Outcome, OutputForm, open_salon, state_in_words};
use crate::{
    cli::{Context, FINE},
    msg, msgf,
    report::{console::Console, message::Message},
    salon::{
        state::ConversationState,
        view::{self, CandidateLine},
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
    format: OutputForm,
}

/// Up to this score a candidate is folded away on the terminal.
const LOW: i32 = 3;

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let salon = open_salon(context)?;
    let lines = view::list(&salon, args.all);
    let console = context.console;
    if args.format == OutputForm::Json {
        console.line(&serde_json::to_string(&lines).expect("lines are JSON"));
        return Ok(FINE);
    }
    if lines.is_empty() {
        console.say(&msg!(
            ja: "候補はありません。`shirube salon import 書き出し.zip` で取り込んでください。",
            en: "There are no candidates. Import an export with `shirube salon import EXPORT.zip`."));
        return Ok(FINE);
    }
    let is_folded =
        |line: &&CandidateLine| !args.all && line.score <= LOW && line.state == ConversationState::Candidate;
    lines.iter().filter(|line| !is_folded(line)).for_each(|line| print_line(console, line));
    let folded = lines.iter().filter(is_folded).count();
    if folded > 0 {
        console.say(&msgf!(
            ja: "ほかに、点の低い会話が{folded}件あります（`--all` で見られます）。",
            en: "{folded} more with a low score (see them with `--all`)."));
    }
    console.say(&msg!(ja: "次に：\n  shirube salon show ID", en: "Next:\n  shirube salon show ID"));
    Ok(FINE)
}

fn print_line(console: Console, line: &CandidateLine) {
    let CandidateLine { id, channel, asked, question, replies, score, .. } = line;
    let state = state_in_words(line.state);
    let new = match line.new_replies {
        0 => Message::default(),
        count => msgf!(ja: "、新しい返信 {count} 件", en: ", new replies {count}"),
    };
    let (state_ja, state_en, new_ja, new_en) = (&state.ja, &state.en, &new.ja, &new.en);
    let privacy = if line.privacy.is_empty() { String::new() } else { format!("  [{}]", line.privacy.join(" ")) };
    console.say(&msgf!(
        ja: "{id}  {score:>3}点  {question}\n            {asked}、#{channel}、返信{replies}件、{state_ja}{new_ja}{privacy}",
        en: "{id}  {score:>3}  {question}\n            {asked}, #{channel}, {replies} replies, \
            {state_en}{new_en}{privacy}"));
}
