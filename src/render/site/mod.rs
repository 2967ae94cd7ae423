//! What a site consists of: one output a file, and one word in the list below.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    model::{
        Page, Site,
        url::{OutPath, Url},
    },
    render::Job,
};

/// A sort of output: the jobs it gives for a site.
pub struct SiteOutput {
    /// Its name, for `build --explain`.
    pub name: &'static str,
    /// The jobs.
    pub jobs: fn(&Arc<Site>) -> Vec<Job>,
}

/// Declares the outputs: one module and one entry each.
macro_rules! outputs {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*
        /// Every output.
        pub static OUTPUTS: &[SiteOutput] = &[$($name::OUTPUT),*];
    };
}

outputs![assets, files, pages, terms, questions, not_found, aliases, feed, sitemap, robots];

/// Outputs whose jobs are handed nothing that the text of a page can change; what they ask is written down as ever. One
/// that is not here has its jobs made in every build.
const TEXTLESS: &[&str] = &["assets", "files", "terms", "questions", "not_found", "aliases", "feed", "sitemap", "robots"];

/// The jobs of a site of which only the texts of some pages differ: those of the pages, and those that are outdated.
pub fn jobs_after_edit(site: &Arc<Site>, edited: &[&Page], outdated: &BTreeSet<OutPath>) -> Vec<Job> {
    let edited: BTreeSet<&Url> = edited.iter().map(|page| &page.url).collect();
    let mut jobs = Vec::new();
    for output in OUTPUTS {
        if output.name == pages::OUTPUT.name {
            let again = |page: &&Page| edited.contains(&page.url) || pages::is_any(page, site, outdated);
            jobs.extend(site.pages().iter().filter(again).flat_map(|page| pages::of(site, page)));
        } else if !TEXTLESS.contains(&output.name) || !outdated.is_empty() {
            jobs.extend((output.jobs)(site));
        }
    }
    jobs
}
