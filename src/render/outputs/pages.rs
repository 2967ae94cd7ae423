//! Every page, and the further parts of those that are lists.

use std::sync::Arc;

use crate::render::outputs::SiteOutput;
use crate::{
    render::{Job, page_job, page_kinds},
    site::{Page, Site},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "pages", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let mut jobs = Vec::with_capacity(site.pages().len());
    for page in site.pages().iter() {
        jobs.extend((1..=parts(site, page)).map(|number| page_job(site, page, number)));
    }
    jobs
}

fn parts(site: &Site, page: &Page) -> usize {
    let size = site.config().paginate.max(1);
    if page_kinds::kind(&page.card.kind).list { site.child_count(&page.url).div_ceil(size).max(1) } else { 1 }
}
