//! What a site consists of: one output a file, and one word in the list below.

use std::sync::Arc;

use crate::{model::Site, render::Job};

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
