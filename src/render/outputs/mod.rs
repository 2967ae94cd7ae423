//! What a site consists of: one output a file, and one word in the list below.
//!
//! - **In**: the site.
//! - **Out**: jobs.
//! - **Never**: write; know another output.
//! - **Read first**: [`feed`].
//! - **One more**: a file with an `OUTPUT`, and one word in the list.
//! - **Tests**: `tests/it/sites.rs`, `tests/it/lists.rs`.

pub mod accessibility;
pub mod aliases;
pub mod assets;
pub mod calendar;
pub mod feed;
pub mod files;
pub mod not_found;
pub mod open_data;
pub mod pages;
pub mod questions;
pub mod robots;
pub mod search;
pub mod sitemap;
pub mod terms;

use std::sync::Arc;

use tera::Value;

use crate::{
    base::{hash::Digest, url::Url},
    incremental::tracked::Viewpoint,
    render::{Job, WriteOrder, tera_value},
    site::Site,
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
        /// Every output.
        pub static OUTPUTS: &[SiteOutput] = &[$($name::OUTPUT),*];
    };
}

outputs![
    assets,
    files,
    pages,
    terms,
    questions,
    search,
    accessibility,
    not_found,
    aliases,
    feed,
    calendar,
    sitemap,
    robots,
    open_data
];

/// The job of a page that nobody wrote: the `number`th part of `list`, shown through a template that is handed what
/// `own` makes. `print` stands for everything that `own` is made from and does not ask for.
fn generated<Own>(
    site: &Arc<Site>,
    template: &'static str,
    (list, number): (&Url, usize),
    lang: usize,
    mut print: Digest,
    own: Own,
) -> Job
where
    Own: Fn() -> Vec<(&'static str, Value)> + Send + Sync + 'static,
{
    let (model, language) = (site.clone(), &site.langs()[lang]);
    let url = list.numbered(number);
    print
        .print(site.theme().fingerprint)
        .part(template)
        .part(&language.tag)
        .part(&language.title)
        .number(number as u64);
    let at = url.clone();
    Job {
        out: url.out(),
        input: print.finish(),
        place: Viewpoint { url, lang },
        from: String::new(),
        turn: WriteOrder::Pages,
        make: Box::new(move |engine| {
            engine.render(template, tera_value::generated(&model, lang, &at, number, own()), "")
        }),
    }
}
