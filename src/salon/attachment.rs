//! A picture that an export holds, as it may lie beside a page: without what the camera wrote into it.

use std::path::Path;

use crate::salon::{
    slack::importer::SlackExport,
    transcript::{Importer as _, SharedFile},
};
use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    image::inspect,
    msg, msgf,
    report::diagnostic::Diagnostic,
};

/// The picture of a message's file.
pub fn picture(export: &Path, file: &SharedFile) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut export = SlackExport::open(export)?.value;
    let bytes = export.read_file(file).ok_or_else(|| not_there(&file.id))?;
    let path = SourcePath::new(&file.name);
    let print = Fingerprint::of(&bytes);
    match inspect::load(&path, &bytes.into(), print) {
        Some(read) if read.value.dimensions.is_some() => Ok(read.value.bytes.to_vec()),
        _ => Err(no_picture(&file.id)),
    }
}

fn not_there(id: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "no-attachment",
            msgf!(ja: "この書き出しには、添付「{id}」の中身が入っていません", en: "the export does not hold the file `{id}`"),
        )
        .help(msg!(ja: "添付の中身は、slackdump の書き出しにだけ入っています", en: "only exports of slackdump hold the files themselves")),
    )
}

fn no_picture(id: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "no-picture",
            msgf!(ja: "添付「{id}」は、使える画像ではありません", en: "the file `{id}` is no picture that can be used"),
        )
        .help(msg!(ja: "JPEG か PNG の写真だけを、ページの隣に置けます", en: "only JPEG and PNG pictures can be put beside a page")),
    )
}
