//! Floor 2: where pictures are developed, and where developed ones are kept from one run to the next.
//!
//! What is kept in `.shirube/cache/images/` is a memo of pure functions of a picture of `content/`: with it or without
//! it the same bytes come out, only sooner. So a folder that cannot be read or written is no fault, an entry is
//! believed only if its checksum holds, and nothing of the private inbox is ever put there. The only file that knows of
//! the folder.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use rayon::prelude::*;

use crate::{
    base::{
        atomic_file,
        hash::{Digest, Fingerprint},
        os::fs,
    },
    image::{
        decode::{DecodeFault, Facts, Paint},
        variants::{VariantJob, VariantSet},
    },
    report::progress::Progress,
};

/// Below the site's root.
const FOLDER: &str = ".shirube/cache/images";
/// How long an entry is kept that no build asks for: a draft's pictures, those of another branch.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Develops pictures, and remembers.
#[derive(Debug, Default)]
pub struct ImageCache {
    /// Where developed pictures are kept; `None`: nowhere.
    folder: Option<PathBuf>,
    /// Held by the one that makes a single variant.
    turn: Mutex<()>,
    developed: AtomicUsize,
    examined: AtomicUsize,
}

impl ImageCache {
    /// The darkroom of the site at `root`.
    pub fn of(root: &Path) -> Self {
        Self { folder: Some(root.join(FOLDER)), ..Self::default() }
    }

    /// How many variants were made, rather than remembered.
    pub fn developed(&self) -> usize {
        self.developed.load(Ordering::Relaxed)
    }

    /// How many originals were decoded to learn their facts.
    pub fn examined(&self) -> usize {
        self.examined.load(Ordering::Relaxed)
    }

    /// The facts of an original.
    pub fn facts(&self, original: &[u8], print: Fingerprint) -> Result<Facts, DecodeFault> {
        let key = key_of_facts(VariantSet::print_of(print));
        if let Some(known) = self.recall(key).and_then(|bytes| unpack(&bytes)) {
            return known;
        }
        self.examined.fetch_add(1, Ordering::Relaxed);
        let facts = crate::image::decode::examine(original);
        self.keep(key, &pack(facts));
        facts
    }

    /// The bytes of one variant; `None` if they cannot be made. What is not kept is made one at a time: a browser asks
    /// for many at once, and the preview's pages go first.
    pub fn bytes(&self, recipe: &VariantJob) -> Option<Vec<u8>> {
        self.recall(recipe.fingerprint()).or_else(|| {
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            // Somebody else may have made it while this one waited.
            self.recall(recipe.fingerprint()).or_else(|| self.make(&[recipe]).pop().flatten())
        })
    }

    /// Makes those variants that are not kept yet, each original decoded once.
    pub fn develop(&self, recipes: &[&Arc<VariantJob>], progress: &Progress) {
        // Nowhere to keep them: they are made when they are asked for.
        if self.folder.as_ref().is_none_or(|folder| fs::create_dir_all(folder).is_err()) {
            return;
        }
        let mut by_original: Vec<(Fingerprint, Vec<&VariantJob>)> = Vec::new();
        let mut missing: Vec<&VariantJob> =
            recipes.iter().map(|recipe| &***recipe).filter(|recipe| !self.has(recipe)).collect();
        missing.sort_by_key(|recipe| recipe.plan.print);
        for recipe in missing {
            match by_original.last_mut().filter(|(print, _)| *print == recipe.plan.print) {
                Some((_, recipes)) => recipes.push(recipe),
                None => by_original.push((recipe.plan.print, vec![recipe])),
            }
        }
        by_original.par_iter().for_each(|(_, recipes)| {
            self.make(recipes);
            recipes.iter().for_each(|_| progress.step());
        });
    }

    /// Forgets what is no variant of this build and has been asked for by none in a month.
    pub fn tidy<'a>(&self, recipes: impl Iterator<Item = &'a Arc<VariantJob>>) {
        let Some(entries) = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()) else { return };
        let keys = |recipe: &Arc<VariantJob>| {
            [recipe.fingerprint(), key_of_facts(recipe.plan.print)].map(|key| key.to_string())
        };
        let asked: BTreeSet<String> = recipes.flat_map(keys).collect();
        let old = |entry: &fs::DirEntry| {
            let age = entry
                .metadata()
                .ok()
                .and_then(|meta| meta.modified().ok())
                .and_then(|time| SystemTime::now().duration_since(time).ok());
            age.is_some_and(|age| age > KEPT)
        };
        for entry in entries.filter_map(Result::ok) {
            if !asked.contains(entry.file_name().to_string_lossy().as_ref()) && old(&entry) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn make(&self, recipes: &[&VariantJob]) -> Vec<Option<Vec<u8>>> {
        let Some(first) = recipes.first() else { return Vec::new() };
        let variants: Vec<_> = recipes.iter().map(|recipe| recipe.variant).collect();
        self.developed.fetch_add(variants.len(), Ordering::Relaxed);
        let made = crate::image::encode::develop(&first.original, &first.plan, &variants);
        for (recipe, bytes) in recipes.iter().zip(&made) {
            if let Some(bytes) = bytes {
                self.keep(recipe.fingerprint(), bytes);
            }
        }
        made
    }

    fn has(&self, recipe: &VariantJob) -> bool {
        self.folder
            .as_ref()
            .is_some_and(|folder| fs::is_file(folder.join(recipe.fingerprint().to_string())).unwrap_or(false))
    }

    fn recall(&self, key: Fingerprint) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.folder.as_ref()?.join(key.to_string())).ok()?;
        let sum = bytes.split_off(bytes.len().checked_sub(16)?);
        (Fingerprint::of(&bytes).0.to_le_bytes() == *sum).then_some(bytes)
    }

    /// Keeps bytes with their checksum; where that cannot be done, they are made again the next time.
    fn keep(&self, key: Fingerprint, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let _ = atomic_file::write(
            &folder.join(key.to_string()),
            &[bytes, &Fingerprint::of(bytes).0.to_le_bytes()].concat(),
        );
    }
}

/// Where the facts lie that made a plan.
fn key_of_facts(plan: Fingerprint) -> Fingerprint {
    Digest::new().part("facts").print(plan).finish()
}

fn pack(facts: Result<Facts, DecodeFault>) -> Vec<u8> {
    let (width, height, sort) = match facts {
        Ok(Facts { width, height, paint: Paint::Photo }) => (width, height, 0),
        Ok(Facts { width, height, paint: Paint::Drawing }) => (width, height, 1),
        Ok(Facts { width, height, paint: Paint::Sheer }) => (width, height, 2),
        Err(DecodeFault::Damaged) => (0, 0, 3),
        Err(DecodeFault::Large) => (0, 0, 4),
        Err(DecodeFault::Unknown) => (0, 0, 5),
    };
    [&width.to_le_bytes()[..], &height.to_le_bytes(), &[sort]].concat()
}

fn unpack(bytes: &[u8]) -> Option<Result<Facts, DecodeFault>> {
    let (numbers, sort) = bytes.split_at_checked(8)?;
    let number = |at: usize| u32::from_le_bytes([numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]]);
    let facts = |paint| Some(Ok(Facts { width: number(0), height: number(4), paint }));
    match sort {
        [0] => facts(Paint::Photo),
        [1] => facts(Paint::Drawing),
        [2] => facts(Paint::Sheer),
        [3] => Some(Err(DecodeFault::Damaged)),
        [4] => Some(Err(DecodeFault::Large)),
        [5] => Some(Err(DecodeFault::Unknown)),
        _ => None,
    }
}
