//! Outputs into a folder, so that a visitor never sees half a file or a page without its style sheet: look, plan,
//! execute.

use std::{io, path::Path};

use crate::{
    base::url::OutPath,
    image::cache::ImageCache,
    output::{
        execute::{self, Execution, WriteReport},
        findings, manifest,
        plan::{Situation, is_alarming, plan},
        survey::{find_link, find_loaded, survey},
        wanted::Wanted,
    },
    report::{diagnostic::Diagnostic, progress::Progress},
};

/// Writes what can be written into `out`, which `admit` has admitted. Nothing is touched before all of it is known.
pub fn emit(
    out: &Path,
    wanted: Wanted<'_>,
    images: &ImageCache,
    progress: &Progress,
) -> Result<WriteReport, Box<Diagnostic>> {
    let failed = |error: io::Error| findings::failed(out, &error);
    let recorded = manifest::read_manifest(out).map_err(|fault| findings::no_manifest(out, &fault))?;
    let files = wanted.files();
    let survey = survey(out, &files, &recorded, wanted.keep, images).map_err(failed)?;
    let is_withheld = |path: &str| wanted.withheld.contains(&OutPath::new(path));
    let mut stay = wanted.stay.clone();
    stay.extend(find_loaded(out, &recorded, wanted.stay, &is_withheld).map_err(failed)?);
    let situation =
        Situation { recorded: &recorded, wanted: &survey.wanted, found: &survey.found, stay: &stay, keep: wanted.keep };
    let plan = plan(situation);
    let (vanishing, all) = plan.vanishing(&recorded);
    if is_alarming((vanishing, all)) && vanishing > wanted.removals {
        return Err(findings::vanishing(out, vanishing, all));
    }
    if let Some(link) = find_link(out, plan.steps.iter().map(|step| step.path)) {
        return Err(findings::behind_link(&link));
    }
    execute::clear(out).map_err(failed)?;
    let execution = Execution { out, files: &files, recorded: &recorded, images, progress };
    execute::execute(&plan, &execution).map_err(failed)
}
