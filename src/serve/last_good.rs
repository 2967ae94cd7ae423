//! The last good form of files that cannot be read as they are now.
//!
//! A page with unreadable front matter would leave its section's list, and a broken site.toml would move the whole
//! site. In the preview both stay as they were, and what is wrong is told beside them. `build` knows nothing of this.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use crate::{
    base::path::SourcePath,
    check,
    config::types::Config,
    input::source_tree::{Source, SourceTree},
    load::{self, document::Document},
    render::page_kinds,
    report::diagnostic::{self, Diagnostic, Level},
    site::{Site, links, page::Page},
};

/// Files that stand in for their broken selves.
#[derive(Default)]
pub(super) struct LastGood(BTreeMap<SourcePath, (Source, ReadFault)>);

/// What makes a file unfit to be shown.
enum ReadFault {
    Config(Vec<Diagnostic>),
    Page(Arc<Document>),
}

impl LastGood {
    /// Takes note of what became of the `changed` files: `now` is what lies on the disk, `before` what was shown so
    /// far.
    pub(super) fn note(&mut self, changed: &[SourcePath], now: &SourceTree, before: &SourceTree, config: &Config) {
        for path in changed {
            let held = self.0.remove(path).map(|(good, _)| good);
            let Some(source) = now.get(path) else { continue };
            let Some(fault) = fault(path, source, config) else { continue };
            if let Some(good) =
                held.or_else(|| before.get(path).filter(|good| self::fault(path, good, config).is_none()).cloned())
            {
                self.0.insert(path.clone(), (good, fault));
            }
        }
    }

    /// The files to show: those of the disk, with good ones for the broken.
    pub(super) fn over<'a>(&self, tree: &'a SourceTree) -> Cow<'a, SourceTree> {
        if self.0.is_empty() {
            return Cow::Borrowed(tree);
        }
        let mut shown = tree.clone();
        shown.files.extend(self.0.iter().map(|(path, (good, _))| (path.clone(), good.clone())));
        Cow::Owned(shown)
    }

    /// What is wrong: with the shown files, and with those that others stand in for.
    pub(super) fn findings(&self, shown: &[Diagnostic], site: &Arc<Site>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return shown.to_vec();
        }
        let of_held =
            |finding: &&Diagnostic| finding.places.first().is_some_and(|place| self.0.contains_key(&place.file));
        let mut findings: Vec<_> = shown.iter().filter(|finding| !of_held(finding)).cloned().collect();
        for (_, fault) in self.0.values() {
            match fault {
                ReadFault::Config(faults) => findings.extend(faults.iter().cloned()),
                ReadFault::Page(document) => {
                    findings.extend(document.findings.iter().cloned());
                    let shown =
                        site.pages().iter().find(|page| page.document.path == document.path && !page.card.fallback);
                    let broken = shown.map(|page| Page { document: document.clone(), ..page.clone() });
                    findings.extend(broken.iter().flat_map(|page| check::page(site, page)));
                }
            }
        }
        diagnostic::report(findings)
    }

    /// The files that are shown in their last good form.
    pub(super) fn paths(&self) -> Vec<SourcePath> {
        self.0.keys().cloned().collect()
    }
}

/// What makes a file unfit to be shown; `None` if it can be.
fn fault(path: &SourcePath, source: &Source, config: &Config) -> Option<ReadFault> {
    if path.as_str() == "site.toml" {
        let findings = Config::read(Some(&String::from_utf8_lossy(&source.bytes))).findings;
        return findings.iter().any(|finding| finding.level == Level::Error).then_some(ReadFault::Config(findings));
    }
    if !path.as_str().starts_with("content/") || !path.is_page() {
        return None;
    }
    let options = load::page::Options::new(config, page_kinds::NATURES);
    let (key, lang) = links::key_of(path, config.languages.iter().map(|language| language.code.as_str()));
    let print = options.fingerprint(source.fingerprint);
    let document = load::page::load(path, &source.bytes, &options, print, key, lang.map(str::to_owned));
    document.broken.then(|| ReadFault::Page(Arc::new(document)))
}
