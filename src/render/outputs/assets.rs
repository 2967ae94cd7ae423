//! The theme's style sheets, pictures and scripts, under names that change with their content.

use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::{Site, routes::Owner},
    text::css::shorten,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "assets", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let route = |(name, asset): (&String, &crate::site::theme_files::Asset)| {
        let (subject, input) = (Subject::Asset(name.clone()), Fingerprint::of(&asset.bytes));
        Route::new((asset.url.clone(), 0), subject, WriteOrder::Files, input)
            .showing(&SourcePath::new(asset.source.as_str()), Owner::Made)
    };
    site.theme().assets.iter().map(route).collect()
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let Subject::Asset(name) = &route.subject else { return Made::default() };
    let made = site.theme().assets.get(name).map(|asset| match std::str::from_utf8(&asset.bytes) {
        Ok(css) if name.ends_with(".css") => shorten(css).into_bytes().into(),
        _ => asset.bytes.clone(),
    });
    (made, Vec::new())
}
