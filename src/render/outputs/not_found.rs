//! `404.html`, in every language. Hosts serve it at any address, so its references start at the site's root.

use crate::{
    base::hash::Digest,
    incremental::ask::words,
    render::{
        job::{Route, SiteOutput, Subject},
        page_kinds::not_found::KIND,
        template::engine::{Engine, Made},
        tera_value::text,
    },
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "not_found", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let url = |lang: usize| site.langs()[lang].root.file("404.html");
    let page = |lang: usize| Route::made_page(site, (&url(lang), 1, lang), Subject::Site, KIND.template, Digest::new());
    (0..site.langs().len()).map(page).collect()
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let title = words("not_found_title", route.place.lang);
    route.render_page(engine, site, KIND.template, [("title", text(&title)), ("kind", text(KIND.name))])
}
