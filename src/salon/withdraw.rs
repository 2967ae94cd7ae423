//! `withdraw`: takes an item, or everything of one person, off the next build; and, if asked, out of the inbox.

use crate::{
    base::{os::fs, path::SourcePath, resolve::find_on_disk},
    ledger::read::{Item, State},
    msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
    salon::{
        approval::SalonPolicy,
        built_site::BuiltSite,
        context::SalonContext,
        erase,
        inbox::{self, InboxWriter},
        inbox_records::Decision,
        key, ledger,
        ledger_record::{Reason, Record, Withdraw},
        others::source::OtherExport,
        slack::importer::SlackExport,
        state,
        transcript::Importer as _,
    },
    site::approval::{Judged, is_item, is_subject},
    text::date::Date,
};

/// What somebody may name to be withdrawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// An item, by its public id.
    Item(String),
    /// A person, by the ledger's reference.
    Subject(String),
    /// A person, by their id in the salon.
    Author(String),
    /// A page of the site.
    Page(SourcePath),
}

impl Named {
    /// What a word names by its form; `None` leaves a page.
    pub fn parse(word: &str) -> Option<Self> {
        let id = word.strip_prefix("salon:").unwrap_or(word);
        if is_item(id) {
            return Some(Self::Item(id.to_owned()));
        }
        // A person's reference may begin like an id of the salon, but is longer.
        if SlackExport::is_person_id(word) || OtherExport::is_person_id(word) {
            return Some(Self::Author(word.to_owned()));
        }
        is_subject(word).then(|| Self::Subject(word.to_owned()))
    }
}

/// What a person says who withdraws.
#[derive(Clone, PartialEq, Debug)]
pub struct WithdrawRequest {
    /// Why.
    pub reason: Reason,
    /// A reviewer's key; `None`: nobody said.
    pub by: Option<String>,
    /// Whether search engines were asked to forget it.
    pub caches_requested: bool,
    /// The day.
    pub now: Date,
}

/// What is withdrawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The items' public ids.
    pub items: Vec<String>,
    /// Whose words; `None`: everybody's.
    pub subject: Option<String>,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Withdrawn {
    /// These items are off the next build.
    Items {
        /// Their public ids.
        items: Vec<String>,
        /// The public addresses that the next build leaves out.
        addresses: Vec<String>,
    },
    /// All of it was withdrawn before.
    Already,
    /// A candidate that was never approved: it is proposed no more.
    Rejected(String),
    /// Neither ledger nor inbox knows it.
    Unknown,
}

/// What was named, as items.
pub fn find_target(built: &BuiltSite<'_>, named: &Named) -> Result<Target, Box<Diagnostic>> {
    Ok(match named {
        Named::Item(id) => Target { items: vec![id.clone()], subject: None },
        Named::Subject(subject) => items_of_person(built, subject),
        Named::Author(id) => {
            let key = built.require_key()?;
            items_of_person(built, &key::subject_ref(&key, &inbox::meta(built.root)?.workspace, id))
        }
        Named::Page(path) => {
            let item = built.snapshot.judged.get(path).map(|judged| judged.item.clone());
            Target { items: item.into_iter().collect(), subject: None }
        }
    })
}

/// Everything in which a person speaks.
fn items_of_person(built: &BuiltSite<'_>, subject: &str) -> Target {
    let items = built.snapshot.approvals().items.iter().filter(|(_, item)| item.subjects().contains(subject));
    Target { items: items.map(|(id, _)| id.clone()).collect(), subject: Some(subject.to_owned()) }
}

/// What a withdrawal would take away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The items that are not withdrawn yet.
    pub items: Vec<String>,
    /// The public addresses that the next build would leave out.
    pub addresses: Vec<String>,
}

/// Says what a withdrawal would take away, without doing it.
pub fn find_effect(built: &BuiltSite<'_>, target: &Target) -> Effect {
    let items = find_open(built, target);
    Effect { addresses: find_addresses(built, &items), items }
}

