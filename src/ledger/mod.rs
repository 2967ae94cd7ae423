//! Floor 3: the ledger of approvals, read: who approved what, when, on which basis.

pub mod chain;
pub mod content_hash;
pub mod read;
