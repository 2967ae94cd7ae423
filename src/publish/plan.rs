//! What has to happen so that a place holds the new site: a value, made from what the place says it holds, what it is
//! to hold, and what an unfinished run may have left. Pure; never from a listing, a time, a size or a name on the
//! place.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::secret::sha256,
    publish::manifest::{Class, Kept, Manifest, OWN, is_page},
    text::date::Date,
};

/// How long an asset that nothing loads any more stays: days, and publications.
const GRACE_DAYS: i64 = 30;
const GRACE_RELEASES: u32 = 3;

/// How many releases a place remembers.
const RELEASES: usize = 5;

/// What a plan is made from.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// What the place holds; `None`: it was never published to.
    pub old: Option<&'a Manifest>,
    /// What it is to hold.
    pub new: &'a Manifest,
    /// The paths of an unfinished run, and those found to be damaged.
    pub unsure: &'a BTreeSet<String>,
    /// Paths of pages that were withdrawn.
    pub withdrawn: &'a BTreeSet<String>,
    /// Today.
    pub today: Date,
}

/// The paths to be sent or removed, phase by phase.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// Removed before anything else, because a file lies where a folder must come or the other way round.
    pub blocking: Vec<String>,
    /// Withdrawn pages that are there no more: they get a stub first.
    pub withdrawn: Vec<String>,
    /// Withdrawn pages that are still there, without what was withdrawn.
    pub corrected: Vec<String>,
    /// Assets and new files.
    pub assets: Vec<String>,
    /// New pages.
    pub new_pages: Vec<String>,
    /// Files that change.
    pub files: Vec<String>,
    /// Pages that change.
    pub pages: Vec<String>,
    /// What leads to pages, the top page last.
    pub index: Vec<String>,
    /// What tells the host how to behave.
    pub control: Vec<String>,
    /// All pages that go: stubs before the first is deleted.
    pub stubs: Vec<String>,
    /// Everything that goes.
    pub removed: Vec<String>,
    /// What is tidied up at the very end.
    pub expired: Vec<String>,
    /// The manifest that is committed.
    pub manifest: Option<Manifest>,
}

/// Makes the plan.
pub fn plan(situation: Situation<'_>) -> Plan {
    let Situation { old, new, unsure, withdrawn, .. } = situation;
    let nothing = BTreeMap::new();
    let known = old.map_or(&nothing, |old| &old.files);
    let manifest = next_manifest(&situation);
    let mut plan = Plan::default();
    for (path, entry) in &new.files {
        let before = known.get(path);
        if before == Some(entry) && !unsure.contains(path) {
            continue;
        }
        let list = match (entry.c, before.is_some()) {
            _ if withdrawn.contains(path) => &mut plan.corrected,
            (Class::Asset, false) | (Class::File, false) => &mut plan.assets,
            (Class::Asset | Class::File, true) => &mut plan.files,
            (Class::Page, false) => &mut plan.new_pages,
            (Class::Page, true) => &mut plan.pages,
            (Class::Index, _) => &mut plan.index,
            (Class::Control, _) => &mut plan.control,
        };
        list.push(path.clone());
    }
    plan.index.sort_by_key(|path| (path == "index.html", path.ends_with("index.html")));
    let kept = old.map_or_else(Vec::new, |old| old.keep.keys().collect());
    let all: BTreeSet<&String> = known.keys().chain(unsure).chain(kept).collect();
    let is_gone = |path: &&&String| !new.files.contains_key(**path) && !manifest.keep.contains_key(**path);
    for path in all.iter().filter(is_gone).filter(|path| !path.starts_with(OWN)) {
        let was_kept = old.is_some_and(|old| old.keep.contains_key(*path));
        let list = match () {
            () if is_in_the_way(new, path) => &mut plan.blocking,
            () if was_kept && withdrawn.is_empty() => &mut plan.expired,
            () => &mut plan.removed,
        };
        list.push((*path).clone());
    }
    plan.stubs = plan.removed.iter().filter(|path| is_page(path)).cloned().collect();
    plan.withdrawn = plan.stubs.iter().filter(|path| withdrawn.contains(*path)).cloned().collect();
    plan.expired.extend(forgotten_releases(old, unsure, &manifest));
    plan.manifest = Some(manifest);
    plan
}

impl Plan {
    /// Whether the place is as it should be.
    pub fn is_empty(&self) -> bool {
        self.sent().next().is_none() && self.removed.is_empty() && self.blocking.is_empty() && self.expired.is_empty()
    }

