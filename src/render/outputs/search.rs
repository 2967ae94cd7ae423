//! The search page, one a language. The form works anywhere as a link would; nothing typed is ever sent anywhere.
//!
//! Without a script the page still leads on: topics, tones, sections.

use crate::{
    base::hash::Digest,
    incremental::ask::words,
    render::{
        job::{Route, SiteOutput, Subject},
        template::engine::{Engine, Made},
        tera_value::text,
    },
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search", routes, render };

const TEMPLATE: &str = "search.html";

fn routes(site: &Site) -> Vec<Route> {
    let url = |lang: usize| site.langs()[lang].root.child("search");
    let page = |lang: usize| Route::made_page(site, (&url(lang), 1, lang), Subject::Site, TEMPLATE, Digest::new());
    (0..site.langs().len()).map(page).collect()
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let own = [
        ("title", text(&words("search_title", lang))),
        ("description", text(&words("search_description", lang))),
        ("kind", text("search")),
        ("lead", text("")),
    ];
    route.render_page(engine, site, TEMPLATE, own)
}
