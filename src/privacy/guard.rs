//! The gate in a build: every source text, every output, and what people have waived. What still holds is kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    check::rules::{personal_data as words, quasi_identifiers},
    config::Config,
    diagnostic::Diagnostic,
    hash::{Digest, Fingerprint},
    load::{document::Document, open_data::shelf::Shelf},
    memo::Entry,
    model::{Options, approval::Judgements, url::OutPath},
    privacy::{
        Gate, Hit, Kind, Lists, Value, lists, quasi, register, roster, waiver,
        written::{self, Beside, Form, Seen},
    },
    render::{Output, Turn},
    source::{Source, SourcePath, SourceTree},
    text::{normalize::decode, span::Span},
};

/// What the gate found, to start the next build from.
#[derive(Clone, Default)]
pub struct Guard {
    gate: Option<(Fingerprint, Arc<Gate>, Arc<Vec<Diagnostic>>)>,
    sources: BTreeMap<SourcePath, (Fingerprint, Arc<[Hit]>)>,
    outputs: Made,
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
    pub shelf: &'a Shelf,
    /// The pages' files.
    pub documents: &'a BTreeMap<SourcePath, Arc<Document>>,
    /// Today and the key.
    pub options: Options,
    /// Those from the salon.
    pub judged: &'a Judgements,
    /// What was rendered.
    pub outputs: &'a BTreeMap<OutPath, Arc<Entry<Output>>>,
}

/// How many outputs are read together: what stands in all of them is read once.
const TOGETHER: usize = 256;

/// What stands in each output: the text found and what it is.
type Made = BTreeMap<OutPath, (Fingerprint, Arc<[(String, Hit)]>)>;
/// Of whom each page from the salon tells too much.
type Speakers = BTreeMap<SourcePath, (Fingerprint, Arc<[quasi::Speaker]>)>;
type Values = BTreeSet<(Kind, Value)>;

impl Guard {
    /// The pages of `content/` whose own text holds something personal.
    pub fn blocked_pages(&self) -> Vec<SourcePath> {
        self.blocked.iter().filter(|path| path.as_str().starts_with("content/")).cloned().collect()
    }

    /// Whether the salon's nicknames were looked for.
    pub fn knows_nicknames(&self) -> bool {
        self.gate.as_ref().is_some_and(|(_, gate, _)| gate.lists().has_roster())
    }

    /// Looks at everything; adds what is wrong to the findings, and hides there what findings of others would show.
    pub fn watch(previous: &Self, watched: &Watched<'_>, findings: &mut Vec<Diagnostic>) -> Self {
        let (print, gate, faults) = gate(previous, watched);
        findings.extend(faults.iter().cloned());
        let sources = sources(previous, watched.tree, &gate, print);
        let made = made(previous, watched, &gate, print);

        let mut waivers = waiver::Used::new(&gate.lists().waivers, watched.options);
        let (mut blocked, mut known): (Values, Values) = Default::default();
        let (mut own, mut pages, mut elsewhere) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (path, (_, hits)) in &sources {
            if hits.is_empty() {
                continue;
            }
            let Some((text, _)) = watched.tree.get(path).and_then(|source| decode(&source.bytes)) else { continue };
            for (number, hit) in hits.iter().enumerate() {
                known.insert((hit.kind, hit.value.clone()));
                if hit.severity == crate::privacy::Severity::Info || waivers.lifts(path, &text, hits, number) {
                    continue;
                }
                if hit.severity.blocks() {
                    blocked.insert((hit.kind, hit.value.clone()));
                    pages.insert(path.clone());
                    // A page is left out as a whole; what other files hold may stand anywhere, also without what told what it is.
                    let page = path.as_str().starts_with("content/");
                    elsewhere.extend((!page).then(|| text[hit.range.clone()].to_owned()));
                }
                let entry = waivers.entry(path, hit);
                own.push(words::finding(&text[hit.range.clone()], hit, entry).at(path, Span::from(hit.range.clone())));
            }
        }
        let mut withheld = BTreeSet::new();
        for (path, (_, hits)) in &made {
            let mut fresh: BTreeSet<(Kind, Value)> = BTreeSet::new();
            for (text, hit) in hits.iter().filter(|(_, hit)| hit.severity.blocks()) {
                let value = (hit.kind, hit.value.clone());
                let unknown = !known.contains(&value);
                if unknown && fresh.insert(value.clone()) {
                    // A file whose own name is the fault is named by its output alone, masked.
                    let from = watched.outputs.get(path).map_or("", |entry| &entry.value.from);
                    let from = if gate.masked(from) == from { from } else { "" };
                    own.push(words::made(text, hit, &gate.masked(path.as_str()), from));
                }
                if unknown || blocked.contains(&value) {
                    withheld.insert(path.clone());
                }
            }
        }
        for (path, entry) in watched.outputs.iter().filter(|_| !elsewhere.is_empty()) {
            let text = text_of(path, &entry.value).map_or("", |(text, _)| text);
            withheld.extend(elsewhere.iter().any(|value| text.contains(value.as_str())).then(|| path.clone()));
        }
        words::hide(findings, &own, watched.tree, &gate);
        findings.extend(own);
        let speakers = speakers(previous, watched);
        findings.extend(speakers.iter().flat_map(|(path, (_, told))| told.iter().map(|one| quasi_identifiers::finding(path, one))));
        findings.extend(waivers.findings());
        findings.extend(lists::outdated(gate.lists(), watched.options.now));
        Self { gate: Some((print, gate, faults)), sources, outputs: made, speakers, blocked: pages, withheld }
    }
}

