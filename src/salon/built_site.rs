//! The site as it was built, for what judges its pages: a command builds it, a desk has it at hand.

use std::path::Path;

use crate::{
    base::{path::SourcePath, secret::Key},
    ledger::read::LEDGER,
    pipeline::Snapshot,
    report::diagnostic::{Diagnostic, Level},
    salon::key,
    site::Site,
};

/// A site that was built.
#[derive(Clone, Copy)]
pub struct BuiltSite<'a> {
    /// The folder of site.toml.
    pub root: &'a Path,
    /// What was built.
    pub snapshot: &'a Snapshot,
    /// The key that its ledger was checked with.
    pub key: Option<Key>,
}

impl<'a> BuiltSite<'a> {
    /// The resolved site.
    pub fn site(&self) -> &'a Site {
        self.snapshot.site.as_ref().expect("a build makes a site")
    }

    /// The key, where there is no doing without it.
    pub fn require_key(&self) -> Result<Key, Box<Diagnostic>> {
        self.key.ok_or_else(key::missing)
    }

    /// Why no page from the salon may be published now, as the build has told it.
    pub fn find_faults_of_salon(&self) -> Vec<Diagnostic> {
        let is_fault = |code: &str| code.starts_with("ledger-") || code == "salon-people";
        let faults = self.snapshot.findings.iter().filter(|it| it.level == Level::Error && is_fault(it.code));
        faults.cloned().collect()
    }

    /// What is wrong with a ledger that does not hold; nothing may be written behind it.
    pub fn find_broken_ledger(&self) -> Option<Vec<Diagnostic>> {
        let ledger = SourcePath::new(LEDGER);
        let of_ledger = |finding: &&Diagnostic| finding.places.first().is_some_and(|place| place.file == ledger);
        let findings = || self.snapshot.findings.iter().filter(of_ledger).cloned().collect();
        self.snapshot.approvals().broken.then(findings)
    }

    /// The title of a page; empty if it has none.
    pub fn title(&self, path: &SourcePath) -> &'a str {
        let page = self.site().pages().iter().find(|page| page.document.path == *path);
        page.map_or("", |page| &page.card.title)
    }
}
