//! What an output was made from, what makes it anew, and which outputs show it: recorded reads, read back.

use crate::{
    base::{
        path::SourcePath,
        url::{OutPath, Url, decode},
    },
    msg, msgf,
    pipeline::Snapshot,
    render::page_kinds,
    report::diagnostic::Diagnostic,
    site::{
        Site,
        page::Page,
        query::Query,
        resolve::cards::{Card, Status},
    },
    text::normalize::nearest,
};

/// What is known of something that somebody asks about.
pub enum Provenance {
    /// An output.
    Output(Box<OutputProvenance>),
    /// A page whose file cannot be read, so that it is not made; with what is wrong with it.
    Unreadable(SourcePath, Vec<Diagnostic>),
    /// Nothing of the site; with what may have been meant.
    Unknown(Box<Diagnostic>),
}

/// What is known of an output.
pub struct OutputProvenance {
    /// Its address, without the name of an index file.
    pub url: Url,
    /// Where it is written.
    pub out: OutPath,
    /// The page that it shows; `None`: it shows none.
    pub page: Option<PageFacts>,
    /// The file it comes from; empty: from many.
    pub from: String,
    /// What is wrong with that file.
    pub findings: Vec<Diagnostic>,
    /// What it asked the site.
    pub questions: Vec<Query>,
    /// The outputs that show its title or beginning, and so are made again with it.
    pub shown_by: Vec<OutPath>,
}

/// What is known of a page.
pub struct PageFacts {
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// The template that shows it.
    pub template: &'static str,
    /// Whether a visitor sees it.
    pub status: Status,
}

/// Finds what is known of a URL or a file of a site that was built.
pub fn find_provenance(given: &str, snapshot: &Snapshot) -> Provenance {
    let site = snapshot.site.as_ref().expect("a build resolves the site");
    let path = find_path(given, site);
    let slashed = format!("{}/", path.trim_end_matches('/'));
    let outs = [path.as_str(), slashed.as_str()].map(|path| Url::new(path).out());
    if let Some(page) = site.broken().iter().find(|page| outs.contains(&page.url.out())) {
        let file = &page.document.path;
        return Provenance::Unreadable(file.clone(), findings_of(snapshot, file.as_str()));
    }
    let Some((out, entry)) = outs.iter().find_map(|out| snapshot.outputs.get_key_value(out)) else {
        return Provenance::Unknown(Box::new(unknown(&path, snapshot)));
    };
    let url = url_of(out);
    let page = site.page_at(&url);
    let from = entry.value.from.clone();
    Provenance::Output(Box::new(OutputProvenance {
        page: page.map(facts_of),
        findings: findings_of(snapshot, &from),
        from,
        questions: entry.reads.iter().map(|asked| asked.query.clone()).collect(),
        shown_by: page.map_or_else(Vec::new, |page| find_shown_by(snapshot, site, page)),
        out: out.clone(),
        url,
    }))
}

/// The address of an output.
pub fn url_of(out: &OutPath) -> Url {
    Url::new(format!("/{}", out.as_str().trim_end_matches("index.html")))
}

fn facts_of(page: &Page) -> PageFacts {
    PageFacts {
        title: page.document.meta.title.clone(),
        kind: page.card.kind.clone(),
        template: page_kinds::kind(&page.card.kind).template,
        status: page.card.status,
    }
}

/// The path below the site's root that somebody means: by a whole URL, a path with or without the sub-path, or a file.
fn find_path(given: &str, site: &Site) -> String {
    let by_file = site.pages().iter().chain(site.broken().iter()).find(|page| page.document.path.as_str() == given);
    if let Some(page) = by_file {
        return page.url.as_str().to_owned();
    }
    let after_host =
        |url: &'_ str| url.split_once("://").map(|(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]).to_owned());
    let base = after_host(&site.config().base_url).unwrap_or_default();
    let path = after_host(given).unwrap_or_else(|| given.to_owned());
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let inner = path.strip_prefix(base.trim_end_matches('/')).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let path = decode(inner.trim_end_matches("index.html"));
    if path.starts_with('/') { path } else { format!("/{path}") }
}

/// What there is to mend in a file.
fn findings_of(snapshot: &Snapshot, file: &str) -> Vec<Diagnostic> {
    let of_file = |finding: &&Diagnostic| finding.places.iter().any(|place| place.file.as_str() == file);
    snapshot.findings.iter().filter(of_file).cloned().collect()
}

/// The outputs of whose answers one shows this page's card.
fn find_shown_by(snapshot: &Snapshot, site: &Site, page: &Page) -> Vec<OutPath> {
    let own = page.url.out();
    let shows = |card: &Card| card.url == page.url;
    let others = snapshot.outputs.iter().filter(|(out, entry)| {
        **out != own && entry.reads.iter().any(|asked| site.ask(&asked.query).cards().into_iter().any(shows))
    });
    others.map(|(out, _)| out.clone()).collect()
}

fn unknown(path: &str, snapshot: &Snapshot) -> Diagnostic {
    let outs: Vec<String> =
        snapshot.outputs.keys().map(|out| format!("/{}", out.as_str().trim_end_matches("index.html"))).collect();
    let finding =
        Diagnostic::error("no-such-url", msgf!(ja: "`{path}` というURLはありません", en: "there is no URL `{path}`"));
    match nearest(path, outs.iter().map(String::as_str)) {
        Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
        None => finding.help(msg!(
            ja: "`/sumai/rent/` のように、サイトの先頭からのURLを書いてください",
            en: "write a URL from the site's root, like `/sumai/rent/`")),
    }
}
