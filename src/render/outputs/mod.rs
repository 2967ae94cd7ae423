//! What a site consists of: one output a file, and one word in the list below. An output declares its routes and makes
//! what stands at one of them; nothing about it is written anywhere else.
//!
//! - **In**: the site.
//! - **Out**: routes, and what is made at one of them.
//! - **Never**: write; know another output.
//! - **Read first**: `feed.rs`.
//! - **One more**: a file with an `OUTPUT`, and one word in the list.
//! - **Tests**: `tests/it/sites.rs`, `tests/it/lists.rs`, `tests/it/routes.rs`.

mod accessibility;
mod accessibility_results;
mod aliases;
mod assets;
mod calendar;
mod feed;
mod files;
mod not_found;
mod open_data;
mod pages;
mod questions;
mod robots;
mod search;
mod search_fragments;
mod search_manifest;
mod search_shards;
mod search_titles;
mod sitemap;
mod statics;
mod terms;

use crate::render::job::SiteOutput;

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
    search_shards,
    search_fragments,
    search_titles,
    search_manifest,
    accessibility,
    accessibility_results,
    not_found,
    aliases,
    feed,
    calendar,
    sitemap,
    robots,
    open_data,
    statics,
];
