//! `shirube salon withdraw`: takes an item, or everything of one person, off the next build.

use std::path::Path;

use crate::cli::salon::{Context, FINDINGS, FINE, Outcome, PreviewBuild, look, page_file};
use crate::{
    ledger::read::{Item, State},
    msg, msgf,
    report::{
        diagnostic::Diagnostic,
        format::{Format, NoTexts},
    },
    salon::{
        approval::SalonPolicy,
        erase,
        inbox::{self, InboxWriter},
        key, ledger,
        record::{Reason, Record, Withdraw},
        records::Decision,
        view,
    },
    site::{Site, approval},
};

/// 公開を取り下げる / Withdraws what was approved
#[derive(clap::Args)]
pub(super) struct Args {
    /// 番号（10文字）、ページ、人の番号（16文字） / An item, a page, or a person's reference
    #[arg(value_name = "ITEM|FILE|SUBJECT_REF")]
    what: String,
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

/// What is withdrawn.
struct Target {
    items: Vec<String>,
    subject: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    // A wrong or missing key is told before anything is withdrawn. To withdraw alone takes none.
    let key = key::load_for(&context.root, &inbox::meta(&context.root)?)?;
    if args.erase {
        key.ok_or_else(key::missing)?;
    }
    // Without drafts: the addresses that are told are those that a visitor has.
    let sight = match look(context, context.options(false)?)? {
        Ok(sight) => sight,
        Err(code) => return Ok(code),
    };
    let site = sight.snapshot.site.as_ref().expect("a build makes a site");
    if let Some(by) = &args.by {
        SalonPolicy::of(&site.config().all).admit(by)?;
    }
    let target = target(context, &sight, &args.what)?;
    let known = &sight.snapshot.approvals().items;
    if !target.items.iter().any(|item| known.contains_key(item)) {
        return rejected(context, args, &target);
    }
    // A person's withdrawal is written down even of an item that is withdrawn: it keeps the person out for good.
    let still_open = |item: &Item| match &target.subject {
        Some(subject) => !item.gone.contains(subject),
        None => item.state() != State::Withdrawn,
    };
    let open: Vec<&String> = target.items.iter().filter(|id| known.get(*id).is_some_and(still_open)).collect();
    if open.is_empty() && args.erase {
        return erase(context, args, &target);
    }
    if open.is_empty() {
        context.console.say(&msg!(ja: "もう取り下げられています。", en: "It is withdrawn already."));
        return Ok(FINE);
    }
    let gone = addresses(&sight, site, &open);
    let mut ledger = ledger::open(&context.root, sight.key.as_ref())?;
    for item in &open {
        ledger.append(Record::Withdraw(Withdraw {
            at: context.now,
            by: args.by.clone(),
            item: (*item).clone(),
            subject: target.subject.clone(),
            reason: args.reason,
            caches_requested: args.caches_requested,
        }))?;
        context.console.say(&msgf!(ja: "取り下げました：{item}", en: "withdrawn: {item}"));
    }
    if !gone.is_empty() {
        context.console.say(
            &msg!(ja: "次の build から、次のページがなくなります：", en: "The next build leaves these pages out:"),
        );
        gone.iter().for_each(|url| context.console.line(&format!("  {url}")));
        context.console.say(&msg!(
            ja: "`shirube build` と公開をすませてください。検索サイトの控えや、インターネット上の保存庫（アーカイブ）には、しばらく残ることがあります。それぞれの窓口に削除を頼めます。",
            en: "Now build and publish. Caches of search engines and web archives may keep copies for a while; they can be asked to remove them."));
    }
    if args.erase { erase(context, args, &target) } else { Ok(FINE) }
}

/// Something that the ledger does not know: a candidate of the inbox is proposed no more.
fn rejected(context: &Context, args: &Args, target: &Target) -> Outcome {
    let inbox = inbox::look(&context.root)?;
    let Some(thread) = inbox.threads.values().find(|thread| target.items.contains(&thread.id)) else {
        return Ok(not_in_ledger(context, &args.what));
    };
    let id = &thread.id;
    if !view::is_rejected(&inbox, id) {
        InboxWriter::open(&context.root)?.decide(&Decision::Rejected { id: id.clone() })?;
    }
    context.console.say(&msgf!(
        ja: "見送りました：{id}。これからの取り込みでも、候補には出ません。",
        en: "Rejected: {id}. No later import proposes it again."));
    if args.erase { erase(context, args, target) } else { Ok(FINE) }
}

/// Takes the posts out of the inbox, and the page away.
fn erase(context: &Context, args: &Args, target: &Target) -> Outcome {
    let room = crate::cli::salon::room(context)?;
    let key = room.key()?;
    for item in &target.items {
        let count = erase::erase(&context.root, item, &args.answers, &key)?;
        context
            .console
            .say(&msgf!(ja: "受信箱から投稿{count}件を消しました（{item}）。", en: "Erased {count} posts from the inbox ({item})."));
        let Some(page) = room.pages.get(item) else { continue };
        if args.answers.is_empty() {
            std::fs::remove_file(context.root.join(page.as_str())).map_err(|error| {
                let message =
                    msgf!(ja: "「{page}」を消せませんでした（{error}）", en: "`{page}` could not be removed ({error})");
                Box::new(Diagnostic::error("output-failed", message))
            })?;
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

fn target(context: &Context, sight: &PreviewBuild, what: &str) -> Result<Target, Box<Diagnostic>> {
    let id = what.strip_prefix("salon:").unwrap_or(what);
    if approval::is_item(id) {
        return Ok(Target { items: vec![id.to_owned()], subject: None });
    }
    // A person's reference may begin like an id of Slack, but is longer.
    let user = (9..=12).contains(&what.len())
        && what.starts_with(['U', 'W'])
        && what.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if user {
        let key = sight.key.ok_or_else(key::missing)?;
        let subject = key::subject_ref(&key, &inbox::meta(&context.root)?.workspace, what);
        return Ok(of_person(sight, &subject));
    }
    if approval::is_subject(what) {
        return Ok(of_person(sight, what));
    }
    let path = page_file(context, &sight.snapshot.tree, Path::new(what))?;
    let item = sight.snapshot.judged.get(&path).map(|judged| judged.item.clone());
    Ok(Target { items: item.into_iter().collect(), subject: None })
}

/// Everything in which a person speaks.
fn of_person(sight: &PreviewBuild, subject: &str) -> Target {
    let items = sight.snapshot.approvals().items.iter().filter(|(_, item)| item.subjects().contains(subject));
    Target { items: items.map(|(id, _)| id.clone()).collect(), subject: Some(subject.to_owned()) }
}

/// What there is to do about something that the ledger does not know: nothing was ever approved.
fn not_in_ledger(context: &Context, what: &str) -> u8 {
    let finding = Diagnostic::error("not-in-ledger", msgf!(ja: "「{what}」は、台帳にありません", en: "`{what}` is not in the ledger"))
        .help(msg!(ja: "番号は、ページの `source` か `shirube salon status` で確かめられます", en: "see the page's `source`, or `shirube salon status`"));
    context.console.report(&[finding], &NoTexts, Format::Human);
    FINDINGS
}

/// The public addresses of these items, in every language.
fn addresses(sight: &PreviewBuild, site: &Site, items: &[&String]) -> Vec<String> {
    let base = site.config().base_url.trim_end_matches('/');
    let of_items = |judged: &approval::Judged| items.iter().any(|item| **item == judged.item);
    let pages = site.pages().iter().filter(|page| sight.snapshot.judged.get(&page.document.path).is_some_and(of_items));
    pages.map(|page| format!("{base}{}", page.url.as_str())).collect()
}
