//! Carries a plan out in a folder. Everything is staged inside the folder and synced, then renamed in the order of
//! `WriteOrder`; what vanished is removed after that, the manifest comes last.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::Path,
};

use rayon::prelude::*;

use crate::{
    base::{hash::Fingerprint, os::fs, waves::map_batches},
    image::cache::ImageCache,
    output::{
        findings,
        manifest::{self, Manifest},
        plan::{Action, Plan},
        wanted::WantedFile,
    },
    render::job::WriteOrder,
    report::{
        diagnostic::Diagnostic,
        progress::{Progress, Stage},
    },
};

/// Where files wait for their rename; empty between two runs.
pub(super) const STAGING: &str = ".shirube-staging";

/// Files that one thread writes before it syncs them.
const BATCH: usize = 64;

/// What an emit did.
#[derive(Clone, Default, Debug)]
pub struct WriteReport {
    /// How many files were written.
    pub written: usize,
    /// How many were as they should be.
    pub unchanged: usize,
    /// What was removed.
    pub removed: Vec<String>,
    /// What was not made anew and stays as it was.
    pub stayed: BTreeSet<String>,
    /// Files of ours that somebody had changed, and foreign files that stand where an output belongs.
    pub findings: Vec<Diagnostic>,
}

/// What a plan is carried out with.
#[derive(Clone, Copy)]
pub struct Execution<'a> {
    /// The folder.
    pub out: &'a Path,
    /// The files that the plan's steps name.
    pub files: &'a BTreeMap<&'a str, WantedFile<'a>>,
    /// What was written last.
    pub recorded: &'a Manifest,
    /// Makes pictures.
    pub images: &'a ImageCache,
    /// Who is told how far it is.
    pub progress: &'a Progress,
}

/// A file that is written: where, which, when.
type Staged<'a> = (&'a str, WantedFile<'a>, WriteOrder);

/// Makes the folder if need be, and takes away what a run that was ended has left staged.
pub(super) fn clear(out: &Path) -> io::Result<()> {
    fs::create_dir_all(out)?;
    let staging = out.join(STAGING);
    if fs::is_there(&staging)? { fs::remove_dir_all(staging) } else { Ok(()) }
}

/// Does what the plan says.
pub(super) fn execute(plan: &Plan<'_>, execution: &Execution<'_>) -> io::Result<WriteReport> {
    let Execution { out, recorded, .. } = *execution;
    let staging = out.join(STAGING);
    fs::create_dir(&staging)?;
    let (mut report, mut now) = (WriteReport::default(), Manifest::empty());
    let wanted = sort_out(plan, execution, &mut report, &mut now);
    let (staged, failed) = stage(&wanted, &staging, execution, &mut now)?;
    report.findings.extend(failed.iter().map(|path| findings::undeveloped(path)));
    report.written = staged.len();
    if !staged.is_empty() {
        // Should the run end here, whatever it has put in place is known as ours.
        manifest::write(out, &now.or(recorded))?;
    }
    for (path, _) in removals(plan).filter(|(_, first)| *first) {
        remove(out, path)?;
    }
    place_in_order(&staging, out, &staged)?;
    // What could not be made anew is not left there as somebody has edited it.
    let failed = failed.into_iter().filter(|path| recorded.files.contains_key(*path));
    let mut removed: Vec<&str> = removals(plan).map(|(path, _)| path).chain(failed).collect();
    removed.sort_unstable();
    let went_first: BTreeSet<&str> = removals(plan).filter(|(_, first)| *first).map(|(path, _)| path).collect();
    for path in removed {
        // What stands there now may be what has come in its place, under a name of other capital letters.
        if !went_first.contains(path) {
            remove(out, path)?;
        }
        report.removed.push(path.to_owned());
    }
    manifest::write(out, &now)?;
    fs::clear_away(&staging);
    Ok(report)
}

