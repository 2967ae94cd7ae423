//! `shirube salon show`: one conversation, everyone by a label, personal data masked.

use crate::cli::salon::{Outcome, OutputForm, open_salon, state_in_words};
use crate::{
    cli::{Context, FINE},
    msg, msgf,
    report::{console::Console, diagnostic::Diagnostic, message::Message},
    salon::view::{self, ShownMessage},
};

/// ひとつの会話を見る / Shows one conversation
#[derive(clap::Args)]
pub(super) struct Args {
    /// 一覧の番号か、会話の記号（10文字） / A number of the last list, or the id
    id: String,
    /// 個人情報を伏せずに見る（画面でだけ） / Shows personal data, on a terminal only
    #[arg(long)]
    reveal: bool,
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: OutputForm,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let console = context.console;
    if args.reveal && (!console.is_terminal() || args.format == OutputForm::Json) {
        return Err(reveal_elsewhere());
    }
    let salon = open_salon(context)?;
    let shown = view::show(&salon, &salon.find_id(&args.id)?, args.reveal)?;
    if args.format == OutputForm::Json {
        console.line(&serde_json::to_string(&shown).expect("a conversation is JSON"));
        return Ok(FINE);
    }
    let (id, channel, state) = (&shown.id, &shown.channel, state_in_words(shown.state));
    let (state_ja, state_en) = (&state.ja, &state.en);
    console.say(&msgf!(ja: "{id}（#{channel}、{state_ja}）", en: "{id} (#{channel}, {state_en})"));
    shown.messages.iter().for_each(|message| print_message(console, message));
    let word = &args.id;
    console.say(&msgf!(
        ja: "\n次に：\n  shirube salon draft {word} --out content/qa/名前.md　（答えを選ぶときは --answers 1,3）",
        en: "\nNext:\n  shirube salon draft {word} --out content/qa/NAME.md  (choose answers with --answers 1,3)"));
    Ok(FINE)
}

fn print_message(console: Console, message: &ShownMessage) {
    let when = if console.is_terminal() { &message.when } else { &message.month };
    console.say(&heading(message, when));
    console.line(&message.markdown);
    for (id, name) in &message.files {
        console.say(&msgf!(ja: "  添付：{name}（{id}）", en: "  file: {name} ({id})"));
    }
    if !message.diff.is_empty() {
        console
            .say(&msg!(ja: "  下書きの後で、元の投稿が変わりました：", en: "  the post has changed since the draft:"));
        console.line(&message.diff);
    }
}

fn reveal_elsewhere() -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "reveal-elsewhere",
            msg!(
            ja: "`--reveal` は、画面に直接表示するときだけ使えます",
            en: "`--reveal` works on a terminal only"),
        )
        .help(msg!(
            ja: "ファイルやほかのプログラムに渡すときは、`--reveal` を付けずに実行してください",
            en: "leave it out when the output goes to a file or another program")),
    )
}

fn heading(message: &ShownMessage, when: &str) -> Message {
    let ShownMessage { index, label, .. } = message;
    let mut marks = (String::new(), String::new());
    let mut mark = |on: bool, ja: &str, en: &str| {
        if on {
            marks.0.push_str(&format!("、{ja}"));
            marks.1.push_str(&format!(", {en}"));
        }
    };
    mark(message.suggested, "答えの候補", "suggested");
    mark(message.new, "新しい返信", "new reply");
    mark(message.gone, "元投稿が削除", "deleted in the salon");
    mark(
        !message.privacy.is_empty(),
        &format!("個人情報：{}", message.privacy.join(" ")),
        &format!("personal data: {}", message.privacy.join(" ")),
    );
    let (ja, en) = marks;
    msgf!(ja: "\n[{index}] {label}（{when}{ja}）", en: "\n[{index}] {label} ({when}{en})")
}
