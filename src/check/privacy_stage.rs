//! The privacy gate in a build: every source text and every output is reviewed, and what nobody has let pass is told
//! and kept back. What still holds from the build before is kept.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use ahash::AHashSet;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::OutPath,
    },
    check::{
        attachment_reviews::Values,
        attachments::{self, Attachments, FileReport},
        output_scan::{self, ScanContext},
        output_texts::{self, is_search_text, is_text, text_of},
        privacy_lists::PrivacyLists,
        public_register,
        rules::{personal_data as words, quasi_identifiers},
    },
    config::types::Config,
    incremental::memo::{Entry, Memo, Wanted},
    input::source_tree::{Source, SourceTree},
    load::{document::Document, tables::store::TableStore},
    privacy::{
        Gate, Hit, Kind, Place, Review, Severity, lists, quasi, review,
        value::{Value, canonical},
    },
    render::job::{Output, WriteOrder},
    report::{
        diagnostic::Diagnostic,
        progress::{Progress, Stage},
    },
    site::{approval::Judgements, options::Options},
    text::{normalize::decode, span::Span},
};

/// What the gate found, to start the next build from.
#[derive(Clone, Default)]
pub struct PrivacyStage {
    known: Memo<(), Known>,
    /// What was decided of each source text.
    sources: Memo<SourcePath, Arc<Review>>,
    /// What stands in each output.
    outputs: Memo<OutPath, Scan>,
    /// What stands in the files that are copied out.
    attachments: Attachments,
    /// Of whom each page from the salon tells too much.
    speakers: Memo<SourcePath, Vec<quasi::Speaker>>,
    /// Pages whose own text holds something personal.
    blocked: BTreeSet<SourcePath>,
    /// Outputs that hold something personal and are not written.
    pub withheld: BTreeSet<OutPath>,
}

/// What a build hands to the gate.
pub struct Watched<'a> {
    /// The files.
    pub tree: &'a SourceTree,
    /// The site's configuration.
    pub config: &'a Config,
    /// The tables of open data.
    pub shelf: &'a TableStore,
    /// The pages' files.
    pub documents: &'a BTreeMap<SourcePath, Arc<Document>>,
    /// Today and the key.
    pub options: Options,
    /// Those from the salon.
    pub judged: &'a Judgements,
    /// What was rendered.
    pub outputs: &'a Memo<OutPath, Output>,
}

/// The site's gate, and what it goes by.
struct Known {
    gate: Gate,
    /// Fingerprint of the lists and the roster.
    lists: Fingerprint,
    /// Fingerprint of these, of the key and of the day: of everything that a review goes by.
    whole: Fingerprint,
}

/// What stands in an output.
#[derive(Default)]
struct Scan {
    /// The text found and what it is.
    hits: Vec<(String, Hit)>,
    /// Of a long list that is made anew with every title, the texts in which nothing was found, and the lists by which.
    clean: Option<(Fingerprint, Arc<AHashSet<Fingerprint>>)>,
}

impl PrivacyStage {
    /// The pages of `content/` whose own text holds something personal.
    pub fn blocked_pages(&self) -> Vec<SourcePath> {
        self.blocked.iter().filter(|path| path.as_str().starts_with("content/")).cloned().collect()
    }

    /// Whether the salon's nicknames were looked for.
    pub fn knows_nicknames(&self) -> bool {
        self.known.one().is_some_and(|known| known.gate.lists().has_roster())
    }

