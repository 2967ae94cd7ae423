//! Floor 9, a side door: the guide in a browser, straight from memory, rebuilt when a file changes.
//!
//! One thread watches and builds, one at a time; requests read the newest finished snapshot and never wait for a build.
//! Drafts are part of what is served.
//!
//! - **In**: the folder of site.toml.
//! - **Out**: pages on 127.0.0.1, and the news of what changed.
//! - **Never**: listen elsewhere; write into the guide; wait for a connection longer than [`request`] says.
//! - **Read first**: this file, then [`watch`].
//! - **One more**: what a browser may ask for is a branch in [`http`].
//! - **Tests**: `tests/it/serve.rs`, `tests/it/soak.rs`, `tests/browser/serve.mjs`.

mod answer;
mod change;
mod connections;
mod difference;
mod events;
mod findings;
mod http;
mod last_good;
mod live;
mod open;
mod request;
mod watch;

use std::{
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use crate::{
    base::os::fs,
    image::cache::ImageCache,
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot, stats::tally},
    report::{
        console::Console,
        diagnostic::{Diagnostic, Location},
        format::Format,
        message::Message,
        progress::{Progress, Stage},
    },
    serve::{
        difference::{Difference, difference},
        last_good::LastGood,
        live::{Fresh, LiveState},
        watch::{Look, Watch},
    },
    site::options::Options,
};

/// The port that is tried first, and how many after it.
const PORTS: std::ops::RangeInclusive<u16> = 4000..=4020;

/// How to serve.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// The port; `None`: the first free one.
    pub port: Option<u16>,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether to say where the time of each update went.
    pub timings: bool,
    /// Whether to look every second instead of waiting to be told.
    pub poll: bool,
}

/// Builds, serves, watches; returns only on a fault of the start.
pub fn run(root: &Path, options: Options, console: Console, how: How) -> Result<(), Box<Diagnostic>> {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let (listener, port) = http::listen(how.port, PORTS)?;
    let (mut watch, words) = Watch::new(&root, how.poll);
    let progress = Progress::default();
    let darkroom = Arc::new(ImageCache::of(&root));
    let mut guide = console.during(&progress, || Loop::new(&root, options, darkroom.clone(), &progress));
    guide.report(console);
    let site = guide.snapshot.site.clone().expect("a build resolves the site");
    tally(&guide.snapshot, &site).lines().iter().for_each(|line| console.say(line));
    let address = format!("http://127.0.0.1:{port}{}", guide.live.now().base);
    console.say(&msgf!(
        ja: "ガイドを表示しています： {address}\nファイルを保存すると、ブラウザーに反映されます。終わるときは Ctrl+C を押してください。",
        en: "Serving the guide at {address}\nThe browser follows what you save. Press Ctrl+C to stop."));
    words.iter().for_each(|words| console.say(words));
    if how.open {
        open::browser(&address);
    }
    let live = guide.live.clone();
    thread::spawn(move || http::serve(&listener, port, live, darkroom, console.tongue));
    // What was saved while the first build ran.
    guide.look(&Look::Everything, &Progress::default());
    loop {
        let (look, words) = watch.wait();
        words.iter().for_each(|words| console.say(words));
        let (progress, start) = (Progress::default(), Instant::now());
        // A fault of the program itself must not end the preview either: what was served stays.
        let looked =
            panic::catch_unwind(AssertUnwindSafe(|| console.during(&progress, || guide.look(&look, &progress))));
        let Ok(update) = looked else {
            console.note(&msg!(
                ja: "shirube の不具合で、この変更を反映できませんでした。前の表示のまま続けます。上の行を開発者にお知らせください。",
                en: "A fault of shirube kept this change from being shown; the last view stays. Please report the \
                    lines above."));
            continue;
        };
        let Some(update) = update else { continue };
        let (rendered, milliseconds) = (update.rendered, start.elapsed().as_millis());
        console.say(&msgf!(
            ja: "反映しました（作り直し {rendered}件、{milliseconds}ミリ秒）",
            en: "updated ({rendered} outputs made, {milliseconds} ms)"));
        if how.timings {
            let part = |(stage, time): &(Stage, Duration)| {
                format!("{} {:.1} ms", stage.words().in_lang(console.tongue), time.as_secs_f64() * 1000.0)
            };
            console.line(&guide.snapshot.timings.iter().map(part).collect::<Vec<_>>().join("  "));
        }
        if update.findings_changed {
            guide.report(console);
        }
    }
}