/// Reports what is not written, and returns what is.
fn sort_out<'a>(
    plan: &Plan<'a>,
    execution: &Execution<'a>,
    report: &mut WriteReport,
    now: &mut Manifest,
) -> Vec<Staged<'a>> {
    let mut wanted = Vec::new();
    for step in &plan.steps {
        match step.action {
            Action::Foreign => report.findings.push(findings::foreign(step.path)),
            Action::Keep(print) => {
                report.unchanged += 1;
                now.add(step.path, print);
            }
            Action::Write { order, edited } => {
                report.findings.extend(edited.then(|| findings::edited_since(step.path)));
                wanted.push((step.path, execution.files[step.path], order));
            }
            Action::Stay => {
                report.stayed.insert(step.path.to_owned());
                now.files
                    .extend(execution.recorded.files.get_key_value(step.path).map(|(a, b)| (a.clone(), b.clone())));
            }
            Action::Remove { .. } => {}
        }
    }
    wanted
}

/// What the plan removes, and whether it goes first.
fn removals<'a>(plan: &Plan<'a>) -> impl Iterator<Item = (&'a str, bool)> {
    plan.steps.iter().filter_map(|step| match step.action {
        Action::Remove { first } => Some((step.path, first)),
        _ => None,
    })
}

/// Stages the files; returns those that are ready, and the paths of pictures that could not be made.
fn stage<'a>(
    wanted: &[Staged<'a>],
    staging: &Path,
    execution: &Execution<'_>,
    now: &mut Manifest,
) -> io::Result<(Vec<Staged<'a>>, Vec<&'a str>)> {
    let Execution { images, progress, .. } = *execution;
    let jobs: Vec<_> = wanted.iter().filter_map(|(_, file, _)| file.job()).collect();
    progress.begin(Stage::Pictures, jobs.len());
    images.develop(&jobs, progress);
    progress.begin(Stage::Write, 0);
    let prints: Vec<Option<Fingerprint>> = map_batches(wanted, BATCH, |batch| stage_batch(batch, staging, images))?;
    let (mut ready, mut failed) = (Vec::with_capacity(wanted.len()), Vec::new());
    for (staged, print) in wanted.iter().zip(prints) {
        match print {
            Some(print) => {
                now.add(staged.0, print);
                ready.push(*staged);
            }
            None => failed.push(staged.0),
        }
    }
    Ok((ready, failed))
}

/// Writes a batch, then syncs it: by the time the last file is written, the disk has taken most of the first. Gives the
/// fingerprint of each file, `None` for a picture that could not be made.
fn stage_batch(batch: &[Staged<'_>], staging: &Path, images: &ImageCache) -> io::Result<Vec<Option<Fingerprint>>> {
    let mut open = Vec::with_capacity(batch.len());
    let mut prints = Vec::with_capacity(batch.len());
    let mut folder = staging.to_owned();
    for (path, file, _) in batch {
        let path = staging.join(path);
        let content = file.content(images);
        prints.push(content.as_ref().map(|(_, print)| *print));
        let Some((bytes, _)) = content else { continue };
        // In path order the files of one folder follow each other.
        if let Some(own) = path.parent().filter(|own| *own != folder) {
            fs::create_dir_all(own)?;
            folder = own.to_owned();
        }
        let mut file = fs::File::create(&path)?;
        file.write_all(&bytes)?;
        open.push(file);
    }
    open.iter().try_for_each(fs::File::sync_data)?;
    Ok(prints)
}

/// Renames the staged files to their places: a page never stands there without what it loads.
fn place_in_order(staging: &Path, out: &Path, staged: &[Staged<'_>]) -> io::Result<()> {
    for order in [WriteOrder::Files, WriteOrder::Pages, WriteOrder::Indexes] {
        let of_order: Vec<_> = staged.iter().filter(|(.., own)| *own == order).collect();
        of_order.par_iter().try_for_each(|(path, ..)| place_file(&staging.join(path), &out.join(path)))?;
    }
    Ok(())
}

/// Renames a staged file to its place, making its folder when there is none.
fn place_file(staged: &Path, target: &Path) -> io::Result<()> {
    match fs::rename(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(target.parent().unwrap_or(target))?;
            fs::rename(staged, target)
        }
        result => result,
    }
}

/// Removes a file of ours, and the folders that it leaves empty.
fn remove(out: &Path, path: &str) -> io::Result<()> {
    let file = out.join(path);
    match fs::remove_file(&file) {
        Err(error) if !fs::is_absent(&file, &error) => return Err(error),
        _ => {}
    }
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(())
}
