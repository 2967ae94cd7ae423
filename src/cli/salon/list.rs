//! `shirube salon list`: the conversations that may become a question and its answers, best first.

use std::collections::BTreeMap;

use crate::cli::salon::{Outcome, OutputForm, open_salon, state_in_words};
use crate::{
    cli::{Context, FINE},
    msg, msgf,
    report::{console::Console, diagnostic::Diagnostic, message::Message},
    salon::{
        candidate_list::{self, CandidateLine, ListRequest},
        last_list,
        state::ConversationState,
    },
};

/// 公開の候補になる会話を、よい順に見る / Lists the candidates, best first
#[derive(clap::Args)]
pub(super) struct Args {
    /// 下位のものと、見送ったものも見る / Also those further down and the rejected
    #[arg(long)]
    all: bool,
    /// まだだれも答えていない質問を見る / Lists the questions that nobody has answered
    #[arg(long)]
    unanswered: bool,
    /// この言葉のある会話だけを見る / Only conversations with these words
    #[arg(long, value_name = "WORD")]
    search: Option<String>,
    /// このチャンネルだけを見る / Only this channel
    #[arg(long, value_name = "NAME|ID")]
    channel: Option<String>,
    /// この月か年の質問だけを見る / Only questions of this month or year
    #[arg(long, value_name = "YYYY-MM", value_parser = read_month)]
    month: Option<String>,
    /// この話題だけを見る（site.toml の [topics]、または言葉） / Only this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// この状態のものだけを見る / Only conversations that stand so
    #[arg(long, value_enum)]
    state: Option<ConversationState>,
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: OutputForm,
}

/// How many candidates are shown at once.
const SHOWN: usize = 40;

fn read_month(text: &str) -> Result<String, String> {
    let wrong = || "2026-05".to_owned();
    let (year, month) = text.split_once('-').unwrap_or((text, "01"));
    let is_month = month.len() == 2 && matches!(month.parse(), Ok(1..=12));
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if is_year && is_month { Ok(text.to_owned()) } else { Err(wrong()) }
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let salon = open_salon(context)?;
    let request = ListRequest {
        all: args.all,
        unanswered: args.unanswered,
        search: args.search.clone(),
        channel: args.channel.clone(),
        month: args.month.clone(),
        topic: args.topic.clone(),
        state: args.state,
    };
    let lines = candidate_list::list(&salon, &request);
    let console = context.console;
    if args.format == OutputForm::Json {
        remember(context, lines.iter())?;
        console.line(&serde_json::to_string(&lines).expect("lines are JSON"));
        return Ok(FINE);
    }
    if lines.is_empty() {
        console.say(&nothing_found(&request, salon.inbox.is_empty()));
        return Ok(FINE);
    }
    let (shown, folded) = choose(&lines, args.all);
    remember(context, shown.iter().copied())?;
    print_lines(console, &shown);
    if folded > 0 {
        console.say(&msgf!(
            ja: "ほかに{folded}件あります（`--all` ですべて、`--search 言葉` などでしぼって見られます）。",
            en: "{folded} more (`--all` shows them, `--search WORD` and the like narrow the list)."));
    }
    console.say(&msg!(
        ja: "次に（番号は、左のもの）：\n  shirube salon show 1",
        en: "Next, with a number from the left:\n  shirube salon show 1"));
    Ok(FINE)
}

fn remember<'a>(context: &Context, lines: impl Iterator<Item = &'a CandidateLine>) -> Result<(), Box<Diagnostic>> {
    last_list::remember(&context.root, &lines.map(|line| line.id.as_str()).collect::<Vec<_>>())
}

fn nothing_found(request: &ListRequest, is_empty: bool) -> Message {
    if is_empty {
        return msg!(
            ja: "受信箱は空です。`shirube salon import 書き出し.zip` で取り込んでください。",
            en: "The inbox is empty. Import an export with `shirube salon import EXPORT.zip`.");
    }
    match (request.is_narrow(), request.unanswered) {
        (true, _) => msg!(
            ja: "あてはまる会話はありません。条件を減らすか、`--all` を付けてみてください。",
            en: "No conversation fits. Ask for less, or add `--all`."),
        (false, true) => msg!(ja: "答えのない質問はありません。", en: "No question waits for an answer."),
        (false, false) => msg!(
            ja: "候補はありません。答えのない質問は `shirube salon list --unanswered` で見られます。",
            en: "There are no candidates. Questions without an answer: `shirube salon list --unanswered`."),
    }
}

/// The lines to show, those that ask the same under the first of them, and how many are left.
fn choose(lines: &[CandidateLine], all: bool) -> (Vec<&CandidateLine>, usize) {
    let mut alike: BTreeMap<&str, Vec<&CandidateLine>> = BTreeMap::new();
    for line in lines {
        if let Some(first) = &line.like {
            alike.entry(first).or_default().push(line);
        }
    }
    let heads = lines.iter().filter(|line| line.like.is_none());
    let mut shown = Vec::new();
    for (place, head) in heads.enumerate() {
        let group = std::iter::once(head).chain(alike.remove(head.id.as_str()).unwrap_or_default());
        // What a page is made of is always shown: there may be news of it.
        let is_shown = |line: &&CandidateLine| all || place < SHOWN || line.state != ConversationState::Candidate;
        shown.extend(group.filter(is_shown));
    }
    let folded = lines.len() - shown.len();
    (shown, folded)
}

fn print_lines(console: Console, lines: &[&CandidateLine]) {
    let digits = lines.len().to_string().len();
    for (place, line) in lines.iter().enumerate() {
        let (number, question) = (place + 1, &line.question);
        let is_alike = line.like.as_ref().is_some_and(|first| lines.iter().any(|line| line.id == *first));
        let branch = if is_alike { "└ " } else { "" };
        console.line_cut(&format!("{number:>digits$}  {branch}{question}"));
        let details = describe(line);
        console.line_cut(&format!(
            "{:digits$}  {}{}",
            "",
            if is_alike { "  " } else { "" },
            details.in_lang(console.tongue)
        ));
    }
}

/// What there is to say of a conversation beside its question.
fn describe(line: &CandidateLine) -> Message {
    let CandidateLine { id, channel, asked, replies, .. } = line;
    let state = state_in_words(line.state);
    let mut more = (String::new(), String::new());
    let mut add = |words: Message| {
        more.0.push_str(&format!("、{}", words.ja));
        more.1.push_str(&format!(", {}", words.en));
    };
    if line.new_replies > 0 {
        let count = line.new_replies;
        add(msgf!(ja: "新しい返信 {count} 件", en: "new replies {count}"));
    }
    if let Some(page) = &line.page {
        match line.state {
            ConversationState::Candidate | ConversationState::Rejected => {
                add(msgf!(ja: "答えのありそうなページ：{page}", en: "may be answered by {page}"));
            }
            _ => add(msgf!(ja: "{page}", en: "{page}")),
        }
    }
    if !line.privacy.is_empty() {
        let kinds = line.privacy.join(" ");
        add(msgf!(ja: "個人情報：{kinds}", en: "personal data: {kinds}"));
    }
    let (state_ja, state_en, (more_ja, more_en)) = (&state.ja, &state.en, more);
    msgf!(
        ja: "{asked}、#{channel}、返信{replies}件、{state_ja}{more_ja}（{id}）",
        en: "{asked}, #{channel}, {replies} replies, {state_en}{more_en} ({id})")
}
