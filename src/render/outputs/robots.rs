//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use std::sync::Arc;

use crate::render::outputs::SiteOutput;
use crate::{
    base::{hash::Fingerprint, url::Url},
    incremental::tracked::Viewpoint,
    render::{Job, WriteOrder},
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "robots", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let url = Url::root().file("robots.txt");
    let text = format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        Url::root().file("sitemap.xml").absolute(&site.config().base_url)
    );
    let bytes: Arc<[u8]> = text.into_bytes().into();
    vec![Job {
        out: url.out(),
        input: Fingerprint::of(&bytes),
        place: Viewpoint { url, lang: 0 },
        from: String::new(),
        turn: WriteOrder::Indexes,
        make: Box::new(move |_| (Some(bytes.clone()), Vec::new())),
    }]
}
