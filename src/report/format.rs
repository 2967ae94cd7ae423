//! Findings as text: for people with the line and carets, in one line each, or for programs. Prints nothing.

use std::{collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Patch, Renderer, Snippet};
use serde::Serialize;

use crate::{
    msg,
    report::{
        diagnostic::{Diagnostic, Level, Location, Suppressed},
        github, json,
        message::Lang,
        quoted::{Excerpt, Quoted, Texts},
        sarif,
    },
    text::{japanese::count_of, visible::for_terminal},
};

/// How many findings are shown with their lines; the rest has a line each.
const SHOWN_FINDINGS: usize = 500;

/// How many places of one finding are shown with their lines.
const SHOWN_PLACES: usize = 3;

/// The form of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Format {
    /// With the line and carets.
    #[default]
    Human,
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// One array, documented in the README.
    Json,
    /// Annotations of GitHub's workflows.
    Github,
    /// SARIF 2.1.0, which editors and services read.
    Sarif,
}

impl Format {
    /// Whether it is a result for another program, and nothing else may stand on standard output.
    pub fn is_result(self) -> bool {
        matches!(self, Self::Json | Self::Github | Self::Sarif)
    }
}

/// The findings in the form asked for.
pub fn render(findings: &[Diagnostic], texts: &dyn Texts, format: Format, tongue: Lang, colour: bool) -> String {
    render_all(Report { findings, suppressed: &[] }, texts, format, tongue, colour)
}

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// What is wrong.
    pub findings: &'a [Diagnostic],
    /// What editors let be.
    pub suppressed: &'a [Suppressed],
}

/// The findings in the form asked for, with those that editors let be where the form has a place for them.
pub fn render_all(report: Report<'_>, texts: &dyn Texts, format: Format, tongue: Lang, colour: bool) -> String {
    let texts = &Quoted::new(texts);
    let Report { findings, suppressed } = report;
    match format {
        Format::Human => human(findings, texts, tongue, colour),
        Format::Short => findings.iter().flat_map(|finding| lines(finding, texts, tongue)).collect(),
        Format::Json => json::render(findings, suppressed, texts, tongue),
        Format::Github => findings.iter().flat_map(|finding| github::lines(finding, texts, tongue)).collect(),
        Format::Sarif => sarif::render(findings, suppressed, texts, tongue),
    }
}

fn human(findings: &[Diagnostic], texts: &Quoted<'_>, tongue: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let (mut out, mut shown) = (String::new(), 0);
    let mut hints: BTreeMap<&str, (usize, &Diagnostic)> = BTreeMap::new();
    for finding in findings {
        if finding.level == Level::Hint {
            hints.entry(finding.code).or_insert((0, finding)).0 += finding.places.len().max(1);
            continue;
        }
        shown += 1;
        if shown > SHOWN_FINDINGS {
            out.extend(lines(finding, texts, tongue));
            continue;
        }
        out.push_str(&one(finding, texts, tongue, &renderer));
        out.push_str("\n\n");
    }
    for (code, (count, first)) in hints {
        let words = for_terminal(first.message.in_lang(tongue));
        let place = first.places.first().map(|place| {
            let line = place.span.map(|span| texts.file(&place.file).position(span.start).line);
            let line = line.map_or(String::new(), |line| format!(":{line}"));
            format!("{}{line}", for_terminal(place.name()))
        });
        let _ = match (tongue, place) {
            (_, None) => writeln!(out, "hint[{code}]: {words}"),
            (Lang::Ja, Some(place)) if count == 1 => writeln!(out, "hint[{code}]: {words}（{place}）"),
            (Lang::En, Some(place)) if count == 1 => writeln!(out, "hint[{code}]: {words} ({place})"),
            (Lang::Ja, Some(place)) => writeln!(out, "hint[{code}]: {words}（{count}か所、はじめは {place}）"),
            (Lang::En, Some(place)) => writeln!(out, "hint[{code}]: {words} ({count} places, the first in {place})"),
        };
    }
    out
}