/// Whether `by` may withdraw.
pub fn admit(built: &BuiltSite<'_>, request: &WithdrawRequest) -> Result<(), Box<Diagnostic>> {
    let policy = SalonPolicy::of(&built.site().config().all);
    request.by.as_ref().map_or(Ok(()), |by| policy.admit(by))
}

/// Withdraws: it stands in the ledger when this returns.
pub fn withdraw(
    built: &BuiltSite<'_>,
    target: &Target,
    request: &WithdrawRequest,
) -> Result<Withdrawn, Box<Diagnostic>> {
    let known = &built.snapshot.approvals().items;
    if !target.items.iter().any(|item| known.contains_key(item)) {
        return reject(built, target);
    }
    let open = find_open(built, target);
    if open.is_empty() {
        return Ok(Withdrawn::Already);
    }
    let addresses = find_addresses(built, &open);
    let mut ledger = ledger::open(built.root, built.key.as_ref())?;
    for item in &open {
        ledger.append(Record::Withdraw(Withdraw {
            at: request.now,
            by: request.by.clone(),
            item: item.clone(),
            subject: target.subject.clone(),
            reason: request.reason,
            caches_requested: request.caches_requested,
        }))?;
    }
    Ok(Withdrawn::Items { items: open, addresses })
}

/// What of a target is not withdrawn yet. A person's withdrawal is written down even of an item that is withdrawn: it
/// keeps the person out for good.
fn find_open(built: &BuiltSite<'_>, target: &Target) -> Vec<String> {
    let known = &built.snapshot.approvals().items;
    let is_open = |item: &Item| match &target.subject {
        Some(subject) => !item.gone.contains(subject),
        None => item.state() != State::Withdrawn,
    };
    target.items.iter().filter(|id| known.get(*id).is_some_and(is_open)).cloned().collect()
}

/// Something that the ledger does not know: a candidate of the inbox is proposed no more.
fn reject(built: &BuiltSite<'_>, target: &Target) -> Result<Withdrawn, Box<Diagnostic>> {
    let inbox = inbox::read_inbox(built.root)?;
    let Some(thread) = inbox.threads.values().find(|thread| target.items.contains(&thread.id)) else {
        return Ok(Withdrawn::Unknown);
    };
    let id = &thread.id;
    if !state::is_rejected(&inbox, id) {
        InboxWriter::open(built.root)?.decide(&Decision::Rejected { id: id.clone() })?;
    }
    Ok(Withdrawn::Rejected(id.clone()))
}

/// The public addresses of these items, in every language.
fn find_addresses(built: &BuiltSite<'_>, items: &[String]) -> Vec<String> {
    let (site, judged) = (built.site(), &built.snapshot.judged);
    let base = site.config().base_url.trim_end_matches('/');
    let is_theirs = |judged: &Judged| items.contains(&judged.item);
    let pages = site.pages().iter().filter(|page| judged.get(&page.document.path).is_some_and(is_theirs));
    pages.map(|page| format!("{base}{}", page.url.as_str())).collect()
}

/// What was erased of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erased {
    /// How many posts left the inbox.
    pub posts: usize,
    /// Its page, if it has one: the editor's to cut, where only some answers went; else it goes by `remove_page`.
    pub page: Option<SourcePath>,
}

/// Takes the posts of an item out of the inbox, all or those of these numbers.
pub fn erase_posts(salon: &SalonContext, item: &str, answers: &[usize]) -> Result<Erased, Box<Diagnostic>> {
    let posts = erase::erase(salon.root(), item, answers, &salon.key()?)?;
    Ok(Erased { posts, page: salon.pages.get(item).cloned() })
}

/// Removes the page of what was erased whole.
pub fn remove_page(salon: &SalonContext, page: &SourcePath) -> Result<(), Box<Diagnostic>> {
    find_on_disk(salon.root(), page).and_then(fs::remove_file).map_err(|error| {
        let Message { ja, en } = io_cause(&error);
        let message = msgf!(ja: "「{page}」を消せませんでした（{ja}）", en: "`{page}` could not be removed ({en})");
        Box::new(Diagnostic::error("output-failed", message))
    })
}
