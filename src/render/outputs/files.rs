//! Pictures and documents that pages refer to. A file that no page refers to is not published.

use std::sync::Arc;

use crate::render::outputs::SiteOutput;
use crate::{
    incremental::tracked::Viewpoint,
    render::{Job, WriteOrder},
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "files", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let job = |(path, entry): (&crate::base::path::SourcePath, &crate::site::query::FileEntry)| {
        let published = site.published(path)?;
        Some(Job {
            out: entry.url.out(),
            input: published.fingerprint,
            place: Viewpoint { url: entry.url.clone(), lang: 0 },
            from: path.as_str().to_owned(),
            turn: WriteOrder::Files,
            make: Box::new(move |_| (Some(published.bytes.clone()), Vec::new())),
        })
    };
    site.files().iter().filter_map(job).collect()
}
