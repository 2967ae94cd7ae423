//! `shirube new DIR`: a starter guide that builds at once.

use std::path::PathBuf;

use crate::cli::{Context, FINE, Outcome, typed_path};
use crate::{
    base::{atomic_file, os::fs},
    input::embedded,
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

/// 新しいガイドを作る / Makes a starter guide
#[derive(clap::Args)]
pub(super) struct Args {
    /// 作るフォルダー / The folder to make
    #[arg(value_parser = typed_path())]
    dir: PathBuf,
}

/// What Git leaves out: what is made, what is private, and what a command that is ended leaves.
const IGNORED: &str = "/public/
/.shirube/
.shirube-*.tmp
.shirube-staging/
";

/// What Git must not touch: an approval is of the bytes of the tables too, and the ledger is a chain of bytes.
const UNTOUCHED: &str = "*.csv -text\n*.tsv -text\nsalon/ledger.jsonl -text -merge\n";

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let dir = &args.dir;
    let shown = dir.display();
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = msgf!(ja: "フォルダー「{shown}」には、もうファイルがあります", en: "the folder `{shown}` already holds files");
        return Err(Box::new(
            Diagnostic::error("folder-in-use", message)
                .help(msg!(ja: "別の名前を指定してください", en: "give another name")),
        ));
    }
    let failed = |error: std::io::Error| {
        let Message { ja, en } = io_cause(&error);
        let message =
            msgf!(ja: "「{shown}」に書き込めませんでした（{ja}）", en: "writing into `{shown}` failed ({en})");
        Box::new(Diagnostic::error("output-failed", message))
    };
    let tree = embedded::sample();
    for (path, source) in &tree.files {
        atomic_file::write(&dir.join(path.as_str()), &source.bytes).map_err(failed)?;
    }
    for (name, text) in [(".gitignore", IGNORED), (".gitattributes", UNTOUCHED)] {
        atomic_file::write(&dir.join(name), text.as_bytes()).map_err(failed)?;
    }
    let count = tree.files.len();
    context.console.say(&msgf!(
        ja: "「{shown}」に見本のガイドを作りました（{count}ファイル）。\n次に：\n  cd \"{shown}\"\n  shirube serve --open",
        en: "Made a sample guide in `{shown}` ({count} files).\nNext:\n  cd \"{shown}\"\n  shirube serve --open"));
    Ok(FINE)
}
