//! Floor 3: the ledger of approvals, read: who approved what, when, on which basis.
//!
//! - **In**: the text of `salon/ledger.jsonl` and its head.
//! - **Out**: [`read::Approvals`].
//! - **Never**: take a record whose chain or mark does not hold; write (that is `salon/`).
//! - **Read first**: [`read`](mod@read).
//! - **One more**: a kind of record is a variant in [`read`](mod@read) and in `salon/ledger_record.rs`.
//! - **Tests**: `ledger/tests.rs`, `tests/it/approval.rs`.

pub mod chain;
pub mod content_hash;
pub mod read;
