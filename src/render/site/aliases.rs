//! Old URLs: a small page that sends visitors on, with a link for those who stay.

use std::sync::Arc;

use super::SiteOutput;
use crate::{
    hash::Digest,
    load::ruby,
    model::{Alias, Site, query::{Answer, Query}},
    render::{Job, Turn, values},
    tracked::{Place, read},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "aliases", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    site.aliases().iter().map(|alias| job(site, alias)).collect()
}

fn job(site: &Arc<Site>, alias: &Alias) -> Job {
    let mut digest = Digest::new();
    digest.print(site.theme().fingerprint).part(alias.to.as_str()).part(alias.path.as_str()).part(&site.langs()[alias.lang].tag);
    digest.part(&site.langs()[alias.lang].title);
    let (model, alias) = (site.clone(), alias.clone());
    Job {
        out: alias.from.out(),
        input: digest.finish(),
        place: Place { url: alias.from.clone(), lang: alias.lang },
        from: alias.path.as_str().to_owned(),
        turn: Turn::Pages,
        make: Box::new(move |engine| {
            let asked = read(Query::Page { path: alias.path.as_str().into(), lang: alias.lang });
            let title = match &asked.answer {
                Answer::Card(card) => ruby::strip(&card.title).into_owned(),
                _ => String::new(),
            };
            let own = [("title", values::text(&title)), ("kind", values::text("alias"))];
            // The page stands for its target: `page.url` is where it leads.
            engine.render("alias.html", values::generated(&model, alias.lang, &alias.to, 1, own), alias.path.as_str())
        }),
    }
}
