//! Findings as text: for people with the line and carets, in one line each, or as JSON. Prints nothing.

use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Patch, Renderer, Snippet};
use serde::Serialize;

use crate::{
    base::path::SourcePath,
    report::{
        diagnostic::{Diagnostic, Level, Location},
        message::{Lang, Message},
    },
    text::span::{Span, position},
};

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
}

/// Where a report finds the lines that findings speak of.
pub trait Texts {
    /// The text of a file; `None` where it is not there or is no text.
    fn text(&self, path: &SourcePath) -> Option<Cow<'_, str>>;
}

/// A report whose findings speak of no file.
pub struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _: &SourcePath) -> Option<Cow<'_, str>> {
        None
    }
}

/// The text of a file that a finding speaks of; empty where there is none.
fn find_text<'a>(texts: &'a dyn Texts, file: &SourcePath) -> Cow<'a, str> {
    texts.text(file).unwrap_or_default()
}

/// The findings in the form asked for.
pub fn render(findings: &[Diagnostic], texts: &dyn Texts, format: Format, tongue: Lang, colour: bool) -> String {
    match format {
        Format::Human => human(findings, texts, tongue, colour),
        Format::Short => findings.iter().flat_map(|finding| lines(finding, texts, tongue)).collect(),
        Format::Json => json(findings, texts, tongue),
    }
}

fn human(findings: &[Diagnostic], texts: &dyn Texts, tongue: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut hints: BTreeMap<&str, (usize, &Diagnostic)> = BTreeMap::new();
    for finding in findings {
        if finding.level == Level::Hint {
            hints.entry(finding.code).or_insert((0, finding)).0 += finding.places.len().max(1);
            continue;
        }
        out.push_str(&one(finding, texts, tongue, &renderer));
        out.push_str("\n\n");
    }
    for (code, (count, first)) in hints {
        let place = first.places.first().map_or(String::new(), |place| place.file.to_string());
        let words = first.message.in_lang(tongue);
        let _ = match tongue {
            Lang::Ja => writeln!(out, "hint[{code}]: {words}（{count}か所、はじめは {place}）"),
            Lang::En => writeln!(out, "hint[{code}]: {words} ({count} places, the first in {place})"),
        };
    }
    out
}

fn one(finding: &Diagnostic, texts: &dyn Texts, tongue: Lang, renderer: &Renderer) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Hint => Shown::INFO.with_name("hint"),
    };
    let title = level.primary_title(finding.message.in_lang(tongue)).id(finding.code);
    let mut group = Group::with_title(title);
    for place in finding.places.iter().take(SHOWN_PLACES) {
        let Some(span) = place.span else {
            group = group.element(Origin::path(place.file.as_str()));
            continue;
        };
        let source = find_text(texts, &place.file);
        if finding.hidden {
            let at = position(&source, span.start);
            group = group.element(Origin::path(place.file.as_str()).line(at.line).char_column(at.column));
            continue;
        }
        let (shown, first_line, within) = excerpt(&source, span);
        let annotation = AnnotationKind::Primary.span(within.range());
        let label = place.label.in_lang(tongue).to_owned();
        let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
        group = group.element(
            Snippet::source(shown).line_start(first_line).path(place.file.as_str().to_owned()).annotation(annotation),
        );
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
    for (number, help) in finding.help.iter().enumerate() {
        let title = Shown::HELP.secondary_title(help.in_lang(tongue));
        groups.push(match &patch {
            Some((edit, place)) if number == 0 && !(edit.text.is_empty() && edit.span.start == edit.span.end) => {
                let source = find_text(texts, &place.file);
                let (shown, first_line, within) = excerpt(&source, edit.span);
                title.element(
                    Snippet::source(shown).line_start(first_line).patch(Patch::new(within.range(), edit.text.clone())),
                )
            }
            _ => Group::with_title(title),
        });
    }
    renderer.render(&groups)
}

