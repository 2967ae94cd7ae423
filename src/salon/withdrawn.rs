//! People who took their words back: what of theirs still stands on a page, so that it comes back without them.
//!
//! Must never change a page: what an editor has made of it is theirs, and so is the cutting.

use std::collections::BTreeSet;

use crate::salon::{conversation::Conversation, verbatim};
use crate::{
    base::path::SourcePath,
    load::document::Document,
    msg,
    report::diagnostic::{Diagnostic, Level},
    text::{normalize::decode, span::Span},
};

/// Where a page still holds answers or words of these people, by their ids in the salon; in the order of the page.
pub fn places(document: &Document, talk: &Conversation<'_>, people: &BTreeSet<&str>) -> Vec<Span> {
    let labels: Vec<&str> =
        talk.labels.iter().filter(|(id, _)| people.contains(id.as_str())).map(|(_, label)| label.as_str()).collect();
    let label = |heading: &str| heading.split(['（', '(']).next().unwrap_or_default().trim().to_owned();
    let own = document
        .answers
        .iter()
        .filter(|answer| labels.contains(&label(&answer.heading).as_str()))
        .map(|answer| answer.span);
    let posts = talk.messages().filter(|message| people.contains(message.author.as_str()));
    let posts: Vec<String> = posts.map(|message| talk.text(&message.markdown)).collect();
    let text = decode(&document.source).map_or_else(Default::default, |(text, _)| text);
    let words = verbatim::places(&text, posts.iter().map(String::as_str));
    let found: BTreeSet<Span> = own.chain(words).collect();
    found.into_iter().collect()
}

/// What is said of these places.
pub fn report_withdrawn(level: Level, path: &SourcePath, places: &[Span]) -> Diagnostic {
    let finding = Diagnostic::new(
        level,
        "subject-withdrawn",
        msg!(
        ja: "公開を取り下げた人か、公開しない人（`publish = false`）の答えか文が、ページに残っています",
        en: "the page still holds an answer or words of somebody who has withdrawn or is not to be published \
            (`publish = false`)"),
    )
    .help(msg!(
        ja: "その見出しと答えを消してください。質問の文なら、役場の言葉で書き直してください",
        en: "remove that heading and its answer; if it is the question, write it anew in the office's own words"))
    .help(msg!(
        ja: "消してから、もう一度 `shirube salon draft` で、その人を除いた下書きを記録します",
        en: "then let `shirube salon draft` record a draft without that person"));
    let finding = if places.is_empty() { finding.in_file(path) } else { finding };
    places.iter().fold(finding, |finding, span| finding.at(path, *span)).hiding()
}
