//! Where a conversation of the inbox stands: derived from inbox, pages and ledger, never stored.

use serde::Serialize;

use crate::salon::{inbox::Inbox, inbox_records::Decision};

/// Where a conversation stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum ConversationState {
    /// It may be drafted.
    Candidate,
    /// The editor does not want it.
    Rejected,
    /// A page is made of it.
    Drafted,
    /// The page is approved.
    Approved,
    /// It was withdrawn.
    Withdrawn,
}

/// Whether the editor has said that a conversation is not wanted.
pub fn is_rejected(inbox: &Inbox, id: &str) -> bool {
    inbox.decisions.iter().any(|decision| matches!(decision, Decision::Rejected { id: rejected } if rejected == id))
}
