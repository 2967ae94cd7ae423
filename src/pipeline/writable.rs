//! What of a build may go out, into a folder or onto a host.
//!
//! With errors nothing goes out unless somebody asks to keep going, and then only what no error touches: a page with an
//! error is left out of everything, as if it were not there. Its last published form stays where it is, for visitors
//! lose nothing by a slip of the pen; never for a finding of personal data. An error that is no page's own stops
//! everything: nobody can say what it touches.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    base::{path::SourcePath, url::OutPath, value::Value},
    check::rules::{personal_data, quasi_identifiers},
    incremental::memo::Entry,
    load::document::Document,
    pipeline::{Snapshot, build},
    render::{job::Output, search_layout},
    report::diagnostic::{Diagnostic, Level},
    site::{
        Site,
        links::{self, Destination, destination},
    },
};

/// Outputs by path.
pub type Outputs<'a> = Cow<'a, BTreeMap<OutPath, Arc<Entry<Output>>>>;

/// What goes out.
pub struct Writable<'a> {
    /// The outputs.
    pub outputs: Outputs<'a>,
    /// The site that they are of.
    pub site: Arc<Site>,
    /// What is not written and stays as it was published last, if it was.
    pub stay: BTreeSet<String>,
    /// The pages that are left out, each with the outputs of it that may stay.
    pub left_out: Vec<(SourcePath, BTreeSet<String>)>,
}

/// Returns what is written in spite of errors; the errors that stand in the way of that, if there are any.
pub fn writable(snapshot: &Snapshot) -> Result<Writable<'_>, Vec<&Diagnostic>> {
    let site = |snapshot: &Snapshot| snapshot.site.clone().expect("a build resolves the site");
    let Some(options) = snapshot.options.filter(|_| snapshot.has_errors()) else {
        let (outputs, site) = (Cow::Borrowed(&*snapshot.outputs), site(snapshot));
        return Ok(Writable { outputs, site, stay: BTreeSet::new(), left_out: Vec::new() });
    };
    let faulty = find_faulty(snapshot)?;
    let private = find_private(snapshot);
    let mut rest = snapshot.tree.clone();
    rest.left_out = Arc::new(faulty.clone());
    let without = build(snapshot, &rest, options);
    let is_withheld =
        |path: &OutPath| without.privacy.withheld.contains(path) || snapshot.privacy.withheld.contains(path);
    let last_form = |page: &SourcePath| -> BTreeSet<String> {
        if private.contains(page) {
            return BTreeSet::new();
        }
        let own = find_outputs(snapshot, page).into_iter().filter(|path| !is_withheld(path));
        own.map(|path| path.as_str().to_owned()).collect()
    };
    let left_out: Vec<_> = faulty
        .into_iter()
        .map(|page| {
            let form = last_form(&page);
            (page, form)
        })
        .collect();
    let is_written = |path: &OutPath| !without.privacy.withheld.contains(path);
    let outputs: BTreeMap<_, _> = without
        .outputs
        .iter()
        .filter(|(path, _)| is_written(path))
        .map(|(path, entry)| (path.clone(), entry.clone()))
        .collect();
    // What a fault of the theme keeps from being made stays too.
    let unmade = outputs.iter().filter(|(path, entry)| entry.value.bytes.is_none() && !is_withheld(path));
    let unmade = unmade.map(|(path, _)| path.as_str().to_owned());
    let stay = left_out.iter().flat_map(|(_, paths)| paths.iter().cloned()).chain(unmade).collect();
    Ok(Writable { outputs: Cow::Owned(outputs), site: site(&without), stay, left_out })
}