    /// Everything that is sent, in the order of the phases.
    pub fn sent(&self) -> impl Iterator<Item = &str> {
        let phases =
            [&self.corrected, &self.assets, &self.new_pages, &self.files, &self.pages, &self.index, &self.control];
        phases.into_iter().flatten().map(String::as_str)
    }

    /// Everything that may be touched.
    pub fn touched(&self) -> BTreeSet<String> {
        let gone = [&self.blocking, &self.removed, &self.expired].into_iter().flatten().map(String::as_str);
        let record = release_path(&self.committed().id);
        self.sent().chain(gone).map(str::to_owned).chain([record]).collect()
    }

    /// The manifest that is committed.
    pub fn committed(&self) -> &Manifest {
        self.manifest.as_ref().expect("a plan is made with its manifest")
    }
}

/// The new site's manifest with its place in the row of releases.
fn next_manifest(situation: &Situation<'_>) -> Manifest {
    let Situation { old, new, today, withdrawn, .. } = *situation;
    let mut manifest = new.clone();
    manifest.parent = old.map_or(String::new(), |old| old.tree.clone());
    let digest = sha256(format!("{}\0{}", manifest.parent, manifest.tree));
    manifest.id = format!("{}-{}", manifest.day, &digest[..8]);
    if let Some(same) = old.filter(|old| old.tree == new.tree) {
        // Nothing new: the release stays the one it is.
        manifest.parent.clone_from(&same.parent);
        manifest.id.clone_from(&same.id);
    }
    let before = old.map_or(&[][..], |old| &old.releases);
    let others = before.iter().filter(|id| **id != manifest.id).cloned();
    manifest.releases = std::iter::once(manifest.id.clone()).chain(others).take(RELEASES).collect();
    manifest.keep = kept(situation, today, withdrawn.is_empty());
    manifest
}

/// The assets that stay for those who have an old page open. A withdrawal ends the grace of everything but styles,
/// scripts and fonts: pictures may be of what was withdrawn.
fn kept(situation: &Situation<'_>, today: Date, is_gentle: bool) -> BTreeMap<String, Kept> {
    let Situation { old, new, unsure, .. } = situation;
    let Some(old) = old else { return BTreeMap::new() };
    // What an unfinished run has touched is not worth keeping: something may lie beside it.
    let is_kept =
        |path: &String| !new.files.contains_key(path) && !unsure.contains(path) && (is_gentle || is_of_theme(path));
    let is_new = old.tree != new.tree;
    let before = old.keep.iter().filter(|(path, kept)| {
        let in_time = Date::parse(&kept.until).is_some_and(|until| until >= today);
        is_kept(path) && (in_time || kept.left > 0)
    });
    let before = before
        .map(|(path, kept)| (path.clone(), Kept { left: kept.left.saturating_sub(u32::from(is_new)), ..kept.clone() }));
    let until = Date::from_days(today.days() + GRACE_DAYS).to_string();
    let fresh = old.files.iter().filter(|(path, entry)| entry.c == Class::Asset && is_kept(path));
    let fresh = fresh
        .map(|(path, entry)| (path.clone(), Kept { h: entry.h.clone(), until: until.clone(), left: GRACE_RELEASES }));
    before.chain(fresh).collect()
}

fn is_of_theme(path: &str) -> bool {
    [".css", ".js", ".mjs", ".woff2", ".woff"].iter().any(|ending| path.ends_with(ending))
}

/// The records of releases that the place forgets now, or should have forgotten.
fn forgotten_releases(old: Option<&Manifest>, unsure: &BTreeSet<String>, new: &Manifest) -> BTreeSet<String> {
    let kept: BTreeSet<String> = new.releases.iter().map(|id| release_path(id)).collect();
    let before = old.map_or(&[][..], |old| &old.releases).iter().map(|id| release_path(id));
    let left = unsure.iter().filter(|path| path.starts_with(OWN)).cloned();
    before.chain(left).filter(|path| !kept.contains(path)).collect()
}

/// Where a release's own copy of its manifest lies.
pub fn release_path(id: &str) -> String {
    format!("{OWN}releases/{id}.json")
}

/// Whether a new file needs a folder where this file is, or is one where this file has a folder.
fn is_in_the_way(new: &Manifest, path: &str) -> bool {
    let folder = format!("{path}/");
    let below = new.files.range(folder.clone()..).next().is_some_and(|(next, _)| next.starts_with(&folder));
    below || path.match_indices('/').any(|(end, _)| new.files.contains_key(&path[..end]))
}
