//! The file system that holds a folder, and whether it shows another computer's files.

use std::path::Path;

use crate::base::os::fs;

/// File systems whose changes other computers (or Windows, for WSL) make, so that nobody tells this system, and whose
/// files others see: of Linux, then of macOS.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "drvfs",
    "fuse.rclone",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "v9fs",
    "vboxsf",
    "vmhgfs",
    "afpfs",
    "ftp",
    "macfuse",
    "osxfuse",
    "webdav",
];

/// What stands for a share of Windows, whose file system has no name.
#[cfg(any(windows, test))]
const SHARE: &str = "cifs";

/// Whether a file system is one of those that show another computer's files.
pub fn is_network(kind: &str) -> bool {
    NETWORK.contains(&kind)
}

/// Whether `root` lies on such a file system.
pub fn is_shared(root: &Path) -> bool {
    find_kind(root).is_some_and(|kind| is_network(&kind))
}

/// The type of the file system that holds a folder; `None` if it is not known.
#[cfg(target_os = "linux")]
pub fn find_kind(root: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    Some(kind_of(&mounts, &fs::canonicalize(root).ok()?).to_owned()).filter(|kind| !kind.is_empty())
}

/// The type of the file system that holds a folder, as far as that it is a share: a network drive resolves to its
/// `\\server\share`.
#[cfg(windows)]
pub fn find_kind(root: &Path) -> Option<String> {
    use std::path::{Component, Prefix};
    let is_share = |path: &Path| match path.components().next() {
        Some(Component::Prefix(prefix)) => matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)),
        _ => false,
    };
    let is_share = is_share(root) || fs::canonicalize(root).is_ok_and(|root| is_share(&root));
    is_share.then(|| SHARE.to_owned())
}

/// The type of the file system that holds a folder, by what `mount` says; `None` if it is not known.
#[cfg(target_os = "macos")]
pub fn find_kind(root: &Path) -> Option<String> {
    let said = std::process::Command::new("/sbin/mount").output().ok()?.stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    Some(kind_by_mount(&said, &fs::canonicalize(root).ok()?).to_owned()).filter(|kind| !kind.is_empty())
}

/// Not known here.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub fn find_kind(_: &Path) -> Option<String> {
    None
}

/// The type of the file system that holds `path`, by the words of `mount` on macOS; empty if unknown.
#[cfg(any(target_os = "macos", test))]
fn kind_by_mount<'a>(said: &'a str, path: &Path) -> &'a str {
    // //town@server/guide on /Volumes/guide (smbfs, nodev, nosuid, mounted by town)
    let mount = |line: &'a str| {
        let (before, options) = line.rsplit_once(" (")?;
        let (_, point) = before.split_once(" on ")?;
        let kind = options.split([',', ')']).next().unwrap_or_default();
        path.starts_with(point).then(|| (Path::new(point).components().count(), kind))
    };
    said.lines().filter_map(mount).max_by_key(|(depth, _)| *depth).map_or("", |(_, kind)| kind)
}

/// The type of the file system that holds `path`, by the text of `/proc/self/mountinfo`; empty if unknown.
#[cfg(any(target_os = "linux", test))]
fn kind_of<'a>(mounts: &'a str, path: &Path) -> &'a str {
    // 36 35 98:0 /root /mount/point options … - type source options
    let mount = |line: &'a str| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        path.starts_with(&point)
            .then(|| (Path::new(&point).components().count(), after.split(' ').next().unwrap_or_default()))
    };
    // Of two at one place the later one hides the earlier.
    mounts.lines().filter_map(mount).max_by_key(|(depth, _)| *depth).map_or("", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 0:21 / / rw - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/c rw,noatime shared:5 - 9p drvfs rw,aname=drvfs
41 22 0:36 / /srv/guide\\040share rw - cifs //server/share rw
42 22 0:37 / /home rw master:3 - btrfs /dev/sdb1 rw
43 42 0:38 / /home/town/nfs rw - nfs4 server:/export rw
";

    #[test]
    fn shares_are_known_by_their_file_system() {
        for (path, kind, shared) in [
            ("/home/town/guide", "btrfs", false),
            ("/home/town/nfs/guide", "nfs4", true),
            ("/mnt/c/Users/town/guide", "9p", true),
            ("/mnt/cd", "ext4", false),
            ("/srv/guide share/a", "cifs", true),
            ("/", "ext4", false),
        ] {
            assert_eq!((kind_of(MOUNTS, Path::new(path)), is_network(kind)), (kind, shared), "{path}");
        }
    }

    #[test]
    fn a_folder_of_this_computer_has_a_kind() {
        assert!(!is_shared(Path::new("no-such-folder")) && is_network(SHARE));
        if cfg!(target_os = "linux") {
            assert!(find_kind(Path::new("/proc")).is_some_and(|kind| kind == "proc"));
        }
    }

    #[test]
    fn shares_of_macos_are_known_by_the_words_of_mount() {
        let said = "\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
//town@server/guide on /Volumes/guide on share (smbfs, nodev, nosuid, mounted by town)
https://server/dav/ on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by town)
/dev/disk4s2 on /Volumes/USB (exfat, local, nodev, nosuid, noowners)
";
        for (path, kind, shared) in [
            ("/Users/town/guide", "apfs", false),
            ("/Volumes/guide on share/content", "smbfs", true),
            ("/Volumes/dav/guide", "webdav", true),
            ("/Volumes/USB/guide", "exfat", false),
        ] {
            let found = kind_by_mount(said, Path::new(path));
            assert_eq!((found, is_network(found)), (kind, shared), "{path}");
        }
    }
}
