//! All questions and answers, narrowed by topic and by tone: every choice is a link, without a script.

use tera::Value as Tera;

use crate::{
    base::hash::Digest,
    incremental::ask::words,
    load::html::escape,
    render::{
        job::{Route, SiteOutput, Subject},
        template::{
            context,
            engine::{Engine, Made},
        },
        tera_value::{map, text},
    },
    site::{
        Site,
        narrowed::Narrowed,
        taxonomy::{is_untranslated, topic_label},
    },
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
    let is_own = is_untranslated(site.config(), &list.topic, &language.code);
    handed.part(&list.topic).part(&list.tone).part(topic).number(u64::from(is_own)).part(&site.config().language);
    Route::made_page(site, (&list.url(language), number, lang), Subject::Questions(list.clone()), TEMPLATE, handed)
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Subject::Questions(list) = &route.subject else { return Made::default() };
    let (lang, all) = (route.place.lang, Narrowed::default());
    let language = &site.langs()[lang];
    let topic = topic_label(site.config(), &list.topic, &language.code);
    let (title, title_html) = (title(list, topic, lang), title_html(site, list, lang));
    let lead = words("questions_description", lang);
    let description = if *list == all { lead } else { format!("{title}：{lead}") };
    let below = (*list != all).then(|| context::above(&all.url(language), &words("questions_title", lang)));
    let own = [
        ("title", text(&title)),
        ("title_html", title_html),
        ("description", text(&description)),
        ("kind", text("questions")),
        ("lead", text("")),
        ("term", map([("topic", text(&list.topic)), ("tone", text(&list.tone))])),
    ];
    route.render_page(engine, site, TEMPLATE, own.into_iter().chain(below))
}

/// The title as HTML: a topic that nobody has translated is marked as what it is.
fn title_html(site: &Site, list: &Narrowed, lang: usize) -> Tera {
    const PLACE: &str = "\u{f0000}";
    let (config, language) = (site.config(), &site.langs()[lang]);
    let topic = topic_label(config, &list.topic, &language.code);
    let mut words = String::new();
    escape(&mut words, topic);
    if !list.topic.is_empty() && is_untranslated(config, &list.topic, &language.code) {
        let mut tag = String::new();
        escape(&mut tag, &config.language);
        words = format!("<span lang=\"{tag}\">{words}</span>");
    }
    let mut html = String::new();
    escape(&mut html, &title(list, PLACE, lang));
    Tera::safe_string(&html.replace(PLACE, &words))
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