/// The gate of the site's lists, made anew when they have changed.
fn gate(previous: &Guard, watched: &Watched<'_>) -> (Fingerprint, Arc<Gate>, Arc<Vec<Diagnostic>>) {
    let file = |path: &str| watched.tree.get(&SourcePath::new(path));
    let published = register::values(watched.shelf, watched.documents.values().map(Arc::as_ref));
    let mut digest = Digest::new();
    digest.print(watched.config.fingerprint);
    for (kind, value) in &published {
        digest.part(kind.name()).part(value);
    }
    for path in [lists::FILE, roster::PEOPLE, roster::NOTES] {
        digest.option(file(path).map(|file| file.fingerprint.to_string()));
    }
    let print = digest.finish();
    if let Some(known) = previous.gate.as_ref().filter(|(before, ..)| *before == print) {
        return known.clone();
    }
    let text = file(lists::FILE).map(|file| String::from_utf8_lossy(&file.bytes));
    let read = Lists::read(watched.config, text.as_deref());
    let people = roster::read(watched.tree);
    let findings = read.findings.into_iter().chain(people.findings).collect();
    (print, Arc::new(Gate::new(&read.value.with_register(published).with_roster(people.value))), Arc::new(findings))
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

fn sources(previous: &Guard, tree: &SourceTree, gate: &Gate, print: Fingerprint) -> BTreeMap<SourcePath, (Fingerprint, Arc<[Hit]>)> {
    let files: Vec<_> = tree.files.iter().filter(|(path, _)| is_text(path)).collect();
    let nothing: Arc<[Hit]> = Arc::new([]);
    let look = |(path, source): &(&SourcePath, &Source)| {
        let now = Fingerprint(source.fingerprint.0 ^ print.0);
        let known = previous.sources.get(*path).filter(|(before, _)| *before == now).map(|(_, hits)| hits.clone());
        let hits = known.unwrap_or_else(|| {
            let hits = decode(&source.bytes).map_or_else(Vec::new, |(text, _)| match path.extension().as_str() {
                "csv" | "tsv" => gate.scan_table(&text),
                _ => gate.scan(&text),
            });
            if hits.is_empty() { nothing.clone() } else { hits.into() }
        });
        ((*path).clone(), (now, hits))
    };
    files.par_iter().map(look).collect::<Vec<_>>().into_iter().collect()
}

fn speakers(previous: &Guard, watched: &Watched<'_>) -> Speakers {
    let pages = watched.judged.keys().filter_map(|path| watched.documents.get(path));
    let look = |document: &Arc<Document>| {
        let known = previous.speakers.get(&document.path).filter(|(before, _)| *before == document.fingerprint);
        let told = known.map_or_else(|| quasi::look(document).into(), |(_, told)| told.clone());
        (document.path.clone(), (document.fingerprint, told))
    };
    pages.map(look).collect()
}

fn made(previous: &Guard, watched: &Watched<'_>, gate: &Gate, print: Fingerprint) -> Made {
    let all: Vec<_> = watched.outputs.iter().collect();
    let nothing: Arc<[(String, Hit)]> = Arc::new([]);
    let look = |(path, entry): &(&OutPath, &Arc<Entry<Output>>), seen: &mut Seen| {
        let now = Fingerprint(entry.value.fingerprint.0 ^ print.0);
        let known = previous.outputs.get(*path).filter(|(before, _)| *before == now).map(|(_, hits)| hits.clone());
        let hits = known.unwrap_or_else(|| {
            let source = watched.tree.get(&SourcePath::new(&entry.value.from)).map_or(&[][..], |source| &source.bytes);
            let source = simdutf8::basic::from_utf8(source).unwrap_or_default();
            let mut hits = text_of(path, &entry.value).map_or_else(Vec::new, |(text, form)| match entry.value.turn {
                Turn::Files => written::copied(gate, text),
                Turn::Pages | Turn::Indexes => written::scan(gate, text, form, Beside { source, base: &watched.config.base_url }, seen),
            });
            hits.extend(written::copied(gate, path.as_str()));
            if hits.is_empty() { nothing.clone() } else { hits.into() }
        });
        ((*path).clone(), (now, hits))
    };
    let some = |outputs: &[(&OutPath, &Arc<Entry<Output>>)]| {
        let mut seen = Seen::default();
        outputs.iter().map(|output| look(output, &mut seen)).collect::<Vec<_>>()
    };
    all.par_chunks(TOGETHER).map(some).collect::<Vec<_>>().into_iter().flatten().collect()
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
