//! Every page, and the further parts of those that are lists.

use std::sync::Arc;

use super::SiteOutput;
use crate::{
    model::Site,
    render::{Job, kinds, page_job},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "pages", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let size = site.config().paginate.max(1);
    let mut jobs = Vec::with_capacity(site.pages().len());
    for page in site.pages() {
        let parts = if kinds::kind(&page.card.kind).list { site.child_count(&page.url).div_ceil(size).max(1) } else { 1 };
        jobs.extend((1..=parts).map(|number| page_job(site, page, number)));
    }
    jobs
}
