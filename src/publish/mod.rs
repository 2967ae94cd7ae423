//! Floor 10: the site on a host, so that whoever looks finds the old one or the new one, whole.
//!
//! ```text
//!  release  (what the site is to be there) ┐
//!  manifest (what the place says it holds) ├─ plan (pure) ─► run: lock, journal, phases, verify, commit, remove
//!  journal  (what an ended run has touched)┘
//! ```
//!
//! - **In**: what a build wants to be written; a place of site.toml.
//! - **Out**: the place as it should be, and how to go back.
//! - **Never**: write while the place's manifest is unknown; remove anything before its replacement is served; plan
//!   from a listing, a time or a size; hold or print a password.
//! - **Read first**: [`plan`], then [`run`].
//! - **One more**: a kind of place is a file in [`targets`] and one word in its list.
//! - **Tests**: `model_tests.rs`, where every crash is tried; `tests/it/publish.rs`; `tests/bench/publish.py`.

pub mod approval;
#[cfg(test)]
mod contract;
pub mod credentials;
pub mod deliver;
pub mod difference;
pub mod due;
pub mod guards;
pub mod host_files;
pub mod http;
pub mod manifest;
#[cfg(test)]
mod model;
#[cfg(test)]
mod model_site;
#[cfg(test)]
mod model_tests;
pub mod plan;
pub mod plan_file;
pub mod portable;
pub mod preflight;
pub mod prepare;
pub mod profiles;
pub mod questions;
pub mod reconnect;
pub mod record;
pub mod release;
pub mod run;
pub mod send;
pub mod stop;
pub mod store;
pub mod stub;
pub mod targets;
pub mod verify;
pub mod verify_host;
pub mod withdrawals;
pub mod words;
