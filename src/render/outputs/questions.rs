//! All questions and answers, narrowed by topic and by tone: every choice is a link, without a script.

use std::sync::Arc;

use crate::render::outputs::{SiteOutput, generated};
use crate::{
    base::hash::Digest,
    render::{Job, tera_value},
    site::{Site, questions::Narrowed, taxonomy::topic_label},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "questions", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let size = site.config().paginate.max(1);
    let parts = |lang: usize| {
        let lists = site.question_lists(lang).iter();
        lists.flat_map(move |(list, pages)| {
            (1..=pages.len().div_ceil(size)).map(move |number| job(site, lang, list.clone(), number))
        })
    };
    (0..site.langs().len()).flat_map(parts).collect()
}

fn job(site: &Arc<Site>, lang: usize, list: Narrowed, number: usize) -> Job {
    let (url, all) = (list.url(&site.langs()[lang]), Narrowed::default().url(&site.langs()[lang]));
    let mut print = Digest::new();
    let topic = topic_label(site.config(), &list.topic, &site.langs()[lang].code).to_owned();
    print.part(&list.topic).part(&list.tone).part(&topic);
    generated(site, "questions.html", (&url, number), lang, print, move || {
        let title = title(&list, &topic, lang);
        let chosen = [("topic", tera_value::text(&list.topic)), ("tone", tera_value::text(&list.tone))];
        let lead = tera_value::words("questions_description", lang);
        let description = if list == Narrowed::default() { lead } else { format!("{title}：{lead}") };
        let below =
            (list != Narrowed::default()).then(|| tera_value::above(&all, &tera_value::words("questions_title", lang)));
        let own = [
            ("title", tera_value::text(&title)),
            ("description", tera_value::text(&description)),
            ("kind", tera_value::text("questions")),
            ("term", tera_value::map(chosen)),
        ];
        own.into_iter().chain(below).collect()
    })
}

/// 質問の一覧, or what it is narrowed to: 冬・気候の質問（正直なところ）.
fn title(list: &Narrowed, topic: &str, lang: usize) -> String {
    let words = |key: &str| tera_value::words(key, lang);
    let form = match (list.topic.as_str(), list.tone.as_str()) {
        ("", "") => return words("questions_title"),
        (_, "") => words("questions_of_topic"),
        ("", _) => words("questions_of_tone"),
        _ => words("questions_of_both"),
    };
    let tone = if list.tone.is_empty() { String::new() } else { words(&format!("tone_{}", list.tone)) };
    form.replace("{topic}", topic).replace("{tone}", &tone)
}
