//! `shirube page KIND TITLE`: a new page of a kind, with its fields and what they hold.

use std::path::PathBuf;

use crate::{
    authoring::new_page::{NewPage, begin, kinds},
    base::{atomic_file, path::SourcePath, resolve::find_on_disk},
    cli::{Context, FINE, Outcome, page_path, typed_path},
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
    text::normalize::nearest,
};

/// 新しいページを、書く項目の付いた下書きとして作る / Begins a page of a kind, as a draft with its fields
#[derive(clap::Args)]
pub(super) struct Args {
    /// ページの種類（guide、qa、procedure、event など） / The page kind (guide, qa, procedure, event …)
    #[arg(value_name = "KIND")]
    kind: String,
    /// 題名 / The title
    #[arg(value_name = "TITLE")]
    title: String,
    /// 作るファイル（省くと、その種類のページの多いフォルダー） / The file to write (without it: where such pages are)
    #[arg(long, value_name = "FILE", value_parser = typed_path())]
    out: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let Some(kind) = kinds().find(|kind| kind.name == args.kind) else {
        return Err(Box::new(unknown_kind(&args.kind)));
    };
    let out = args.out.as_deref().map(|out| page_path(context, out)).transpose()?;
    if let Some(out) = out.as_ref().filter(|out| !out.is_page()) {
        let message =
            msgf!(ja: "ページのファイルの名前は .md で終わります：{out}", en: "a page's file ends in .md: {out}");
        return Err(Box::new(Diagnostic::error("usage", message)));
    }
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.preview()?);
    let site = snapshot.site.as_ref().expect("a build resolves the site");
    let NewPage { path, text } = begin(site, kind, args.title.trim(), out, context.now);
    write(context, &path, &text)?;
    context.console.line(path.as_str());
    context.console.note(&msg!(
        ja: "下書きを作りました。`shirube serve` を動かしたまま書くと、足りない項目と、できあがりが分かります。",
        en: "A draft was written. While you write, `shirube serve` shows what is missing, and the page."));
    Ok(FINE)
}

/// Writes a file that is not there yet.
fn write(context: &Context, path: &SourcePath, text: &str) -> Result<(), Box<Diagnostic>> {
    let file = find_on_disk(&context.root, path);
    file.and_then(|file| atomic_file::create(&file, text.as_bytes())).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            let message = msgf!(ja: "「{path}」は、もうあります", en: "`{path}` is there already");
            return Box::new(Diagnostic::error("usage", message).help(msg!(
                ja: "`--out content/….md` で、別の名前を指定してください",
                en: "give another name with `--out content/….md`")));
        }
        let Message { ja, en } = io_cause(&error);
        let message = msgf!(ja: "「{path}」を書けませんでした（{ja}）", en: "`{path}` could not be written ({en})");
        Box::new(Diagnostic::error("output-failed", message))
    })
}

fn unknown_kind(given: &str) -> Diagnostic {
    let names: Vec<&str> = kinds().map(|kind| kind.name).collect();
    let message = msgf!(ja: "ページの種類「{given}」はありません", en: "there is no page kind `{given}`");
    let finding = Diagnostic::error("usage", message);
    match nearest(given, names.iter().copied()) {
        Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
        None => {
            let all = names.join("、");
            let list = names.join(", ");
            finding.help(msgf!(ja: "使えるのは {all} です", en: "there are {list}"))
        }
    }
}
