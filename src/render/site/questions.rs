//! All questions and answers on one page, by topic and by tone: works as links, without a script.

use std::sync::Arc;

use super::SiteOutput;
use crate::{
    hash::Digest,
    model::Site,
    render::{Job, Turn, values},
    tracked::Place,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "questions", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let has_questions = |lang: usize| site.pages().iter().any(|page| page.lang == lang && page.card.kind == "qa");
    (0..site.langs().len()).filter(|lang| has_questions(*lang)).map(|lang| job(site, lang)).collect()
}

fn job(site: &Arc<Site>, lang: usize) -> Job {
    let language = &site.langs()[lang];
    let url = language.root.child("questions");
    let input = Digest::new().print(site.theme().fingerprint).part(&language.tag).part(&language.title).finish();
    let (model, at) = (site.clone(), url.clone());
    Job {
        out: url.out(),
        input,
        place: Place { url, lang },
        from: String::new(),
        turn: Turn::Pages,
        make: Box::new(move |engine| {
            let own = [
                ("title", values::text(&values::words("questions_title", lang))),
                ("description", values::text(&values::words("questions_description", lang))),
                ("kind", values::text("questions")),
            ];
            engine.render("questions.html", values::generated(&model, lang, &at, 1, own), "")
        }),
    }
}
