//! One build of a site at a time.

use std::{io, path::Path};

use crate::{
    base::os::{fs, lock},
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// Keeps a second build of the same site waiting for its turn, until the lock is dropped; `on_wait` is called where
/// there is somebody to wait for, with what to say.
pub fn lock_site(root: &Path, on_wait: impl FnOnce(&Message)) -> Result<Option<lock::Lock>, Box<Diagnostic>> {
    let folder = root.join(".shirube");
    let tell = |holder: Option<&(lock::Holder, std::path::PathBuf)>| match holder {
        None => on_wait(&msg!(ja: "ほかの build が終わるのを待っています…", en: "waiting for another build to end …")),
        Some((holder, note)) => {
            let note = note.display();
            on_wait(&msgf!(
                ja: "ほかの build（{holder}）が終わるのを待っています… 動いていなければ「{note}」を消してください",
                en: "waiting for another build ({holder}) to end … if it does not run any more, remove `{note}`"));
        }
    };
    match fs::create_dir_all(&folder).and_then(|()| lock::take(&folder.join("build.lock"), tell)) {
        Ok(lock) => Ok(Some(lock)),
        // A site on a read-only disk can be built elsewhere; it needs no lock.
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            Ok(None)
        }
        Err(error) => {
            let Message { ja, en } = io_cause(&error);
            let message = msgf!(
                ja: "ほかの build と重ならないようにできませんでした（{ja}）",
                en: "another build could not be kept waiting ({en})");
            Err(Box::new(Diagnostic::error("locked", message)))
        }
    }
}
