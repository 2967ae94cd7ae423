//! The questions of a site as lists that are narrowed by topic and tone; every list has a URL of its own.
//!
//! Works without a script: what is chosen stands in the URL, `/questions/topic/winter/candid/`.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{url::Url, value::Value},
    config::types::Config,
    site::{
        Page, Site, SiteLanguage,
        query::{Answer, TermEntry},
        taxonomy,
    },
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

impl Site {
    /// Every list of questions of a language.
    pub fn question_lists(&self, lang: usize) -> &Lists {
        &self.questions[lang]
    }

    pub(super) fn narrowed(&self, list: &Narrowed, number: usize, lang: usize) -> Answer {
        let language = &self.langs[lang];
        let Some(pages) = self.questions[lang].get(list) else { return Answer::Nothing };
        let title =
            if list.topic.is_empty() { "" } else { taxonomy::topic_label(&self.config, &list.topic, &language.code) };
        self.list(pages, list.url(language), number, Some((title, "")))
    }

    /// The choices beside a list: all topics there are under its tone, or all tones under its topic; the first is
    /// "any".
    pub(super) fn choices(&self, list: &Narrowed, by_topic: bool, lang: usize) -> Answer {
        let language = &self.langs[lang];
        let choice = |value: &str, label: &str| {
            let mut narrowed = list.clone();
            *(if by_topic { &mut narrowed.topic } else { &mut narrowed.tone }) = value.to_owned();
            let count = self.questions[lang].get(&narrowed)?.len();
            let (key, label, url) = (value.to_owned(), label.to_owned(), narrowed.url(language));
            Some(TermEntry { key, label, description: String::new(), url, count })
        };
        let config: &Config = &self.config;
        let topics = config
            .topics
            .iter()
            .filter_map(|topic| choice(&topic.key, taxonomy::topic_label(config, &topic.key, &language.code)));
        let tones = TONES.iter().filter_map(|tone| choice(tone, tone));
        let any = choice("", "");
        Answer::Terms(if by_topic {
            any.into_iter().chain(topics).collect()
        } else {
            any.into_iter().chain(tones).collect()
        })
    }
}
