//! What the last runs were answered, in `.shirube/cache/links.json`. A memo: without it everything is asked again.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use crate::{
    base::{atomic_file, os::fs},
    text::date::Date,
};

const FILE: &str = ".shirube/cache/links.json";

/// For how many days a page that was there is not asked for again.
const FRESH: i64 = 7;

/// The answers, by address.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) seen: BTreeMap<String, Seen>,
}

/// An answer.
#[derive(Serialize, Deserialize)]
pub(super) struct Seen {
    /// The status; 0 is no answer.
    pub(super) status: u16,
    /// The day on which it was given.
    pub(super) on: String,
}

impl Known {
    /// What is known; nothing where the file cannot be read.
    pub(super) fn read(root: &Path) -> Self {
        let bytes = fs::read(root.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Whether an address was there lately.
    pub(super) fn is_fresh(&self, url: &str, today: Date) -> bool {
        let seen = self.seen.get(url).filter(|seen| (200..400).contains(&seen.status));
        let age = seen.and_then(|seen| Date::parse(&seen.on)).map(|on| today.days() - on.days());
        age.is_some_and(|age| (0..FRESH).contains(&age))
    }

    /// Keeps it; what cannot be kept is asked again.
    pub(super) fn write(&self, root: &Path) {
        let file = root.join(FILE);
        let folder = file.parent().expect("the file stands in a folder");
        if let Ok(json) = serde_json::to_vec_pretty(self)
            && fs::create_dir_all(folder).is_ok()
        {
            let _ = atomic_file::write(&file, &json);
        }
    }
}
