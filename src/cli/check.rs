//! `shirube check`: what is wrong with the content; with `--fix`, mends what has one possible meaning.

use crate::cli::{Context, FINDINGS, FINE, Outcome, saved_report};
use crate::{
    input::source_tree::SourceTree,
    msgf,
    pipeline::{self, Snapshot, mend::mend},
    report::{diagnostic::Diagnostic, format::Format},
    salon::ledger,
};

/// 内容を点検する / Checks the content
#[derive(clap::Args)]
pub(super) struct Args {
    /// 直し方がひとつに決まるものを直す / Mends what has one possible meaning
    #[arg(long)]
    fix: bool,
    /// 結果の形 / The form of the findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    saved: saved_report::Args,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let options = context.options(false)?;
    if args.fix
        && let Some(file) = ledger::mend(&context.root)?
    {
        context.console.note(&msgf!(
            ja: "台帳の書きかけの行を直しました（{file}）。最後の操作をやり直してください",
            en: "the ledger's unfinished line was mended ({file}); do again what you did last"));
    }
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let mut snapshot = pipeline::build(&Snapshot::default(), &tree, options);
    if args.fix {
        let (after, mended) = mend(&context.root, snapshot, options)?;
        snapshot = after;
        for (path, count) in mended.iter().filter(|_| args.format != Format::Json) {
            context.console.note(&msgf!(ja: "{path}：{count}か所を直しました", en: "{path}: mended {count} places"));
        }
    }
    context.console.report(&snapshot.findings, &snapshot.tree, args.format);
    args.saved.write(context.console, &snapshot.findings, &snapshot.tree, args.format)?;
    context.note_nicknames(&snapshot);
    if args.format != Format::Json {
        context.console.summary(&snapshot.findings, true);
        if let Some(finding) = gravest(&snapshot.findings).filter(|_| args.format == Format::Human) {
            let code = finding.code;
            context.console.note(&msgf!(
                ja: "意味と直し方は `shirube explain {code}` のようにして読めます。",
                en: "Read what a finding means with, for example, `shirube explain {code}`."));
        }
    }
    Ok(if snapshot.has_errors() { FINDINGS } else { FINE })
}

/// The first finding of the gravest level.
fn gravest(findings: &[Diagnostic]) -> Option<&Diagnostic> {
    findings.iter().min_by_key(|finding| finding.level)
}
