//! Outputs into a folder, so that a visitor never sees half a file or a page without its style sheet: look, plan,
//! execute.

use std::{io, path::Path};

use crate::{
    image::cache::ImageCache,
    output::{
        execute::{self, Execution, WriteReport},
        findings, manifest,
        plan::{Situation, plan},
        survey::survey,
        wanted::Wanted,
    },
    report::{diagnostic::Diagnostic, progress::Progress},
};

/// Writes what can be written into `out`, which `admit` has admitted.
pub fn emit(
    out: &Path,
    wanted: Wanted<'_>,
    images: &ImageCache,
    progress: &Progress,
) -> Result<WriteReport, Box<Diagnostic>> {
    write(out, wanted, images, progress).map_err(|error| findings::failed(out, &error))
}

fn write(out: &Path, wanted: Wanted<'_>, images: &ImageCache, progress: &Progress) -> io::Result<WriteReport> {
    execute::clear(out)?;
    let (recorded, files) = (manifest::read_manifest(out), wanted.files());
    let survey = survey(out, &files, &recorded, wanted.keep, images)?;
    let plan = plan(Situation { recorded: &recorded, wanted: &survey.wanted, found: &survey.found, keep: wanted.keep });
    let execution = Execution { out, files: &files, recorded: &recorded, is_first: survey.is_empty, images, progress };
    execute::execute(&plan, &execution)
}