    /// Looks at everything; adds what is wrong to the findings, and hides there what findings of others would show.
    pub fn watch(previous: &Self, watched: &Watched<'_>, findings: &mut Vec<Diagnostic>) -> Self {
        let (memo, now) = (known(&previous.known, watched), watched.options.now);
        let known = memo.one().expect("it was made in the line above");
        let gate = &known.gate;
        findings.extend(memo.findings().cloned());
        let sources = review_sources(&previous.sources, watched, known);
        let outputs = scan_outputs(&previous.outputs, watched, known);
        let by = attachments::Known { gate, lists: known.lists, now, tree: watched.tree };
        let attachments = Attachments::read(&previous.attachments, watched.outputs, &by);
        let mut told = Told { values: own_ids(watched), ..Told::default() };
        for (path, entry) in sources.iter() {
            told.take_source(watched, gate, path, &entry.value);
        }
        let mut withheld = BTreeSet::new();
        let (search, others): (Vec<_>, Vec<_>) = outputs
            .iter()
            .filter(|(_, entry)| !entry.value.hits.is_empty())
            .partition(|(path, _)| is_search_text(path));
        told.decided = decided_in_sources(watched.tree, &told.values, &search);
        // The search comes last: what is asked about elsewhere is not decided there either.
        for (path, entry) in others.into_iter().chain(search) {
            withheld.extend(told.take_output(watched, gate, path, &entry.value.hits).then(|| path.clone()));
        }
        withheld.extend(told.with_values_of_tables(watched));
        let files = attachments.report(watched.outputs, &by, is_text, (&told.values, &told.blocked));
        let FileReport { findings: of_files, withheld: files } = files;
        told.findings.extend(of_files);
        withheld.extend(files);
        words::hide(findings, &told.findings, watched.tree, &|text| review(text, Place::Words, gate, now).masked(text));
        findings.append(&mut told.findings);
        let speakers = speakers(&previous.speakers, watched);
        for (path, entry) in speakers.iter() {
            findings.extend(entry.value.iter().map(|one| quasi_identifiers::report_speaker(path, one)));
        }
        findings.extend(gate.lists().waivers_on(now).findings(&told.waivers));
        findings.extend(lists::outdated(gate.lists(), now));
        words::hide_names(findings, &|text| review(text, Place::Words, gate, now).masked(text));
        let blocked = told.pages;
        Self { known: memo, sources, outputs, attachments, speakers, blocked, withheld }
    }
}

/// What is told of a site's texts.
#[derive(Default)]
struct Told {
    findings: Vec<Diagnostic>,
    /// Every value that a source holds or that is the site's own, and those of them that may not appear.
    values: Values,
    blocked: Values,
    /// What outputs hold that no source has told.
    unknown: Values,
    /// Words of the search that were read where they stand, as written in its files.
    decided: BTreeSet<String>,
    /// The sources that hold one of these.
    pages: BTreeSet<SourcePath>,
    /// What other files than pages hold of them, as written.
    elsewhere: BTreeSet<String>,
    /// The numbers of the waivers that were used.
    waivers: BTreeSet<usize>,
}

impl Told {
    /// Takes over what was decided of a source.
    fn take_source(&mut self, watched: &Watched<'_>, gate: &Gate, path: &SourcePath, review: &Review) {
        self.values.extend(review.all().into_iter().map(|hit| (hit.kind, hit.value.clone())));
        self.waivers.extend(review.lifted.iter().map(|lifted| lifted.number));
        let mut open = review.open.iter().filter(|hit| hit.severity != Severity::Info).peekable();
        if open.peek().is_none() {
            return;
        }
        let Some((text, _)) = watched.tree.get(path).and_then(|source| decode(&source.bytes)) else { return };
        for hit in open {
            if hit.severity.blocks() {
                self.blocked.insert((hit.kind, hit.value.clone()));
                self.pages.insert(path.clone());
                // A page is left out as a whole; what other files hold may stand anywhere, also without what told what
                // it is.
                let page = path.as_str().starts_with("content/");
                self.elsewhere.extend((!page).then(|| text[hit.range.clone()].to_owned()));
            }
            let entry = gate.lists().waivers_on(watched.options.now).entry(path, &text, hit);
            let finding = words::report_hit(&text[hit.range.clone()], hit, entry);
            self.findings.push(finding.at(path, Span::from(hit.range.clone())));
        }
    }