/// The pages that an error touches; the errors that are no page's own.
fn find_faulty(snapshot: &Snapshot) -> Result<BTreeSet<SourcePath>, Vec<&Diagnostic>> {
    let documents: BTreeMap<&SourcePath, &Document> =
        snapshot.documents().map(|document| (&document.path, document)).collect();
    let (mut faulty, mut in_the_way) = (BTreeSet::new(), Vec::new());
    if !snapshot.tree.is_whole() {
        in_the_way.extend(snapshot.tree.findings.iter().filter(|finding| finding.level == Level::Error));
        return Err(in_the_way);
    }
    for finding in snapshot.findings.iter().filter(|finding| finding.level == Level::Error) {
        let pages: Option<Vec<SourcePath>> = finding
            .places
            .iter()
            .map(|place| touched(&documents, &place.file))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.concat());
        match pages {
            // What is found in an output alone is kept back with that output.
            Some(_) if finding.places.is_empty() && finding.code == personal_data::CODE => {}
            Some(pages) if !finding.places.is_empty() => faulty.extend(pages),
            _ => in_the_way.push(finding),
        }
    }
    for path in faulty.clone() {
        let Some(document) = documents.get(&path).filter(|document| document.key.ends_with("_index")) else { continue };
        if document.broken {
            // Where the pages below stand, and whether they are to be seen, is said in what cannot be read.
            in_the_way.extend(document.findings.iter().filter(|finding| finding.level == Level::Error));
        } else if document.findings.iter().any(|finding| finding.level == Level::Error) {
            let folder = format!("{}/", path.folder());
            faulty
                .extend(documents.keys().filter(|path| path.as_str().starts_with(&folder)).map(|path| (*path).clone()));
        }
    }
    if in_the_way.is_empty() { Ok(faulty) } else { Err(in_the_way) }
}

/// The pages that a fault of a file touches; `None`: nobody can say.
fn touched(documents: &BTreeMap<&SourcePath, &Document>, file: &SourcePath) -> Option<Vec<SourcePath>> {
    if documents.contains_key(file) {
        return Some(vec![file.clone()]);
    }
    let name = file.as_str();
    if name.starts_with("content/") || name.starts_with("data/") {
        let pages = documents.values().filter(|document| refers_to(document, file));
        return Some(pages.map(|document| document.path.clone()).collect());
    }
    // A faulty file of `static/` is not written. A template that cannot be rendered makes nothing; without the ledger
    // no page from the salon is approved; without the lists nothing is allowed that they would allow.
    ["static/", "themes/", "salon/"].iter().any(|folder| name.starts_with(folder)).then(Vec::new)
}

fn refers_to(document: &Document, file: &SourcePath) -> bool {
    let leads = |target: &str| destination(&document.path, target) == Destination::File(file.clone());
    let table = document.meta.fields.get("table").and_then(Value::as_text);
    document.links.iter().any(|link| leads(&link.target))
        || leads(&document.meta.image)
        || table.and_then(|table| links::table(&document.path, table)).is_some_and(|table| table == *file)
}

/// The pages of which nothing stays: those that hold something personal.
fn find_private(snapshot: &Snapshot) -> BTreeSet<SourcePath> {
    let mut private: BTreeSet<SourcePath> = snapshot.privacy.blocked_pages().into_iter().collect();
    let is_private = |finding: &&Diagnostic| {
        finding.level == Level::Error
            && (finding.hidden || [personal_data::CODE, quasi_identifiers::CODE].contains(&finding.code))
    };
    let places = snapshot.findings.iter().filter(is_private).flat_map(|finding| &finding.places);
    private.extend(places.map(|place| place.file.clone()));
    private
}

/// Where a page stands, in every language, with the parts of its list and its old URLs.
fn find_outputs(snapshot: &Snapshot, page: &SourcePath) -> BTreeSet<OutPath> {
    // The search's files are numbered anew without it.
    let own = |path: &OutPath| !search_layout::is_of_search(path);
    let made = snapshot.outputs.iter().filter(|(path, entry)| entry.value.from == page.as_str() && own(path));
    let mut outputs: BTreeSet<OutPath> = made.map(|(path, _)| path.clone()).collect();
    let site = snapshot.site.as_ref().expect("a build resolves the site");
    outputs.extend(site.broken().iter().filter(|own| own.document.path == *page).map(|own| own.url.out()));
    outputs
}
