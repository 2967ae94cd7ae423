//! Floor 9, a side door: a build's outputs as a folder.
//!
//! ```text
//!  manifest (what was written last) ┐
//!  wanted   (what the site has now) ├─ plan (pure) ─► execute: stage, sync, rename, remove last
//!  survey   (what lies there now)   ┘
//! ```
//!
//! - **In**: the outputs of a snapshot, the folder.
//! - **Out**: the folder as it should be, and a report.
//! - **Never**: delete or overwrite what it did not write; leave a half-written file.
//! - **Read first**: [`plan`], then [`emit`](mod@emit).
//! - **One more**: a step of the plan is an [`Action`](plan::Action), and what [`execute`] does with it; another
//!   place to write to takes the same plan and has an executor of its own.
//! - **Tests**: `plan_tests.rs`, `tests/it/places.rs`, `tests/it/cli.rs`.

pub mod admit;
pub mod emit;
pub mod execute;
pub mod findings;
pub mod lock;
pub mod manifest;
pub mod plan;
pub mod survey;
pub mod wanted;
