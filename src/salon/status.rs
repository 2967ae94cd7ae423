//! `status`: what is published, what waits, what is due, and what has happened in the salon since.

use serde::Serialize;

use crate::{
    base::path::SourcePath,
    ledger::read,
    pipeline::Snapshot,
    report::diagnostic::Diagnostic,
    salon::{context::SalonContext, view},
    site::approval::Verdict,
};

/// The counts, as `--format json` gives them.
#[derive(Clone, Debug, Serialize)]
pub struct StatusCounts {
    /// Pages that are approved as they are.
    pub published: usize,
    /// Pages that were changed after their approval.
    pub changed: usize,
    /// Pages that wait for their first approval.
    pub waiting: usize,
    /// Items whose approval was withdrawn.
    pub withdrawn: usize,
    /// Published pages whose day of review has passed.
    pub reviews_due: usize,
    /// The number of the ledger's last record; 0 of an empty ledger.
    pub ledger_seq: u64,
    /// Its hash; empty of an empty ledger.
    pub ledger_hash: String,
    /// Whether a record does not hold.
    pub ledger_broken: bool,
    /// How much the inbox holds.
    #[serde(flatten)]
    pub inbox: view::InboxCounts,
}

/// How things stand.
#[derive(Clone, Debug)]
pub struct Status {
    /// The counts.
    pub counts: StatusCounts,
    /// Pages that were changed after their approval.
    pub changed: Vec<SourcePath>,
    /// Pages that wait for their first approval.
    pub waiting: Vec<SourcePath>,
    /// Pages whose approval was withdrawn, or in which somebody speaks who is not to be published.
    pub withdrawn: Vec<SourcePath>,
    /// Published pages whose day of review, as the approval has it, has passed.
    pub due: Vec<SourcePath>,
    /// Pages of whose conversations there is something to tell.
    pub news: Vec<PageNews>,
    /// What is wrong with the ledger.
    pub findings: Vec<Diagnostic>,
}

/// What has happened in the salon to posts that stand on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageNews {
    /// The page.
    pub page: SourcePath,
    /// Its public id.
    pub id: String,
    /// Replies since the draft or the last approval.
    pub new: usize,
    /// Posts whose words changed since.
    pub changed: usize,
    /// Whether a post was deleted.
    pub is_gone: bool,
}

/// Says how things stand in a site that was built.
pub fn find_status(snapshot: &Snapshot, salon: &SalonContext) -> Status {
    let approvals = snapshot.approvals();
    let due = find_due(snapshot, salon);
    let count = |verdict| pages_of(snapshot, verdict).count();
    let list = |verdict| pages_of(snapshot, verdict).cloned().collect::<Vec<_>>();
    let is_withdrawn = |item: &&read::Item| item.state() == read::State::Withdrawn;
    let last = approvals.last.clone().unwrap_or_default();
    let counts = StatusCounts {
        published: count(Verdict::Approved),
        changed: count(Verdict::Changed),
        waiting: count(Verdict::New),
        withdrawn: approvals.items.values().filter(is_withdrawn).count(),
        reviews_due: due.len(),
        ledger_seq: last.seq,
        ledger_hash: last.hash,
        ledger_broken: approvals.broken,
        inbox: view::count_inbox(&salon.inbox, &salon.people),
    };
    Status {
        counts,
        changed: list(Verdict::Changed),
        waiting: list(Verdict::New),
        withdrawn: [Verdict::Withdrawn, Verdict::OptedOut].into_iter().flat_map(list).collect(),
        due,
        news: find_news(salon),
        findings: snapshot.findings.iter().filter(|finding| finding.code.starts_with("ledger-")).cloned().collect(),
    }
}

fn pages_of(snapshot: &Snapshot, verdict: Verdict) -> impl Iterator<Item = &SourcePath> {
    snapshot.judged.iter().filter(move |(_, judged)| judged.verdict == verdict).map(|(path, _)| path)
}

fn find_due(snapshot: &Snapshot, salon: &SalonContext) -> Vec<SourcePath> {
    let is_past = |path: &&SourcePath| {
        let judged = &snapshot.judged[*path];
        let day = snapshot.approvals().approval(&judged.item, &judged.lang).and_then(|approval| approval.next_review);
        day.is_some_and(|day| day < salon.now())
    };
    pages_of(snapshot, Verdict::Approved).filter(is_past).cloned().collect()
}

fn find_news(salon: &SalonContext) -> Vec<PageNews> {
    let mut news = Vec::new();
    for (id, page) in &salon.pages {
        let Ok(talk) = salon.conversation(id) else { continue };
        let (new, changed) = talk.unseen();
        let is_gone = talk.messages().any(|message| message.gone);
        let (new, changed) = (new.len(), changed.len());
        if new > 0 || changed > 0 || is_gone {
            news.push(PageNews { page: page.clone(), id: id.clone(), new, changed, is_gone });
        }
    }
    news
}
