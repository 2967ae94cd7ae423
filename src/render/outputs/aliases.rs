//! Old URLs: a small page that sends visitors on, with a link for those who stay. Where its parts went to several pages,
//! a list of them; which part was wanted only the browser knows.

use std::sync::Arc;

use crate::render::outputs::SiteOutput;
use crate::{
    base::hash::Digest,
    incremental::tracked::{Viewpoint, read},
    load::markdown::ruby,
    render::{Job, WriteOrder, tera_value},
    site::{
        Alias, Goal, Site,
        query::{Answer, Query},
    },
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "aliases", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    site.aliases().iter().map(|alias| job(site, alias)).collect()
}

fn job(site: &Arc<Site>, alias: &Alias) -> Job {
    let mut digest = Digest::new();
    digest.print(site.theme().fingerprint).part(&site.langs()[alias.lang].tag).part(&site.langs()[alias.lang].title);
    for Goal { part, to, path } in &alias.goals {
        digest.part(part).part(to.as_str()).part(path.as_str());
    }
    let (model, alias) = (site.clone(), alias.clone());
    let first = alias.goals.first().expect("an alias leads somewhere").clone();
    Job {
        out: alias.from.out(),
        input: digest.finish(),
        place: Viewpoint { url: alias.from.clone(), lang: alias.lang },
        from: first.path.as_str().to_owned(),
        turn: WriteOrder::Pages,
        make: Box::new(move |engine| {
            let parts = alias.goals.iter().filter(|goal| !goal.part.is_empty()).map(|goal| {
                tera_value::map([
                    ("part", tera_value::text(&goal.part)),
                    ("title", tera_value::text(&title(goal, alias.lang))),
                    ("url", tera_value::text(goal.to.as_str())),
                ])
            });
            let own = [
                ("title", tera_value::text(&title(&first, alias.lang))),
                ("kind", tera_value::text("alias")),
                ("parts", tera_value::list(parts)),
            ];
            // The page stands for its target: `page.url` is where it leads.
            engine.render(
                "alias.html",
                tera_value::generated(&model, alias.lang, &first.to, 1, own),
                first.path.as_str(),
            )
        }),
    }
}

fn title(goal: &Goal, lang: usize) -> String {
    match &read(Query::Page { path: goal.path.as_str().into(), lang }).answer {
        Answer::Card(card) => ruby::strip(&card.title).into_owned(),
        _ => String::new(),
    }
}
