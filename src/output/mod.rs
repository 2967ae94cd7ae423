//! Floor 9, a side door: a build's outputs as a folder.
//!
//! - **In**: the outputs of a snapshot, the folder.
//! - **Out**: the folder as it should be, and a report.
//! - **Never**: delete or overwrite what it did not write; leave a half-written file.
//! - **Read first**: this file.
//! - **One more**: a step of the plan is a variant that both halves know.
//! - **Tests**: `tests/it/places.rs`, `tests/it/cli.rs`.

pub mod execute;
