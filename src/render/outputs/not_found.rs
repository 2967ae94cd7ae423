//! `404.html`, in every language. Hosts serve it at any address, so its references start at the site's root.

use std::sync::Arc;

use crate::render::outputs::{SiteOutput, generated};
use crate::{
    base::hash::Digest,
    render::{Job, page_kinds, tera_value},
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "not_found", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let job = |lang: usize| {
        let url = site.langs()[lang].root.file("404.html");
        generated(site, page_kinds::kind("not_found").template, (&url, 1), lang, Digest::new(), move || {
            vec![
                ("title", tera_value::text(&tera_value::words("not_found_title", lang))),
                ("kind", tera_value::text("not_found")),
            ]
        })
    };
    (0..site.langs().len()).map(job).collect()
}
