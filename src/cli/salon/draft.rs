//! `shirube salon draft`: a conversation as a page that the editor goes on writing. Never writes over one.

use std::{collections::BTreeMap, path::PathBuf};

use crate::cli::salon::{Outcome, open_salon};
use crate::{
    base::path::SourcePath,
    cli::{Context, FINE},
    msg, msgf,
    report::{diagnostic::Level, format::Format},
    salon::{
        context::SalonContext,
        draft::{self, DraftRequest, Drafted},
        withdrawn,
    },
    text::span::Span,
};

/// 会話から質問と答えのページを作る / Writes a page from a conversation
#[derive(clap::Args)]
pub(super) struct Args {
    /// 一覧の番号か、会話の記号（10文字） / A number of the last list, or the id
    id: String,
    /// 使う答えの番号（省くと候補のすべて） / The numbers of the answers
    #[arg(long, value_delimiter = ',', value_name = "1,3")]
    answers: Vec<usize>,
    /// 書き出すファイル / The file to write
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// ページの隣に置く写真（`shirube salon show` の番号） / A picture to put beside the page
    #[arg(long = "file", value_name = "F1", requires = "from")]
    files: Vec<String>,
    /// 写真が入っている書き出し / The export that holds the picture
    #[arg(long, value_name = "EXPORT")]
    from: Option<PathBuf>,
    /// 担当者（site.toml の [salon.reviewers] の名前） / Who drafts
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let salon = open_salon(context)?;
    let request = DraftRequest {
        id: salon.find_id(&args.id)?,
        answers: args.answers.clone(),
        out: args.out.clone(),
        files: args.files.clone(),
        from: args.from.clone(),
        by: args.by.clone(),
    };
    let id = salon.conversation(&request.id)?.thread.id.clone();
    match draft::draft(&salon, &request)? {
        Drafted::Made { page, text, warned, told } => {
            print_made(context, &page, &id, &warned);
            let (_, tree) = salon.document(&SourcePath::new(&page), &text);
            context.console.report(&told, &tree, Format::Human);
        }
        Drafted::There { page, answers } => print_there(context, &page, &answers),
        Drafted::Without { page, places } => print_without(context, &salon, &page, &id, &places),
    }
    Ok(FINE)
}

fn print_made(context: &Context, page: &str, id: &str, warned: &BTreeMap<String, u64>) {
    let console = context.console;
    console.say(&msgf!(ja: "「{page}」を作りました（{id}）。", en: "Wrote `{page}` ({id})."));
    if !warned.is_empty() {
        let all = warned.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join("、");
        console.say(&msgf!(
            ja: "個人が分かるかもしれない所があります：{all}。読み直してください。",
            en: "Some places may tell who somebody is: {all}. Read them again."));
    }
    console.say(&msgf!(
        ja: "次に：題名、話題、短い答えを書き、本文を自分の言葉に言いかえ（元の文のままでは承認できません）、読み直してから、\n  shirube salon approve {page} --by 担当 --basis \
            purpose_61",
        en: "Next: write title, topics and short answer, put the text in your own words (a post's own words are not \
            approved), read it again, then\n  shirube salon approve {page} --by NAME --basis purpose_61"));
}

fn print_there(context: &Context, page: &SourcePath, answers: &str) {
    let console = context.console;
    console.say(&msgf!(
        ja: "この会話のページは、もう「{page}」にあります。書き換えていません。",
        en: "This conversation's page is `{page}`; it was not touched."));
    if !answers.is_empty() {
        console.say(&msg!(ja: "次の答えを、ページに貼り付けられます：", en: "These answers may be pasted into it:"));
        console.line(answers);
    }
}

fn print_without(context: &Context, salon: &SalonContext, page: &SourcePath, id: &str, places: &[Span]) {
    let console = context.console;
    console.say(&msgf!(
        ja: "取り下げた人を除いて、下書きし直したことを台帳に記録しました（{id}）。「{page}」は書き換えていません。",
        en: "The ledger now has a draft without whoever withdrew ({id}). `{page}` was not touched."));
    if !places.is_empty() {
        console.report(&[withdrawn::report_withdrawn(Level::Warning, page, places)], &salon.tree, Format::Human);
    }
    console.say(&msgf!(
        ja: "次に：その人の答えを消し、ほかの答えがその人の話に触れていないか読み直してから、\n  shirube salon approve {page} --by 担当 --basis purpose_61",
        en: "Next: cut that person's answers, see that no other answer speaks of them, then\n  shirube salon approve \
            {page} --by NAME --basis purpose_61"));
}
