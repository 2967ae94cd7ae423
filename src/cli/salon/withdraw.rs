//! `shirube salon withdraw`: takes an item, or everything of one person, off the next build.

use std::path::Path;

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, open_salon, page_file, report_broken_ledger};
use crate::{
    msg, msgf,
    report::{ask::Ask as _, diagnostic::Diagnostic, format::Format, quoted::NoTexts},
    salon::{
        inbox, key, last_list,
        ledger_record::Reason,
        people_view,
        withdraw::{self, Effect, Erased, Named, Target, WithdrawRequest, Withdrawn},
    },
};

/// 公開を取り下げる / Withdraws what was approved
#[derive(clap::Args)]
pub(super) struct Args {
    /// 一覧の番号、会話の記号（10文字）、ページ、人の記号（16文字） / A number of the list, an item, a page, or a person's reference
    #[arg(
        value_name = "ITEM|FILE|SUBJECT_REF",
        required_unless_present = "person",
        default_value = "",
        hide_default_value = true
    )]
    what: String,
    /// この人の出ているものをすべて取り下げる（記号、人の記号、または `--in` の会話での呼び名） / Everything in which this
    /// person speaks
    #[arg(long, value_name = "WHO", requires = "by", conflicts_with = "what")]
    person: Option<String>,
    /// 呼び名の会話（一覧の番号か記号） / The conversation of the label
    #[arg(long = "in", value_name = "N|ID", requires = "person")]
    conversation: Option<String>,
    /// 確かめの質問に「はい」と答えたことにする / Answers the question beforehand
    #[arg(long)]
    yes: bool,
    /// 理由 / Why
    #[arg(long, value_enum, default_value = "request")]
    reason: Reason,
    /// 取り下げる人の記号 / The reviewer's key
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// 検索サイトにも削除を頼んだ / Search engines were asked to forget it
    #[arg(long)]
    caches_requested: bool,
    /// ページと、受信箱の投稿も消す / Removes the page and the posts in the inbox as well
    #[arg(long)]
    erase: bool,
    /// 消す答えの番号（省くと会話のすべて） / The numbers of the replies to erase
    #[arg(long, value_delimiter = ',', value_name = "3", requires = "erase")]
    answers: Vec<usize>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    // A wrong or missing key is told before anything is withdrawn. To withdraw alone takes none.
    let key = key::load_for(&context.root, &inbox::meta(&context.root)?)?;
    if args.erase {
        key.ok_or_else(key::missing)?;
    }
    // Without drafts: the addresses that are told are those that a visitor has.
    let preview = PreviewBuild::make(context, context.options(false)?);
    let built = preview.site(context);
    if report_broken_ledger(context, &built) {
        return Ok(FINDINGS);
    }
    let request = WithdrawRequest {
        reason: args.reason,
        by: args.by.clone(),
        caches_requested: args.caches_requested,
        now: context.now,
    };
    withdraw::admit(&built, &request)?;
    if args.erase && last_list::is_number(&args.what) {
        return Err(number_for_erasing(&args.what));
    }
    let what = last_list::resolve(&context.root, &args.what)?;
    let named = match (&args.person, Named::parse(&what)) {
        (Some(who), _) => find_person(context, who, args.conversation.as_deref())?,
        (None, Some(named)) => named,
        (None, None) => Named::Page(page_file(context, &preview.snapshot.tree, Path::new(&what))?),
    };
    let target = withdraw::find_target(&built, &named)?;
    if args.person.is_some() && !confirm(context, &withdraw::find_effect(&built, &target), args.yes)? {
        return Ok(FINDINGS);
    }
    match withdraw::withdraw(&built, &target, &request)? {
        Withdrawn::Unknown => return Ok(report_unknown(context, &args.what)),
        Withdrawn::Rejected(id) => context.console.say(&msgf!(
            ja: "見送りました：{id}。これからの取り込みでも、候補には出ません。",
            en: "Rejected: {id}. No later import proposes it again.")),
        Withdrawn::Already if args.erase => {}
        Withdrawn::Already => {
            context.console.say(&msg!(ja: "もう取り下げられています。", en: "It is withdrawn already."));
        }
        Withdrawn::Items { items, addresses } => print_withdrawn(context, &items, &addresses),
    }
    if args.erase { erase(context, args, &target) } else { Ok(FINE) }
}

/// Whom an editor means: a person's reference, an id of the salon, or a label in a conversation.
fn find_person(context: &Context, who: &str, conversation: Option<&str>) -> Result<Named, Box<Diagnostic>> {
    if let (None, Some(named @ (Named::Subject(_) | Named::Author(_)))) = (conversation, Named::parse(who)) {
        return Ok(named);
    }
    let salon = open_salon(context)?;
    let conversation = conversation.map(|word| salon.find_id(word)).transpose()?;
    Ok(Named::Author(people_view::find_person(&salon, who, conversation.as_deref())?))
}

