//! Salons that are not Slack's, and lists of questions and answers, read into the same transcript.
//!
//! - **In**: a talk of LINE as text, a table of questions and answers, a channel of Discord as JSON.
//! - **Out**: a transcript: one channel, its posts, its people.
//! - **Never**: reach the network; take a talk of two that was not named; guess what a column or a line means.
//! - **Read first**: [`source`], then [`mod@line`].
//! - **One more**: another form is a file here that makes a [`Talk`](talk::Talk), and a case in [`source`].
//! - **Tests**: `tests/it/salon_sources.rs`.

pub mod discord;
pub mod line;
pub mod source;
pub mod table;
pub mod talk;