/// The lines around a span, so that long files are not laid out whole: the text, its first line's number, and the span
/// inside it. Every line of content that a report or the preview quotes comes from here.
fn excerpt(text: &str, span: Span) -> (String, usize, Span) {
    let end = crate::text::span::floor_char_boundary(text, span.end.max(span.start));
    let start = crate::text::span::floor_char_boundary(text, span.start);
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let line = text[..first].matches('\n').count() + 1;
    (text[first..last].replace('\r', " "), line, Span::new(start - first, end - first))
}

fn lines(finding: &Diagnostic, texts: &dyn Texts, tongue: Lang) -> Vec<String> {
    let level = level_name(finding.level);
    let (code, words) = (finding.code, finding.message.in_lang(tongue));
    if finding.places.is_empty() {
        return vec![format!("{level}[{code}]: {words}\n")];
    }
    let line = |place: &Location| {
        let at = place.span.map_or(String::new(), |span| {
            let at = position(&find_text(texts, &place.file), span.start);
            format!(":{}:{}", at.line, at.column)
        });
        format!("{}{at}: {level}[{code}]: {words}\n", place.file)
    };
    finding.places.iter().map(line).collect()
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
    let quote = |(number, place): (usize, &Location)| {
        let file = place.file.to_string();
        let Some(span) = place.span else {
            return Quote { file, line: 0, column: 0, text: Default::default(), fixed: String::new() };
        };
        let source = find_text(texts, &place.file);
        let at = position(&source, span.start);
        if finding.hidden {
            return Quote { file, line: at.line, column: at.column, text: Default::default(), fixed: String::new() };
        }
        let (shown, _, within) = excerpt(&source, span);
        let text = [&shown[..within.start], &shown[within.range()], &shown[within.end..]].map(str::to_owned);
        let fix = finding.fix.as_ref().filter(|fix| fix.safe && number == 0);
        let fixed = fix.map(|fix| {
            let (shown, _, within) = excerpt(&source, fix.span);
            format!("{}{}{}", &shown[..within.start], fix.text, &shown[within.end..])
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

/// A finding as `check --format json` gives it.
#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: Level,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    hint: Option<String>,
    fixable: bool,
}

fn json(findings: &[Diagnostic], texts: &dyn Texts, tongue: Lang) -> String {
    let mut entries = Vec::new();
    for finding in findings {
        let fixable = finding.fix.as_ref().is_some_and(|edit| edit.safe);
        match finding.places.as_slice() {
            [] => entries.push(entry(finding, None, false, texts, tongue)),
            // A finding of two files (`duplicate-url`) or of many links is an entry for each place.
            places => entries.extend(
                places
                    .iter()
                    .enumerate()
                    .map(|(number, place)| entry(finding, Some(place), fixable && number == 0, texts, tongue)),
            ),
        }
    }
    serde_json::to_string_pretty(&entries).expect("plain values always serialise") + "\n"
}

fn entry<'a>(
    finding: &'a Diagnostic,
    place: Option<&'a Location>,
    fixable: bool,
    texts: &dyn Texts,
    tongue: Lang,
) -> Entry<'a> {
    let at = place.and_then(|place| Some((find_text(texts, &place.file), place.span?)));
    let at = at.map(|(text, span)| (position(&text, span.start), position(&text, span.end)));
    let hint = finding.help.iter().map(|help: &Message| help.in_lang(tongue)).collect::<Vec<_>>().join("\n");
    Entry {
        code: finding.code,
        severity: finding.level,
        file: place.map(|place| place.file.as_str()),
        line: at.map(|(start, _)| start.line),
        column: at.map(|(start, _)| start.column),
        end_line: at.map(|(_, end)| end.line),
        end_column: at.map(|(_, end)| end.column),
        message: finding.message.in_lang(tongue),
        hint: (!hint.is_empty()).then_some(hint),
        fixable,
    }
}

/// The last line of a report: how much there is to mend, and what it means.
pub fn summary(findings: &[Diagnostic], tongue: Lang) -> String {
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
                |name: &str, number: usize, files: usize| format!("{name}{number}件（{files}つのファイル）");
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