/// The loop's state: the files as last seen, the build of them, and what is served.
struct Loop {
    root: PathBuf,
    options: Options,
    darkroom: Arc<ImageCache>,
    /// The files as they lie on the disk.
    tree: SourceTree,
    held: LastGood,
    snapshot: Arc<Snapshot>,
    live: Arc<LiveState>,
    /// The findings that were last told.
    told: Vec<Diagnostic>,
}

/// What a look at the files has brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Update {
    /// How many outputs were made anew.
    rendered: usize,
    /// Whether there is something else to mend than before.
    findings_changed: bool,
}

impl Loop {
    /// Builds the guide at `root` for the first time, whatever state its files are in.
    fn new(root: &Path, options: Options, darkroom: Arc<ImageCache>, progress: &Progress) -> Self {
        let tree = SourceTree::scan(root, &SourceTree::default());
        let held = LastGood::default();
        let snapshot = Arc::new(pipeline::build_watched(&Snapshot::default(), &tree, options, progress, &darkroom));
        let live = Arc::new(LiveState::new(fresh(&snapshot, &tree, &held)));
        Self { root: root.to_owned(), options, darkroom, tree, held, snapshot, live, told: Vec::new() }
    }

    /// Looks at the files; if they differ from those last seen, builds and serves what came of it.
    fn look(&mut self, look: &Look, progress: &Progress) -> Option<Update> {
        let next = match look {
            Look::Again(paths) => SourceTree::look_again(&self.root, &self.tree, paths),
            Look::Everything => SourceTree::scan(&self.root, &self.tree),
        };
        let changed = next.difference(&self.tree);
        let same_faults = next.findings == self.tree.findings;
        self.tree = next;
        if changed.is_empty() && same_faults {
            return None;
        }
        let site = self.snapshot.site.clone().expect("a build resolves the site");
        self.held.note(&changed, &self.tree, &self.snapshot.tree, site.config());
        let shown = self.held.over(&self.tree);
        let next = Arc::new(pipeline::build_watched(&self.snapshot, &shown, self.options, progress, &self.darkroom));
        let rendered = next.rendered.len();
        let before = self.live.swap(fresh(&next, &self.tree, &self.held));
        // The browser has been told; only now the old build is given back, which takes its time.
        self.snapshot = next;
        let findings_changed = before.is_some_and(|before| before.mark != self.live.now().mark);
        Some(Update { rendered, findings_changed })
    }

    /// Tells what is wrong that was not wrong when it was last told, what is mended since, and how much is left.
    fn report(&mut self, console: Console) {
        let served = self.live.now();
        let Difference { new, mended } = difference(&self.told, &served.findings);
        console.report(&new, &served.tree, Format::Human);
        for finding in &mended {
            let place = finding.places.first().map_or("", Location::name);
            let (code, Message { ja, en }) = (finding.code, &finding.message);
            console.note(&msgf!(ja: "直りました[{code}]：{ja}（{place}）", en: "mended[{code}]: {en} ({place})"));
        }
        console.summary(&served.findings, true);
        self.told.clone_from(&served.findings);
    }
}

fn fresh(snapshot: &Arc<Snapshot>, tree: &SourceTree, held: &LastGood) -> Fresh {
    let site = snapshot.site.as_ref().expect("a build resolves the site");
    let findings = held.findings(&snapshot.findings, site);
    Fresh { snapshot: snapshot.clone(), tree: tree.clone(), findings, held: held.paths() }
}
