//! Floor 9, a side door: from the threads of a salon to a page in `content/qa/`.
//!
//! The page is published only while the ledger holds an approval of exactly what it says.
//!
//! ```text
//!  slack/ (an importer) → transcript → merge → inbox               import
//!  inbox → candidates → conversation → draft_page                  view (list, show), draft
//!  page → privacy::review → approval → ledger                      approve, withdraw, status
//! ```
//!
//! On the right the verbs: functions that return a value, which a command prints and a desk shows.
//!
//! - **In**: an export, pages, decisions of an editor.
//! - **Out**: the private inbox, drafts, the ledger.
//! - **Never**: let what people wrote leave the inbox but by an approved page; let a name leave it at all; print a
//!   value that the gate found.
//! - **Read first**: [`transcript`], then [`import`](mod@import).
//! - **One more**: a verb is a file here and its face one in `cli/salon/`; another service is a file in
//!   [`others`], a large one a folder beside [`slack`] with an [`Importer`](transcript::Importer) of its own.
//! - **Tests**: `tests/it/salon_*.rs`.

pub mod answers;
pub mod approval;
pub mod approval_request;
pub mod approve;
pub mod attachment;
pub mod built_site;
pub mod candidate_list;
pub mod candidates;
pub mod context;
pub mod conversation;
mod cues;
pub mod draft;
pub mod draft_page;
pub mod erase;
pub mod gate;
mod git;
pub mod import;
pub mod inbox;
pub mod inbox_records;
pub mod key;
pub mod last_list;
pub mod ledger;
pub mod ledger_record;
pub mod leftovers;
pub mod likeness;
pub mod merge;
pub mod next_step;
pub mod objections;
pub mod others;
pub mod people;
pub mod people_notes;
pub mod people_view;
pub mod place;
pub mod post_time;
pub mod question;
pub mod relocate;
pub mod signals;
pub mod site_pages;
pub mod slack;
pub mod state;
pub mod status;
pub mod title;
pub mod topics;
pub mod transcript;
mod upgrade;
pub mod verbatim;
pub mod view;
pub mod withdraw;
pub mod withdrawn;
pub mod words;

use std::{io, path::Path};

use crate::{
    base::{atomic_file, os::fs},
    msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// Adds a line to a text file that does not hold it yet; the file is made if need be.
fn add_line(file: &Path, line: &str) -> io::Result<()> {
    let text = match fs::read_to_string(file) {
        Err(error) if fs::is_absent(file, &error) => String::new(),
        text => text?,
    };
    if text.lines().any(|known| known.trim() == line) {
        return Ok(());
    }
    let between = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    atomic_file::write(file, format!("{text}{between}{line}\n").as_bytes())
}

/// What Git must never take: the inbox and the key, and what a command that is ended leaves unfinished beside pages.
const PRIVATE: [&str; 3] = ["/.shirube/", ".shirube-*.tmp", ".shirube-staging/"];

/// Keeps Git away from what is private.
fn ignore_private(root: &Path) -> io::Result<()> {
    PRIVATE.into_iter().try_for_each(|line| add_line(&root.join(".gitignore"), line))
}

/// What is said of a file that could not be written.
fn not_written(file: &str, error: &io::Error) -> Box<Diagnostic> {
    let Message { ja, en } = io_cause(error);
    Box::new(Diagnostic::error(
        "output-failed",
        msgf!(ja: "「{file}」に書き込めませんでした（{ja}）", en: "`{file}` could not be written ({en})"),
    ))
}
