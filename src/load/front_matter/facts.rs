//! `{{名前}}` in front matter: facts of site.toml within what a page says of itself.
//!
//! Must never change what decides where and when a page stands: kind, address, topics, days.

use crate::{
    base::{path::SourcePath, value::Value},
    config::facts::PageFacts,
    load::document::Meta,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// Fills the texts of `meta`; `written` is the front matter, for places.
pub(super) fn fill(meta: &mut Meta, page: &PageFacts<'_>, path: &SourcePath, written: &str) -> Vec<Diagnostic> {
    if !written.contains("{{") {
        return Vec::new();
    }
    let mut names = Vec::new();
    for text in [&mut meta.title, &mut meta.description] {
        let mut value = Value::Text(std::mem::take(text));
        names.extend(fill_value(&mut value, page));
        if let Value::Text(filled) = value {
            *text = filled;
        }
    }
    for value in meta.fields.values_mut().chain(meta.extra.values_mut()) {
        names.extend(fill_value(value, page));
    }
    names.sort_unstable();
    names.dedup();
    let report = |name: &String| {
        let finding = page.find(name).err()?;
        let word = format!("{{{{{name}}}}}");
        let at = written.find(&word).map_or(Span::new(0, 3), |at| Span::new(at, at + word.len()));
        Some(finding.at(path, at))
    };
    names.iter().filter_map(report).collect()
}

/// Fills a value; returns the names that are not filled. On a page that is approved that is every name.
fn fill_value(value: &mut Value, page: &PageFacts<'_>) -> Vec<String> {
    if page.is_approved {
        return page.facts.names_in(value);
    }
    page.facts.fill_value(value, page.lang)
}
