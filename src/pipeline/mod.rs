//! Floor 8: the drawing of `lib.rs` as code.
//!
//! `build(&previous, &tree) -> Snapshot`: a clean build is an incremental build from the empty snapshot. Every stage
//! keeps what still holds and makes the rest anew; what nobody mentions is dropped, so that deletion needs no code.
//!
//! - **In**: the snapshot before, the files.
//! - **Out**: [`Snapshot`].
//! - **Never**: have a second path for some kind of edit; write.
//! - **Read first**: [`build`].
//! - **One more**: a stage is a memo of the snapshot and a line in [`build`].
//! - **Tests**: `tests/it/incremental.rs`.

pub mod stats;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::{Duration, Instant},
};

use rayon::prelude::*;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::OutPath,
        value::Value,
    },
    check::{
        self,
        privacy_stage::{PrivacyStage, Watched},
    },
    config::types::Config,
    image::{cache::ImageCache, inspect::ImageInfo},
    incremental::memo::{self, Entry, Invalidation},
    input::{
        embedded,
        source_tree::{Source, SourceTree},
    },
    ledger::read::{self, Approvals},
    load::{self, document::Document, tables::store::TableStore},
    render::{self, Output, template::engine::Engine},
    report::{
        diagnostic::{self, Diagnostic, Level, Reported},
        progress::{Progress, Stage},
    },
    site::{
        Options, Page, Site,
        approval::{self, Judgements},
        links,
        resolve::{Inputs, resolve},
        theme_files::{self, ThemeFiles},
    },
    text::normalize::decode,
};

/// Everything a build leaves behind: what the next build starts from, and what is written or served.
#[derive(Clone, Default)]
pub struct Snapshot {
    /// What the build was asked for.
    pub options: Option<Options>,
    /// The files it was made from.
    pub tree: SourceTree,
    config: Option<(Fingerprint, Arc<Config>, Vec<Diagnostic>)>,
    theme: Option<(Fingerprint, Arc<ThemeFiles>, Arc<Engine>)>,
    documents: BTreeMap<SourcePath, Arc<Document>>,
    images: Images,
    data: BTreeMap<SourcePath, (Fingerprint, Arc<Value>, Vec<Diagnostic>)>,
    shelf: Arc<TableStore>,
    ledger: (Fingerprint, Arc<Reported<Approvals>>),
    /// The pages from the salon, and what the ledger says of them.
    pub judged: Judgements,
    checks: Checks,
    /// The resolved site; `None` before the first build.
    pub site: Option<Arc<Site>>,
    /// The outputs, by path.
    pub outputs: BTreeMap<OutPath, Arc<Entry<Output>>>,
    /// What the privacy gate found, and which outputs it keeps back.
    pub privacy: PrivacyStage,
    /// What is wrong, in the order of the report.
    pub findings: Vec<Diagnostic>,
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
        &self.ledger.1.value
    }

    /// The pages' files, those that are no part of the site among them.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().map(Arc::as_ref)
    }
}

/// Builds the site of `tree`, keeping from `previous` whatever still holds.
pub fn build(previous: &Snapshot, tree: &SourceTree, options: Options) -> Snapshot {
    build_watched(previous, tree, options, &Progress::default(), &ImageCache::default())
}

