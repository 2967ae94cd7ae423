//! Floor 7: what is wrong with the content, by rules, and with the finished bytes, by the gate.
//!
//! A document rule sees one document and asks the site by `tracked::read`, so that its findings are kept as long as
//! nothing it saw has changed. A site rule sees the resolved site and runs in every build.
//!
//! - **In**: documents, the site, outputs.
//! - **Out**: diagnostics.
//! - **Never**: change anything; decide about personal data (that is `privacy::review`).
//! - **Read first**: [`rules`].
//! - **One more**: a file in [`rules`].
//! - **Tests**: `tests/it/rules.rs`.

mod attachment_reviews;
mod attachment_words;
mod attachments;
mod call_links;
mod event_records;
pub mod explanations;
pub mod fix;
mod known_lines;
mod markup_names;
mod output_scan;
mod output_texts;
pub mod privacy_lists;
pub mod privacy_stage;
mod public_register;
pub mod rules;
mod short_ids;
mod source_text;
pub mod suppress;
pub mod tally;
mod text_rules;
mod texts;
pub mod translations;

use std::sync::Arc;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    incremental::{
        memo::{Made, Memo, Wanted},
        questions::{Known, Questions},
        tracked::{self, Viewpoint},
    },
    load::document::Document,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
        progress::{Progress, Stage},
    },
    site::{Site, language::SiteLanguage, page::Page},
};

/// A rule: its words, its examples and its code.
pub struct Rule {
    /// Kebab-case name of the fault, stable for ever.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Whether site.toml may not lower it.
    pub fixed: bool,
    /// What it means, in one sentence without a full stop.
    pub what: Message,
    /// Why it is a fault.
    pub why: Message,
    /// How to mend it.
    pub how: Message,
    /// Pages that are fine and pages that are not; the tests run every one.
    pub examples: &'static [Example],
    /// What it does.
    pub check: Check,
}

/// A page with or without the fault. The content is a file at `content/a.md`, other files follow a line `=== PATH`;
/// carets in the line below a faulty one mark the place, the words after them stand in the message or the label.
pub enum Example {
    /// No finding of this rule.
    Good(&'static str),
    /// One finding per line of carets.
    Bad(&'static str),
}

/// Where a rule runs.
pub enum Check {
    /// On each page's document.
    Document(fn(&Document, &Page, &mut Vec<Diagnostic>)),
    /// On what a pattern finds in the words of a page.
    Pattern(PatternRule),
    /// On the words of a page.
    Prose(ProseRule),
    /// On the resolved site, of which it sees what the site keeps as data.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
    /// On every text of the site, by the privacy gate.
    Gate,
}

/// A rule about words that a pattern finds.
#[derive(Clone, Copy)]
pub struct PatternRule {
    /// What is looked for: its first group, or the whole match.
    pub(crate) pattern: &'static str,
    /// The lower level at which it speaks where it matters less; `None`: there is none.
    pub(crate) also: Option<Level>,
    /// Whether voices are theirs: in what somebody else than the office said it is a hint at most.
    pub(crate) spares_voices: bool,
    /// What is said of what was found; `None`: it is fine.
    pub(crate) judge: fn(&texts::Found<'_>) -> Option<Diagnostic>,
}

/// A rule about words that looks at all texts of a page.
#[derive(Clone, Copy)]
pub struct ProseRule {
    /// As in [`PatternRule`].
    pub(crate) also: Option<Level>,
    /// As in [`PatternRule`].
    pub(crate) spares_voices: bool,
    /// Gives what it finds.
    pub(crate) check: fn(&texts::Texts<'_>, &mut Told),
}

/// Findings, each with whether it is about what somebody else than the office said.
pub(crate) type Told = Vec<(Diagnostic, bool)>;

/// The findings of the rules about each page, by language and file.
pub type Checks = Memo<(usize, SourcePath), ()>;

/// Runs the document rules on every page, each in the language it is written in, or keeps their findings.
pub fn pages(before: &Checks, questions: &Arc<Questions>, progress: &Progress) -> Checks {
    let site = questions.site();
    let config = site.config().fingerprint;
    let written = |page: &&Page| !page.card.fallback && page.document.fingerprint != Fingerprint::default();
    let wanted = |page| {
        let Page { document, card, lang, .. }: &Page = page;
        let input = Digest::new().print(document.fingerprint).print(card.fingerprint).print(config).finish();
        Wanted { key: (*lang, document.path.clone()), input, job: page }
    };
    let pages = site.pages().iter().chain(site.broken().iter()).filter(written).map(wanted).collect();
    let (checks, _) = before.renew(pages, Some(questions), (progress, Stage::Check), |_, page: &&Page| {
        let place = Viewpoint { url: page.url.clone(), lang: page.lang };
        let (findings, reads) = tracked::within(questions, place, || page_rules(page, site));
        Made { value: (), findings, reads }
    });
    checks
}

/// The findings of the document rules about a page that is no part of a build.
pub fn page(site: &Arc<Site>, page: &Page) -> Vec<Diagnostic> {
    let questions = Arc::new(Questions::open(&Known::default(), None, site));
    let place = Viewpoint { url: page.url.clone(), lang: page.lang };
    let mut findings = tracked::within(&questions, place, || page_rules(page, site)).0;
    // The gate has not looked at it: no words of the page are shown.
    findings.iter_mut().for_each(Diagnostic::unquote);
    findings
}

fn page_rules(page: &Page, site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // What is in no language of the site is left out; of it that alone is said.
    let is_foreign = page.document.unknown_language().is_some();
    for rule in rules::RULES.iter().filter(|rule| !is_foreign || rule.code == rules::unknown_language::CODE) {
        if let Check::Document(check) = rule.check {
            check(&page.document, page, &mut findings);
        }
    }
    let mut findings = levelled(findings, site);
    if !is_foreign && site.langs().get(page.lang).is_some_and(SiteLanguage::is_japanese) {
        text_rules::check(&page.document, site.config(), &mut findings);
    }
    findings
}

/// Runs the rules about the site as a whole. They look at the documents as they are, so that they run in every build.
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in rules::RULES {
        if let Check::Site(check) = rule.check {
            check(site, &mut findings);
        }
    }
    levelled(findings, site)
}

/// Applies the levels of `[check]` in site.toml; a fixed rule keeps its own.
pub fn levelled(findings: Vec<Diagnostic>, site: &Site) -> Vec<Diagnostic> {
    let levels = &site.config().check;
    if levels.is_empty() {
        return findings;
    }
    let fixed = |code: &str| rules::RULES.iter().any(|rule| rule.code == code && rule.fixed);
    let level = |finding: Diagnostic| match levels.get(finding.code).filter(|_| !fixed(finding.code)) {
        Some(wanted) => wanted.level.map(|level| Diagnostic { level, ..finding }),
        None => Some(finding),
    };
    findings.into_iter().filter_map(level).collect()
}
