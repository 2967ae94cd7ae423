//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use crate::{
    base::{hash::Fingerprint, url::Url},
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "robots", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let place = (Url::root().file("robots.txt"), 0);
    vec![Route::new(place, Subject::Site, WriteOrder::Indexes, Fingerprint::of(write_robots(site)))]
}

fn render(_: &Route, _: &Engine, site: &Site) -> Made {
    (Some(write_robots(site).into_bytes().into()), Vec::new())
}

fn write_robots(site: &Site) -> String {
    let sitemap = Url::root().file("sitemap.xml").absolute(&site.config().base_url);
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}
