//! Pictures and documents that pages refer to. A file that no page refers to is not published.

use std::collections::BTreeSet;

use crate::{
    base::path::SourcePath,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::{Site, query::FileEntry, routes::Owner},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "files", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let route = |(path, entry): (&SourcePath, &FileEntry)| {
        let input = site.published(path)?.fingerprint;
        let route = Route::new((entry.url.clone(), 0), Subject::File(path.clone()), WriteOrder::Files, input);
        Some(route.showing(path, Owner::File))
    };
    let mut routes: Vec<Route> = site.files().iter().filter_map(route).collect();
    // Two files of one content and of nearly one name are one.
    let mut seen = BTreeSet::new();
    routes.retain(|route| seen.insert(route.place.url.clone()));
    routes
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let Subject::File(path) = &route.subject else { return Made::default() };
    (site.published(path).map(|file| file.bytes), Vec::new())
}
