//! Floor 8: the drawing of `lib.rs` as code.
//!
//! `build(&previous, &tree) -> Snapshot`: a clean build is an incremental build from the empty snapshot, and the edit
//! of a text takes the same way as the edit of everything. Every stage keeps what still holds and makes the rest anew;
//! what nobody mentions is dropped, so that deletion needs no code.
//!
//! - **In**: the snapshot before, the files.
//! - **Out**: [`Snapshot`].
//! - **Never**: have a second path for some kind of edit; write.
//! - **Read first**: [`build_watched`], then [`load`].
//! - **One more**: a stage is a memo of the snapshot and a line in [`build_watched`].
//! - **Tests**: `tests/it/incremental.rs`.

mod approvals;
pub mod aside;
pub mod load;
pub mod mend;
pub mod provenance;
pub mod stats;
pub mod writable;

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    base::{hash::Fingerprint, url::OutPath},
    check::{
        self,
        privacy_stage::{PrivacyStage, Watched},
    },
    image::cache::ImageCache,
    incremental::{
        memo::{Invalidation, Made, Memo, Renewed, Wanted},
        questions::{Known, Questions},
        tracked,
    },
    input::source_tree::SourceTree,
    ledger::read::Approvals,
    load::document::Document,
    pipeline::load::Loaded,
    render::{
        self,
        job::{Job, Output},
        template::engine::Engine,
    },
    report::{
        diagnostic::{self, Diagnostic, Level, Suppressed},
        progress::{Progress, Stage},
    },
    site::{Site, approval::Judgements, options::Options, resolve::resolve},
};

/// Everything a build leaves behind: what the next build starts from, and what is written or served.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// What the build was asked for.
    pub options: Option<Options>,
    /// The files it was made from.
    pub tree: SourceTree,
    loaded: Loaded,
    /// The pages from the salon, and what the ledger says of them.
    pub judged: Judgements,
    /// The resolved site; `None` before the first build.
    pub site: Option<Arc<Site>>,
    questions: Known,
    /// The outputs, by path.
    pub outputs: Memo<OutPath, Output>,
    checks: check::Checks,
    /// What the privacy gate found, and which outputs it keeps back.
    pub privacy: PrivacyStage,
    /// What is wrong, in the order of the report.
    pub findings: Vec<Diagnostic>,
    /// What editors let be, with their reasons.
    pub suppressed: Vec<Suppressed>,
    /// The outputs that this build made anew, and why.
    pub rendered: BTreeMap<OutPath, Invalidation>,
    /// Where the time went.
    pub timings: Vec<(Stage, Duration)>,
}

impl Snapshot {
    /// Whether a finding stops `build`.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }

    /// Whether there are pages from the salon, and nobody's nickname to look for in them: on a build server, say.
    pub fn misses_nicknames(&self) -> bool {
        !self.judged.is_empty() && !self.privacy.knows_nicknames()
    }

    /// What the ledger says.
    pub fn approvals(&self) -> &Approvals {
        self.loaded.approvals().expect("a build reads the ledger")
    }

    /// The pages' files, those that are no part of the site among them.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.loaded.documents.values().map(Arc::as_ref)
    }

    /// The questions that outputs and checks have asked.
    pub fn questions(&self) -> &Known {
        &self.questions
    }
}

/// Builds the site of `tree`, keeping from `previous` whatever still holds.
pub fn build(previous: &Snapshot, tree: &SourceTree, options: Options) -> Snapshot {
    build_watched(previous, tree, options, &Progress::default(), &ImageCache::default())
}

/// Builds, tells how far it is, and asks `cache` for what it remembers of pictures.
pub fn build_watched(
    previous: &Snapshot,
    tree: &SourceTree,
    options: Options,
    progress: &Progress,
    cache: &ImageCache,
) -> Snapshot {
    let mut clock = Clock::new();

    // load: a file at a time
    let (site_tree, aside) = aside::set_aside(tree);
    let loaded = load::load(&previous.loaded, &site_tree, options, progress, cache);
    clock.lap(Stage::Load);

    // resolve: the whole site
    progress.begin(Stage::Resolve, 0);
    let mut site = resolve(previous.site.as_deref(), loaded.inputs(&site_tree, options));
    let jobs = render::declare(&mut site);
    let site = Arc::new(site);
    let questions = Arc::new(Questions::open(&previous.questions, previous.site.as_deref(), &site));
    clock.lap(Stage::Resolve);

    // render: an output at a time
    let (outputs, rendered) = render(&previous.outputs, &questions, jobs, loaded.engine(), progress);
    clock.lap(Stage::Render);

    // check: a page at a time, then the site, then everything that people wrote and that was made of it
    let checks = check::pages(&previous.checks, &questions, progress);
    let questions = Arc::into_inner(questions).expect("nothing is rendered or checked any more").close();
    let mut findings = tree.findings.clone();
    findings.extend(aside);
    findings.extend(loaded.findings().cloned());
    findings.extend(check::explanations::unknown_codes(loaded.config()));
    findings.extend(check::site(&site));
    findings.extend(outputs.findings().chain(checks.findings()).cloned());
    let watched = Watched {
        tree: &site_tree,
        config: loaded.config(),
        shelf: &loaded.shelf,
        options,
        documents: &loaded.documents,
        judged: &loaded.salon.judged,
        outputs: &outputs,
    };
    let privacy = PrivacyStage::watch(&previous.privacy, &watched, &mut findings);
    let written = loaded.documents.values().map(Arc::as_ref);
    let (mut findings, suppressed) = check::suppress::suppress(findings, written);
    check::suppress::protect_approved(&mut findings, &loaded.salon.judged);
    clock.lap(Stage::Check);

    Snapshot {
        options: Some(options),
        tree: tree.clone(),
        judged: loaded.salon.judged.clone(),
        loaded,
        site: Some(site),
        questions,
        outputs,
        checks,
        privacy,
        findings: diagnostic::report(findings),
        suppressed,
        rendered,
        timings: clock.laps,
    }
}

fn render(
    previous: &Memo<OutPath, Output>,
    questions: &Arc<Questions>,
    jobs: Vec<Job>,
    engine: &Engine,
    progress: &Progress,
) -> Renewed<OutPath, Output> {
    let wanted = |job: Job| Wanted { key: job.out.clone(), input: job.input, job };
    let jobs = jobs.into_iter().map(wanted).collect();
    previous.renew(jobs, Some(questions), (progress, Stage::Render), |_, job| {
        let make = || render::render(job, engine, questions.site());
        let ((bytes, findings), reads) = tracked::within(questions, job.place.clone(), make);
        let fingerprint = bytes.as_ref().map_or(Fingerprint::default(), Fingerprint::of);
        Made { value: Output { bytes, fingerprint, from: job.from.clone(), turn: job.turn }, findings, reads }
    })
}

/// Measures stages; the figures are for people and never reach an output.
struct Clock {
    last: Instant,
    laps: Vec<(Stage, Duration)>,
}

impl Clock {
    fn new() -> Self {
        Self { last: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        self.laps.push((stage, now - self.last));
        self.last = now;
    }
}
