//! What a build wants to be written: its outputs, and the variants of pictures, which are made only when they are
//! needed.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    base::{hash::Fingerprint, url::OutPath},
    image::{cache::ImageCache, variants::VariantJob},
    incremental::memo::Entry,
    render::job::{Output, WriteOrder},
};

/// What there is to write.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// What was rendered.
    pub outputs: &'a BTreeMap<OutPath, Arc<Entry<Output>>>,
    /// The variants of pictures; those that have to be written are developed.
    pub pictures: &'a BTreeMap<OutPath, Arc<VariantJob>>,
    /// Outputs that are not made anew and stay as they were written last, with what they load.
    pub stay: &'a BTreeSet<String>,
    /// What the privacy gate keeps back: nothing of it stays, whoever loads it.
    pub withheld: &'a BTreeSet<OutPath>,
    /// Paths that are not touched.
    pub keep: &'a [String],
    /// How many pages may vanish; more are a reason to stop only where they are [alarmingly many].
    ///
    /// [alarmingly many]: super::plan::is_alarming
    pub removals: usize,
}

/// A file to write.
#[derive(Clone, Copy)]
pub enum WantedFile<'a> {
    /// An output with its bytes.
    Made(&'a Output),
    /// A variant of a picture; its name stands for its content.
    Picture(&'a Arc<VariantJob>),
}

impl<'a> Wanted<'a> {
    /// The files by path, those of `keep` among them; an output without bytes is none.
    pub fn files(&self) -> BTreeMap<&'a str, WantedFile<'a>> {
        let pictures = self.pictures.iter().map(|(path, job)| (path.as_str(), WantedFile::Picture(job)));
        let mut files: BTreeMap<&str, WantedFile<'_>> = pictures.collect();
        for (path, entry) in self.outputs {
            match entry.value.bytes {
                Some(_) => files.insert(path.as_str(), WantedFile::Made(&entry.value)),
                None => files.remove(path.as_str()),
            };
        }
        files
    }
}

impl<'a> WantedFile<'a> {
    /// When it is written.
    pub fn order(&self) -> WriteOrder {
        match self {
            Self::Made(output) => output.turn,
            Self::Picture(_) => WriteOrder::Files,
        }
    }

    /// How a picture is made; `None` for what is there already.
    pub fn job(&self) -> Option<&'a Arc<VariantJob>> {
        match self {
            Self::Made(_) => None,
            Self::Picture(job) => Some(job),
        }
    }

    /// Its bytes and their fingerprint; `None` for a picture that cannot be made.
    pub fn content(&self, images: &ImageCache) -> Option<(Cow<'a, [u8]>, Fingerprint)> {
        match self {
            Self::Made(output) => Some((Cow::Borrowed(output.bytes.as_deref()?), output.fingerprint)),
            Self::Picture(job) => {
                let bytes = images.bytes(job)?;
                let print = Fingerprint::of(&bytes);
                Some((Cow::Owned(bytes), print))
            }
        }
    }
}
