//! Floor 6: outputs, one at a time, from a resolved site.
//!
//! - **In**: a [`Job`], the template engine.
//! - **Out**: bytes, and what is wrong with a template.
//! - **Never**: read a file, a clock or the result of another job; start a thread.
//! - **Read first**: [`outputs`].
//! - **One more**: a page kind is a file in [`page_kinds`], an output one in [`outputs`].
//! - **Tests**: `tests/it/kinds.rs`, `tests/it/sites.rs`.

pub mod body;
pub mod fields;
pub mod highlight;
pub mod icalendar;
mod opening;
pub mod outputs;
pub mod page_kinds;
pub mod share;
pub mod structured;
mod tables;
pub mod template;
pub mod tera_value;

use std::sync::Arc;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        url::OutPath,
    },
    incremental::tracked::Viewpoint,
    render::template::engine::Engine,
    report::diagnostic::Diagnostic,
    site::{Page, Site},
};

/// The bytes of an output, or the findings that say why there are none.
pub type Made = (Option<Arc<[u8]>>, Vec<Diagnostic>);

/// How an output is made.
pub type Make = Box<dyn Fn(&Engine) -> Made + Send + Sync>;

/// When an output is written: pages must never stand there without what they load.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WriteOrder {
    /// Assets, images and other files.
    Files,
    /// Pages.
    Pages,
    /// What leads to pages: feeds, the sitemap.
    Indexes,
}

/// An output to be made.
pub struct Job {
    /// Where it is written.
    pub out: OutPath,
    /// Fingerprint of all that its making is handed rather than asks for.
    pub input: Fingerprint,
    /// From where it looks at the site.
    pub place: Viewpoint,
    /// The file it shows; empty if it shows none.
    pub from: String,
    /// When it is written.
    pub turn: WriteOrder,
    /// How it is made.
    pub make: Make,
}

/// A finished output.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its bytes; `None` if it could not be made.
    pub bytes: Option<Arc<[u8]>>,
    /// Fingerprint of the bytes.
    pub fingerprint: Fingerprint,
    /// The file it shows; empty if it shows none.
    pub from: String,
    /// When it is written.
    pub turn: WriteOrder,
}

/// All outputs of a site, in the order of the registry.
pub fn jobs(site: &Arc<Site>) -> Vec<Job> {
    outputs::OUTPUTS.iter().flat_map(|output| (output.jobs)(site)).collect()
}

/// A job that shows a page through its kind's template, the `number`th part of its list.
pub fn page_job(site: &Arc<Site>, page: &Page, number: usize) -> Job {
    let url = page.url.numbered(number);
    let mut digest = Digest::new();
    digest.print(page.document.fingerprint).print(page.card.fingerprint).print(site.theme().fingerprint);
    digest.number(number as u64).number(page.lang as u64);
    let (model, shown, at) = (site.clone(), page.clone(), url.clone());
    Job {
        out: url.out(),
        input: digest.finish(),
        place: Viewpoint { url, lang: page.lang },
        from: page.document.path.as_str().to_owned(),
        turn: WriteOrder::Pages,
        make: Box::new(move |engine| {
            let context = tera_value::page(&model, &shown, &at, number);
            engine.render(page_kinds::kind(&shown.card.kind).template, context, shown.document.path.as_str())
        }),
    }
}
