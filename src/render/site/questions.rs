//! All questions and answers, narrowed by topic and by tone: every choice is a link, without a script.

use std::sync::Arc;

use super::{SiteOutput, generated};
use crate::{
    hash::Digest,
    model::{
        Site,
        query::{Answer, Query},
        questions::Narrowed,
    },
    render::{Job, values},
    tracked::read,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "questions", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let size = site.config().paginate.max(1);
    let parts = |lang: usize| {
        let lists = site.question_lists(lang).iter();
        lists.flat_map(move |(list, pages)| (1..=pages.len().div_ceil(size)).map(move |number| job(site, lang, list.clone(), number)))
    };
    (0..site.langs().len()).flat_map(parts).collect()
}

fn job(site: &Arc<Site>, lang: usize, list: Narrowed, number: usize) -> Job {
    let (url, all) = (list.url(&site.langs()[lang]), Narrowed::default().url(&site.langs()[lang]));
    let mut print = Digest::new();
    print.part(&list.topic).part(&list.tone);
    generated(site, "questions.html", (&url, number), lang, print, move || {
        let title = title(&list, lang);
        let chosen = [("topic", values::text(&list.topic)), ("tone", values::text(&list.tone))];
        let lead = values::words("questions_description", lang);
        let description = if list == Narrowed::default() { lead } else { format!("{title}：{lead}") };
        let below = (list != Narrowed::default()).then(|| values::above(&all, &values::words("questions_title", lang)));
        let own = [
            ("title", values::text(&title)),
            ("description", values::text(&description)),
            ("kind", values::text("questions")),
            ("term", values::map(chosen)),
        ];
        own.into_iter().chain(below).collect()
    })
}

/// 質問の一覧, or what it is narrowed to: 冬・気候の質問（正直なところ）.
fn title(list: &Narrowed, lang: usize) -> String {
    let words = |key: &str| values::words(key, lang);
    let tone = || words(&format!("tone_{}", list.tone));
    let topic = || match &read(Query::Questions { list: list.clone(), number: 1, lang }).answer {
        Answer::List(list) => list.title.clone(),
        _ => String::new(),
    };
    let (has_topic, has_tone) = (!list.topic.is_empty(), !list.tone.is_empty());
    let form = match (has_topic, has_tone) {
        (false, false) => words("questions_title"),
        (true, false) => words("questions_of_topic"),
        (false, true) => words("questions_of_tone"),
        (true, true) => words("questions_of_both"),
    };
    let form = if has_topic { form.replace("{topic}", &topic()) } else { form };
    if has_tone { form.replace("{tone}", &tone()) } else { form }
}
