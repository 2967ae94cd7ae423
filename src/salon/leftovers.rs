//! What commands that were ended have left: unfinished files in the inbox, beside pages and in the output, each with
//! words that nobody has approved. The next command takes them away, whichever it is.
//!
//! Must never touch what another command is writing now.

use std::path::Path;

use walkdir::WalkDir;

use crate::{
    base::{
        atomic_file,
        os::fs::{self, File},
    },
    salon::inbox::InboxWriter,
};

/// Where commands write.
const WRITTEN: [&str; 5] = [".shirube", "content", "data", "salon", "themes"];

/// Takes away what was left in a guide and in its `public/`. What cannot be removed stays, as on a read-only
/// disk.
pub fn clear(root: &Path) {
    InboxWriter::tidy(root);
    WRITTEN.into_iter().for_each(|name| remove_unfinished(WalkDir::new(root.join(name))));
    remove_unfinished(WalkDir::new(root).max_depth(1));
    clear_output(root, &root.join("public"));
}

/// Takes away what was left in a folder that the guide is written to.
pub fn clear_output(root: &Path, out: &Path) {
    remove_unfinished(WalkDir::new(out).max_depth(1));
    let staging = out.join(".shirube-staging");
    // Whoever builds now holds the lock, and takes its own away.
    let is_free = || File::open(root.join(".shirube/build.lock")).is_ok_and(|lock| lock.try_lock().is_ok());
    if fs::is_dir(&staging).unwrap_or(false) && is_free() {
        let _ = fs::remove_dir_all(staging);
    }
}

fn remove_unfinished(walk: WalkDir) {
    for entry in walk.into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() && atomic_file::is_unfinished(&entry.file_name().to_string_lossy()) {
            let _ = atomic_file::remove_unfinished(entry.path());
        }
    }
}
