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
        Ok(entries) => Ok(entries.filter_map(Result::ok).all(|entry| entry.file_name() == STAGING)),
        Err(error) if fs::is_absent(out, &error) => Ok(true),
        Err(error) => Err(error),
    }
}

/// What lies at a path. A link is followed by nobody: whatever it leads to, it is none of our files.
fn look_at(path: &Path) -> Option<Fingerprint> {
    let unknown = Some(Fingerprint::default());
    match fs::symlink_metadata(path) {
        // What cannot be read is something else than what we wrote.
        Ok(meta) if meta.is_file() => fs::read(path).ok().map(Fingerprint::of).or(unknown),
        Ok(meta) => unknown.filter(|_| meta.is_symlink()),
        Err(error) => unknown.filter(|_| !fs::is_absent(path, &error)),
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

/// Of what vanishes, what those files load that stay: their pictures, style sheets and documents.
pub fn find_loaded(
    out: &Path,
    recorded: &Manifest,
    stay: &BTreeSet<String>,
    is_withheld: &impl Fn(&str) -> bool,
) -> BTreeSet<String> {
    let is_text = |path: &str| [".html", ".css", ".js", ".svg"].iter().any(|ending| path.ends_with(ending));
    let mut open: Vec<String> = stay.iter().filter(|path| recorded.files.contains_key(*path)).cloned().collect();
    let mut loaded: BTreeSet<String> = BTreeSet::new();
    while let Some(path) = open.pop().filter(|_| !recorded.files.is_empty()) {
        let Some(text) =
            Some(&path).filter(|path| is_text(path)).and_then(|path| fs::read_to_string(out.join(path)).ok())
        else {
            continue;
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
    loaded
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
            Some(file.content(images).map_or_else(Fingerprint::default, |(_, print)| print))
        }
        (WantedFile::Picture(_), _) => None,
    }
}
