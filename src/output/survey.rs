//! What lies in a folder where the site's files belong: looked at before anything is planned.

use std::{collections::BTreeMap, fs, io, path::Path};

use rayon::prelude::*;

use crate::{
    base::hash::Fingerprint,
    image::cache::ImageCache,
    output::{
        manifest::Manifest,
        plan::{WantedContent, is_kept},
        wanted::WantedFile,
    },
};

/// What was found, and what is wanted in its light.
#[derive(Default)]
pub struct Survey<'a> {
    /// Whether nothing is there at all.
    pub is_empty: bool,
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
    let is_empty = recorded.files.is_empty() && fs::read_dir(out)?.next().is_none();
    let all: Vec<_> = files.iter().filter(|(path, _)| !is_kept(keep, path)).collect();
    let look = |(path, file): &(&&'a str, &WantedFile<'a>)| {
        let found = if is_empty { None } else { fs::read(out.join(**path)).ok().map(Fingerprint::of) };
        (**path, WantedContent { order: file.order(), print: print(path, file, found, recorded, images) }, found)
    };
    let looked: Vec<_> = all.par_iter().map(look).collect();
    let wanted = looked.iter().map(|(path, content, _)| (*path, *content)).collect();
    let found = looked.iter().filter_map(|(path, _, found)| Some((*path, (*found)?))).collect();
    Ok(Survey { is_empty, wanted, found })
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