/// Builds, tells how far it is, and asks `darkroom` for what it remembers of pictures.
pub fn build_watched(
    previous: &Snapshot,
    tree: &SourceTree,
    options: Options,
    progress: &Progress,
    darkroom: &ImageCache,
) -> Snapshot {
    let mut clock = Clock::new();
    let mut findings = tree.findings.clone();
    let changed = previous.tree.difference(tree);

    // load: a file at a time
    let (config, config_findings, config_print) = load_config(previous, tree);
    findings.extend(config_findings.iter().cloned());
    let theme = load_theme(previous, tree, &config);
    findings.extend(theme.1.findings.iter().chain(&theme.2.findings).cloned());
    let same_config = previous.config.as_ref().is_some_and(|(before, ..)| *before == config_print);
    let documents = load_documents(previous, tree, &config, same_config.then_some(changed.as_slice()), progress);
    findings.extend(documents.values().flat_map(|document| document.findings.iter().cloned()));
    let images = load_images(&previous.images, tree, &changed, progress, darkroom);
    findings.extend(images.values().flat_map(|(_, findings)| findings.iter().cloned()));
    let shelf = Arc::new(TableStore::of_tree(&previous.shelf, tree));
    findings.extend(shelf.findings().cloned());
    let data = load_data(previous, tree, &shelf);
    findings.extend(data.values().flat_map(|(_, _, findings)| findings.iter().cloned()));
    let ledger = load_ledger(previous, tree, options);
    findings.extend(ledger.1.findings.iter().cloned());
    let judged = approval::judge(&previous.judged, &documents, tree, &config, &ledger.1.value);
    clock.lap(Stage::Load);

    // resolve: the whole site, unless only texts have changed
    progress.begin(Stage::Resolve, 0);
    let same_frame = same_config
        && approval::same(&judged, &previous.judged)
        && previous.options == Some(options)
        && previous.theme.as_ref().is_some_and(|(print, ..)| *print == theme.0);
    let edited = same_frame.then(|| edited(previous, &documents, &changed)).flatten();
    let site = Arc::new(edited.unwrap_or_else(|| {
        resolve(Inputs {
            tree,
            config: config.clone(),
            theme: theme.1.clone(),
            documents: &documents,
            images: &images.iter().map(|(path, (info, _))| (path.clone(), info.clone())).collect(),
            data: data.iter().map(|(path, (_, value, _))| (path.clone(), value.clone())).collect(),
            shelf: shelf.clone(),
            judged: &judged,
            options,
        })
    }));
    findings.extend(check::levelled(site.findings().to_vec(), &site));
    clock.lap(Stage::Resolve);

    // render: an output at a time
    let (outputs, rendered) = render(previous, &site, &theme.2, progress);
    findings.extend(outputs.values().flat_map(|entry| entry.findings.iter().cloned()));
    clock.lap(Stage::Render);

    // check: by rules
    let checks = check(previous, &site, progress);
    findings.extend(checks.values().flat_map(|entry| entry.findings.iter().cloned()));
    let watched = Watched {
        tree,
        config: &config,
        shelf: &shelf,
        options,
        documents: &documents,
        judged: &judged,
        outputs: &outputs,
    };
    let privacy = PrivacyStage::watch(&previous.privacy, &watched, &mut findings);
    clock.lap(Stage::Check);

    Snapshot {
        options: Some(options),
        tree: tree.clone(),
        config: Some((config_print, config, config_findings)),
        theme: Some(theme),
        documents,
        images,
        data,
        shelf,
        ledger,
        judged,
        checks,
        site: Some(site),
        outputs,
        privacy,
        findings: diagnostic::report(findings),
        rendered,
        timings: clock.laps,
    }
}

fn load_config(previous: &Snapshot, tree: &SourceTree) -> (Arc<Config>, Vec<Diagnostic>, Fingerprint) {
    let source = tree.get(&SourcePath::new("site.toml"));
    let print = source.map_or(Fingerprint::default(), |source| source.fingerprint);
    if let Some((before, config, findings)) = &previous.config
        && *before == print
    {
        return (config.clone(), findings.clone(), print);
    }
    let read = Config::read(source.map(|source| String::from_utf8_lossy(&source.bytes)).as_deref());
    (Arc::new(read.value), read.findings, print)
}

fn load_theme(previous: &Snapshot, tree: &SourceTree, config: &Config) -> (Fingerprint, Arc<ThemeFiles>, Arc<Engine>) {
    let mut digest = Digest::new();
    digest.part(&config.theme).part(&config.language);
    for (path, source) in tree.below("themes/") {
        digest.part(path.as_str()).print(source.fingerprint);
    }
    let print = digest.finish();
    if let Some(known) = previous.theme.as_ref().filter(|(before, ..)| *before == print) {
        return known.clone();
    }
    let files = Arc::new(theme_files::layer(tree, embedded::theme(), &config.theme, &config.language));
    let engine = match &previous.theme {
        Some((_, _, engine)) if engine.fingerprint == files.fingerprint => engine.clone(),
        _ => Arc::new(Engine::new(files.clone())),
    };
    (print, files, engine)
}

