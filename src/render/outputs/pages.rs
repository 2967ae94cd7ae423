//! Every page, and the further parts of those that are lists.

use std::{collections::BTreeSet, sync::Arc};

use crate::render::outputs::SiteOutput;
use crate::{
    base::url::OutPath,
    render::{Job, page_job, page_kinds},
    site::{Page, Site},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "pages", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let mut jobs = Vec::with_capacity(site.pages().len());
    for page in site.pages() {
        jobs.extend(of(site, page));
    }
    jobs
}

/// The jobs of one page: more than one, if it is a long list.
pub(super) fn of<'a>(site: &'a Arc<Site>, page: &'a Page) -> impl Iterator<Item = Job> + 'a {
    (1..=parts(site, page)).map(move |number| page_job(site, page, number))
}

/// Whether one of some outputs is this page's.
pub(super) fn is_any(page: &Page, site: &Site, outs: &BTreeSet<OutPath>) -> bool {
    !outs.is_empty() && (1..=parts(site, page)).any(|number| outs.contains(&page.url.numbered(number).out()))
}

fn parts(site: &Site, page: &Page) -> usize {
    let size = site.config().paginate.max(1);
    if page_kinds::kind(&page.card.kind).list { site.child_count(&page.url).div_ceil(size).max(1) } else { 1 }
}