    /// Takes over what stands in an output; returns whether it is kept back.
    fn take_output(&mut self, watched: &Watched<'_>, gate: &Gate, path: &OutPath, hits: &[(String, Hit)]) -> bool {
        let masked = |text: &str| review(text, Place::Words, gate, watched.options.now).masked(text);
        let mut fresh = Values::new();
        let mut withheld = false;
        let is_decided =
            |text: &str, hit: &Hit| may_be_decided(hit) && is_search_text(path) && self.decided.contains(text);
        for (text, hit) in hits.iter().filter(|(_, hit)| hit.severity.blocks()) {
            let value = (hit.kind, hit.value.clone());
            let unknown = self.unknown.contains(&value) || !self.values.contains(&value) && !is_decided(text, hit);
            if unknown && fresh.insert(value.clone()) {
                // A file whose own name is the fault is named by its output alone, masked.
                let from = watched.outputs.get(path).map_or("", |entry| &entry.value.from);
                let from = if masked(from) == from { from } else { "" };
                self.findings.push(words::made(text, hit, &masked(path.as_str()), from));
            }
            withheld |= unknown || self.blocked.contains(&value);
        }
        self.unknown.append(&mut fresh);
        withheld
    }

    /// The outputs that hold what a table or another file that is no page may not show.
    fn with_values_of_tables<'a>(&self, watched: &Watched<'a>) -> impl Iterator<Item = OutPath> + use<'_, 'a> {
        let outputs = watched.outputs.iter().filter(|_| !self.elsewhere.is_empty());
        let holds = |(path, entry): (&OutPath, &Arc<Entry<Output>>)| {
            let text = text_of(path, &entry.value).map_or(Cow::Borrowed(""), |(text, _)| text);
            self.elsewhere.iter().any(|value| text.contains(value.as_str())).then(|| path.clone())
        };
        outputs.filter_map(holds)
    }
}

/// Whether a finding may be one that was decided where the words stand, by the heading of their column or their
/// sentence, which the search has not.
fn may_be_decided(hit: &Hit) -> bool {
    hit.kind == Kind::PersonName && hit.severity.blocks()
}

/// The words in files of the search that may be names and stand so in a source, where nothing was found in them. What
/// is joined, or comes from elsewhere, nobody has decided.
fn decided_in_sources(
    tree: &SourceTree,
    values: &Values,
    search: &[(&OutPath, &Arc<Entry<Scan>>)],
) -> BTreeSet<String> {
    let hits = search.iter().flat_map(|(_, entry)| &entry.value.hits);
    let open = hits.filter(|(_, hit)| may_be_decided(hit) && !values.contains(&(hit.kind, hit.value.clone())));
    let words: BTreeSet<&str> = open.map(|(text, _)| text.as_str()).collect();
    output_texts::standing_in(tree, &words)
}

/// The ids of the site's own in the ledger, which may look like ids of Slack and name nobody wherever they are shown.
fn own_ids(watched: &Watched<'_>) -> Values {
    let items = watched.judged.values().map(|judged| &judged.item).filter(|item| !item.is_empty());
    items.map(|item| (Kind::SlackId, Value(canonical(Kind::SlackId, item)))).collect()
}

/// The gate of the site's lists, made anew when they have changed.
fn known(before: &Memo<(), Known>, watched: &Watched<'_>) -> Memo<(), Known> {
    let Watched { tree, config, options, .. } = watched;
    let register = public_register::values(watched.shelf, watched.documents.values().map(|document| &document.meta));
    let lists = PrivacyLists::fingerprint(tree, config, &register);
    let key = options.key.map(|key| key.id());
    let whole = Digest::new().print(lists).option(key).part(options.now.to_string()).finish();
    before.load_one(whole, || {
        let read = PrivacyLists::read(tree, config, &register, options.key);
        (Known { gate: read.value.gate(), lists, whole }, read.findings)
    })
}

fn review_sources(
    before: &Memo<SourcePath, Arc<Review>>,
    watched: &Watched<'_>,
    known: &Known,
) -> Memo<SourcePath, Arc<Review>> {
    let nothing = Arc::new(Review::default());
    let wanted = |(path, source): (&SourcePath, _)| {
        let source: &Source = source;
        let item = watched.judged.get(path).map_or("", |judged| judged.item.as_str());
        let item_print = if item.is_empty() { Fingerprint::default() } else { Fingerprint::of(item) };
        let input = Fingerprint(source.fingerprint.0 ^ known.whole.0 ^ item_print.0);
        Wanted { key: path.clone(), input, job: (source, item) }
    };
    let wanted = watched.tree.files.iter().filter(|(path, _)| is_text(path)).map(wanted).collect();
    before.load(wanted, (&Progress::default(), Stage::Check), |path, (source, item)| {
        let place = Place::File { path, item };
        let decided = decode(&source.bytes).map(|(text, _)| review(&text, place, &known.gate, watched.options.now));
        let decided = decided.filter(|decided| *decided != Review::default());
        (decided.map_or_else(|| nothing.clone(), Arc::new), Vec::new())
    })
}

