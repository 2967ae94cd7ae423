//! Front matter: YAML between `---` lines, read into [`Meta`].
//!
//! Every fault is told, none stops the others. Keys that every page may have are typed here; all others go to
//! `Meta::fields`, which the page's kind judges later.
//!
//! - **In**: the text between the fences.
//! - **Out**: [`Meta`] and each key's place.
//! - **Never**: take what it cannot read for something harmless.
//! - **Read first**: [`mod@raw`].
//! - **One more**: a key of every page is a field of [`Meta`] and an entry in [`keys`].
//!   `UPDATE_DOCS=1 cargo nextest run docs` writes it into `docs/front-matter.md`.
//! - **Tests**: `front_matter/tests.rs`, `tests/it/situations.rs`.

mod convert;
pub mod date_forms;
mod facts;
mod folded;
pub mod keys;
mod opening;
mod other_names;
pub mod quote;
pub mod raw;
mod reader;
mod setting;
pub mod values;
mod visibility;

use std::collections::BTreeMap;

use serde_yaml::Value as Yaml;

use crate::{
    base::{path::SourcePath, value::Value},
    config::facts::PageFacts,
    load::{
        document::{KeyPlace, Meta},
        front_matter::{folded::folded, opening::Opening, raw::Raw, reader::Reader, values::plain},
        yaml::read_yaml,
    },
    msg,
    report::diagnostic::Diagnostic,
    text::{normalize::nfc, span::Span},
};

/// The names of the keys of every page, for messages that name the nearest one.
pub const KEYS: &[&str] = &keys::names();

/// A file's front matter, read.
#[derive(Debug)]
pub struct FrontMatter {
    /// What it says.
    pub meta: Meta,
    /// Where the text begins.
    pub body_start: usize,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
    /// Whether the page cannot be shown: it cannot be read, or has no title.
    pub broken: bool,
}

/// Reads the front matter of a file. A file without one takes its title from its first heading, else from its name, so
/// that a folder of ordinary Markdown builds. A file that tries to have one which is not read is broken, and says what
/// it says only as far as that can be told.
pub fn load(path: &SourcePath, text: &str) -> FrontMatter {
    match opening::find_opening(path, text) {
        Opening::Text => without_settings(path, text),
        Opening::Settings => read_settings(path, text),
        Opening::Unread(unread) if unread.mended.is_empty() => {
            let mut read = FrontMatter { body_start: text.len(), ..without_settings(path, "") };
            read.findings.push(unread.finding);
            FrontMatter { broken: true, ..read }
        }
        Opening::Unread(unread) => {
            let read = read_settings(path, &unread.mended);
            let meta = decisive(read.meta);
            FrontMatter { meta, body_start: unread.end, findings: vec![unread.finding], broken: true }
        }
    }
}

/// Of settings that are not read as they stand, what decides who may see the page: nothing else of them is judged.
fn decisive(meta: Meta) -> Meta {
    let Meta { title, draft, publish_from, publish_until, mut fields, .. } = meta;
    fields.retain(|key, _| key == "source");
    Meta { title, draft, publish_from, publish_until, fields, ..Meta::default() }
}

fn without_settings(path: &SourcePath, text: &str) -> FrontMatter {
    let mut read = FrontMatter { meta: Meta::default(), body_start: 0, findings: Vec::new(), broken: false };
    if !title_from_heading(&mut read, text) {
        read.meta.title = path.file_name().split('.').next().unwrap_or_default().to_owned();
    }
    read
}

fn read_settings(path: &SourcePath, text: &str) -> FrontMatter {
    let Raw { yaml, body_start, places, findings, is_whole, .. } = raw::read_front_matter(path, text);
    let mut reader = Reader { path, text, places, findings, broken: !is_whole, ..Reader::new(path) };
    match parse(&yaml) {
        Ok(Yaml::Mapping(map)) => map.into_iter().for_each(|(key, value)| reader.take(&key, value)),
        Ok(Yaml::Null) => {}
        Ok(_) => {
            reader.broken = true;
            reader.findings.push(unreadable(path, text, 1, 0));
        }
        Err((line, column)) => {
            reader.broken = true;
            reader.findings.push(unreadable(path, text, line, column.saturating_sub(1)));
        }
    }
    reader.window();
    let title = reader.places.get("title").map(|place| place.value);
    let Reader { meta, findings, broken, is_draft, .. } = reader;
    let mut read = FrontMatter { meta, body_start, findings, broken };
    read.meta.draft |= is_draft;
    if read.meta.title.trim().is_empty() && !broken && !title_from_heading(&mut read, text) {
        read.broken = true;
        read.findings.push(no_title(path, title));
    }
    read
}

