//! The privacy gate in a build: every source text and every output is reviewed, and what nobody has let pass is told
//! and kept back. What still holds from the build before is kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::OutPath,
    },
    check::{
        output_scan::{self, Form, ScanContext},
        privacy_lists::PrivacyLists,
        public_register,
        rules::{personal_data as words, quasi_identifiers},
    },
    config::types::Config,
    incremental::memo::{Entry, Memo},
    input::source_tree::{Source, SourceTree},
    load::{document::Document, tables::store::TableStore},
    privacy::{Gate, Hit, Kind, Place, Review, Severity, lists, quasi, review, value::Value},
    render::job::{Output, WriteOrder},
    report::diagnostic::Diagnostic,
    site::{Options, approval::Judgements},
    text::{normalize::decode, span::Span},
};

/// What the gate found, to start the next build from.
#[derive(Clone, Default)]
pub struct PrivacyStage {
    known: Option<Known>,
    sources: Sources,
    outputs: Outputs,
    speakers: Speakers,
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

/// How many outputs are read together: what stands in all of them is read once.
const TOGETHER: usize = 256;

/// The site's gate, and what is wrong with the lists that it knows.
#[derive(Clone)]
struct Known {
    gate: Arc<Gate>,
    findings: Arc<Vec<Diagnostic>>,
    /// Of the lists and the roster.
    lists: Fingerprint,
    /// Of these, of the key and of the day: of everything that a review goes by.
    whole: Fingerprint,
}

/// What was decided of each source text.
type Sources = BTreeMap<SourcePath, (Fingerprint, Arc<Review>)>;
/// What stands in each output: the text found and what it is.
type Outputs = BTreeMap<OutPath, (Fingerprint, Arc<[(String, Hit)]>)>;
/// Of whom each page from the salon tells too much.
type Speakers = BTreeMap<SourcePath, (Fingerprint, Arc<[quasi::Speaker]>)>;
type Values = BTreeSet<(Kind, Value)>;

impl PrivacyStage {
    /// The pages of `content/` whose own text holds something personal.
    pub fn blocked_pages(&self) -> Vec<SourcePath> {
        self.blocked.iter().filter(|path| path.as_str().starts_with("content/")).cloned().collect()
    }

    /// Whether the salon's nicknames were looked for.
    pub fn knows_nicknames(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.gate.lists().has_roster())
    }

    /// Looks at everything; adds what is wrong to the findings, and hides there what findings of others would show.
    pub fn watch(previous: &Self, watched: &Watched<'_>, findings: &mut Vec<Diagnostic>) -> Self {
        let (known, now) = (known(previous, watched), watched.options.now);
        let gate = &*known.gate;
        findings.extend(known.findings.iter().cloned());
        let sources = review_sources(previous, watched, &known);
        let outputs = scan_outputs(previous, watched, &known);
        let mut told = Told::default();
        for (path, (_, review)) in &sources {
            told.take_source(watched, gate, path, review);
        }
        let mut withheld = BTreeSet::new();
        for (path, (_, hits)) in outputs.iter().filter(|(_, (_, hits))| !hits.is_empty()) {
            withheld.extend(told.take_output(watched, gate, path, hits).then(|| path.clone()));
        }
        withheld.extend(told.with_values_of_tables(watched));
        words::hide(findings, &told.findings, watched.tree, &|text| review(text, Place::Words, gate, now).masked(text));
        findings.append(&mut told.findings);
        let speakers = speakers(previous, watched);
        let told_of = |(path, (_, told)): (&SourcePath, &(Fingerprint, Arc<[quasi::Speaker]>))| {
            told.iter().map(|one| quasi_identifiers::finding(path, one)).collect::<Vec<_>>()
        };
        findings.extend(speakers.iter().flat_map(told_of));
        findings.extend(gate.lists().waivers_on(now).findings(&told.waivers));
        findings.extend(lists::outdated(gate.lists(), now));
        Self { known: Some(known), sources, outputs, speakers, blocked: told.pages, withheld }
    }
}

/// What is told of a site's texts.
#[derive(Default)]
struct Told {
    findings: Vec<Diagnostic>,
    /// Every value that a source holds, and those of them that may not appear.
    values: Values,
    blocked: Values,
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
            let entry = gate.lists().waivers_on(watched.options.now).entry(path, hit);
            let finding = words::finding(&text[hit.range.clone()], hit, entry);
            self.findings.push(finding.at(path, Span::from(hit.range.clone())));
        }
    }

    /// Takes over what stands in an output; returns whether it is kept back.
    fn take_output(&mut self, watched: &Watched<'_>, gate: &Gate, path: &OutPath, hits: &[(String, Hit)]) -> bool {
        let masked = |text: &str| review(text, Place::Words, gate, watched.options.now).masked(text);
        let mut fresh = Values::new();
        let mut withheld = false;
        for (text, hit) in hits.iter().filter(|(_, hit)| hit.severity.blocks()) {
            let value = (hit.kind, hit.value.clone());
            let unknown = !self.values.contains(&value);
            if unknown && fresh.insert(value.clone()) {
                // A file whose own name is the fault is named by its output alone, masked.
                let from = watched.outputs.get(path).map_or("", |entry| &entry.value.from);
                let from = if masked(from) == from { from } else { "" };
                self.findings.push(words::made(text, hit, &masked(path.as_str()), from));
            }
            withheld |= unknown || self.blocked.contains(&value);
        }
        withheld
    }

    /// The outputs that hold what a table or another file that is no page may not show.
    fn with_values_of_tables<'a>(&self, watched: &Watched<'a>) -> impl Iterator<Item = OutPath> + use<'_, 'a> {
        let outputs = watched.outputs.iter().filter(|_| !self.elsewhere.is_empty());
        let holds = |(path, entry): (&OutPath, &Arc<Entry<Output>>)| {
            let text = text_of(path, &entry.value).map_or("", |(text, _)| text);
            self.elsewhere.iter().any(|value| text.contains(value.as_str())).then(|| path.clone())
        };
        outputs.filter_map(holds)
    }
}

