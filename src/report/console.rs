//! Floor 1: the only file that prints, and where the language of messages is chosen at last.

use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use crate::report::{
    ask::Ask,
    diagnostic::Diagnostic,
    format::{self, Format, Report},
    message::{Lang, Message},
    progress::Progress,
    quoted::Texts,
};
use crate::text::{japanese::cut_to_width, visible::for_terminal};

/// How often a bar moves, after how many such times it appears, and how many lie between two lines elsewhere.
const TICK: Duration = Duration::from_millis(100);
const LONG: usize = 10;
const SELDOM: usize = 50;

/// How this run speaks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console {
    /// The language of messages.
    pub tongue: Lang,
}

impl Console {
    /// Says something on standard output.
    pub fn say(self, say: &Message) {
        self.line(say.in_lang(self.tongue));
    }

    /// Says something on standard error: progress and notices that are no result.
    pub fn note(self, say: &Message) {
        let mut out = io::stderr().lock();
        let _ = writeln!(out, "{}", for_terminal(say.in_lang(self.tongue)));
    }

    /// Whether standard output is looked at by a person, and not kept.
    pub fn is_terminal(self) -> bool {
        io::stdout().is_terminal()
    }

    /// How many columns a line has: as `COLUMNS` says, else those of the terminal; `None` where nobody cuts a line.
    pub fn columns(self) -> Option<usize> {
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = || terminal_size::terminal_size().filter(|_| self.is_terminal());
        told.or_else(|| Some(usize::from(seen()?.0.0))).filter(|columns| *columns > 0)
    }

    /// Writes a line on standard output, cut where the terminal ends.
    pub fn line_cut(self, line: &str) {
        match self.columns() {
            Some(columns) => self.line(&cut_to_width(line, columns)),
            None => self.line(line),
        }
    }

    /// Puts a question on the terminal; `false` where there is nobody to ask.
    fn put_question(self, question: &Message) -> bool {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return false;
        }
        let mut out = io::stderr().lock();
        let _ = write!(out, "{} ", for_terminal(question.in_lang(self.tongue)));
        let _ = out.flush();
        true
    }

    /// Does some work; if it takes long, shows on standard error how far it is: a bar on a terminal, elsewhere a line
    /// now and then.
    pub fn during<T>(self, progress: &Progress, work: impl FnOnce() -> T) -> T {
        thread::scope(|scope| {
            let (working, done) = mpsc::channel::<()>();
            scope.spawn(move || {
                let terminal = io::stderr().is_terminal() && has_colours();
                let mut ticks = 0;
                while done.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                    ticks += 1;
                    let words = how_far(progress, self.tongue, terminal);
                    let mut out = io::stderr().lock();
                    if terminal && ticks >= LONG {
                        let _ = write!(out, "\r\x1b[K{words}").and_then(|()| out.flush());
                    } else if !terminal && ticks % SELDOM == 0 {
                        let _ = writeln!(out, "{words}");
                    }
                }
                if terminal && ticks >= LONG {
                    let _ = write!(io::stderr(), "\r\x1b[K");
                }
            });
            let made = work();
            drop(working);
            made
        })
    }

    /// Writes a line on standard output. A reader that has gone away (`| head`) is no fault.
    pub fn line(self, line: &str) {
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{}", for_terminal(line));
    }

    /// Writes a report: on standard error for people, so that standard output stays a command's result; JSON is a
    /// result.
    pub fn report(self, findings: &[Diagnostic], texts: &dyn Texts, format: Format) {
        self.report_all(Report { findings, suppressed: &[] }, texts, format);
    }

    /// Writes a report that tells also of what editors let be, where its form has a place for it.
    pub fn report_all(self, report: Report<'_>, texts: &dyn Texts, format: Format) {
        let colour = format == Format::Human && !is_kept() && io::stderr().is_terminal() && has_colours();
        let text = format::render_all(report, texts, format, self.tongue, colour);
        if format.is_result() || is_kept() {
            let _ = io::stdout().lock().write_all(text.as_bytes());
        } else {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// Says how much there is to mend, and, where nothing else says it, what comes of it.
    pub fn summary(self, findings: &[Diagnostic], with_outcome: bool) {
        let words = format::summary(findings, self.tongue, with_outcome);
        if is_kept() {
            self.line(&words);
        } else {
            let _ = writeln!(io::stderr().lock(), "{words}");
        }
    }
}

impl Ask for Console {
    fn ask(&self, question: &Message) -> Option<String> {
        let mut answer = String::new();
        let is_read = self.put_question(question) && io::stdin().read_line(&mut answer).is_ok();
        is_read.then(|| answer.trim().to_owned())
    }

    fn ask_unseen(&self, question: &Message) -> Option<String> {
        self.put_question(question).then(rpassword::read_password)?.ok()
    }
}

/// Whether a person at a terminal keeps what is written: `shirube check > report.txt`. Then the findings are what they
/// want to keep.
fn is_kept() -> bool {
    io::stderr().is_terminal() && !io::stdout().is_terminal()
}

/// Whether the terminal shows colours and moves its cursor: the console of older Windows prints `←[1m` instead.
fn has_colours() -> bool {
    let told = !anstyle_query::no_color() && anstyle_query::term_supports_ansi_color();
    told && anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}

/// `読み込み ██████░░░░ 6200/10000`; without the bar where there is no terminal.
fn how_far(progress: &Progress, tongue: Lang, bar: bool) -> String {
    const WIDTH: usize = 24;
    let (stage, done, all) = progress.now();
    let words = stage.words();
    let name = words.in_lang(tongue);
    if all == 0 {
        return format!("{name} …");
    }
    let full = done * WIDTH / all;
    let bar = if bar { format!("{}{} ", "█".repeat(full), "░".repeat(WIDTH - full)) } else { String::new() };
    format!("{name} {bar}{done}/{all}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::progress::Stage;

    #[test]
    fn progress_is_a_bar_on_a_terminal_and_a_line_elsewhere() {
        let progress = Progress::default();
        progress.begin(Stage::Render, 4);
        progress.step();
        assert_eq!(how_far(&progress, Lang::Ja, false), "ページの作成 1/4");
        assert_eq!(how_far(&progress, Lang::En, true), "making pages ██████░░░░░░░░░░░░░░░░░░ 1/4");
        progress.begin(Stage::Resolve, 0);
        assert_eq!(how_far(&progress, Lang::Ja, true), "組み立て …");
    }
}
