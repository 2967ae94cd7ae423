//! A page for every topic and tag, and the lists of them, in every language.

use tera::Value as Tera;

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
    site::{Site, query::Taxonomy, taxonomy::Term},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "terms", routes, render };

/// The template of a term, and that of a list of all.
const ONE: &str = "term.html";
const ALL: &str = "terms.html";

fn routes(site: &Site) -> Vec<Route> {
    let size = site.config().paginate.max(1);
    let mut routes = Vec::new();
    for (lang, language) in site.langs().iter().enumerate() {
        for taxonomy in [Taxonomy::Topics, Taxonomy::Tags] {
            let terms = site.terms(taxonomy, lang);
            if terms.is_empty() {
                continue;
            }
            let url = language.root.child(taxonomy.name());
            let handed = handed(taxonomy, "", "", "");
            routes.push(Route::made_page(site, (&url, 1, lang), Subject::Terms(taxonomy), ALL, handed));
            routes.extend(terms.values().flat_map(|term| of_term(site, taxonomy, term, lang, size)));
        }
    }
    routes
}

/// The parts of a term's list.
fn of_term(site: &Site, taxonomy: Taxonomy, term: &Term, lang: usize, size: usize) -> impl Iterator<Item = Route> {
    let Term { key, label, description, url, own, pages } = term;
    (1..=pages.len().div_ceil(size)).map(move |number| {
        let subject = Subject::Term(taxonomy, key.clone());
        let mut handed = handed(taxonomy, key, label, description);
        handed.number(u64::from(*own));
        Route::made_page(site, (url, number, lang), subject, ONE, handed)
    })
}

fn handed(taxonomy: Taxonomy, key: &str, label: &str, description: &str) -> Digest {
    let mut digest = Digest::new();
    digest.part(taxonomy.name()).part(key).part(label).part(description);
    digest
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let (taxonomy, term) = match &route.subject {
        Subject::Terms(taxonomy) => (*taxonomy, None),
        Subject::Term(taxonomy, key) => (*taxonomy, site.terms(*taxonomy, lang).get(key)),
        _ => return Made::default(),
    };
    let all = words(&format!("{}_title", taxonomy.name()), lang);
    let list = site.langs()[lang].root.child(taxonomy.name());
    let (key, label, description, url) = match term {
        Some(term) => (&*term.key, &*term.label, &*term.description, &term.url),
        None => ("", "", "", &list),
    };
    let label = if label.is_empty() { &all } else { label };
    let shown = [
        ("key", text(key)),
        ("label", text(label)),
        ("url", text(url.as_str())),
        ("description", text(description)),
        ("own", Tera::from(term.is_some_and(|term| term.own))),
        ("taxonomy", text(taxonomy.name())),
    ];
    let template = if term.is_some() { ONE } else { ALL };
    let below = term.map(|_| context::above(&list, &all));
    let own = [
        ("title", text(label)),
        ("description", text(description)),
        ("kind", text(template.trim_end_matches(".html"))),
        ("term", map(shown)),
    ];
    route.render_page(engine, site, template, own.into_iter().chain(below))
}
