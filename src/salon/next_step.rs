//! What an editor does next, by how things stand: the first of the steps from an export to a published answer that is
//! open.

use crate::{base::path::SourcePath, salon::status::Status};

/// A step on the way from the salon to the guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NextStep {
    /// Nothing was imported yet.
    Import,
    /// The ledger does not hold: nothing is published until it is mended.
    MendLedger,
    /// A page is written and waits for its approval.
    Approve(SourcePath),
    /// A page was changed after it was approved.
    ApproveAgain(SourcePath),
    /// A published page's day of review has passed.
    Review(SourcePath),
    /// A published page's conversation has gone on.
    ReadNews(String),
    /// There are conversations to choose from.
    Choose,
    /// Nothing is left but questions that nobody has answered.
    Answer,
    /// All is done.
    Publish,
}

/// The step that is next, where so many candidates are open and so many questions wait for an answer.
pub fn find_next_step(status: &Status, open: usize, unanswered: usize) -> NextStep {
    let counts = &status.counts;
    if counts.ledger_broken {
        NextStep::MendLedger
    } else if let Some(page) = status.waiting.first() {
        NextStep::Approve(page.clone())
    } else if let Some(page) = status.changed.first() {
        NextStep::ApproveAgain(page.clone())
    } else if counts.inbox.messages == 0 {
        NextStep::Import
    } else if let Some(page) = status.due.first() {
        NextStep::Review(page.clone())
    } else if let Some(news) = status.news.first() {
        NextStep::ReadNews(news.id.clone())
    } else if open > 0 {
        NextStep::Choose
    } else if unanswered > 0 {
        NextStep::Answer
    } else {
        NextStep::Publish
    }
}
