//! What lists of questions are narrowed to, and which pages stand in each of them.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{url::Url, value::Value},
    site::{language::SiteLanguage, page::Page},
    text::slug::term_slug,
};

/// The tones of a question, in the order they are offered in.
pub const TONES: [&str; 3] = ["good", "plain", "candid"];

/// What a list of questions is narrowed to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Narrowed {
    /// A topic's key; empty: any.
    pub topic: String,
    /// A tone; empty: any.
    pub tone: String,
}

/// Every list of one language that has a question, with the numbers of its pages, newest first.
pub type Lists = BTreeMap<Narrowed, Vec<usize>>;

impl Narrowed {
    /// Where the list stands.
    pub fn url(&self, lang: &SiteLanguage) -> Url {
        let all = lang.root.child("questions");
        match (self.topic.as_str(), self.tone.as_str()) {
            ("", "") => all,
            ("", tone) => all.child("tone").child(tone),
            (topic, "") => all.child("topic").child(&term_slug(topic)),
            (topic, tone) => all.child("topic").child(&term_slug(topic)).child(tone),
        }
    }
}

/// Gathers the lists of one language. `newest` holds page numbers, newest first.
pub(super) fn gather(pages: &[Arc<Page>], newest: &[usize]) -> Lists {
    let mut lists = Lists::new();
    for (index, card) in
        newest.iter().map(|index| (*index, &pages[*index].card)).filter(|(_, card)| card.nature.has_answers)
    {
        let tone = card.fields.get("tone").and_then(Value::as_text).filter(|tone| TONES.contains(tone));
        let topics = card.topics.iter().map(|topic| topic.key.as_str());
        for topic in topics.chain([""]) {
            for tone in tone.into_iter().chain([""]) {
                let list = lists.entry(Narrowed { topic: topic.to_owned(), tone: tone.to_owned() }).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
    }
    lists
}
