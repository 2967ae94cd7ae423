//! Front matter as lines, before the YAML parser sees it: the faults that its own messages would not explain.
//!
//! Whatever is found is mended in a copy, so that the rest is read and every fault is told in one run.

use std::collections::BTreeMap;

use crate::{
    base::path::SourcePath, load::document::KeyPlace, msg, msgf, report::diagnostic::Diagnostic, text::span::Span,
};

/// The lines between the `---`, looked at.
#[derive(Default)]
pub(super) struct Raw {
    /// YAML to parse: the lines as written, or mended.
    pub(super) yaml: String,
    /// Where the text after it begins.
    pub(super) body_start: usize,
    /// Where each key of the first level stands.
    pub(super) places: BTreeMap<String, KeyPlace>,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
    before: Before,
}

/// What the line before says about a line that begins with full-width spaces.
#[derive(Clone, Copy, PartialEq, Default)]
enum Before {
    /// It belongs to no key above: the spaces are a slip.
    #[default]
    Top,
    /// It belongs to a key above, and the spaces are its indentation.
    Above,
    /// Both may be meant.
    Either,
}

/// Looks at the front matter of a text; `None` if it has none.
pub(super) fn find_front_matter(path: &SourcePath, text: &str) -> Option<Raw> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut raw = Raw::default();
    let mut at = first.len();
    // The indentation below which a block of text (`|`, `>`) ends.
    let mut block: Option<usize> = None;
    for (number, line) in text[at..].split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if bare == "---" {
            raw.body_start = at + line.len();
            return Some(raw);
        }
        if block.is_none() && number > 0 && !belongs(bare) {
            break;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        if block.is_some_and(|least| bare.is_empty() || indent > least) {
            raw.yaml.push_str(bare);
        } else {
            block = raw.line(path, at, bare).then_some(indent);
        }
        raw.yaml.push('\n');
        at += line.len();
    }
    raw.findings.push(unclosed(path, text, at));
    raw.body_start = at;
    Some(raw)
}

