//! Floor 5: what is made again only when what it was made from has changed.
//!
//! - **In**: the entries of the build before, their inputs and questions.
//! - **Out**: the entries of this build.
//! - **Never**: keep a value whose making asked a question that nobody wrote down.
//! - **Read first**: [`memo`], then [`questions`].
//! - **One more**: what is kept from build to build is a [`memo`] of the pipeline.
//! - **Tests**: `tests/it/incremental.rs`.

pub mod ask;
pub mod memo;
pub mod questions;
pub mod tracked;