fn one(finding: &Diagnostic, texts: &Quoted<'_>, tongue: Lang, renderer: &Renderer) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Hint => Shown::INFO.with_name("hint"),
    };
    let title = level.primary_title(for_terminal(finding.message.in_lang(tongue))).id(finding.code);
    let mut group = Group::with_title(title);
    for place in finding.places.iter().take(SHOWN_PLACES) {
        let path = for_terminal(place.name()).into_owned();
        let Some(span) = place.span else {
            group = group.element(Origin::path(path));
            continue;
        };
        let source = texts.file(&place.file);
        let at = source.position(span.start);
        if finding.hidden {
            group = group.element(Origin::path(path).line(at.line).char_column(at.column));
            continue;
        }
        let Excerpt { text, line, within, cut } = source.excerpt(span);
        let annotation = AnnotationKind::Primary.span(within.range());
        let label = place.label.in_lang(tongue).to_owned();
        let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
        let snippet = Snippet::source(text).line_start(line).annotation(annotation);
        group = if cut {
            // The column is that of the whole line.
            group.element(Origin::path(path).line(at.line).char_column(at.column)).element(snippet)
        } else {
            group.element(snippet.path(path))
        };
    }
    let mut groups = vec![group];
    let more = finding.places.len().saturating_sub(SHOWN_PLACES);
    if more > 0 {
        let words = match tongue {
            Lang::Ja => format!("同じことが、ほかに{more}か所あります"),
            Lang::En => format!("and in {more} more places"),
        };
        groups.push(Group::with_title(Shown::NOTE.secondary_title(words)));
    }
    let patch = finding.fix.as_ref().zip(finding.places.first()).filter(|(edit, _)| edit.safe && !finding.hidden);
    let would_be = [msg!(ja: "直すと", en: "mended")];
    let helps = if finding.help.is_empty() && patch.is_some() { &would_be[..] } else { &finding.help };
    for (number, help) in helps.iter().enumerate() {
        let title = Shown::HELP.secondary_title(for_terminal(help.in_lang(tongue)));
        let patch = patch.filter(|(edit, _)| number == 0 && !(edit.text.is_empty() && edit.span.range().is_empty()));
        let excerpt = patch.map(|(edit, place)| (edit, texts.file(&place.file).excerpt(edit.span)));
        groups.push(match excerpt {
            Some((edit, Excerpt { text, line, within, cut: false })) => {
                title.element(Snippet::source(text).line_start(line).patch(Patch::new(within.range(), &edit.text)))
            }
            _ => Group::with_title(title),
        });
    }
    renderer.render(&groups)
}

/// A finding as lines, one for each place: none may look like another finding's.
fn lines(finding: &Diagnostic, texts: &Quoted<'_>, tongue: Lang) -> Vec<String> {
    let level = level_name(finding.level);
    let one_line = |text: &str| for_terminal(text).replace('\n', " ");
    let (code, words) = (finding.code, one_line(finding.message.in_lang(tongue)));
    if finding.places.is_empty() {
        return vec![format!("{level}[{code}]: {words}\n")];
    }
    let line = |place: &Location| {
        let at = place.span.map_or(String::new(), |span| {
            let at = texts.file(&place.file).position(span.start);
            format!(":{}:{}", at.line, at.column)
        });
        format!("{}{at}: {level}[{code}]: {words}\n", one_line(place.name()))
    };
    // What is told of a table holds for many of its cells, and is one thing to mend.
    let is_of_table = |place: &Location| matches!(&*place.file.extension(), "csv" | "tsv");
    match finding.places.as_slice() {
        [first, .., last] if first.file == last.file && is_of_table(first) => {
            let more = finding.places.len() - 1;
            let more = match tongue {
                Lang::Ja => format!("（ほか{more}か所）\n"),
                Lang::En => format!(" ({more} more places)\n"),
            };
            vec![line(first).trim_end().to_owned() + &more]
        }
        places => places.iter().map(line).collect(),
    }
}

