//! Where the inbox and the key of a guide lie: in the guide, or, where others would see them there, in the user's own
//! folder on this computer. The guide says which, in a file that stays in it.
//!
//! Must never take an inbox that lies elsewhere for one that is not there.

use std::{
    env, io,
    path::{Path, PathBuf},
};

use crate::base::{
    atomic_file,
    os::{
        fs, lock,
        places::{self, Exposure, System},
    },
};

/// What says that they lie elsewhere.
pub const POINTER: &str = ".shirube/inbox-place.txt";

/// What of a guide is private, below its root or below the place that stands for it.
pub const PRIVATE: [&str; 2] = [".shirube/salon", ".shirube/key"];

/// Where a guide's inbox and key are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the guide itself.
    Guide,
    /// In the user's own folder; this stands in the place of the guide's root.
    User(PathBuf),
    /// In the folder of another user or on another computer, which is named.
    Elsewhere(String),
}

/// Where the inbox and the key of the guide at `root` are. An error: nobody can say, and nothing may be done without
/// them.
pub fn find_place(root: &Path) -> io::Result<Place> {
    let Some(text) = fs::read_if_there(root.join(POINTER))? else { return Ok(Place::Guide) };
    let text = String::from_utf8_lossy(&text);
    let value = |key: &str| text.lines().find_map(|line| line.trim().strip_prefix(key)?.trim().strip_prefix('='));
    let unread = || io::Error::new(io::ErrorKind::InvalidData, POINTER);
    let id = value("id").map(str::trim).filter(|id| is_id(id)).ok_or_else(unread)?;
    let Some(data) = user_folder() else { return Ok(Place::Elsewhere(String::new())) };
    let place = data.join(id);
    if fs::is_dir(&place)? {
        return Ok(Place::User(place));
    }
    Ok(Place::Elsewhere(value("computer").unwrap_or_default().trim().to_owned()))
}

/// What stands for a guide's root where its inbox and key are looked for. One that is elsewhere is nowhere here: the
/// path leads to a folder that is not there.
pub fn private_root(root: &Path) -> io::Result<PathBuf> {
    match find_place(root)? {
        Place::Guide => Ok(root.to_owned()),
        Place::User(place) => Ok(place),
        Place::Elsewhere(_) => Ok(root.join(".shirube/inbox-elsewhere")),
    }
}

/// Why the guide's folder is no place for its inbox and key, where they lie in it or would.
pub fn find_danger(root: &Path) -> io::Result<Option<Exposure>> {
    Ok(if find_place(root)? == Place::Guide { places::exposure_of(root) } else { None })
}

/// Whether inbox or key lie in the guide itself.
pub fn lies_in_guide(root: &Path) -> io::Result<bool> {
    for name in PRIVATE {
        if fs::is_there(root.join(name))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes a place of the user's own for the guide, and has the guide say so. What others have been told stays as it is
/// until this returns.
pub fn make_place(root: &Path) -> io::Result<PathBuf> {
    let (id, place) = prepare_place()?;
    point_to(root, &id)?;
    Ok(place)
}

/// Makes a place of the user's own, of which no guide says anything yet; with its name.
pub fn prepare_place() -> io::Result<(String, PathBuf)> {
    let missing = || io::Error::new(io::ErrorKind::NotFound, "LOCALAPPDATA, HOME");
    let number = getrandom::u64().map_err(|error| io::Error::other(error.to_string()))?;
    let id = format!("{number:016x}");
    let place = user_folder().ok_or_else(missing)?.join(&id);
    fs::create_dir_all(&place)?;
    keep_to_owner(&place)?;
    Ok((id, place))
}

/// Has the guide say that its inbox and key lie in the place of this name.
pub fn point_to(root: &Path, id: &str) -> io::Result<()> {
    let computer = lock::computer();
    let text = format!(
        "# このガイドの受信箱と鍵は、次のパソコンの、利用者だけのフォルダーにあります。ここはほかの人にも見えるためです。消さないでください。\n\
         # The inbox and the key of this guide lie in the user's own folder on this computer: others see this one. \
         Keep this file.\n\
         computer = {computer}\nid = {id}\n"
    );
    atomic_file::write(&root.join(POINTER), text.as_bytes())
}

fn is_id(id: &str) -> bool {
    id.len() >= 8 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The folder below which every guide has a place.
fn user_folder() -> Option<PathBuf> {
    places::user_data(System::here(), |name| env::var(name).ok()).map(|data| data.join("shirube").join("guides"))
}

#[cfg(unix)]
fn keep_to_owner(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// The folder of the user's own data is the user's alone.
#[cfg(not(unix))]
fn keep_to_owner(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_says_where_its_inbox_is_and_a_word_that_cannot_be_read_is_no_no() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert_eq!(find_place(root).unwrap(), Place::Guide);
        assert!(!lies_in_guide(root).unwrap());
        std::fs::create_dir_all(root.join(".shirube/salon")).unwrap();
        assert!(lies_in_guide(root).unwrap());
        for text in ["", "id = \n", "id = ../../x\n", "computer = a\n", "id = a b\n"] {
            std::fs::write(root.join(POINTER), text).unwrap();
            assert!(find_place(root).is_err() && private_root(root).is_err(), "{text}");
        }
        point_to(root, "0123456789nobody").unwrap();
        let computer = lock::computer();
        assert_eq!(find_place(root).unwrap(), Place::Elsewhere(computer));
        let private = private_root(root).unwrap();
        assert!(!private.exists() && private.starts_with(root), "{}", private.display());
        std::fs::remove_file(root.join(POINTER)).unwrap();
        std::fs::create_dir(root.join(POINTER)).unwrap();
        assert!(find_place(root).is_err());
    }
}
