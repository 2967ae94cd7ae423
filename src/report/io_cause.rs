//! Why the system refused to read or write, in words that say what to do about it.

use std::io;

use crate::{msg, msgf, report::message::Message};

/// Whose numbers an error's number is one of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum System {
    Windows,
    Mac,
    Unix,
}

/// The cause of an error, without a full stop.
pub fn io_cause(error: &io::Error) -> Message {
    let system = if cfg!(windows) {
        System::Windows
    } else if cfg!(target_os = "macos") {
        System::Mac
    } else {
        System::Unix
    };
    if let Some(known) = error.raw_os_error().and_then(|code| name_cause(system, code)) {
        return known;
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
        io::ErrorKind::StaleNetworkFileHandle => no_share(),
        _ => msgf!(ja: "{error}", en: "{error}"),
    }
}

/// What the number of an error means where the system's own words do not say what to do.
fn name_cause(system: System, code: i32) -> Option<Message> {
    Some(match (system, code) {
        // Both are one number on the systems that have them: EMFILE, ENFILE.
        (System::Unix | System::Mac, 23 | 24) => msg!(
            ja: "一度に開けるファイルの数が足りません。`ulimit -n 1024` などで上限を上げてください",
            en: "too many files would be open at once; raise the limit, for example with `ulimit -n 1024`"),
        (System::Mac, 1) => msg!(
            ja: "macOS が許していません。「システム設定 → プライバシーとセキュリティ → ファイルとフォルダ」で、ターミナルに許可してください",
            en: "macOS does not allow it; allow the terminal in System Settings, Privacy & Security"),
        // EDEADLK: a file of iCloud that is not on this computer.
        (System::Mac, 11) => in_the_cloud(),
        (System::Mac, 70) | (System::Windows, 51 | 53 | 59 | 64 | 67 | 121 | 1231) => no_share(),
        (System::Windows, 5) => msg!(
            ja: "許可がありません。書き込みの許可と、Windows セキュリティの「コントロールされたフォルダー アクセス」で shirube が許可されているかを確かめてください",
            en: "access denied; see whether you may write there, and whether Windows Security (controlled folder \
                 access) allows shirube"),
        (System::Windows, 32 | 33 | 303) => msg!(
            ja: "ほかのソフト（Excel、Word、ウイルス対策など）が開いています。閉じてから、もう一度実行してください",
            en: "another program (Excel, Word, a virus scanner) holds it open; close it and run this again"),
        (System::Windows, 145) => msg!(
            ja: "フォルダーの中のファイルを、ほかのソフトが開いています",
            en: "another program holds a file in the folder open"),
        (System::Windows, 206) => msg!(
            ja: "フォルダーとファイルの名前が、合わせて長すぎます。ガイドを浅い場所（`C:\\guide` など）に移してください",
            en: "the path is too long; move the guide to a shorter one, like `C:\\guide`"),
        (System::Windows, 225 | 226) => msg!(
            ja: "ウイルス対策ソフトが止めました。情報担当に、shirube を許可してもらってください",
            en: "the virus scanner stopped it; ask your IT desk to allow shirube"),
        (System::Windows, 362..=366 | 374..=398 | 404 | 426 | 434) => in_the_cloud(),
        (System::Windows, 10013) => msg!(
            ja: "Windows がこの番号（ポート）をほかの目的に取ってあるか、ファイアウォールが止めています。`--port` で別の番号を指定してください",
            en: "Windows keeps this port for something else, or a firewall stops it; give another one with `--port`"),
        _ => return None,
    })
}

fn no_share() -> Message {
    msg!(
        ja: "共有フォルダーにつながりません。ネットワークとVPNを確かめてください",
        en: "the share does not answer; see whether the network and the VPN are there")
}

fn in_the_cloud() -> Message {
    msg!(
        ja: "クラウド（OneDrive、iCloud など）にだけあるファイルで、いま取り寄せられません。つながりを確かめ、フォルダーを「このデバイスに常に保持」にしてください",
        en: "the file is in the cloud alone (OneDrive, iCloud) and cannot be fetched now; see whether you are online, \
             and keep the folder on this device")
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

    #[test]
    fn what_offices_meet_is_named_for_what_it_is() {
        for (system, code, ja, en) in [
            (System::Windows, 5, "コントロールされたフォルダー アクセス", "controlled folder access"),
            (System::Windows, 32, "Excel", "close it"),
            (System::Windows, 53, "共有フォルダー", "share"),
            (System::Windows, 206, "長すぎ", "too long"),
            (System::Windows, 225, "ウイルス対策", "virus"),
            (System::Windows, 362, "OneDrive", "OneDrive"),
            (System::Windows, 388, "OneDrive", "OneDrive"),
            (System::Windows, 426, "OneDrive", "OneDrive"),
            (System::Windows, 10013, "--port", "--port"),
            (System::Mac, 1, "プライバシー", "Privacy"),
            (System::Mac, 11, "iCloud", "iCloud"),
            (System::Mac, 24, "ulimit", "ulimit"),
        ] {
            let message = name_cause(system, code).unwrap();
            assert!(message.ja.contains(ja) && message.en.contains(en), "{system:?} {code} {message:?}");
            assert!(!message.ja.ends_with('。') && !message.en.ends_with('.'), "{message:?}");
        }
        for (system, code) in [(System::Unix, 5), (System::Unix, 32), (System::Windows, 24), (System::Windows, 2)] {
            assert!(name_cause(system, code).is_none(), "{system:?} {code}");
        }
    }
}
