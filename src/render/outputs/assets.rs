//! The theme's style sheets, pictures and scripts, under names that change with their content.

use std::sync::Arc;

use crate::render::outputs::SiteOutput;
use crate::{
    base::{hash::Fingerprint, url::Url},
    incremental::tracked::Viewpoint,
    render::{Job, WriteOrder},
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "assets", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let job = |asset: &crate::site::theme_files::Asset| {
        let bytes = asset.bytes.clone();
        Job {
            out: asset.url.out(),
            input: Fingerprint::of(&bytes),
            place: Viewpoint { url: Url::root(), lang: 0 },
            from: asset.source.as_str().to_owned(),
            turn: WriteOrder::Files,
            make: Box::new(move |_| (Some(bytes.clone()), Vec::new())),
        }
    };
    site.theme().assets.values().map(job).collect()
}
