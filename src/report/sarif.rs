//! Findings as SARIF 2.1.0, for editors and services that read it. Columns count characters, as everywhere here.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::report::{
    diagnostic::{Diagnostic, Edit, Level, Location, Suppressed},
    json::safe,
    message::Lang,
    quoted::Quoted,
};

/// The findings as one run, those that editors let be with their reasons.
pub(super) fn render(findings: &[Diagnostic], suppressed: &[Suppressed], texts: &Quoted<'_>, tongue: Lang) -> String {
    let all = || findings.iter().chain(suppressed.iter().map(|it| &it.finding));
    let codes: BTreeSet<&str> = all().map(|finding| finding.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let mut results: Vec<Value> = findings.iter().map(|finding| result(finding, texts, tongue)).collect();
    for Suppressed { finding, reason } in suppressed {
        let mut own = result(finding, texts, tongue);
        own["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
        results.push(own);
    }
    let run = json!({
        "tool": { "driver": {
            "name": "shirube",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    safe(serde_json::to_string_pretty(&log).expect("plain values always serialise") + "\n")
}

fn result(finding: &Diagnostic, texts: &Quoted<'_>, tongue: Lang) -> Value {
    let help = finding.help.iter().map(|help| help.in_lang(tongue));
    let words: Vec<&str> = std::iter::once(finding.message.in_lang(tongue)).chain(help).collect();
    let mut result = json!({
        "ruleId": finding.code,
        "level": match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "note",
        },
        "message": { "text": words.join("\n") },
    });
    let locations: Vec<Value> = finding.places.iter().map(|place| location(place, texts)).collect();
    if !locations.is_empty() {
        result["locations"] = Value::Array(locations);
    }
    if let Some((edit, place)) = finding.fix.as_ref().zip(finding.places.first()).filter(|_| !finding.hidden) {
        result["fixes"] = json!([fix(edit, place, texts)]);
    }
    result
}

fn location(place: &Location, texts: &Quoted<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(place.name()) } });
    if let Some(span) = place.span {
        physical["region"] = region(place, span.start, span.end, texts);
    }
    json!({ "physicalLocation": physical })
}

fn region(place: &Location, start: usize, end: usize, texts: &Quoted<'_>) -> Value {
    let text = texts.file(&place.file);
    let (start, end) = (text.position(start), text.position(end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn fix(edit: &Edit, place: &Location, texts: &Quoted<'_>) -> Value {
    json!({ "artifactChanges": [{
        "artifactLocation": { "uri": uri(place.name()) },
        "replacements": [{
            "deletedRegion": region(place, edit.span.start, edit.span.end, texts),
            "insertedContent": { "text": edit.text },
        }],
    }] })
}

/// A path as a relative address: what is no plain letter is written in percent.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~');
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::path::SourcePath, msg, report::quoted::NoTexts, text::span::Span};

    #[test]
    fn a_result_has_what_readers_of_the_form_need() {
        let finding = Diagnostic::warning("a-code", msg!(ja: "文", en: "words"))
            .at(&SourcePath::new("content/冬 a.md"), Span::new(0, 0))
            .fix(Span::new(0, 0), "x");
        let let_be =
            Suppressed { finding: Diagnostic::hint("b-code", msg!(ja: "別", en: "x")), reason: "理由".into() };
        let text = render(&[finding], &[let_be], &Quoted::new(&NoTexts), Lang::Ja);
        let log: Value = serde_json::from_str(&text).unwrap();
        let run = &log["runs"][0];
        assert_eq!((&log["version"], &run["tool"]["driver"]["name"]), (&json!("2.1.0"), &json!("shirube")));
        let result = &run["results"][0];
        assert_eq!(result["ruleId"], "a-code");
        assert_eq!(result["message"]["text"], "文");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/%E5%86%AC%20a.md");
        assert_eq!(place["region"]["startLine"], 1);
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"][0]["insertedContent"]["text"], "x");
        let other = &run["results"][1];
        assert_eq!((&other["level"], &other["locations"]), (&json!("note"), &Value::Null));
        assert_eq!(other["suppressions"][0]["justification"], "理由");
        assert_eq!(run["tool"]["driver"]["rules"], json!([{ "id": "a-code" }, { "id": "b-code" }]));
    }
}