/// The documents of all pages; with `changed`, only those files are looked at.
fn load_documents(
    previous: &Snapshot,
    tree: &SourceTree,
    config: &Config,
    changed: Option<&[SourcePath]>,
    progress: &Progress,
) -> BTreeMap<SourcePath, Arc<Document>> {
    let options = load::page::Options::new(config);
    let is_page = |(path, _): &(&SourcePath, &Source)| path.is_page();
    let files: Vec<(&SourcePath, &Source)> = match changed {
        Some(changed) => tree.among(changed, "content/").filter(is_page).collect(),
        None => tree.below("content/").filter(is_page).collect(),
    };
    progress.begin(Stage::Load, files.len());
    let load = |(path, source): &(&SourcePath, &Source)| {
        progress.step();
        let print = options.fingerprint(source.fingerprint);
        let known = previous.documents.get(*path).filter(|document| document.fingerprint == print);
        let made = || {
            let (key, lang) = links::key_of(path, config.languages.iter().map(|language| language.code.as_str()));
            Arc::new(load::page::load(path, &source.bytes, &options, print, key, lang.map(str::to_owned)))
        };
        ((*path).clone(), known.cloned().unwrap_or_else(made))
    };
    let loaded: Vec<_> = files.par_iter().map(load).collect();
    let mut documents = changed.map_or_else(BTreeMap::new, |changed| without(&previous.documents, changed));
    documents.extend(loaded);
    documents
}

type Images = BTreeMap<SourcePath, (ImageInfo, Vec<Diagnostic>)>;

fn load_images(
    previous: &Images,
    tree: &SourceTree,
    changed: &[SourcePath],
    progress: &Progress,
    darkroom: &ImageCache,
) -> Images {
    let files: Vec<_> = tree.among(changed, "content/").filter(|(path, _)| !path.is_page()).collect();
    progress.begin(Stage::Load, files.len());
    let load = |(path, source): &(&SourcePath, &Source)| {
        progress.step();
        let read = crate::image::inspect::load_with(path, source, darkroom)?;
        Some(((*path).clone(), (read.value, read.findings)))
    };
    let loaded: Vec<_> = files.par_iter().filter_map(load).collect();
    let mut images = without(previous, changed);
    images.extend(loaded);
    images
}

fn load_data(
    previous: &Snapshot,
    tree: &SourceTree,
    shelf: &TableStore,
) -> BTreeMap<SourcePath, (Fingerprint, Arc<Value>, Vec<Diagnostic>)> {
    let files = tree
        .below("data/")
        .filter(|(path, _)| matches!(path.extension().as_str(), "csv" | "toml" | "yaml" | "yml" | "json"));
    let load = |(path, source): (&SourcePath, &Source)| {
        let known = previous.data.get(path).filter(|(print, ..)| *print == source.fingerprint);
        let made = || {
            let text = decode(&source.bytes).map_or_else(|| String::from_utf8_lossy(&source.bytes), |(text, _)| text);
            let mut read = load::data::load(path, &text);
            if shelf.table(path).is_some_and(|table| table.sort.is_some()) {
                // The reader of open data has told what is wrong with it.
                read.findings.clear();
            }
            (source.fingerprint, Arc::new(read.value), read.findings)
        };
        (path.clone(), known.cloned().unwrap_or_else(made))
    };
    files.map(load).collect()
}

fn load_ledger(previous: &Snapshot, tree: &SourceTree, options: Options) -> (Fingerprint, Arc<Reported<Approvals>>) {
    let text = |path| tree.get(&SourcePath::new(path)).map(|source| String::from_utf8_lossy(&source.bytes));
    let (text, head) = (text(read::LEDGER), text(read::HEAD));
    let mut digest = Digest::new();
    digest.option(text.as_deref()).option(head.as_deref()).option(options.key.map(|key| key.id()));
    let print = digest.finish();
    if previous.ledger.0 == print {
        return previous.ledger.clone();
    }
    let text = text.unwrap_or_default();
    (print, Arc::new(read::read(text.trim_start_matches('\u{feff}'), head.as_deref(), options.key.as_ref())))
}

