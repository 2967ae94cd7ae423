//! `shirube check`: what is wrong with the content; with `--fix`, mends what has one possible meaning; with
//! `--external`, asks whether pages of others are still there.

use crate::cli::{Context, FINDINGS, FINE, Outcome, saved_report, translations};
use crate::{
    check::{self, tally::count_by_place},
    external::check_links,
    input::source_tree::SourceTree,
    msgf,
    pipeline::{self, Snapshot, mend::mend},
    report::{
        diagnostic::{self, Diagnostic},
        format::{Format, Report},
        message::Lang,
    },
    salon::ledger,
};

/// 内容を点検する / Checks the content
#[derive(clap::Args)]
pub(super) struct Args {
    /// 直し方がひとつに決まるものを直す / Mends what has one possible meaning
    #[arg(long)]
    fix: bool,
    /// ほかのサイトへのリンクも確かめる（通信します） / Looks at links to other sites as well (asks the network)
    #[arg(long)]
    external: bool,
    /// ほかの言語で足りない訳と、元より古い訳を並べる（点検はしません） / Lists what other languages lack, and what is older than its original
    #[arg(long, conflicts_with_all = ["fix", "external"])]
    translations: bool,
    /// 結果の形 / The findings' form
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
    if let Some(site) = snapshot.site.as_ref().filter(|_| args.translations) {
        translations::print(context, site, args.format)?;
        return Ok(FINE);
    }
    if args.fix {
        let (after, mended) = mend(&context.root, snapshot, options)?;
        snapshot = after;
        for (path, count) in mended.iter().filter(|_| !args.format.is_result()) {
            context.console.note(&msgf!(ja: "{path}：{count}か所を直しました", en: "{path}: mended {count} places"));
        }
    }
    let has_errors = snapshot.has_errors();
    if args.external {
        snapshot.findings = with_external(context, &snapshot);
    }
    let report = Report { findings: &snapshot.findings, suppressed: &snapshot.suppressed };
    context.console.report_all(report, &snapshot.tree, args.format);
    args.saved.write(context.console, report, &snapshot.tree, args.format)?;
    context.note_nicknames(&snapshot);
    if !args.format.is_result() {
        context.console.summary(&snapshot.findings, true);
        note_places(context, &snapshot);
        if let Some(finding) = gravest(&snapshot.findings).filter(|_| args.format == Format::Human) {
            let code = finding.code;
            context.console.note(&msgf!(
                ja: "意味と直し方は `shirube explain {code}` のようにして読めます。",
                en: "Read what a finding means with, for example, `shirube explain {code}`."));
        }
    }
    Ok(if has_errors { FINDINGS } else { FINE })
}

/// The findings with those about links to other sites, which never stop anything.
fn with_external(context: &Context, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut findings = snapshot.findings.clone();
    if let Some(site) = &snapshot.site {
        let told = check_links(&context.root, snapshot.documents(), &site.config().base_url, context.now);
        findings.extend(check::levelled(told, site));
    }
    diagnostic::report(findings)
}

/// From how many findings on it is said where they are.
const MUCH: usize = 5;

/// Says where there is how much to mend, where that is much and in more than one place, and what is let be.
fn note_places(context: &Context, snapshot: &Snapshot) {
    let Some(site) = &snapshot.site else { return };
    let tally = count_by_place(&snapshot.findings, snapshot.documents(), site.config());
    let list = |counts: &[(String, usize)], lang: Lang| {
        let one = |(name, count): &(String, usize)| match lang {
            Lang::Ja => format!("{name} {count}件"),
            Lang::En => format!("{name} {count}"),
        };
        counts.iter().map(one).collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " })
    };
    // A few are seen at a glance.
    let is_much = tally.sections.iter().map(|(_, count)| count).sum::<usize>() >= MUCH;
    if is_much && tally.sections.len() > 1 {
        let (ja, en) = (list(&tally.sections, Lang::Ja), list(&tally.sections, Lang::En));
        context.console.note(&msgf!(ja: "部ごと：{ja}", en: "By section: {en}"));
    }
    if is_much && tally.desks.len() > 1 {
        let (ja, en) = (list(&tally.desks, Lang::Ja), list(&tally.desks, Lang::En));
        context.console.note(&msgf!(ja: "担当ごと：{ja}", en: "By desk: {en}"));
    }
    let count = snapshot.suppressed.len();
    if count > 0 {
        context.console.note(&msgf!(
            ja: "見送り {count}件（理由つき）",
            en: "Passed over, with reasons: {count}"));
    }
}

/// The first finding of the gravest level.
fn gravest(findings: &[Diagnostic]) -> Option<&Diagnostic> {
    findings.iter().min_by_key(|finding| finding.level)
}