/// The gate of the site's lists, made anew when they have changed.
fn known(previous: &PrivacyStage, watched: &Watched<'_>) -> Known {
    let Watched { tree, config, options, .. } = watched;
    let register = public_register::values(watched.shelf, watched.documents.values().map(|document| &document.meta));
    let lists = PrivacyLists::fingerprint(tree, config, &register);
    let key = options.key.map(|key| key.id());
    let whole = Digest::new().print(lists).option(key).part(options.now.to_string()).finish();
    if let Some(known) = previous.known.as_ref().filter(|known| known.whole == whole) {
        return known.clone();
    }
    let read = PrivacyLists::read(tree, config, &register, options.key);
    Known { gate: Arc::new(read.value.gate()), findings: Arc::new(read.findings), lists, whole }
}

/// Which files hold text that people wrote.
fn is_text(path: &SourcePath) -> bool {
    let name = path.as_str();
    match name.split('/').next() {
        Some("content") => path.is_page() || matches!(path.extension().as_str(), "csv" | "tsv"),
        Some("data") => matches!(path.extension().as_str(), "csv" | "tsv" | "toml" | "yaml" | "yml" | "json"),
        Some("themes") => name.contains("/strings/") || name.contains("/templates/"),
        Some("salon") => path.extension() == "toml",
        _ => name == "site.toml",
    }
}

fn review_sources(previous: &PrivacyStage, watched: &Watched<'_>, known: &Known) -> Sources {
    let files: Vec<_> = watched.tree.files.iter().filter(|(path, _)| is_text(path)).collect();
    let nothing = Arc::new(Review::default());
    let one = |(path, source): &(&SourcePath, &Source)| {
        let item = watched.judged.get(*path).map_or("", |judged| &judged.item);
        let print = Fingerprint(source.fingerprint.0 ^ known.whole.0 ^ Fingerprint::of(item).0);
        let kept = previous.sources.get(*path).filter(|(before, _)| *before == print).map(|(_, review)| review.clone());
        let decided = kept.unwrap_or_else(|| {
            let place = Place::File { path, item };
            let decided = decode(&source.bytes).map(|(text, _)| review(&text, place, &known.gate, watched.options.now));
            decided.filter(|decided| *decided != Review::default()).map_or_else(|| nothing.clone(), Arc::new)
        });
        ((*path).clone(), (print, decided))
    };
    files.par_iter().map(one).collect::<Vec<_>>().into_iter().collect()
}

fn speakers(previous: &PrivacyStage, watched: &Watched<'_>) -> Speakers {
    let pages = watched.judged.keys().filter_map(|path| watched.documents.get(path));
    let one = |document: &Arc<Document>| {
        let kept = previous.speakers.get(&document.path).filter(|(before, _)| *before == document.fingerprint);
        let told = kept.map_or_else(|| quasi_identifiers::speakers(document).into(), |(_, told)| told.clone());
        (document.path.clone(), (document.fingerprint, told))
    };
    pages.map(one).collect()
}

fn scan_outputs(previous: &PrivacyStage, watched: &Watched<'_>, known: &Known) -> Outputs {
    let all: Vec<_> = watched.outputs.iter().collect();
    let nothing: Arc<[(String, Hit)]> = Arc::new([]);
    let some = |outputs: &[(&OutPath, &Arc<Entry<Output>>)]| {
        let mut context = ScanContext::new(&known.gate, watched.options.now, &watched.config.base_url);
        let one = |(path, entry): &(&OutPath, &Arc<Entry<Output>>)| {
            let print = Fingerprint(entry.value.fingerprint.0 ^ known.lists.0);
            let kept = previous.outputs.get(*path).filter(|(before, _)| *before == print).map(|(_, hits)| hits.clone());
            let hits = kept.unwrap_or_else(|| {
                let hits = scan_output(watched, path, &entry.value, &mut context);
                if hits.is_empty() { nothing.clone() } else { hits.into() }
            });
            ((*path).clone(), (print, hits))
        };
        outputs.iter().map(one).collect::<Vec<_>>()
    };
    all.par_chunks(TOGETHER).map(some).collect::<Vec<_>>().into_iter().flatten().collect()
}

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
        WriteOrder::Files => output_scan::copied(context, text),
        WriteOrder::Pages | WriteOrder::Indexes => output_scan::scan(context, text, form, source),
    });
    hits.extend(output_scan::copied(context, path.as_str()));
    hits
}

/// The text of an output that is one, and how it is divided: not of pictures, scripts and style sheets.
fn text_of<'a>(path: &OutPath, output: &'a Output) -> Option<(&'a str, Form)> {
    let form = match path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" | "htm" | "xml" | "svg" => Form::Tags,
        "json" | "webmanifest" => Form::Strings,
        "csv" | "txt" | "md" | "markdown" | "ics" | "tsv" => Form::Lines,
        _ => return None,
    };
    Some((simdutf8::basic::from_utf8(output.bytes.as_deref()?).ok()?, form))
}
