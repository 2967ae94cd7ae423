//! `404.html`, in every language. Hosts serve it at any address, so its references start at the site's root.

use std::sync::Arc;

use super::{SiteOutput, generated};
use crate::{
    hash::Digest,
    model::Site,
    render::{Job, kinds, values},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "not_found", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let job = |lang: usize| {
        let url = site.langs()[lang].root.file("404.html");
        generated(site, kinds::kind("not_found").template, (&url, 1), lang, Digest::new(), move || {
            vec![("title", values::text(&values::words("not_found_title", lang))), ("kind", values::text("not_found"))]
        })
    };
    (0..site.langs().len()).map(job).collect()
}
