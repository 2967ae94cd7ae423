//! Files of `static/`, published as they are at the place that their path says. They come last: what the site makes of
//! its pages stands before them, and one that is in the way is not made.

use crate::{
    base::path::SourcePath,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::{Site, resolve::statics::Static, routes::Owner},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "static", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let files = site.statics().files.iter();
    let route = |(path, file): (&SourcePath, &Static)| {
        let subject = Subject::Static(path.clone());
        let input = file.published.fingerprint;
        Route::new((file.entry.url.clone(), 0), subject, WriteOrder::Files, input).showing(path, Owner::Static)
    };
    files.map(route).collect()
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let Subject::Static(path) = &route.subject else { return Made::default() };
    (site.statics().files.get(path).map(|file| file.published.bytes.clone()), Vec::new())
}
