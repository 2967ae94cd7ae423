//! What lies in a folder where the site's files belong: looked at before anything is planned.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

use crate::{
    base::{hash::Fingerprint, os::fs, url::encode, waves::map_in_waves},
    image::cache::ImageCache,
    output::{
        execute::STAGING,
        manifest::Manifest,
        plan::{WantedContent, is_kept},
        wanted::WantedFile,
    },
};

/// What was found, and what is wanted in its light.
#[derive(Default)]
pub struct Survey<'a> {
    /// What every wanted file holds.
    pub wanted: BTreeMap<&'a str, WantedContent>,
    /// What lies there instead.
    pub found: BTreeMap<&'a str, Fingerprint>,
}

/// Looks at the folder; `staging`, which is ours, does not count.
pub fn survey<'a>(
    out: &Path,
    files: &BTreeMap<&'a str, WantedFile<'a>>,
    recorded: &Manifest,
    keep: &[String],
    images: &ImageCache,
) -> io::Result<Survey<'a>> {
    let is_empty = recorded.files.is_empty() && is_empty(out)?;
    let all: Vec<_> = files.iter().filter(|(path, _)| !is_kept(keep, path)).collect();
    let look = |(path, file): &(&&'a str, &WantedFile<'a>)| {
        let found = if is_empty { None } else { look_at(&out.join(**path)) };
        (**path, WantedContent { order: file.order(), print: print(path, file, found, recorded, images) }, found)
    };
    let looked = map_in_waves(&all, look);
    let wanted = looked.iter().map(|(path, content, _)| (*path, *content)).collect();
    let found = looked.iter().filter_map(|(path, _, found)| Some((*path, (*found)?))).collect();
    Ok(Survey { wanted, found })
}

/// Whether nothing lies in a folder, or there is none.
fn is_empty(out: &Path) -> io::Result<bool> {
    match fs::read_dir(out) {
        Ok(entries) => {
            for entry in entries {
                if entry?.file_name() != STAGING {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Err(error) if fs::is_absent(out, &error) => Ok(true),
        Err(error) => Err(error),
    }
}

/// What lies at a path; `None` of nothing and of a folder. A link is followed by nobody: whatever it leads to, it is
/// none of our files. Neither is what cannot be read.
fn look_at(path: &Path) -> Option<Fingerprint> {
    let unknown = Some(Fingerprint::default());
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => None,
        Ok(meta) if meta.is_file() => fs::read(path).ok().map(Fingerprint::of).or(unknown),
        Err(error) if fs::is_absent(path, &error) => None,
        _ => unknown,
    }
}

/// The first folder below `out` on the way to one of these paths that is a link: what is written there would be written
/// elsewhere.
pub fn find_link<'a>(out: &Path, paths: impl Iterator<Item = &'a str>) -> Option<PathBuf> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for path in paths {
        for (end, _) in path.match_indices('/') {
            let folder = out.join(&path[..end]);
            if seen.insert(&path[..end]) && fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_symlink()) {
                return Some(folder);
            }
        }
    }
    None
}

/// Of what vanishes, what those files load that stay: their pictures, style sheets and documents. Where one cannot be
/// read, nobody knows what may go.
pub fn find_loaded(
    out: &Path,
    recorded: &Manifest,
    stay: &BTreeSet<String>,
    is_withheld: &impl Fn(&str) -> bool,
) -> io::Result<BTreeSet<String>> {
    let is_text = |path: &str| [".html", ".css", ".js", ".svg"].iter().any(|ending| path.ends_with(ending));
    let mut open: Vec<String> = stay.iter().filter(|path| recorded.files.contains_key(*path)).cloned().collect();
    let mut loaded: BTreeSet<String> = BTreeSet::new();
    while let Some(path) = open.pop() {
        if !is_text(&path) {
            continue;
        }
        let text = match fs::read(out.join(&path)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if fs::is_absent(&out.join(&path), &error) => continue,
            Err(error) => return Err(error),
        };
        for file in recorded.files.keys().filter(|file| !file.ends_with(".html") && !is_withheld(file)) {
            let name = file.rsplit('/').next().unwrap_or(file);
            let is_named =
                text.contains(name) || text.contains(&encode(name, false)) || text.contains(&encode(name, true));
            if is_named && loaded.insert(file.clone()) {
                open.push(file.clone());
            }
        }
    }
    Ok(loaded)
}

/// What a file is to hold. A picture is made only to be compared with something else than what is recorded.
fn print(
    path: &str,
    file: &WantedFile<'_>,
    found: Option<Fingerprint>,
    recorded: &Manifest,
    images: &ImageCache,
) -> Option<Fingerprint> {
    match (file, found) {
        (WantedFile::Made(output), _) => Some(output.fingerprint),
        (WantedFile::Picture(_), Some(found)) if !recorded.records(path, found) => {
            file.content(images).map(|(_, print)| print)
        }
        (WantedFile::Picture(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_not_taken_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (out, look) = (folder.path(), |path: &str| look_at(&folder.path().join(path)));
        fs::create_dir(out.join("folder")).unwrap();
        fs::write(out.join("file"), b"a").unwrap();
        assert_eq!([look("none"), look("folder"), look("file/below")], [None; 3]);
        assert_eq!(look("file"), Some(Fingerprint::of(b"a")));
        assert_eq!(look(&"n".repeat(300)), Some(Fingerprint::default()), "a name that the disk refuses to look up");
        #[cfg(unix)]
        {
            let _held = std::os::unix::net::UnixListener::bind(out.join("socket")).unwrap();
            std::os::unix::fs::symlink(out.join("none"), out.join("link")).unwrap();
            assert_eq!([look("socket"), look("link")], [Some(Fingerprint::default()); 2]);
        }
    }

    #[test]
    fn what_stays_and_cannot_be_read_stops_what_would_go() {
        let folder = tempfile::tempdir().unwrap();
        let mut recorded = Manifest::empty();
        ["a.html", "b.html", "x.avif", "y.avif"].iter().for_each(|path| recorded.add(path, Fingerprint::of(path)));
        let find =
            |path: &str| find_loaded(folder.path(), &recorded, &BTreeSet::from([path.to_owned()]), &|_| false).ok();
        fs::write(folder.path().join("a.html"), b"<img src=\"x.avif\">\xff").unwrap();
        fs::create_dir(folder.path().join("b.html")).unwrap();
        assert_eq!(find("a.html"), Some(BTreeSet::from(["x.avif".to_owned()])));
        assert_eq!((find("c.html"), find("b.html")), (Some(BTreeSet::new()), None));
    }
}
