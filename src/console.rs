//! Floor 1: the only file that prints, and where the language of messages is chosen at last.

use std::io::{self, IsTerminal, Write};

use crate::{
    diagnostic::Diagnostic,
    report::{self, Format},
    say::{Say, Tongue},
    source::SourceTree,
};

/// How this run speaks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console {
    /// The language of messages.
    pub tongue: Tongue,
}

impl Console {
    /// Says something on standard output.
    pub fn say(self, say: &Say) {
        self.line(say.in_tongue(self.tongue));
    }

    /// Says something on standard error: progress and notices that are no result.
    pub fn note(self, say: &Say) {
        let mut out = io::stderr().lock();
        let _ = writeln!(out, "{}", say.in_tongue(self.tongue));
    }

    /// Asks a person at a terminal and returns the answer, empty for none; `None` where there is nobody to ask.
    pub fn ask(self, question: &Say) -> Option<String> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        let mut out = io::stderr().lock();
        let _ = write!(out, "{} ", question.in_tongue(self.tongue));
        let _ = out.flush();
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).ok()?;
        Some(answer.trim().to_owned())
    }

    /// Writes a line on standard output. A reader that has gone away (`| head`) is no fault.
    pub fn line(self, line: &str) {
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{line}");
    }

    /// Writes a report: on standard error for people, so that standard output stays a command's result; JSON is a result.
    pub fn report(self, findings: &[Diagnostic], tree: &SourceTree, format: Format) {
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let text = report::render(findings, tree, format, self.tongue, colour && format == Format::Human);
        if format == Format::Json {
            let _ = io::stdout().lock().write_all(text.as_bytes());
        } else {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// Says how much there is to mend.
    pub fn summary(self, findings: &[Diagnostic]) {
        let mut out = io::stderr().lock();
        let _ = writeln!(out, "{}", report::summary(findings, self.tongue));
    }
}
