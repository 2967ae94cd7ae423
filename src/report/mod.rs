//! Floor 1: what is said to people.
//!
//! - **In**: what a stage found.
//! - **Out**: [`diagnostic::Diagnostic`] and its forms for people and programs.
//! - **Never**: print anywhere but in [`console`]; say a thing in one language only.
//! - **Read first**: [`diagnostic`].
//! - **One more**: a message is made where its fault is found, with [`crate::msg!`] or [`crate::msgf!`]; a form of
//!   report is a function of [`format`](mod@format).
//! - **Tests**: `tests/it/situations.rs`, `tests/it/cli.rs`.

pub mod ask;
pub mod codes;
pub mod console;
pub mod diagnostic;
pub mod format;
mod github;
pub mod io_cause;
mod json;
pub mod message;
pub mod progress;
pub mod quoted;
mod sarif;
