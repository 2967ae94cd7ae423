//! What commands that were ended have left: unfinished files in the inbox, beside pages and in the output, each with
//! words that nobody has approved. The next command takes them away, whichever it is.
//!
//! Must never touch what another command is writing now.

use std::path::Path;

use walkdir::WalkDir;

use crate::{
    base::{
        atomic_file,
        os::{fs, lock, private_place},
    },
    report::diagnostic::Diagnostic,
    salon::inbox::InboxWriter,
};

/// Where commands write.
const WRITTEN: [&str; 5] = [".shirube", "content", "data", "salon", "themes"];

/// Takes away what was left in a guide and in its `public/`. What cannot be removed stays, as on a read-only
/// disk.
///
/// A write into the inbox that can neither be finished nor forgotten is an error: what is in it now is neither the old
/// state nor the new one.
pub fn clear(root: &Path) -> Result<(), Box<Diagnostic>> {
    InboxWriter::tidy(root)?;
    if let Ok(private) = private_place::private_root(root)
        && private != root
    {
        remove_unfinished(WalkDir::new(private));
    }
    WRITTEN.into_iter().for_each(|name| remove_unfinished(WalkDir::new(root.join(name))));
    remove_unfinished(WalkDir::new(root).max_depth(1));
    clear_output(root, &root.join("public"));
    Ok(())
}

/// Takes away what was left in a folder that the guide is written to.
pub fn clear_output(root: &Path, out: &Path) {
    remove_unfinished(WalkDir::new(out).max_depth(1));
    let staging = out.join(".shirube-staging");
    // Whoever builds now holds the lock, and takes its own away.
    if fs::is_dir(&staging).unwrap_or(false) && lock::is_free(&root.join(".shirube/build.lock")) {
        fs::clear_away(staging);
    }
}

fn remove_unfinished(walk: WalkDir) {
    for entry in walk.into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() && atomic_file::is_unfinished(&entry.file_name().to_string_lossy()) {
            let _ = atomic_file::remove_unfinished(entry.path());
        }
    }
}
