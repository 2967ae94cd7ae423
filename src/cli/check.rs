//! `shirube check`: what is wrong with the content; with `--fix`, mends what has one possible meaning.

use std::collections::BTreeMap;

use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::{atomic_file, path::SourcePath},
    check::fix,
    input::source_tree::SourceTree,
    msgf,
    pipeline::{self, Snapshot},
    report::{
        diagnostic::{Diagnostic, Edit},
        format::Format,
    },
    salon::ledger,
    site::Options,
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
}

/// One mending can uncover another; more rounds than this are a fault of ours.
const ROUNDS: usize = 5;

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let options = context.options(false)?;
    if args.fix
        && let Some(file) = ledger::mend(&context.root)?
    {
        context.console.note(&msgf!(
            ja: "台帳の書きかけの行を直しました（{file}）。最後の操作をやり直してください",
            en: "the ledger's unfinished line was mended ({file}); do again what you did last"));
    }
    let mut snapshot = look(context, &Snapshot::default(), options);
    if args.fix {
        let mut fixed: BTreeMap<SourcePath, usize> = BTreeMap::new();
        for _ in 0..ROUNDS {
            let edits = fix::safe_edits(&snapshot.findings);
            if edits.is_empty() {
                break;
            }
            for (path, edits) in &edits {
                *fixed.entry(path.clone()).or_default() += mend(context, &snapshot, path, edits)?;
            }
            snapshot = look(context, &snapshot, options);
        }
        for (path, count) in fixed.iter().filter(|_| args.format != Format::Json) {
            context.console.note(&msgf!(ja: "{path}：{count}か所を直しました", en: "{path}: mended {count} places"));
        }
    }
    context.console.report(&snapshot.findings, &snapshot.tree, args.format);
    context.note_nicknames(&snapshot);
    if args.format != Format::Json {
        context.console.summary(&snapshot.findings);
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

fn look(context: &Context, previous: &Snapshot, options: Options) -> Snapshot {
    let tree = SourceTree::scan(&context.root, &previous.tree);
    pipeline::build(previous, &tree, options)
}

/// Applies edits to one file and returns how many. A file that changed meanwhile is left alone.
fn mend(context: &Context, snapshot: &Snapshot, path: &SourcePath, edits: &[Edit]) -> Result<usize, Box<Diagnostic>> {
    let Some(source) = snapshot.tree.get(path) else { return Ok(0) };
    let file = context.root.join(path.as_str());
    if std::fs::read(&file).ok().as_deref() != Some(&*source.bytes) {
        return Ok(0);
    }
    let Some(mended) = fix::apply(&source.bytes, edits) else { return Ok(0) };
    atomic_file::write(&file, &mended).map_err(|error| {
        Box::new(Diagnostic::error(
            "output-failed",
            msgf!(ja: "「{path}」を書き直せませんでした（{error}）", en: "`{path}` could not be rewritten ({error})"),
        ))
    })?;
    Ok(edits.len())
}
