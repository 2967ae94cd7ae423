//! All questions and answers, narrowed by topic and by tone: every choice is a link, without a script.

use crate::{
    base::hash::Digest,
    incremental::ask::words,
    render::{
        job::{Route, SiteOutput, Subject},
        template::{
            context,
            engine::{Engine, Made},
        },
        tera_value::{map, text},
    },
    site::{Site, narrowed::Narrowed, taxonomy::topic_label},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "questions", routes, render };

const TEMPLATE: &str = "questions.html";

fn routes(site: &Site) -> Vec<Route> {
    let size = site.config().paginate.max(1);
    let parts = |lang: usize| {
        let lists = site.question_lists(lang).iter();
        lists.flat_map(move |(list, pages)| {
            (1..=pages.len().div_ceil(size)).map(move |number| route(site, lang, list, number))
        })
    };
    (0..site.langs().len()).flat_map(parts).collect()
}

fn route(site: &Site, lang: usize, list: &Narrowed, number: usize) -> Route {
    let language = &site.langs()[lang];
    let mut handed = Digest::new();
    let topic = topic_label(site.config(), &list.topic, &language.code);
    handed.part(&list.topic).part(&list.tone).part(topic);
    Route::made_page(site, (&list.url(language), number, lang), Subject::Questions(list.clone()), TEMPLATE, handed)
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Subject::Questions(list) = &route.subject else { return Made::default() };
    let (lang, all) = (route.place.lang, Narrowed::default());
    let language = &site.langs()[lang];
    let title = title(list, topic_label(site.config(), &list.topic, &language.code), lang);
    let lead = words("questions_description", lang);
    let description = if *list == all { lead } else { format!("{title}：{lead}") };
    let below = (*list != all).then(|| context::above(&all.url(language), &words("questions_title", lang)));
    let own = [
        ("title", text(&title)),
        ("description", text(&description)),
        ("kind", text("questions")),
        ("lead", text("")),
        ("term", map([("topic", text(&list.topic)), ("tone", text(&list.tone))])),
    ];
    route.render_page(engine, site, TEMPLATE, own.into_iter().chain(below))
}

/// 質問の一覧, or what it is narrowed to: 冬・気候の質問（正直なところ）.
fn title(list: &Narrowed, topic: &str, lang: usize) -> String {
    let form = match (list.topic.as_str(), list.tone.as_str()) {
        ("", "") => return words("questions_title", lang),
        (_, "") => words("questions_of_topic", lang),
        ("", _) => words("questions_of_tone", lang),
        _ => words("questions_of_both", lang),
    };
    let tone = if list.tone.is_empty() { String::new() } else { words(&format!("tone_{}", list.tone), lang) };
    form.replace("{topic}", topic).replace("{tone}", &tone)
}