fn speakers(
    before: &Memo<SourcePath, Vec<quasi::Speaker>>,
    watched: &Watched<'_>,
) -> Memo<SourcePath, Vec<quasi::Speaker>> {
    let pages = watched.judged.keys().filter_map(|path| watched.documents.get(path));
    let wanted = |document: &Arc<Document>| Wanted {
        key: document.path.clone(),
        input: document.fingerprint,
        job: document.clone(),
    };
    before.load(pages.map(wanted).collect(), (&Progress::default(), Stage::Check), |_, document| {
        (quasi_identifiers::speakers(document), Vec::new())
    })
}

fn scan_outputs(before: &Memo<OutPath, Scan>, watched: &Watched<'_>, known: &Known) -> Memo<OutPath, Scan> {
    let wanted = |(path, entry): (&OutPath, _)| {
        let entry: &Arc<Entry<Output>> = entry;
        let input = Fingerprint(entry.value.fingerprint.0 ^ known.lists.0);
        Wanted { key: path.clone(), input, job: &entry.value }
    };
    // Whoever is done with an output hands on what it has read: what stands in all of them is read once by each thread.
    let free: Mutex<Vec<ScanContext<'_>>> = Mutex::default();
    let lock = || free.lock().expect("no thread panics while holding it");
    let fresh = |clean| ScanContext::new(&known.gate, watched.options.now, &watched.config.base_url, clean);
    let wanted = watched.outputs.iter().map(wanted).collect();
    before.load(wanted, (&Progress::default(), Stage::Check), |path, output| {
        if output.bytes.as_ref().is_some_and(|bytes| bytes.len() > LONG) {
            let clean = before.get(path).and_then(|entry| entry.value.clean.as_ref());
            let clean = clean.filter(|(lists, _)| *lists == known.lists).map(|(_, clean)| (**clean).clone());
            let mut context = fresh(clean.unwrap_or_default());
            let hits = scan_output(watched, path, output, &mut context);
            // Texts of builds long ago are among them: they go all at once.
            let clean = (context.count() < ENOUGH).then(|| (known.lists, Arc::new(context.into_clean())));
            return (Scan { hits, clean }, Vec::new());
        }
        let shared = lock().pop();
        let mut context = shared.unwrap_or_else(|| fresh(AHashSet::new()));
        let hits = scan_output(watched, path, output, &mut context);
        if context.count() < ENOUGH {
            lock().push(context);
        }
        (Scan { hits, clean: None }, Vec::new())
    })
}

/// How many texts are remembered as clean while outputs are read, by each thread.
const ENOUGH: usize = 50_000;

/// Bytes of an output of which the clean texts are kept for the next build.
const LONG: usize = 200_000;

/// What an output and its name hold.
fn scan_output(
    watched: &Watched<'_>,
    path: &OutPath,
    output: &Output,
    context: &mut ScanContext<'_>,
) -> Vec<(String, Hit)> {
    let source = watched.tree.get(&SourcePath::new(&output.from)).map_or(&[][..], |source| &source.bytes);
    let source = simdutf8::basic::from_utf8(source).unwrap_or_default();
    let mut hits = text_of(path, output).map_or_else(Vec::new, |(text, form)| match output.turn {
        WriteOrder::Files if attachments::is_copied(output) => Vec::new(),
        WriteOrder::Files => output_scan::copied(context, &text),
        WriteOrder::Pages | WriteOrder::Indexes => output_scan::scan(context, &text, form, source),
    });
    hits.extend(output_scan::copied(context, path.as_str()));
    hits
}
