//! The pages of the site by what their titles and headings say, to see whether one answers a question already.

use crate::{
    base::path::SourcePath,
    load::front_matter,
    salon::{
        context::SalonContext,
        likeness::{Terms, find_terms},
        state::ConversationState,
    },
    text::normalize::decode,
};

/// Every page that visitors see, with the words of its title, its headings and its short answer.
pub fn find_pages(salon: &SalonContext) -> Vec<(SourcePath, Terms)> {
    let pages = salon.tree.files.iter().filter(|(path, _)| path.as_str().starts_with("content/") && path.is_page());
    pages.filter_map(|(path, source)| Some((path.clone(), read_terms(salon, path, &source.bytes)?))).collect()
}

fn read_terms(salon: &SalonContext, path: &SourcePath, bytes: &[u8]) -> Option<Terms> {
    let (text, _) = decode(bytes)?;
    let front = front_matter::load(path, &text);
    if front.meta.draft || front.broken {
        return None;
    }
    let field = |name: &str| front.meta.fields.get(name).and_then(|value| value.as_text());
    // A page from the salon is seen only while it is approved.
    let item = field("source").and_then(|source| source.strip_prefix("salon:"));
    if item.is_some_and(|item| salon.state(item) != ConversationState::Approved) {
        return None;
    }
    let body = text.get(front.body_start..).unwrap_or_default();
    let headings = body.lines().filter(|line| line.starts_with("# ") || line.starts_with("## "));
    let said = std::iter::once(front.meta.title.as_str()).chain(field("short_answer")).chain(headings);
    Some(find_terms(&said.collect::<Vec<_>>().join("\n")))
}
