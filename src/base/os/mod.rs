//! The computer below: files, what other programs hold, where things lie.
//!
//! - **In**: paths.
//! - **Out**: [`fs`], in the place of `std::fs`; [`file::File`]; what a refusal means; [`lock::Lock`];
//!   [`private_place::Place`]; [`keyring`].
//! - **Never**: anything of sites, pages or people; take what it cannot look at for something that is not there.
//!   Nothing else in the program touches `std::fs` (`clippy.toml`, `tests/it/architecture.rs`).
//! - **Read first**: [`fs`].
//! - **One more**: a call of the system is a function of [`fs`] that asks [`fault`] first.
//! - **Tests**: in each file; `tests/it/faults.rs` lets every call fail once.

pub mod fault;
pub mod file;
pub mod fs;
pub mod held;
pub mod keyring;
pub mod lock;
pub mod mounts;
pub mod places;
pub mod private_place;
