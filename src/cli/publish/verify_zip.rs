//! `shirube publish verify-zip`: whether a zip arrived as it was made, on the other side of a stick.

use std::path::PathBuf;

use crate::cli::publish::{file_fault, fine, told};
use crate::cli::{Context, Outcome};
use crate::{base::os::fs, msgf, publish::targets::zip::verify_zip};

/// zip が壊れたり書き換えられたりしていないか調べる / Sees that a zip is as it was made
#[derive(clap::Args)]
pub(super) struct Args {
    /// 調べる zip ファイル / The zip
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let bytes = fs::read(&args.file).map_err(|error| file_fault(&args.file, &error))?;
    Ok(match verify_zip(&bytes) {
        Ok(manifest) => {
            let (site, day, files) = (&manifest.site, &manifest.day, manifest.files.len());
            fine(
                context,
                &msgf!(
                ja: "この zip は作ったときのままです（{site}、{day}、{files}件）。",
                en: "The zip is as it was made ({site}, {day}, {files} files)."),
            )
        }
        Err(stop) => told(context, &stop),
    })
}
