//! # Shirube
//!
//! Turns Markdown pages and curated Q&A into the relocation guide (移住ガイド) of a Japanese municipality.
//!
//! ```text
//!  content/ themes/ data/ site.toml
//!         │  scan     source.rs     SourceTree    path → bytes + fingerprint
//!         ▼
//!    load (a file at a time, parallel)  load/     Documents     front matter, headings, links, HTML with holes
//!         ▼
//!    resolve (the whole site)           model/    Site          routes, tree, taxonomies, links, cards
//!         ▼                                          │
//!    render (an output at a time, parallel) render/ ◄┘ asks     tracked::read(Query), every answer recorded
//!         ▼
//!    check (a page at a time, parallel) check/    Diagnostics   lint rules
//!         ▼
//!    Snapshot  outputs, findings
//!         ├── emit    emit.rs    a folder: only what changed, each file replaced atomically, what vanished removed
//!         └── serve   serve/     straight from memory; the browser is told when something changed
//! ```
//!
//! **Where to read on:** [`pipeline`] is that drawing as code; then [`load::document`] for what a page is, [`model::query`]
//! for what one page may know of another, and any one rule in [`check::rules`].
//!
//! **The five decisions.** One flow and one function: a clean build is an incremental build from the empty snapshot.
//! Recorded reads: a render looks at the site only through [`tracked::read`], so that it can be reused exactly. One file is
//! one thing: a rule, a kind, an output, a command. Loading never fails: it reports. And floors: a lower one never imports
//! an upper one, which `tests/architecture.rs` enforces.
//!
//! | floor | |
//! |---|---|
//! | 0 words and bytes | [`hash`] [`key`] [`text`] [`atomic`] [`picture`] [`criteria`] |
//! | 1 speaking to people | [`mod@say`] [`diagnostic`] [`report`] [`progress`] [`console`] |
//! | 2 inputs | [`source`] [`config`] [`embedded`] [`darkroom`] |
//! | 3 load | [`load`] |
//! | 4 resolve | [`model`] |
//! | 5 what a build keeps, what may be told | [`tracked`] [`memo`] [`privacy`] |
//! | 6 render | [`render`] |
//! | 7 check | [`check`] |
//! | 8 the pipeline | [`pipeline`] [`tally`] |
//! | 9 out and side doors | [`emit`] [`serve`] [`salon`] |
//! | 10 commands | [`cli`] |
//!
//! Where the code differs from the usual two layers of a static site generator: Markdown becomes HTML once, when its file
//! is loaded, with holes for what only the whole site knows. Rendering a page is filling holes and running a template.

pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod image;
pub mod incremental;
pub mod input;
pub mod ledger;
pub mod load;
pub mod output;
pub mod pipeline;
pub mod privacy;
pub mod render;
pub mod report;
pub mod salon;
pub mod serve;
pub mod site;
pub mod text;
