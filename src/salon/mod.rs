//! Floor 9: the side door from the salon: the key, the ledger, and what an approval asks for.
//!
//! Must never write text, a name or an id of Slack into the ledger, and never print a value that the gate found.

pub mod approval;
pub mod gate;
mod git_index;
pub mod key;
pub mod ledger;
pub mod markup;
pub mod record;
pub mod words;

use std::{fs, io, path::Path};

use crate::{atomic, diagnostic::Diagnostic, tell};

/// Adds a line to a text file that does not hold it yet; the file is made if need be.
fn add_line(file: &Path, line: &str) -> io::Result<()> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    if text.lines().any(|known| known.trim() == line) {
        return Ok(());
    }
    let between = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    atomic::write(file, format!("{text}{between}{line}\n").as_bytes())
}

/// What is said of a file that could not be written.
fn not_written(file: &str, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "output-failed",
        tell!(ja: "「{file}」に書き込めませんでした（{error}）", en: "`{file}` could not be written ({error})"),
    ))
}
