//! Floor 5: the privacy gate, which finds personal data in text. It keeps the people who wrote in the salon, their
//! families and neighbours from appearing on the web by accident; what may be told, a person decides.
//!
//! **In and out:** [`review()`] takes a text, the [`Place`] where it stands, a [`Gate`] with all that the site has
//! written down ([`Lists`]: public values, waivers, the roster) and the day; it returns a [`Review`]: what may not
//! stand, what is shown, what which waiver lifts. It is the one decision: build, check, serve, import, draft and
//! approve all ask it.
//!
//! **Never imports** what stands above: it sees texts, no site, no page, no output. Finished files are taken apart by
//! `check::output_scan`, a site's files are gathered by `check::privacy_lists` and `check::privacy_stage`.
//!
//! **Read first** [`review()`], then `gate` (a text through the detectors), `detector` (what one declares) and any file
//! of [`detectors`], which says how to add one. Patterns, checksums, dictionaries and context; no language model.
//!
//! Values never leave this folder but inside the text they were found in: a [`Hit`] says where, and nothing here
//! prints. Tests: `tests/it/privacy.rs` (examples, traps of Unicode), `privacy_site.rs` (builds),
//! `tests/privacy/score`.

mod block;
mod classes;
pub mod detector;
pub mod detectors;
pub(crate) mod entry;
mod gate;
mod hit;
mod kind;
pub mod lists;
mod markup;
mod names;
mod normalized;
mod person;
mod prefilter;
pub(crate) mod quasi;
mod review;
pub mod roster;
mod score;
pub(crate) mod value;
mod waiver;

pub use gate::Gate;
pub use hit::Hit;
pub(crate) use hit::mask;
pub use kind::{Kind, Severity};
pub use lists::{Lists, RosterName};
pub use review::{Lifted, Place, Review, review};
