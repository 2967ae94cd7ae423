//! Why the system refused to read or write, in words that say what to do about it.

use std::io;

use crate::{msg, msgf, report::message::Message};

/// The cause of an error, without a full stop.
pub fn io_cause(error: &io::Error) -> Message {
    // Both are one number on the systems that have them: EMFILE, ENFILE.
    if cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24)) {
        return msg!(
            ja: "一度に開けるファイルの数が足りません。`ulimit -n 1024` などで上限を上げてください",
            en: "too many files would be open at once; raise the limit, for example with `ulimit -n 1024`");
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied => msg!(ja: "許可がありません", en: "permission denied"),
        io::ErrorKind::StorageFull => msg!(ja: "ディスクがいっぱいです", en: "the disk is full"),
        io::ErrorKind::QuotaExceeded => msg!(ja: "割り当てられた容量がいっぱいです", en: "the quota is used up"),
        io::ErrorKind::ReadOnlyFilesystem => msg!(ja: "書き込めないディスクです", en: "the disk is read-only"),
        io::ErrorKind::InvalidFilename => {
            msg!(ja: "使えない名前か、長すぎる名前です", en: "the name cannot be used, or is too long")
        }
        io::ErrorKind::FileTooLarge => msg!(ja: "ファイルが大きすぎます", en: "the file is too large"),
        _ => msgf!(ja: "{error}", en: "{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn the_limit_of_open_files_is_named() {
        assert!(io_cause(&io::Error::from_raw_os_error(24)).ja.contains("ulimit"));
        assert_eq!(io_cause(&io::Error::from_raw_os_error(13)).ja, "許可がありません");
    }
}
