//! One build of a site at a time.

use std::path::Path;

use crate::{
    base::os::fs::{self, File},
    msgf,
    report::diagnostic::Diagnostic,
};

/// Keeps a second build of the same site waiting for its turn, until the lock is dropped; `on_wait` is called where
/// there is somebody to wait for.
pub fn lock_site(root: &Path, on_wait: impl FnOnce()) -> Result<Option<File>, Box<Diagnostic>> {
    let folder = root.join(".shirube");
    // A site on a read-only disk can be built elsewhere; it needs no lock.
    let Ok(file) = fs::create_dir_all(&folder).and_then(|()| File::create(folder.join("build.lock"))) else {
        return Ok(None);
    };
    if file.try_lock().is_err() {
        on_wait();
        file.lock().map_err(|error| {
            Box::new(Diagnostic::error(
                "locked",
                msgf!(ja: "ほかの build と重なりました（{error}）", en: "another build is running ({error})"),
            ))
        })?;
    }
    Ok(Some(file))
}