/// Whether a line can be part of front matter: a key, an item, an indented line, a comment. `# 見出し` is a heading,
/// `# key:` a key that waits to be filled in.
fn belongs(line: &str) -> bool {
    let key = line
        .trim_start_matches("# ")
        .split_once([':', '：'])
        .map_or("", |(key, _)| key.trim_start_matches(['\u{3000}', '\t']));
    line.starts_with([' ', '\t', '-', '#', ']', '}', '\u{3000}']) && !line.starts_with("# ") && !line.starts_with("## ")
        || is_key(key)
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

impl Raw {
    /// Takes a line over into the YAML, mended where it must be; says whether a block of text begins after it.
    fn line(&mut self, path: &SourcePath, at: usize, line: &str) -> bool {
        let inner = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let lead = &line[..line.len() - inner.len()];
        let top = lead.trim_matches('\u{3000}').is_empty() && self.before != Before::Above;
        let indentation = self.indentation(path, at, lead, inner);
        self.yaml.push_str(&indentation);
        if !inner.is_empty() && !inner.starts_with('#') {
            self.before = match self.before {
                Before::Above if lead.contains('\u{3000}') => Before::Above,
                Before::Above | Before::Either if !lead.is_empty() || inner.starts_with('-') => Before::Either,
                _ if inner.ends_with([':', '：']) => Before::Above,
                _ => Before::Top,
            };
        }
        let inner_at = at + lead.len();
        if let Some((key, value)) = inner.split_once('：').filter(|(key, _)| is_key(key)) {
            let value = value.trim_start();
            let span = Span::new(inner_at + key.len(), at + line.len() - value.len());
            self.findings.push(
                Diagnostic::error(
                    "full-width-colon",
                    msg!(ja: "項目名のあとが全角の「：」になっています", en: "the key is followed by a full-width colon"),
                )
                .at(path, span)
                .help(msgf!(ja: "半角の「:」と空白にしてください：`{key}: {value}`", en: "write a colon and a space: `{key}: {value}`"))
                .fix(span, ": "),
            );
            return self.pair(path, (key, inner_at), (value, at + line.len() - value.len()), top);
        }
        if let Some((key, value)) =
            inner.split_once(':').filter(|(key, value)| is_key(key) && (value.is_empty() || value.starts_with(' ')))
        {
            let value = value.trim_start();
            return self.pair(path, (key, inner_at), (value, at + line.len() - value.len()), top);
        }
        self.yaml.push_str(inner);
        false
    }

    /// The indentation of a line as YAML takes it; tells of what is none.
    fn indentation(&mut self, path: &SourcePath, at: usize, lead: &str, inner: &str) -> String {
        let span = Span::new(at, at + lead.len());
        if lead.contains('\t') {
            let spaces = lead.replace('\t', "  ").replace('\u{3000}', "");
            self.findings.push(
                Diagnostic::error(
                    "yaml-tab",
                    msg!(
                    ja: "設定の行頭にタブがあります",
                    en: "a line of the front matter begins with a tab"),
                )
                .at(path, span)
                .help(msg!(ja: "半角の空白2つにしてください", en: "write two spaces instead"))
                .fix(span, spaces.clone()),
            );
            return spaces;
        }
        if !lead.contains('\u{3000}') {
            return lead.to_owned();
        }
        let key = inner.split([':', '：']).next().unwrap_or(inner);
        let finding = Diagnostic::error(
            "full-width-space",
            msgf!(
            ja: "行の先頭に全角の空白があり、`{key}` を読み取れません",
            en: "the line begins with a full-width space, so that `{key}` cannot be read"),
        )
        .at(path, span);
        let spaces = if lead.contains(' ') { lead.replace('\u{3000}', "") } else { lead.replace('\u{3000}', "  ") };
        let half = msg!(ja: "先頭を半角の空白にしてください", en: "write ordinary spaces instead");
        let (finding, meant) = match self.before {
            Before::Top => {
                let none = msg!(ja: "先頭の空白を消してください", en: "remove the space");
                (finding.help(none).fix(span, ""), String::new())
            }
            Before::Above => (finding.help(half).fix(span, spaces.clone()), spaces),
            Before::Either => (finding.help(half).offer(span, spaces), String::new()),
        };
        self.findings.push(finding);
        meant
    }

    /// Takes a key and its value over; quotes a value that YAML would take for another pair.
    fn pair(
        &mut self,
        path: &SourcePath,
        (key, key_at): (&str, usize),
        (value, value_at): (&str, usize),
        top: bool,
    ) -> bool {
        let key_span = Span::new(key_at, key_at + key.len());
        let value_span = Span::new(value_at, value_at + value.len());
        if top {
            let place = KeyPlace { key: key_span, value: if value.is_empty() { key_span } else { value_span } };
            if let Some(first) = self.places.get(key).copied() {
                self.findings.push(
                    Diagnostic::error(
                        "duplicate-key",
                        msgf!(ja: "`{key}` が2回書かれています", en: "`{key}` is given twice"),
                    )
                    .at(path, key_span)
                    .at(path, first.key)
                    .help(msg!(ja: "どちらかの行を消してください", en: "remove one of the lines")),
                );
                // The first one counts; the second must not stop the parser.
                self.yaml.push_str(&format!("# {key}: {value}"));
                return false;
            }
            self.places.insert(key.to_owned(), place);
        }
        let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#', '-']);
        if plain && (value.contains(": ") || value.ends_with(':')) {
            let quoted = format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
            self.findings.push(
                Diagnostic::error(
                    "yaml-colon",
                    msg!(
                    ja: "値の中に「: 」があるため、設定を読み取れません",
                    en: "the value holds `: `, so that the front matter cannot be read"),
                )
                .at(path, value_span)
                .help(msgf!(
                        ja: "全体を \" で囲んでください：`{key}: {quoted}`",
                        en: "put the whole value in double quotes: `{key}: {quoted}`"))
                .fix(value_span, quoted.clone()),
            );
            self.yaml.push_str(&format!("{key}: {quoted}"));
            return false;
        }
        self.yaml.push_str(key);
        self.yaml.push_str(if value.is_empty() { ":" } else { ": " });
        self.yaml.push_str(value);
        value.starts_with(['|', '>'])
    }
}

fn unclosed(path: &SourcePath, text: &str, at: usize) -> Diagnostic {
    let line = text[..at].matches('\n').count() + 1;
    Diagnostic::error(
        "front-matter-open",
        msg!(ja: "設定の終わりを示す `---` がありません", en: "the `---` that ends the front matter is missing"),
    )
    .at(path, Span::new(0, 3))
    .help(msgf!(ja: "{line}行目の前に `---` だけの行を入れてください", en: "put a line with only `---` before line {line}"))
    .offer(Span::new(at, at), if text[..at].ends_with('\n') { "---\n" } else { "\n---\n" })
}
