//! Findings as JSON: one array, an entry for each place, documented in the README. Its keys are stable.

use serde::Serialize;

use crate::{
    report::{
        diagnostic::{Diagnostic, Level, Location, Suppressed},
        message::{Lang, Message},
        quoted::Quoted,
    },
    text::visible::is_control,
};

/// A finding as `check --format json` gives it.
#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    hint: Option<String>,
    fixable: bool,
    /// The reason of a finding that is let be; its severity is `suppressed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<&'a str>,
}

/// The findings, then those that editors let be.
pub(super) fn render(findings: &[Diagnostic], suppressed: &[Suppressed], texts: &Quoted<'_>, tongue: Lang) -> String {
    let mut entries: Vec<Entry<'_>> = findings.iter().flat_map(|finding| entries_of(finding, texts, tongue)).collect();
    for Suppressed { finding, reason } in suppressed {
        let own = entries_of(finding, texts, tongue).into_iter();
        entries.extend(own.map(|entry| Entry {
            severity: "suppressed",
            fixable: false,
            suppressed: Some(reason),
            ..entry
        }));
    }
    safe(serde_json::to_string_pretty(&entries).expect("plain values always serialise") + "\n")
}

/// JSON in which nothing is left that a terminal would obey.
pub(super) fn safe(json: String) -> String {
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

/// A finding of two files (`duplicate-url`) or of many links is an entry for each place.
fn entries_of<'a>(finding: &'a Diagnostic, texts: &Quoted<'_>, tongue: Lang) -> Vec<Entry<'a>> {
    let fixable = finding.fix.as_ref().is_some_and(|edit| edit.safe);
    if finding.places.is_empty() {
        return vec![entry(finding, None, false, texts, tongue)];
    }
    let places = finding.places.iter().enumerate();
    places.map(|(number, place)| entry(finding, Some(place), fixable && number == 0, texts, tongue)).collect()
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
        severity: match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        },
        file: place.map(Location::name),
        line: at.map(|(start, _)| start.line),
        column: at.map(|(start, _)| start.column),
        end_line: at.map(|(_, end)| end.line),
        end_column: at.map(|(_, end)| end.column),
        message: finding.message.in_lang(tongue),
        hint: (!hint.is_empty()).then_some(hint),
        fixable,
        suppressed: None,
    }
}
