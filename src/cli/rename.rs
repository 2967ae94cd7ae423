//! `shirube rename OLD NEW`: another name for a page, a folder or a file, with the links and the old URLs mended.

use std::path::PathBuf;

use crate::{
    authoring::rename::{Plan, plan, write},
    cli::{Context, FINE, Outcome, page_path, typed_path},
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    report::diagnostic::Diagnostic,
};

/// ページやフォルダーの名前を変え、リンクと前のURLを直す / Renames a page or a folder, and mends links and old URLs
#[derive(clap::Args)]
pub(super) struct Args {
    /// いまの名前（content/….md か、フォルダー） / The page, folder or file as it is
    #[arg(value_name = "OLD", value_parser = typed_path())]
    old: PathBuf,
    /// 新しい名前、または移す先のフォルダー / Its new name, or the folder that it goes into
    #[arg(value_name = "NEW", value_parser = typed_path())]
    new: PathBuf,
    /// することを見せて、何も変えない / Shows what would be done, and does nothing
    #[arg(long)]
    dry_run: bool,
    /// 承認されたページの承認が外れてもよい / Goes on although approvals of pages from the salon end
    #[arg(long)]
    reapprove: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let (old, new) = (page_path(context, &args.old)?, page_path(context, &args.new)?);
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let built = pipeline::build(&Snapshot::default(), &tree, context.preview()?);
    let plan = plan(&built, &old, &new)?;
    if !args.reapprove && !args.dry_run && !plan.unapproved.is_empty() {
        return Err(Box::new(approved(&plan)));
    }
    if !args.dry_run {
        write(&context.root, &plan)?;
    }
    print(context, &plan);
    if args.dry_run {
        context.console.note(&msg!(ja: "何も変えていません。", en: "Nothing was changed."));
    }
    Ok(FINE)
}

fn print(context: &Context, plan: &Plan) {
    for file in &plan.moved {
        context.console.line(&format!("{} → {}", file.from, file.to));
    }
    for file in &plan.mended {
        let (path, links) = (&file.path, file.links);
        context.console.say(&msgf!(ja: "{path}：リンク {links}か所", en: "{path}: links {links}"));
    }
    for (old, new) in &plan.urls {
        let (old, new) = (old.as_str(), new.as_str());
        context.console.say(&msgf!(ja: "前のURL {old} は {new} へ案内します", en: "the old URL {old} leads to {new}"));
    }
    for path in &plan.unapproved {
        context.console.say(&msgf!(
            ja: "{path}：承認が外れます。`shirube salon approve {path}` で、もう一度承認してください",
            en: "{path}: its approval ends; approve it again with `shirube salon approve {path}`"));
    }
}

/// Pages from the salon change with the name: what was approved is not what would stand there.
fn approved(plan: &Plan) -> Diagnostic {
    let (count, first) = (plan.unapproved.len(), &plan.unapproved[0]);
    let message = msgf!(
        ja: "サロンのページ {count}件（`{first}` など）も書き換わり、承認が外れます",
        en: "{count} pages from the salon (`{first}` …) would change, and their approvals would end");
    Diagnostic::error("usage", message).help(msg!(
        ja: "もう一度承認するまで公開されません。それでよければ `--reapprove` を付けてください（`--dry-run` で、変わるところを見られます）",
        en: "they are published when approved again; `--reapprove` goes on, `--dry-run` shows the changes"))
}