/// Puts facts into a page's own words, where `{{名前}}` is written; returns what is wrong.
pub(in crate::load) fn fill_facts(
    front: &mut FrontMatter,
    page: &PageFacts<'_>,
    path: &SourcePath,
    text: &str,
) -> Vec<Diagnostic> {
    let written = &text[..front.body_start.min(text.len())];
    facts::fill(&mut front.meta, page, path, written)
}

/// The settings as values, with what stands under an anchor put where it is meant.
fn parse(yaml: &str) -> Result<Yaml, (usize, usize)> {
    let mut value = read_yaml(yaml)?;
    value.apply_merge().map_err(|_| (1, 1))?;
    Ok(value)
}

fn no_title(path: &SourcePath, written: Option<Span>) -> Diagnostic {
    let finding =
        Diagnostic::error("page-title", msg!(ja: "題名（`title`）がありません", en: "the page has no title (`title`)"));
    match written {
        Some(span) => finding.at(path, span).help(msg!(
            ja: "`title: \"ページの題名\"` のように、\" で囲んで書いてください",
            en: "write it in double quotes, like `title: \"…\"`")),
        None => finding.at(path, Span::new(0, 3)).help(
            msg!(ja: "`---` の次の行に `title: ページの題名` と書いてください", en: "write `title: …` in the line after `---`"),
        ),
    }
}

/// Takes a leading `# ` heading as the title, and the text from after it.
fn title_from_heading(read: &mut FrontMatter, text: &str) -> bool {
    let rest = &text[read.body_start..];
    let start = rest.len() - rest.trim_start().len();
    let line = rest[start..].split_inclusive('\n').next().unwrap_or_default();
    let Some(title) = line
        .strip_prefix("# ")
        .map(|title| title.trim().trim_end_matches('#').trim())
        .filter(|title| !title.is_empty())
    else {
        return false;
    };
    let title = title.split(" {#").next().unwrap_or(title);
    read.meta.title = nfc(title).replace("**", "");
    read.body_start += start + line.len();
    true
}

fn unreadable(path: &SourcePath, text: &str, line: usize, column: usize) -> Diagnostic {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let whole = text[start..].lines().next().unwrap_or_default();
    let skip: usize = whole.chars().take(column).map(char::len_utf8).sum();
    let span = if skip < whole.len() {
        Span::new(start + skip, start + whole.len())
    } else {
        Span::new(start, start + whole.len())
    };
    let message = msg!(ja: "設定を読み取れません", en: "the front matter cannot be read");
    Diagnostic::error("front-matter", message).at(path, span).help(msg!(
            ja: "この行か前の行で、\" や [ ] の閉じ忘れ、行頭の空白のずれ、「項目: 値」になっていない所がないか確かめてください",
            en: "in this line or the one before, look for a missing \" or ], uneven indentation, or a line that is \
                 not `key: value`"))
}

/// Where each key of the first level stands.
pub fn places(path: &SourcePath, text: &str) -> BTreeMap<String, KeyPlace> {
    match opening::find_opening(path, text) {
        Opening::Settings => raw::read_front_matter(path, text).places,
        Opening::Text | Opening::Unread(_) => BTreeMap::new(),
    }
}

/// The front matter as it is written, whatever its keys mean, and where the text after it begins.
pub(crate) fn written(path: &SourcePath, text: &str) -> (Value, usize) {
    let Opening::Settings = opening::find_opening(path, text) else { return (Value::Null, 0) };
    let raw = raw::read_front_matter(path, text);
    (parse(&raw.yaml).map_or(Value::Null, plain), raw.body_start)
}

/// Whether a file's name or folder says that it is a draft.
pub(in crate::load) fn is_draft_path(path: &SourcePath) -> bool {
    visibility::is_draft_path(path)
}

/// The key of every page that people call by this name, which is not its own.
pub fn other_name(name: &str) -> Option<&'static str> {
    other_names::find(&folded(name)).map(|other| other.key)
}

#[cfg(test)]
mod tests;
