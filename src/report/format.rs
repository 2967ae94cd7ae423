//! Findings as text: for people with the line and carets, in one line each, or as JSON. Prints nothing.

use std::{collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Patch, Renderer, Snippet};
use serde::Serialize;

use crate::{
    report::{
        diagnostic::{Diagnostic, Level, Location},
        message::{Lang, Message},
        quoted::{Excerpt, Quoted, Texts},
    },
    text::visible::{for_terminal, is_control},
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
}

/// The findings in the form asked for.
pub fn render(findings: &[Diagnostic], texts: &dyn Texts, format: Format, tongue: Lang, colour: bool) -> String {
    let texts = &Quoted::new(texts);
    match format {
        Format::Human => human(findings, texts, tongue, colour),
        Format::Short => findings.iter().flat_map(|finding| lines(finding, texts, tongue)).collect(),
        Format::Json => json(findings, texts, tongue),
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
        let place = first.places.first().map_or("", Location::name);
        let (place, words) = (for_terminal(place), for_terminal(first.message.in_lang(tongue)));
        let _ = match tongue {
            Lang::Ja => writeln!(out, "hint[{code}]: {words}（{count}か所、はじめは {place}）"),
            Lang::En => writeln!(out, "hint[{code}]: {words} ({count} places, the first in {place})"),
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
    for (number, help) in finding.help.iter().enumerate() {
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

fn json(findings: &[Diagnostic], texts: &Quoted<'_>, tongue: Lang) -> String {
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
    let json = serde_json::to_string_pretty(&entries).expect("plain values always serialise") + "\n";
    if !json.contains(is_unescaped) {
        return json;
    }
    let escaped = |c: char| if is_unescaped(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    json.chars().map(escaped).collect()
}

/// What JSON may hold as it is and a terminal would obey.
fn is_unescaped(c: char) -> bool {
    is_control(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn entry<'a>(
    finding: &'a Diagnostic,
    place: Option<&'a Location>,
    fixable: bool,
    texts: &Quoted<'_>,
    tongue: Lang,
) -> Entry<'a> {
    let at = place.and_then(|place| Some((texts.file(&place.file), place.span?)));
    let at = at.map(|(text, span)| (text.position(span.start), text.position(span.end)));
    let hint = finding.help.iter().map(|help: &Message| help.in_lang(tongue)).collect::<Vec<_>>().join("\n");
    Entry {
        code: finding.code,
        severity: finding.level,
        file: place.map(Location::name),
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
