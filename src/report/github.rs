//! Findings as annotations of GitHub's workflows: `::error file=…,line=…::message`, a line each.

use crate::report::{
    diagnostic::{Diagnostic, Level, Location},
    message::Lang,
    quoted::Quoted,
};

/// The lines of a finding, one for each place.
pub(super) fn lines(finding: &Diagnostic, texts: &Quoted<'_>, tongue: Lang) -> Vec<String> {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let help = finding.help.iter().map(|help| help.in_lang(tongue));
    let words: Vec<&str> = std::iter::once(finding.message.in_lang(tongue)).chain(help).collect();
    let (title, message) = (property(finding.code), data(&words.join("\n")));
    if finding.places.is_empty() {
        return vec![format!("::{command} title={title}::{message}\n")];
    }
    let line = |place: &Location| {
        let file = property(place.name());
        let at = place.span.map_or(String::new(), |span| {
            let text = texts.file(&place.file);
            let (start, end) = (text.position(span.start), text.position(span.end));
            // Columns are only understood within one line.
            let columns = if start.line == end.line {
                format!(",col={},endColumn={}", start.column, end.column)
            } else {
                String::new()
            };
            format!(",line={},endLine={}{columns}", start.line, end.line)
        });
        format!("::{command} file={file}{at},title={title}::{message}\n")
    };
    finding.places.iter().map(line).collect()
}

/// A message as the workflow reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between `=` and `,`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::path::SourcePath, msg, report::quoted::NoTexts};

    #[test]
    fn nothing_in_a_finding_ends_its_line_or_begins_another_command() {
        let finding = Diagnostic::hint("a-code", msg!(ja: "一行目\n::error::二行目 100%", en: "x"))
            .in_file(&SourcePath::new("content/a,b:c.md"))
            .help(msg!(ja: "直し方", en: "y"));
        assert_eq!(
            lines(&finding, &Quoted::new(&NoTexts), Lang::Ja),
            ["::notice file=content/a%2Cb%3Ac.md,title=a-code::一行目%0A::error::二行目 100%25%0A直し方\n"]
        );
    }
}