/// The site of the build before with new texts; `None` if more than texts has changed.
fn edited(
    previous: &Snapshot,
    documents: &BTreeMap<SourcePath, Arc<Document>>,
    changed: &[SourcePath],
) -> Option<Site> {
    let pairs: Option<Vec<_>> =
        changed.iter().map(|path| Some((previous.documents.get(path)?, documents.get(path)?))).collect();
    previous.site.as_ref()?.edited(&pairs?)
}

type Outputs = BTreeMap<OutPath, Arc<Entry<Output>>>;

fn render(
    previous: &Snapshot,
    site: &Arc<Site>,
    engine: &Engine,
    progress: &Progress,
) -> (Outputs, BTreeMap<OutPath, Invalidation>) {
    let (jobs, mut outputs) = match site.edited_pages() {
        None => (render::jobs(site), Outputs::new()),
        Some(pages) => {
            let outdated = outdated(&previous.outputs, site);
            let mut jobs = render::outputs::jobs_after_edit(site, &pages.collect::<Vec<_>>(), &outdated);
            // Of two outputs at one place the first is written: the other one has no say now either.
            jobs.retain(|job| previous.outputs.get(&job.out).is_some_and(|entry| entry.value.from == job.from));
            (jobs, previous.outputs.clone())
        }
    };
    progress.begin(Stage::Render, jobs.len());
    let make = |job: &render::Job| {
        progress.step();
        memo::recall(previous.outputs.get(&job.out), job.input, site, job.place.clone(), || {
            let (bytes, findings) = (job.make)(engine);
            let fingerprint = bytes.as_ref().map_or(Fingerprint::default(), Fingerprint::of);
            (Output { bytes, fingerprint, from: job.from.clone(), turn: job.turn }, findings)
        })
    };
    let made: Vec<_> = jobs.par_iter().map(make).collect();
    let (mut fresh, mut rendered) = (Outputs::new(), BTreeMap::new());
    for (job, (entry, why)) in jobs.into_iter().zip(made) {
        rendered.extend(why.map(|why| (job.out.clone(), why)));
        fresh.entry(job.out).or_insert(entry);
    }
    outputs.append(&mut fresh);
    (outputs, rendered)
}

/// The keys of entries with a question whose answer has changed since.
fn outdated<K: Ord + Clone + Send + Sync, T: Send + Sync>(
    entries: &BTreeMap<K, Arc<Entry<T>>>,
    site: &Site,
) -> BTreeSet<K> {
    if !site.any_may_differ() {
        return BTreeSet::new();
    }
    entries.par_iter().filter(|(_, entry)| entry.outdated(site).is_some()).map(|(key, _)| key.clone()).collect()
}

/// The findings of the rules about a page in a language.
type Checks = BTreeMap<(SourcePath, usize), Arc<Entry<()>>>;

fn check(previous: &Snapshot, site: &Arc<Site>, progress: &Progress) -> Checks {
    let key = |page: &Page| (page.document.path.clone(), page.lang);
    let (pages, mut checks): (Vec<&Page>, Checks) = match site.edited_pages() {
        None => (check::pages(site).collect(), Checks::new()),
        Some(edited) => {
            let mut again = outdated(&previous.checks, site);
            again.extend(edited.map(key));
            (check::pages(site).filter(|page| again.contains(&key(page))).collect(), previous.checks.clone())
        }
    };
    progress.begin(Stage::Check, pages.len());
    let look = |page: &&Page| {
        progress.step();
        let key = key(page);
        let (entry, _) = check::page(previous.checks.get(&key), site, page);
        (key, entry)
    };
    let checked: Vec<_> = pages.par_iter().map(look).collect();
    checks.extend(checked);
    checks
}

/// A map without some of its keys.
fn without<T: Clone>(map: &BTreeMap<SourcePath, T>, gone: &[SourcePath]) -> BTreeMap<SourcePath, T> {
    let mut map = map.clone();
    for path in gone {
        map.remove(path);
    }
    map
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
