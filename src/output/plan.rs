//! What has to happen so that a place holds the site: a value, made from what was written last, what is wanted and what
//! lies there. Pure: whoever carries it out, into a folder or onto a host, has looked before and acts afterwards.
//!
//! Must never plan to overwrite or remove a file that is not recorded as ours.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::{hash::Fingerprint, path::fold_case},
    output::manifest::Manifest,
    render::job::WriteOrder,
};

/// A file that is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WantedContent {
    /// When it is written.
    pub order: WriteOrder,
    /// What it holds; `None`: its name stands for its content, and what lies there is as it was recorded.
    pub print: Option<Fingerprint>,
}

/// What is to happen with one path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// It is as it should be; with what it holds.
    Keep(Fingerprint),
    /// It is written.
    Write {
        /// When.
        order: WriteOrder,
        /// Whether somebody has changed our file since it was written.
        edited: bool,
    },
    /// It is not made anew and stays as it was written last.
    Stay,
    /// Somebody else's file lies where this one belongs; neither is touched.
    Foreign,
    /// It vanished from the site and is removed.
    Remove {
        /// Whether it has to go before anything is written: a file where a folder must come, or the other way round.
        first: bool,
    },
}

/// A path and what is to happen with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step<'a> {
    /// Where, below the place's root.
    pub path: &'a str,
    /// What.
    pub action: Action,
}

/// All that has to happen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan<'a> {
    /// What is wanted in the order of paths, then what vanished.
    pub steps: Vec<Step<'a>>,
}

/// What the plan is made from.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// What was written last.
    pub recorded: &'a Manifest,
    /// What is wanted.
    pub wanted: &'a BTreeMap<&'a str, WantedContent>,
    /// What lies where a wanted file belongs. A power cut may undo what is recorded, so it is this that counts.
    pub found: &'a BTreeMap<&'a str, Fingerprint>,
    /// What is not wanted now and is not to be removed either, where it was written.
    pub stay: &'a BTreeSet<String>,
    /// Paths, and folders with all that is in them, that are not touched.
    pub keep: &'a [String],
}

/// Makes the plan.
pub fn plan(situation: Situation<'_>) -> Plan<'_> {
    let Situation { recorded, wanted, keep, .. } = situation;
    let vanished = recorded.files.keys().map(String::as_str);
    let vanished: Vec<&str> = vanished.filter(|path| !wanted.contains_key(path) && !is_kept(keep, path)).collect();
    let twins = Twins::of(&situation, &vanished);
    let wanted_steps = wanted.iter().filter(|(path, _)| !is_kept(keep, path)).map(|(path, content)| {
        let action = if twins.new.contains(path) {
            Action::Write { order: content.order, edited: false }
        } else {
            action(&situation, path, content)
        };
        Step { path, action }
    });
    let removed = vanished.iter().copied().map(|path| {
        if twins.doubtful.contains(path) {
            return Step { path, action: Action::Stay };
        }
        let first = twins.old.contains(path) || is_in_the_way(wanted, path);
        let action = if situation.stay.contains(path) && !first { Action::Stay } else { Action::Remove { first } };
        Step { path, action }
    });
    Plan { steps: wanted_steps.chain(removed).collect() }
}

/// Files whose names change in capital letters alone. A disk that tells none apart shows the old file where the new one
/// belongs, and would lose the new one with the old: the old name goes first.
#[derive(Default)]
struct Twins<'a> {
    /// What is recorded under the old name.
    old: BTreeSet<&'a str>,
    /// What is wanted under the new one.
    new: BTreeSet<&'a str>,
    /// Recorded under the old name, and something else lies under the new one: perhaps the old file, edited.
    doubtful: BTreeSet<&'a str>,
}

impl<'a> Twins<'a> {
    fn of(situation: &Situation<'a>, vanished: &[&'a str]) -> Self {
        let mut twins = Self::default();
        if vanished.is_empty() {
            return twins;
        }
        let by_fold: BTreeMap<_, &str> = vanished.iter().map(|path| (fold_case(path), *path)).collect();
        for (new, content) in situation.wanted {
            let Some(old) = by_fold.get(&fold_case(new)) else { continue };
            let is_ours = |found: Fingerprint| {
                content.print == Some(found) || [old, new].iter().any(|path| situation.recorded.records(path, found))
            };
            if situation.found.get(new).is_none_or(|found| is_ours(*found)) {
                twins.old.insert(old);
                twins.new.insert(new);
            } else {
                twins.doubtful.insert(old);
            }
        }
        twins
    }
}

impl Plan<'_> {
    /// How many pages would be gone, of how many that were written.
    pub fn vanishing(&self, recorded: &Manifest) -> (usize, usize) {
        let is_page = |path: &str| path.ends_with(".html");
        let removed = self.steps.iter().filter(|step| matches!(step.action, Action::Remove { .. }));
        (removed.filter(|step| is_page(step.path)).count(), recorded.files.keys().filter(|path| is_page(path)).count())
    }
}

/// Whether so many pages vanish that it may be a mistake: a folder that was moved, a share that is not there.
pub fn is_alarming((vanishing, all): (usize, usize)) -> bool {
    vanishing > 10 && vanishing * 2 > all
}

fn action(situation: &Situation<'_>, path: &str, content: &WantedContent) -> Action {
    let Situation { recorded, found, .. } = situation;
    let Some(found) = found.get(path).copied() else {
        return Action::Write { order: content.order, edited: false };
    };
    let is_recorded = recorded.records(path, found);
    match content.print {
        Some(print) if print == found => Action::Keep(found),
        None if is_recorded => Action::Keep(found),
        _ if !recorded.files.contains_key(path) => Action::Foreign,
        _ => Action::Write { order: content.order, edited: !is_recorded },
    }
}

/// Whether a path is one that the site's owner keeps for themselves.
pub fn is_kept(keep: &[String], path: &str) -> bool {
    keep.iter()
        .map(|kept| kept.trim_end_matches('/'))
        .any(|kept| path == kept || path.strip_prefix(kept).is_some_and(|rest| rest.starts_with('/')))
}

/// Whether a wanted file needs a folder where this file is, or is one where this file has a folder.
fn is_in_the_way(wanted: &BTreeMap<&str, WantedContent>, path: &str) -> bool {
    let folder = format!("{path}/");
    let below = wanted.range(folder.as_str()..).next().is_some_and(|(next, _)| next.starts_with(&folder));
    below || path.match_indices('/').any(|(end, _)| wanted.contains_key(&path[..end]))
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
