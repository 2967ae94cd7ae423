//! `shirube build`: writes the site. With an error nothing is touched.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::cli::{Context, FINDINGS, FINE, Outcome, invalidation_report, saved_report, typed_path};
use crate::{
    base::url::OutPath,
    image::cache::ImageCache,
    input::source_tree::SourceTree,
    msg, msgf,
    output::{admit::admit, emit::emit, execute::WriteReport, lock::lock_site, wanted::Wanted},
    pipeline::{
        self, Snapshot,
        stats::{Tally, tally},
        writable::{Writable, writable},
    },
    render::search_layout::is_of_search,
    report::{
        console::Console,
        diagnostic::{Diagnostic, Level},
        format::{Format, Report},
        message::Message,
        progress::{Progress, Stage},
    },
    salon::{ledger, leftovers},
};

/// Files and pages that are named; more are counted.
const SHOWN: usize = 20;

/// サイトを書き出す / Writes the site
#[derive(clap::Args)]
pub(super) struct Args {
    /// 書き出すフォルダー / The output folder
    #[arg(long, value_name = "DIR", value_parser = typed_path())]
    out: Option<PathBuf>,
    /// 下書きと公開期間外のページも入れる / Includes drafts
    #[arg(long)]
    drafts: bool,
    /// エラーのあるページを除いて書き出す / Writes what can be written in spite of errors
    #[arg(long)]
    keep_going: bool,
    /// この数までのページがなくなってもよい / Lets this many pages vanish
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    allow_removals: usize,
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
    let target = admit(&context.root, &out)?;
    if args.out.is_some() {
        leftovers::clear_output(&context.root, &out);
    }
    let _lock = lock_site(&context.root, |words| console.note(words))?;
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
    let report = Report { findings: &snapshot.findings, suppressed: &snapshot.suppressed };
    console.report_all(report, &snapshot.tree, args.format);
    args.saved.write(console, report, &snapshot.tree, args.format)?;
    context.note_nicknames(&snapshot);
    let human = !args.format.is_result();
    if human {
        console.summary(&snapshot.findings, !args.keep_going);
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
    let run = Run { context, args, out, target, darkroom: &darkroom };
    let failed = run.write(&snapshot, times)? || snapshot.has_errors();
    // The process ends here: giving back a large site piece by piece would only take time.
    std::mem::forget(snapshot);
    Ok(if failed { FINDINGS } else { FINE })
}

/// A run that has come to writing.
struct Run<'a> {
    context: &'a Context,
    args: &'a Args,
    /// The folder as it was given, and where it really is.
    out: PathBuf,
    target: PathBuf,
    darkroom: &'a ImageCache,
}

impl Run<'_> {
    /// Writes what may go out; returns whether something is wrong.
    fn write(&self, snapshot: &Snapshot, mut times: Vec<(Stage, Duration)>) -> Result<bool, Box<Diagnostic>> {
        let Self { context, args, out, target, darkroom } = self;
        let (console, human) = (context.console, !args.format.is_result());
        let release = match writable(snapshot) {
            Ok(release) => release,
            Err(in_the_way) => {
                if human {
                    console.note(&stopped(&in_the_way));
                }
                return Ok(true);
            }
        };
        let (progress, start) = (Progress::default(), Instant::now());
        progress.begin(Stage::Write, 0);
        let site = &release.site;
        let wanted = Wanted {
            outputs: &release.outputs,
            pictures: site.pictures(),
            stay: &release.stay,
            withheld: &snapshot.privacy.withheld,
            keep: &site.config().keep,
            removals: args.allow_removals,
        };
        let report = console.during(&progress, || emit(target, wanted, darkroom, &progress))?;
        darkroom.tidy(site.pictures().values());
        times.push((Stage::Write, start.elapsed()));
        if human {
            console.report(&report.findings, &snapshot.tree, args.format);
            written(console, &tally(snapshot, site), &report, &out.display().to_string());
            left_out(console, &release, &report);
            if args.timings {
                timings(console, &times);
            }
        }
        Ok(report.findings.iter().any(|finding| finding.level == Level::Error))
    }
}

/// Why nothing was written in spite of `--keep-going`.
fn stopped(in_the_way: &[&Diagnostic]) -> Message {
    let places = in_the_way.iter().flat_map(|finding| finding.places.first()).map(|place| place.file.to_string());
    let mut places: Vec<String> = places.collect();
    places.dedup();
    places.truncate(3);
    let (ja, en) = (places.join("、"), places.join(", "));
    if places.is_empty() {
        return msg!(
            ja: "どのページに関わるか分からないエラーがあるため、書き出しませんでした。前回のサイトはそのまま残っています。",
            en: "Nothing was written because of errors that may touch any page; the last site stays as it was.");
    }
    msgf!(
        ja: "「{ja}」のエラーはどのページに関わるか分からないため、書き出しませんでした。前回のサイトはそのまま残っています。",
        en: "Nothing was written because the errors of `{en}` may touch any page; the last site stays as it was.")
}

/// Says of each page with an error what became of it.
fn left_out(console: Console, release: &Writable<'_>, report: &WriteReport) {
    let stays = |outputs: &BTreeSet<String>| outputs.iter().any(|path| report.stayed.contains(path));
    for (page, outputs) in release.left_out.iter().take(SHOWN) {
        console.say(&if stays(outputs) {
            msgf!(ja: "  エラーのため、前に公開した内容のまま：{page}", en: "  with an error, as it was published last: {page}")
        } else {
            msgf!(ja: "  エラーのため、載せていません：{page}", en: "  with an error, left out: {page}")
        });
    }
    let more = release.left_out.len().saturating_sub(SHOWN);
    if more > 0 {
        console.say(&msgf!(ja: "  ほか{more}ページ", en: "  and {more} more pages"));
    }
}

fn written(console: Console, tally: &Tally, report: &WriteReport, out: &str) {
    let (written, unchanged, removed) = (report.written, report.unchanged, report.removed.len());
    let pages = tally.pages;
    console.say(&msgf!(
        ja: "{pages}ページを「{out}」に書き出しました（書き込み {written}、変更なし {unchanged}、削除 {removed}）。",
        en: "{pages} pages are in `{out}` (written {written}, unchanged {unchanged}, removed {removed})."));
    // The search's own files come and go with words; nobody misses one.
    let removed = report.removed.iter().filter(|path| !is_of_search(&OutPath::new(path.as_str())));
    for path in removed.take(SHOWN) {
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