/// Shows what a person's withdrawal takes off the site, and asks; an `Err` where there is nobody to ask.
fn confirm(context: &Context, effect: &Effect, is_sure: bool) -> Result<bool, Box<Diagnostic>> {
    let console = context.console;
    let (items, pages) = (effect.items.len(), effect.addresses.len());
    console.say(&msgf!(
        ja: "この人の出ている会話{items}件、公開中のページ{pages}件を取り下げます。台帳に残り、元に戻せません。",
        en: "{items} items and {pages} public pages in which this person speaks are withdrawn; the ledger keeps it for \
            good."));
    effect.items.iter().for_each(|item| console.line(&format!("  {item}")));
    effect.addresses.iter().for_each(|url| console.line(&format!("  {url}")));
    if is_sure {
        return Ok(true);
    }
    let answer = console.ask(&msg!(
        ja: "取り下げますか。「はい」と入力してください（やめるときは Enter）：",
        en: "Withdraw? Type yes (Enter: no):"));
    match answer.as_deref() {
        Some("はい" | "yes" | "y") => Ok(true),
        Some(_) => {
            console.note(&msg!(ja: "取り下げていません。", en: "Nothing was withdrawn."));
            Ok(false)
        }
        None => Err(Box::new(
            Diagnostic::error(
                "usage",
                msg!(
            ja: "画面で確かめられないため、取り下げていません",
            en: "nobody could be asked, so nothing was withdrawn"),
            )
            .help(msg!(
            ja: "上の一覧でよければ、`--yes` を付けて実行してください",
            en: "if the list above is right, add `--yes`")),
        )),
    }
}

fn print_withdrawn(context: &Context, items: &[String], addresses: &[String]) {
    for item in items {
        context.console.say(&msgf!(ja: "取り下げました：{item}", en: "withdrawn: {item}"));
    }
    if addresses.is_empty() {
        return;
    }
    context
        .console
        .say(&msg!(ja: "次の build から、次のページがなくなります：", en: "The next build leaves these pages out:"));
    addresses.iter().for_each(|url| context.console.line(&format!("  {url}")));
    context.console.say(&msg!(
        ja: "`shirube build` と公開をすませてください。検索サイトの控えや、インターネット上の保存庫（アーカイブ）には、しばらく残ることがあります。それぞれの窓口に削除を頼めます。",
        en: "Now build and publish. Caches of search engines and web archives may keep copies for a while; they can be \
            asked to remove them."));
}

/// Takes the posts out of the inbox, and the page away.
fn erase(context: &Context, args: &Args, target: &Target) -> Outcome {
    let salon = open_salon(context)?;
    // Nothing is erased without the key, even where there is nothing to erase.
    salon.key()?;
    for item in &target.items {
        let Erased { posts, page } = withdraw::erase_posts(&salon, item, &args.answers)?;
        context.console.say(&msgf!(
            ja: "受信箱から投稿{posts}件を消しました（{item}）。",
            en: "Erased {posts} posts from the inbox ({item})."));
        let Some(page) = page else { continue };
        if args.answers.is_empty() {
            withdraw::remove_page(&salon, &page)?;
            context.console.say(&msgf!(ja: "「{page}」を消しました。", en: "Removed `{page}`."));
        } else {
            context.console.say(&msgf!(
                ja: "「{page}」から、その答えを消してください。承認し直すまで公開されません。",
                en: "Cut the answer from `{page}`; it is not published until it is approved again."));
        }
    }
    context.console.say(&msg!(
        ja: "Git などの履歴を使っているときは、前の版にも文が残っています。",
        en: "If the guide is kept in version control, earlier versions still hold the text."));
    Ok(FINE)
}

/// Erasing is for ever: a number of some list is not enough to say what.
fn number_for_erasing(number: &str) -> Box<Diagnostic> {
    let message = msgf!(
        ja: "`--erase` は取り消せないため、一覧の番号（{number}）では指定できません",
        en: "what is erased is gone for ever: a number of the list ({number}) does not name it");
    Box::new(Diagnostic::error("usage", message).help(msg!(
        ja: "`shirube salon show 番号` で会話を確かめ、10文字の記号で指定してください",
        en: "look at it with `shirube salon show NUMBER`, and give its id of ten characters")))
}

/// What there is to do about something that the ledger does not know: nothing was ever approved.
fn report_unknown(context: &Context, what: &str) -> u8 {
    let finding = Diagnostic::error(
        "not-in-ledger",
        msgf!(
        ja: "「{what}」は、台帳にありません",
        en: "`{what}` is not in the ledger"),
    )
    .help(msg!(
            ja: "番号は、ページの `source` か `shirube salon status` で確かめられます",
            en: "see the page's `source`, or `shirube salon status`"));
    context.console.report(&[finding], &NoTexts, Format::Human);
    FINDINGS
}
