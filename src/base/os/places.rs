//! Where a folder lies: whether somebody else sees what is in it. Decided from texts alone, so that every system's
//! rules are tested on every system.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::base::os::{fs, mounts};

/// Whose rules of paths hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum System {
    /// Drives, `\`, no rights in the file's mode.
    Windows,
    /// Homes in `/Users`, clouds in `~/Library`.
    Mac,
    /// Anything else.
    Unix,
}

impl System {
    /// The system that this program runs on.
    pub fn here() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::Mac
        } else {
            Self::Unix
        }
    }
}

/// Why a folder is no place for what is private.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exposure {
    /// Another computer's disk.
    Share,
    /// Copied to other computers by a service; its name.
    Synced(String),
    /// Others who use this computer can read it.
    Readable,
}

/// What is known of the computer around a folder.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Its system.
    pub system: System,
    /// The user's own folder; empty if it is not known.
    pub home: String,
    /// The folders that services say they keep in step, with their names.
    pub synced: Vec<(String, String)>,
    /// The file system below the folder, as the system calls it; empty if it is not known.
    pub kind: String,
}

/// Names of folders that services make, in small letters, and what the service is called. A name counts at the front of
/// a folder's name, followed by nothing, a space or a mark: `OneDrive - 灯野町役場`.
const SERVICES: [(&str, &str); 17] = [
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("box", "Box"),
    ("box sync", "Box"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("google ドライブ", "Google Drive"),
    ("マイドライブ", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "CloudStorage"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("synologydrive", "Synology Drive"),
];

/// File systems that keep no rights: whatever a file's mode says, everybody reads it.
const WITHOUT_RIGHTS: [&str; 11] =
    ["vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuse", "fuseblk", "fuse.lowntfs-3g", "hfs", "udf", "iso9660"];

/// Why a folder is no place for what is private; `None`: it is the user's alone.
pub fn find_exposure(folder: &str, around: &Surroundings) -> Option<Exposure> {
    let is_windows = around.system == System::Windows;
    let folder = plain(folder, is_windows);
    if is_windows && folder.starts_with("//") || mounts::is_network(&around.kind) {
        return Some(Exposure::Share);
    }
    let told = around.synced.iter().find(|(root, _)| lies_below(&folder, &plain(root, is_windows)));
    let named = || folder.split('/').find_map(service_of);
    if let Some(service) = told.map(|(_, service)| service.clone()).or_else(named) {
        return Some(Exposure::Synced(service));
    }
    // Anywhere else on a drive of Windows everybody who uses the computer may read.
    let home = plain(&around.home, is_windows);
    let is_open = is_windows && !lies_below(&folder, &home) || WITHOUT_RIGHTS.contains(&around.kind.as_str());
    is_open.then_some(Exposure::Readable)
}

/// A path with `/`, without the prefix of long paths, on Windows in small letters.
fn plain(path: &str, is_windows: bool) -> String {
    if !is_windows {
        return path.trim_end_matches('/').to_owned();
    }
    let path = path.replace('\\', "/").to_lowercase();
    let path = match path.strip_prefix("//?/unc/").or_else(|| path.strip_prefix("//./unc/")) {
        Some(share) => format!("//{share}"),
        None => path.strip_prefix("//?/").or_else(|| path.strip_prefix("//./")).map_or(path.clone(), str::to_owned),
    };
    path.trim_end_matches('/').to_owned()
}

fn lies_below(folder: &str, above: &str) -> bool {
    !above.is_empty() && folder.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The service that gives a folder this name.
fn service_of(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let is_of = |service: &str| {
        name.strip_prefix(service).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" (") || rest.starts_with('-')
        })
    };
    SERVICES.into_iter().find(|(service, _)| is_of(service)).map(|(_, name)| name.to_owned())
}

impl Surroundings {
    /// What is known of this computer, around a folder that is there.
    pub fn of(folder: &Path) -> Self {
        let text = |name: &str| env::var(name).unwrap_or_default();
        let system = System::here();
        let home = if system == System::Windows { text("USERPROFILE") } else { text("HOME") };
        let roots = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"].map(text);
        let whole = |root: String| match fs::canonicalize(&root) {
            Ok(whole) => [root, whole.to_string_lossy().into_owned()],
            Err(_) => [root.clone(), root],
        };
        let roots = roots.into_iter().filter(|root| !root.is_empty()).flat_map(whole);
        let synced = roots.map(|root| (root, "OneDrive".to_owned()));
        Self { system, home, synced: synced.collect(), kind: mounts::find_kind(folder).unwrap_or_default() }
    }
}

/// Why a folder of this computer is no place for what is private.
pub fn exposure_of(folder: &Path) -> Option<Exposure> {
    // A drive letter may stand for a share.
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let around = Surroundings::of(&whole);
    find_exposure(&whole.to_string_lossy(), &around).or_else(|| find_exposure(&folder.to_string_lossy(), &around))
}

/// The user's own folder.
pub fn user_home() -> Option<PathBuf> {
    let given = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    given(if cfg!(windows) { "USERPROFILE" } else { "HOME" })
}

