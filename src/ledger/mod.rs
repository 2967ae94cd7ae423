//! Floor 3: the ledger of approvals, read: who approved what, when, on which basis.
//!
//! - **In**: the text of `salon/ledger.jsonl` and its heads; of the private inbox what decides about a page.
//! - **Out**: [`read::Approvals`]; who is not to be published, whose words a page has.
//! - **Never**: take a record whose chain or mark does not hold; write (that is `salon/`); show what somebody wrote.
//! - **Read first**: [`read`](mod@read).
//! - **One more**: a kind of record is a variant in [`read`](mod@read) and in `salon/ledger_record.rs`.
//! - **Tests**: `ledger/tests.rs`, `tests/it/approval.rs`.

pub mod chain;
pub mod content_hash;
pub mod inbox;
pub mod notes;
pub mod read;
