//! Old URLs: a small page that sends visitors on, with a link for those who stay. Where its parts went to several
//! pages, a list of them; which part was wanted only the browser knows.

use crate::{
    base::hash::{Digest, Fingerprint},
    incremental::ask,
    load::markdown::ruby,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::{
            context,
            engine::{Engine, Made},
        },
        tera_value::{list, map, text},
    },
    site::{
        Site,
        page::{Alias, Goal},
        routes::Owner,
    },
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "aliases", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let route = |(index, alias): (usize, &Alias)| {
        let place = (alias.from.clone(), alias.lang);
        Route::new(place, Subject::Alias(index), WriteOrder::Pages, input(site, alias))
            .showing(&first(alias).path, Owner::Alias)
    };
    site.aliases().iter().enumerate().map(route).collect()
}

fn first(alias: &Alias) -> &Goal {
    alias.goals.first().expect("an alias leads somewhere")
}

fn input(site: &Site, alias: &Alias) -> Fingerprint {
    let language = &site.langs()[alias.lang];
    let mut digest = Digest::new();
    digest.print(site.theme().fingerprint).part(&language.tag).part(&language.title);
    for Goal { part, to, path } in &alias.goals {
        digest.part(part).part(to.as_str()).part(path.as_str());
    }
    digest.finish()
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Subject::Alias(index) = route.subject else { return Made::default() };
    let alias = &site.aliases()[index];
    let goal = first(alias);
    let parts = alias.goals.iter().filter(|goal| !goal.part.is_empty()).map(|goal| {
        let title = title(goal, alias.lang);
        map([("part", text(&goal.part)), ("title", text(&title)), ("url", text(goal.to.as_str()))])
    });
    let own = [("title", text(&title(goal, alias.lang))), ("kind", text("alias")), ("parts", list(parts))];
    // The page stands for its target: `page.url` is where it leads.
    engine.render("alias.html", context::generated(site, alias.lang, &goal.to, 1, own), goal.path.as_str())
}

fn title(goal: &Goal, lang: usize) -> String {
    let page = ask::page(goal.path.as_str(), lang);
    page.map_or_else(String::new, |card| ruby::strip(&card.title).into_owned())
}