/// A place of a finding as the preview shows it.
#[derive(Serialize)]
pub struct Quote {
    /// The file, relative to the root.
    pub file: String,
    /// Line and column, from 1; zero for a file as a whole.
    pub line: usize,
    /// See `line`.
    pub column: usize,
    /// The line before, at and after what is meant; empty for a file as a whole, and where the line must not be shown.
    pub text: [String; 3],
    /// The corrected lines, where a fix is safe; empty if there is none.
    pub fixed: String,
}

/// The places of a finding with the lines that they mean.
pub fn quotes(finding: &Diagnostic, texts: &dyn Texts) -> Vec<Quote> {
    let texts = Quoted::new(texts);
    let quote = |(number, place): (usize, &Location)| {
        let file = place.name().to_owned();
        let Some(span) = place.span else {
            return Quote { file, line: 0, column: 0, text: Default::default(), fixed: String::new() };
        };
        let source = texts.file(&place.file);
        let at = source.position(span.start);
        if finding.hidden {
            return Quote { file, line: at.line, column: at.column, text: Default::default(), fixed: String::new() };
        }
        let Excerpt { text: shown, within, .. } = source.excerpt(span);
        let text = [&shown[..within.start], &shown[within.range()], &shown[within.end..]].map(str::to_owned);
        let fix = finding.fix.as_ref().filter(|fix| fix.safe && number == 0);
        let fix = fix.map(|fix| (fix, source.excerpt(fix.span))).filter(|(_, shown)| !shown.cut);
        let fixed = fix.map(|(fix, Excerpt { text, within, .. })| {
            format!("{}{}{}", &text[..within.start], fix.text, &text[within.end..])
        });
        Quote { file, line: at.line, column: at.column, text, fixed: fixed.unwrap_or_default() }
    };
    finding.places.iter().take(SHOWN_PLACES).enumerate().map(quote).collect()
}

/// The name of a level in reports.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "hint",
    }
}

/// The last line of a report: how much there is to mend, and what it means.
pub fn summary(findings: &[Diagnostic], tongue: Lang, with_outcome: bool) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings, hints) = (count(Level::Error), count(Level::Warning), count(Level::Hint));
    let files = |level| {
        let mut files: Vec<_> = findings
            .iter()
            .filter(|finding| finding.level == level)
            .flat_map(|finding| &finding.places)
            .map(|place| &place.file)
            .collect();
        files.sort();
        files.dedup();
        files.len()
    };
    let mut parts = Vec::new();
    match tongue {
        Lang::Ja => {
            let with_files =
                |name: &str, number: usize, files: usize| format!("{name}{number}件（{}ファイル）", count_of(files));
            if errors > 0 {
                parts.push(with_files("エラー", errors, files(Level::Error)));
            }
            if warnings > 0 {
                parts.push(with_files("注意", warnings, files(Level::Warning)));
            }
            if hints > 0 {
                parts.push(format!("ヒント{hints}件"));
            }
            let of_page = |finding: &&Diagnostic| {
                finding.places.first().is_some_and(|place| place.file.as_str().starts_with("content/"))
            };
            let of_site =
                findings.iter().filter(|finding| finding.level == Level::Error).any(|finding| !of_page(&finding));
            let last = match files(Level::Error) {
                0 if errors == 0 => String::new(),
                _ if !with_outcome => String::new(),
                _ if of_site => "直すまで、サイトは公開されません。".to_owned(),
                pages => format!("直すまで、この{pages}ページは公開されません。"),
            };
            if parts.is_empty() {
                "直すところは見つかりませんでした。".to_owned()
            } else {
                parts.join("、") + "。" + &last
            }
        }
        Lang::En => {
            for (name, number) in [("error", errors), ("warning", warnings), ("hint", hints)] {
                if number > 0 {
                    parts.push(format!("{number} {name}{}", if number == 1 { "" } else { "s" }));
                }
            }
            if parts.is_empty() { "Nothing to mend.".to_owned() } else { parts.join(", ") + "." }
        }
    }
}
