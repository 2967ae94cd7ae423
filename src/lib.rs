//! # Shirube
//!
//! Turns Markdown pages and curated Q&A into the relocation guide (移住ガイド) of a Japanese municipality.
//!
//! ```text
//!  content/ static/ themes/ data/ site.toml salon/
//!         │  scan            input/       SourceTree    path → bytes + fingerprint
//!         ▼
//!    load (a file at a time, parallel)    load/ ledger/ Documents: front matter, headings, links, HTML with holes
//!         ▼
//!    resolve (the whole site)             site/         Site: routes, tree, taxonomies, links, cards
//!         ▼                                  │
//!    render (an output at a time, parallel)  ◄┘ asks    render/       every question and its answer recorded
//!         ▼
//!    check (document, site, output)       check/        Diagnostics: the rules, and the privacy gate
//!         ▼
//!    Snapshot: outputs, findings
//!         ├── output/    a folder: only what changed, each file replaced atomically, what vanished removed
//!         ├── publish/   a host: planned from manifests, sent in phases, finished by running it again
//!         └── serve/     straight from memory; the browser is told when something changed
//! ```
//!
//! **Where to read on:** [`pipeline`] is that drawing as code; then [`load::document`] for what a page is,
//! [`site::query`] for what one page may know of another, and any one rule in [`check::rules`].
//!
//! **The seven decisions.** One flow and one function: a clean build is an incremental build from the empty snapshot.
//! Recorded reads: a render looks at the site only by asking, so that its output can be reused exactly. One file is
//! one thing: a rule, a kind, an output, a detector, a command. Loading never fails: it reports. One privacy decision
//! for everybody. One verb, two faces: a command is a function of its domain that returns a value, and a face that
//! prints it. And floors, as the table has them.
//!
//! A room imports rooms of its own floor or of lower ones; nobody on the floor of the side doors imports another room
//! of it. `tests/it/architecture.rs` reads this table and every `use`, and sees that no files import each other in a
//! circle.
//!
//! | floor | rooms | what is done there |
//! |---|---|---|
//! | 0 | [`base`] [`text`] | words and bytes |
//! | 1 | [`report`] | speaking to people |
//! | 2 | [`input`] [`config`] [`image`] | what a site is made from |
//! | 3 | [`load`] [`ledger`] [`search`] [`attachment`] | one file in, one value out; a query in, pages out |
//! | 4 | [`site`] | the whole site, resolved |
//! | 5 | [`incremental`] [`privacy`] | what still holds; what is personal in a text |
//! | 6 | [`render`] | outputs |
//! | 7 | [`check`] | what is wrong, by rules and by the gate |
//! | 8 | [`pipeline`] | the drawing as code |
//! | 9 | [`output`] [`serve`] [`salon`] [`authoring`] | side doors: none imports another |
//! | 10 | [`publish`] [`external`] | any host, through what a build wants to be written; pages of others |
//! | 11 | [`cli`] | commands |
//!
//! Where the code differs from the usual two layers of a static site generator: Markdown becomes HTML once, when its
//! file is loaded, with holes for what only the whole site knows. Rendering a page is filling holes and running a
//! template.

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "a test makes and looks at its files itself"))]

pub mod attachment;
pub mod authoring;
pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod external;
pub mod image;
pub mod incremental;
pub mod input;
pub mod ledger;
pub mod load;
pub mod output;
pub mod pipeline;
pub mod privacy;
pub mod publish;
pub mod render;
pub mod report;
pub mod salon;
pub mod search;
pub mod serve;
pub mod site;
pub mod text;
