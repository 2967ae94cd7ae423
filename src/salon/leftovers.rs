//! What commands that were ended have left: unfinished files in the inbox, beside pages and in the output, each with
//! words that nobody has approved. The next command takes them away, whichever it is.
//!
//! Must never touch what another command is writing now.

use std::{
    fs::{self, File},
    path::Path,
};

use walkdir::WalkDir;

use crate::{base::atomic_file, salon::inbox::InboxWriter};

/// Where commands write.
const WRITTEN: [&str; 5] = [".shirube", "content", "data", "salon", "themes"];

/// Takes away what was left in a guide and in the folder that it is written to. What cannot be removed stays, as on a
/// disk that is only for reading.
pub fn clear(root: &Path, out: &Path) {
    InboxWriter::tidy(root);
    let flat = |folder: &Path| WalkDir::new(folder).max_depth(1);
    let deep = WRITTEN.into_iter().map(|name| WalkDir::new(root.join(name)));
    for entry in deep.chain([flat(root), flat(out)]).flatten().filter_map(Result::ok) {
        if entry.file_type().is_file() && atomic_file::is_unfinished(&entry.file_name().to_string_lossy()) {
            let _ = atomic_file::remove_unfinished(entry.path());
        }
    }
    let staging = out.join(".shirube-staging");
    // Whoever builds now holds the lock, and takes its own away.
    let is_free = || File::open(root.join(".shirube/build.lock")).is_ok_and(|lock| lock.try_lock().is_ok());
    if staging.is_dir() && is_free() {
        let _ = fs::remove_dir_all(staging);
    }
}
