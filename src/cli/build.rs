//! `shirube build`: writes the site. With an error nothing is touched.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::cli::{Context, FINDINGS, FINE, Outcome, invalidation_report, saved_report};
use crate::{
    image::cache::ImageCache,
    input::source_tree::SourceTree,
    msg, msgf,
    output::{admit::admit, emit::emit, execute::WriteReport, lock::lock_site, wanted::Wanted},
    pipeline::{self, Snapshot, stats::tally, writable::writable},
    report::{
        console::Console,
        diagnostic::Level,
        format::Format,
        progress::{Progress, Stage},
    },
    salon::ledger,
};

/// サイトを書き出す / Writes the site
#[derive(clap::Args)]
pub(super) struct Args {
    /// 書き出すフォルダー / The output folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 下書きと公開期間外のページも入れる / Includes drafts
    #[arg(long)]
    drafts: bool,
    /// エラーのあるページを除いて書き出す / Writes what can be written in spite of errors
    #[arg(long)]
    keep_going: bool,
    /// 結果の形 / The form of the findings
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    format: Format,
    #[command(flatten)]
    saved: saved_report::Args,
    /// かかった時間の内訳を出す / Prints where the time went
    #[arg(long)]
    timings: bool,
    /// ページごとに、作り直した理由を出す / Says for each page why it was rendered
    #[arg(long)]
    explain: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let console = context.console;
    let out = args.out.clone().unwrap_or_else(|| context.root.join("public"));
    admit(&context.root, &out)?;
    let _lock = lock_site(&context.root, || {
        console.note(&msg!(ja: "ほかの build が終わるのを待っています…", en: "waiting for another build to end …"));
    })?;
    let options = context.options(args.drafts)?;
    let (progress, start, darkroom) = (Progress::default(), Instant::now(), ImageCache::of(&context.root));
    let (snapshot, scanned) = console.during(&progress, || {
        let tree = SourceTree::scan(&context.root, &SourceTree::default());
        let scanned = start.elapsed();
        (pipeline::build_watched(&Snapshot::default(), &tree, options, &progress, &darkroom), scanned)
    });
    let mut times = vec![(Stage::Scan, scanned)];
    times.extend(&snapshot.timings);
    ledger::remember(&context.root, snapshot.approvals());
    console.report(&snapshot.findings, &snapshot.tree, args.format);
    args.saved.write(console, &snapshot.findings, &snapshot.tree, args.format)?;
    context.note_nicknames(&snapshot);
    let human = args.format != Format::Json;
    if human {
        console.summary(&snapshot.findings);
    }
    if args.explain && human {
        invalidation_report::since_last(&context.root, &snapshot).iter().for_each(|line| console.say(line));
    }
    if snapshot.has_errors() && !args.keep_going {
        if human {
            console.note(&msg!(
                ja: "エラーがあるため、書き出しませんでした。前回のサイトはそのまま残っています。",
                en: "Nothing was written because of errors; the last site stays as it was."));
            if args.timings {
                timings(console, &times);
            }
        }
        return Ok(FINDINGS);
    }
    progress.begin(Stage::Write, 0);
    let start = Instant::now();
    let (outputs, site) = writable(&snapshot);
    let wanted = Wanted { outputs: &outputs, pictures: site.pictures(), keep: &site.config().keep };
    let report = console.during(&progress, || emit(&out, wanted, &darkroom, &progress))?;
    darkroom.tidy(site.pictures().values());
    times.push((Stage::Write, start.elapsed()));
    if human {
        console.report(&report.findings, &snapshot.tree, args.format);
        written(console, &snapshot, &report, &out.display().to_string());
        if args.timings {
            timings(console, &times);
        }
    }
    let errors = snapshot.has_errors();
    // The process ends here: giving back a large site piece by piece would only take time.
    std::mem::forget(snapshot);
    let failed = errors || report.findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if failed { FINDINGS } else { FINE })
}

fn written(console: Console, snapshot: &Snapshot, report: &WriteReport, out: &str) {
    let (written, unchanged, removed) = (report.written, report.unchanged, report.removed.len());
    let tally = tally(snapshot);
    let pages = tally.pages;
    console.say(&msgf!(
        ja: "{pages}ページを「{out}」に書き出しました（書き込み {written}、変更なし {unchanged}、削除 {removed}）。",
        en: "{pages} pages are in `{out}` (written {written}, unchanged {unchanged}, removed {removed})."));
    for path in report.removed.iter().take(20) {
        console.say(&msgf!(ja: "  削除：{path}", en: "  removed: {path}"));
    }
    tally.lines().iter().for_each(|line| console.say(line));
}

/// How long the stages took, and all of them together.
fn timings(console: Console, timings: &[(Stage, Duration)]) {
    let whole = timings.iter().map(|(_, time)| *time).sum();
    let whole = (msg!(ja: "合計", en: "together"), whole);
    for (words, time) in timings.iter().map(|(stage, time)| (stage.words(), *time)).chain([whole]) {
        let (name, milliseconds) = (words.in_lang(console.tongue), time.as_secs_f64() * 1000.0);
        console.line(&format!("{name}\t{milliseconds:.1} ms"));
    }
}
