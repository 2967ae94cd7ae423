//! The questions of a site as lists that are narrowed by topic and tone; every list has a URL of its own.
//!
//! Works without a script: what is chosen stands in the URL, `/questions/topic/winter/candid/`.

use crate::{
    config::types::Config,
    site::{
        Site,
        narrowed::{Lists, Narrowed, TONES},
        query::{Answer, TermEntry},
        taxonomy,
    },
};

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
            let own = by_topic && !key.is_empty() && taxonomy::is_untranslated(&self.config, &key, &language.code);
            Some(TermEntry { key, label, description: String::new(), url, own, count })
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