/// The folder in which programs keep what is the user's own and goes to no other computer.
pub fn user_data(system: System, variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let given = |name: &str| variable(name).filter(|value| !value.trim().is_empty()).map(PathBuf::from);
    match system {
        System::Windows => given("LOCALAPPDATA"),
        System::Mac => given("HOME").map(|home| home.join("Library/Application Support")),
        System::Unix => given("XDG_DATA_HOME").or_else(|| given("HOME").map(|home| home.join(".local/share"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(system: System, kind: &str) -> Surroundings {
        let (home, synced) = match system {
            System::Windows => (r"C:\Users\Iju", vec![(r"C:\Users\Iju\クラウド".to_owned(), "OneDrive".to_owned())]),
            System::Mac => ("/Users/iju", Vec::new()),
            System::Unix => ("/home/iju", Vec::new()),
        };
        Surroundings { system, home: home.to_owned(), synced, kind: kind.to_owned() }
    }

    #[test]
    fn shares_synced_folders_and_folders_of_everybody_are_told_from_the_users_own() {
        let synced = |name: &str| Some(Exposure::Synced(name.to_owned()));
        let (share, open) = (Some(Exposure::Share), Some(Exposure::Readable));
        use System::{Mac, Unix, Windows};
        for (system, kind, folder, expected) in [
            (Windows, "", r"C:\Users\Iju\guide", None),
            (Windows, "", r"c:\users\IJU\Desktop\移住 ガイド", None),
            (Windows, "", r"\\?\C:\Users\Iju\guide", None),
            (Windows, "", r"\\fs01\移住課\guide", share.clone()),
            (Windows, "", r"\\?\UNC\fs01\share\guide", share.clone()),
            (Windows, "", "//fs01/share/guide", share.clone()),
            (Windows, "", r"C:\Users\Iju\OneDrive\guide", synced("OneDrive")),
            (Windows, "", r"C:\Users\Iju\OneDrive - 灯野町役場\guide", synced("OneDrive")),
            (Windows, "", r"C:\Users\Iju\クラウド\guide", synced("OneDrive")),
            (Windows, "", r"C:\Users\Iju\Dropbox (町)\guide", synced("Dropbox")),
            (Windows, "", r"G:\マイドライブ\guide", synced("Google Drive")),
            (Windows, "", r"C:\Users\Iju\iCloudDrive\guide", synced("iCloud")),
            (Windows, "", r"C:\Users\Iju\Box\guide", synced("Box")),
            (Windows, "", r"C:\Users\Iju\boxes\guide", None),
            (Windows, "", r"C:\guide", open.clone()),
            (Windows, "", r"D:\移住\guide", open.clone()),
            (Windows, "", r"C:\Users\Ijuin\guide", open.clone()),
            (Windows, "", r"C:\Users\Public\guide", open.clone()),
            (Mac, "apfs", "/Users/iju/guide", None),
            (Mac, "apfs", "/Users/iju/Library/CloudStorage/OneDrive-町/guide", synced("CloudStorage")),
            (Mac, "apfs", "/Users/iju/Library/Mobile Documents/com~apple~CloudDocs/guide", synced("iCloud")),
            (Mac, "apfs", "/Users/iju/Dropbox/guide", synced("Dropbox")),
            (Mac, "smbfs", "/Volumes/share/guide", share.clone()),
            (Mac, "exfat", "/Volumes/USB/guide", open.clone()),
            (Unix, "ext4", "/home/iju/guide", None),
            (Unix, "ext4", "/srv/guide", None),
            (Unix, "cifs", "/mnt/share/guide", share.clone()),
            (Unix, "nfs4", "/home/iju/guide", share),
            (Unix, "vfat", "/media/usb/guide", open),
            (Unix, "ext4", "/home/iju/Nextcloud/guide", synced("Nextcloud")),
            (Unix, "", "/home/iju/guide", None),
        ] {
            assert_eq!(find_exposure(folder, &around(system, kind)), expected, "{system:?} {kind} {folder}");
        }
        let nobody = Surroundings { home: String::new(), ..around(Windows, "") };
        assert_eq!(find_exposure(r"C:\Users\Iju\guide", &nobody), Some(Exposure::Readable), "nobody knows whose it is");
    }

    #[test]
    fn every_system_has_a_folder_for_what_is_the_users_own() {
        let variable = |name: &str| match name {
            "LOCALAPPDATA" => Some(r"C:\Users\Iju\AppData\Local".to_owned()),
            "HOME" => Some("/home/iju".to_owned()),
            _ => None,
        };
        for (system, expected) in [
            (System::Windows, r"C:\Users\Iju\AppData\Local"),
            (System::Mac, "/home/iju/Library/Application Support"),
            (System::Unix, "/home/iju/.local/share"),
        ] {
            assert_eq!(user_data(system, variable), Some(PathBuf::from(expected)));
            assert_eq!(user_data(system, |_| None), None);
            assert_eq!(user_data(system, |_| Some(" ".to_owned())), None);
        }
        let given = user_data(System::Unix, |name| (name == "XDG_DATA_HOME").then(|| "/data".to_owned()));
        assert_eq!(given, Some(PathBuf::from("/data")));
    }
}
