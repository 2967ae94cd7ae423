//! What is wrong, where, and how to mend it: a value that travels with the result it belongs to.
//!
//! Nothing here prints, and nothing here knows a file's text: positions stay byte spans until `console.rs`.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use serde::Serialize;

use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    report::message::Message,
    text::span::Span,
};

/// How much a finding matters; the order is that of importance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Shuts someone out, misleads, breaks, or exposes a person: stops `build`.
    Error,
    /// Makes a page harder to use: counted, stops nothing.
    Warning,
    /// Worth a look.
    Hint,
}

/// A place in a source file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The file, relative to the root.
    pub file: SourcePath,
    /// The bytes meant; `None` is the file as a whole.
    pub span: Option<Span>,
    /// Words under the carets; may be empty.
    pub label: Message,
    /// What the file is called in a report, where its own name is somebody's; `None`: its path.
    pub alias: Option<String>,
}

impl Location {
    /// The file as a report names it.
    pub fn name(&self) -> &str {
        self.alias.as_deref().unwrap_or(self.file.as_str())
    }
}

/// A replacement of bytes in one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text.
    pub text: String,
    /// Whether `check --fix` may do it without asking: one possible meaning only.
    pub safe: bool,
}

/// A finding: code, level, message, places, help and, where it is clear, the fix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Kebab-case name of the fault, stable for ever.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What happened, in one sentence.
    pub message: Message,
    /// Where; the first is the main one and carries the fix. Empty for faults of no file.
    pub places: Vec<Location>,
    /// How to mend it.
    pub help: Vec<Message>,
    /// The mending as an edit of the first place's file.
    pub fix: Option<Edit>,
    /// What it is about, where several places share one fault (a missing page, a template's line); empty: only itself.
    pub subject: String,
    /// What it says where the words that it quotes must not be shown; `None`: it quotes none, or they are masked.
    pub unquoted: Option<Message>,
    /// Whether its lines hold something personal: a report shows where they are and not what they say.
    pub hidden: bool,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(level: Level, code: &'static str, message: Message) -> Self {
        Self {
            code,
            level,
            message,
            places: Vec::new(),
            help: Vec::new(),
            fix: None,
            subject: String::new(),
            unquoted: None,
            hidden: false,
        }
    }

    /// An error without a place.
    pub fn error(code: &'static str, message: Message) -> Self {
        Self::new(Level::Error, code, message)
    }

    /// A warning without a place.
    pub fn warning(code: &'static str, message: Message) -> Self {
        Self::new(Level::Warning, code, message)
    }

    /// A hint without a place.
    pub fn hint(code: &'static str, message: Message) -> Self {
        Self::new(Level::Hint, code, message)
    }

    /// Adds a span of a file.
    pub fn at(self, file: &SourcePath, span: Span) -> Self {
        self.labelled(file, span, Message::default())
    }

    /// Adds a span with words under its carets.
    pub fn labelled(mut self, file: &SourcePath, span: Span, label: Message) -> Self {
        self.places.push(Location { file: file.clone(), span: Some(span), label, alias: None });
        self
    }

    /// Adds a file as a whole.
    pub fn in_file(mut self, file: &SourcePath) -> Self {
        self.places.push(Location { file: file.clone(), span: None, label: Message::default(), alias: None });
        self
    }

    /// Adds how to mend it.
    pub fn help(mut self, help: Message) -> Self {
        self.help.push(help);
        self
    }

    /// Adds an edit that `check --fix` makes.
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Edit { span, text: text.into(), safe: true });
        self
    }

    /// Adds an edit that a person decides on.
    pub fn offer(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Edit { span, text: text.into(), safe: false });
        self
    }

    /// Names what it is about, so that findings of one subject become one finding with many places.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Says what stands in its place where the words that it quotes must not be shown.
    pub fn quoting(mut self, unquoted: Message) -> Self {
        self.unquoted = Some(unquoted);
        self
    }

    /// Takes the words that it quotes out of its message.
    pub fn unquote(&mut self) {
        if let Some(unquoted) = self.unquoted.take() {
            self.message = unquoted;
        }
    }

    /// Keeps the lines it speaks of out of reports.
    pub fn hiding(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The order of a report: the configuration first, for other faults may follow from its own; then by file, position
    /// and code; findings of no file come last.
    pub fn sort_key(&self) -> (bool, bool, Option<&SourcePath>, Option<Span>, &'static str, &str) {
        let place = self.places.first();
        let configuration = place.is_some_and(|place| place.file.as_str() == "site.toml");
        (
            place.is_none(),
            !configuration,
            place.map(|p| &p.file),
            place.and_then(|p| p.span),
            self.code,
            &self.message.ja,
        )
    }

    /// A fingerprint of all it says.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(format!("{self:?}"))
    }
}

/// A finding that an editor lets be, with the reason: it stays on record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppressed {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it is let be.
    pub reason: String,
}

/// Puts a run's findings in the order of the report and joins those about one subject.
pub fn report(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.dedup();
    let mut report: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut subjects: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for finding in findings {
        if finding.subject.is_empty() || finding.fix.as_ref().is_some_and(|fix| fix.safe) {
            report.push(finding);
            continue;
        }
        match subjects.entry((finding.code, finding.subject.clone())) {
            Entry::Occupied(first) => report[*first.get()].places.extend(finding.places),
            Entry::Vacant(entry) => {
                entry.insert(report.len());
                report.push(finding);
            }
        }
    }
    for number in subjects.into_values() {
        let mut told = BTreeSet::new();
        report[number].places.retain(|place| told.insert((place.file.clone(), place.span, place.label.ja.clone())));
    }
    report
}

/// Something with the findings that came up while making it. Loading never fails: it reports.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reported<T> {
    /// What was made, as well as it could be.
    pub value: T,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}
