//! `shirube table FILE`: a profile for a table whose header no profile knows.

use std::path::PathBuf;

use crate::{
    base::os::fs,
    cli::{Context, FINE, Outcome, typed_path},
    input::source_tree::SourceTree,
    load::tables::{profile::FOLDER, profile_file::propose_profile, read_header, store},
    msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// 表の見出しを決めるファイルの案を作る / Proposes a profile for a table
#[derive(clap::Args)]
pub(super) struct Args {
    /// 表のファイル（CSV） / The table, a CSV file
    #[arg(value_name = "FILE", value_parser = typed_path())]
    file: PathBuf,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let shown = args.file.display();
    // As it is typed, or as seen from the guide.
    let own = context.root.join(&args.file);
    let file = if fs::is_file(&args.file).unwrap_or(false) { &args.file } else { &own };
    let bytes = fs::read(file).map_err(|error| {
        let Message { ja, en } = io_cause(&error);
        let message = msgf!(ja: "「{shown}」を読み取れません（{ja}）", en: "`{shown}` cannot be read ({en})");
        Box::new(Diagnostic::error("usage", message))
    })?;
    let Some(header) = read_header(&bytes).filter(|header| header.len() > 1) else {
        let message = msgf!(ja: "「{shown}」に表の見出しがありません", en: "`{shown}` has no header of a table");
        return Err(Box::new(Diagnostic::error("usage", message)));
    };
    let name = args.file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let profiles = store::read_profiles(&SourceTree::scan(&context.root, &SourceTree::default())).value;
    let console = context.console;
    console.line(propose_profile(&name, &header, &profiles).trim_end());
    console.note(&match profiles.of(&header) {
        Some(profile) => {
            let title = &profile.title;
            msgf!(
                ja: "この見出しは「{title}」として、もう読めます。独自の決め方にしたいときだけ使ってください。",
                en: "The header is read as `{title}` already; use this only to have it otherwise.")
        }
        None => msgf!(
            ja: "確かめてから {FOLDER}{name}.toml に保存してください。`shirube table {shown} > {FOLDER}{name}.toml` とも書けます。",
            en: "Look at it, then save it as {FOLDER}{name}.toml: `shirube table {shown} > {FOLDER}{name}.toml`."),
    });
    Ok(FINE)
}
