//! Floor 6: outputs, one at a time, from a resolved site.
//!
//! - **In**: a [`Site`], the template engine.
//! - **Out**: [`Job`]s, which are data, and what [`render`] makes of one: bytes, and what is wrong with a template.
//! - **Never**: read a file, a clock or the result of another job; start a thread; ask the site but by `ask`.
//! - **Read first**: [`job`].
//! - **One more**: a page kind is a file in [`page_kinds`], an output one in [`outputs`].
//! - **Tests**: `tests/it/kinds.rs`, `tests/it/sites.rs`, `tests/it/routes.rs`.

mod body;
mod costs;
pub mod event_record;
mod fields;
mod highlight;
mod icalendar;
pub mod job;
mod logo;
mod moments;
mod node;
pub mod outputs;
pub mod page_kind;
pub mod page_kinds;
pub mod reception;
mod reference;
pub mod search_layout;
mod share;
mod structured;
mod tables;
pub mod template;
mod tera_value;

use std::collections::BTreeSet;

use crate::{
    render::{
        job::{Job, SiteOutput},
        template::engine::{Engine, Made},
    },
    site::{Site, routes::Owner},
};

/// All outputs of a site, in the order of the registry: of two at one place the first is written. The site learns
/// their routes, so that it can answer where links may lead.
pub fn declare(site: &mut Site) -> Vec<Job> {
    let all = |output: &'static SiteOutput| (output.routes)(site).into_iter().map(move |route| Job::new(output, route));
    let mut jobs: Vec<Job> = outputs::OUTPUTS.iter().flat_map(all).collect();
    site.declare(jobs.iter().map(Job::declared));
    let in_the_way: BTreeSet<&str> = site.statics_in_the_way().collect();
    jobs.retain(|job| job.owner != Owner::Static || !in_the_way.contains(job.from.as_str()));
    jobs
}

/// Makes an output; must run in a scope of `tracked::within` on the job's place.
pub fn render(job: &Job, engine: &Engine, site: &Site) -> Made {
    job.render(engine, site)
}
