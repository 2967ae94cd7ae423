//! Front matter as lines, before the YAML parser sees it: the faults that its own messages would not explain.
//!
//! Whatever is found is mended in a copy, so that the rest is read and every fault is told in one run.

use std::collections::BTreeMap;

use crate::{
    base::path::SourcePath,
    load::{
        document::KeyPlace,
        front_matter::{opening, quote, setting},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::Span,
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
    /// Whether a line `---` closes them, so that none of them is left among the text.
    pub(super) is_whole: bool,
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

/// Looks at the front matter of a text that begins with it.
pub(super) fn read_front_matter(path: &SourcePath, text: &str) -> Raw {
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut raw = Raw { is_whole: true, ..Raw::default() };
    let end = find_end(&text[start..]);
    let (lines, after) = match end {
        End::Fence(lines, after) | End::Other(lines, after) => (lines, after),
        End::Missing(lines) => (lines, lines),
    };
    let mut at = start;
    let mut inside = Inside::Nothing;
    for line in text[start..start + lines].split_inclusive('\n') {
        let bare = line.trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        inside = match inside {
            Inside::Block(least) if bare.is_empty() || indent > least => {
                raw.yaml.push_str(bare);
                inside
            }
            Inside::Value(open) => {
                raw.yaml.push_str(bare);
                open.after(bare)
            }
            Inside::Nothing | Inside::Block(_) => raw.line(path, text, at, bare, indent),
        };
        raw.yaml.push('\n');
        at += line.len();
    }
    raw.body_start = start + after;
    match end {
        End::Fence(..) => {}
        End::Other(lines, after) => {
            let bare = text[start + lines..start + after].trim_end();
            raw.findings.push(other_end(path, Span::new(start + lines, start + lines + bare.len()), bare.trim()));
            raw.is_whole = false;
        }
        End::Missing(lines) => {
            raw.findings.push(unclosed(path, text, start + lines));
            raw.is_whole = false;
        }
    }
    raw
}

/// Where settings end: bytes of their lines, and of them with the line that closes them.
enum End {
    /// At a line `---`.
    Fence(usize, usize),
    /// At a line that is meant for one.
    Other(usize, usize),
    /// Nowhere; here the text seems to begin.
    Missing(usize),
}

fn find_end(text: &str) -> End {
    let (mut at, mut after_yaml, mut is_gap, mut is_block) = (0, 0, false, false);
    let mut first_gap = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        let end = at + line.len();
        is_block = is_block && (bare.is_empty() || line.starts_with(' '));
        if bare == "---" {
            return End::Fence(at, end);
        }
        if !is_block && (opening::is_fence(bare) || matches!(bare, "..." | "+++")) {
            return End::Other(at, end);
        }
        let is_heading = line.starts_with("# ") && !is_waiting_key(bare) || line.starts_with("## ");
        let is_prose = !is_block && setting::is_prose(line);
        if number > 0 && !is_block && (bare.is_empty() || is_heading || is_prose) {
            first_gap.get_or_insert(at);
        }
        if is_prose && is_gap {
            return End::Missing(after_yaml);
        }
        if bare.is_empty() || is_heading {
            is_gap = true;
        } else if !bare.starts_with('#') && !is_prose {
            (after_yaml, is_gap) = (end, false);
            is_block |= split_pair(bare).is_some_and(|pair| is_block_header(pair.value));
        }
        at = end;
    }
    End::Missing(first_gap.unwrap_or(at))
}

/// Whether a comment is a key that waits to be filled in, `# key:`; `# 見出し` is a heading.
fn is_waiting_key(line: &str) -> bool {
    line.trim_start_matches("# ").split_once([':', '：']).is_some_and(|(key, _)| is_key(key))
}

/// What a line is inside of.
#[derive(Clone, Copy)]
enum Inside {
    Nothing,
    /// A block of text (`|`, `>`), which ends with the first line that is indented no more than this.
    Block(usize),
    /// A value in quotes or brackets that goes on.
    Value(Open),
}

/// What of a value is still open.
#[derive(Clone, Copy)]
struct Open {
    quote: Option<char>,
    depth: usize,
}

impl Open {
    /// What is open after these signs.
    fn after(mut self, signs: &str) -> Inside {
        let mut is_escaped = false;
        for sign in signs.chars() {
            match (self.quote, sign) {
                _ if is_escaped => is_escaped = false,
                (Some('"'), '\\') => is_escaped = true,
                (Some(open), sign) if open == sign => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => self.quote = Some(sign),
                (None, '[' | '{') => self.depth += 1,
                (None, ']' | '}') => self.depth = self.depth.saturating_sub(1),
                (None, _) => {}
            }
        }
        if self.quote.is_some() || self.depth > 0 { Inside::Value(self) } else { Inside::Nothing }
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// A key as it is written, its name, and its value.
struct Pair<'a> {
    key: &'a str,
    name: &'a str,
    value: &'a str,
}

/// The key and the value of a line of YAML that has both; the line is not indented any more.
fn split_pair(line: &str) -> Option<Pair<'_>> {
    let (key, name, rest) = match line.chars().next()? {
        quote @ ('"' | '\'') => {
            let end = line[1..].find(quote)? + 1;
            (&line[..=end], &line[1..end], line[end + 1..].trim_start())
        }
        '#' | '[' | '{' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' => return None,
        '-' | '?' if line[1..].is_empty() || line[1..].starts_with(' ') => return None,
        _ => {
            let is_end = |at: &usize| matches!(line.as_bytes().get(at + 1), None | Some(b' ' | b'\t'));
            let end = line.match_indices(':').map(|(at, _)| at).find(is_end)?;
            let key = line[..end].trim_end();
            (key, key, &line[end..])
        }
    };
    let value = rest.strip_prefix(':').filter(|value| value.is_empty() || value.starts_with([' ', '\t']))?;
    (!name.is_empty()).then(|| Pair { key, name, value: value.trim_start() })
}

/// Whether a value is what a block of text begins with: `|`, `>-`, `|2`, and a comment perhaps.
fn is_block_header(value: &str) -> bool {
    let rest = value.strip_prefix(['|', '>']).map(|rest| rest.trim_start_matches(['+', '-', '1', '2', '3', '4']));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#'))
}

impl Raw {
    /// Takes a line over into the YAML, mended where it must be; says what begins with it.
    fn line(&mut self, path: &SourcePath, text: &str, at: usize, line: &str, indent: usize) -> Inside {
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
        let is_name = |key: &str| is_key(key) || setting::is_known(key);
        let wide = inner.split_once('：').filter(|(key, _)| is_name(key.trim_end()) && !key.contains(": "));
        let pair = if let Some((written, value)) = wide {
            let (key, value) = (written.trim_end(), value.trim_start());
            let span = Span::new(inner_at + key.len(), at + line.len() - value.len());
            self.findings.push(full_width_colon(path, span, key, value));
            Some(Pair { key, name: key, value })
        } else {
            split_pair(inner)
        };
        let Some(Pair { key, name, value }) = pair else {
            self.yaml.push_str(inner);
            return Inside::Nothing;
        };
        let taken = Taken {
            name,
            key: Span::new(inner_at, inner_at + key.len()),
            value: Span::new(at + line.len() - value.len(), at + line.len()),
            written: (key, value),
        };
        if !self.pair(path, text, &taken, top) {
            return Inside::Nothing;
        }
        if is_block_header(value) {
            return Inside::Block(indent);
        }
        if value.starts_with(['"', '\'', '[', '{']) {
            Open { quote: None, depth: 0 }.after(value)
        } else {
            Inside::Nothing
        }
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

    /// Takes a key and its value over; quotes a value that YAML would take for something else. Says whether the
    /// value is taken as it is written.
    fn pair(&mut self, path: &SourcePath, text: &str, taken: &Taken<'_>, top: bool) -> bool {
        let Taken { name, key: key_span, value: value_span, written: (key, value) } = *taken;
        if top {
            let place = KeyPlace { key: key_span, value: if value.is_empty() { key_span } else { value_span } };
            if let Some(first) = self.places.get(name).copied() {
                self.findings.push(
                    Diagnostic::error(
                        "duplicate-key",
                        msgf!(ja: "`{name}` が2回書かれています", en: "`{name}` is given twice"),
                    )
                    .at(path, key_span)
                    .at(path, first.key)
                    .help(msg!(ja: "どちらかの行を消してください", en: "remove one of the lines")),
                );
                // The first one counts; the second must not stop the parser.
                self.yaml.push_str(&format!("# {key}: {value}"));
                return false;
            }
            self.places.insert(name.to_owned(), place);
        }
        if let Some(finding) = quote::misread(path, text, name, (value, value_span)) {
            let quoted = finding.fix.as_ref().map_or(value, |fix| fix.text.as_str());
            self.yaml.push_str(&format!("{key}: {quoted}"));
            self.findings.push(finding);
            return false;
        }
        self.yaml.push_str(key);
        self.yaml.push_str(if value.is_empty() { ":" } else { ": " });
        self.yaml.push_str(value);
        true
    }
}

/// A key and its value as they stand in the file.
struct Taken<'a> {
    name: &'a str,
    key: Span,
    value: Span,
    written: (&'a str, &'a str),
}

fn full_width_colon(path: &SourcePath, span: Span, key: &str, value: &str) -> Diagnostic {
    Diagnostic::error(
        "full-width-colon",
        msg!(ja: "項目名のあとが全角の「：」になっています", en: "the key is followed by a full-width colon"),
    )
    .at(path, span)
    .help(msgf!(ja: "半角の「:」と空白にしてください：`{key}: {value}`", en: "write a colon and a space: `{key}: {value}`"))
    .fix(span, ": ")
}

fn other_end(path: &SourcePath, span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        "front-matter-open",
        msgf!(ja: "設定の終わりが `---` ではなく `{written}` です", en: "the settings end with `{written}`, not with `---`"),
    )
    .at(path, span)
    .help(msg!(ja: "半角のハイフン3つ `---` だけの行にしてください", en: "make it a line with `---` alone"))
    .fix(span, "---")
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
