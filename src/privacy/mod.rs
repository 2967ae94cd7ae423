//! Floor 5: the privacy gate, which finds personal data in text.
//!
//! It keeps the people who wrote in the salon, their families and neighbours from appearing on the web by accident;
//! what may be told, a person decides. Patterns, checksums, dictionaries and context; no language model.
//!
//! - **In**: a text, its place, the lists, the waivers, the roster.
//! - **Out**: [`mod@review`]: what was found, what was waived, what stops.
//! - **Never**: see HTML or the site; print a value; decide in a second place.
//! - **Read first**: [`mod@review`].
//! - **One more**: a detector is a file in [`detectors`]; a list is a table of `salon/privacy.toml` in [`lists`].
//! - **Tests**: `tests/it/privacy.rs`, `tests/privacy/score`.

pub(crate) mod acceptance;
mod ailments;
mod block;
mod classes;
mod common_words;
pub mod detector;
pub mod detectors;
mod display_name;
pub(crate) mod entry;
pub(crate) mod folded;
mod foreign;
mod gate;
mod hit;
mod kind;
mod line_filter;
mod links;
pub mod lists;
mod lock_codes;
mod markup;
mod names;
mod nickname_readings;
mod nobody;
mod normalized;
pub(crate) mod numbers;
mod person;
mod person_bare;
mod person_cues;
mod person_latin;
mod person_letters;
mod person_marks;
mod person_roles;
mod person_rows;
mod person_words;
mod prefilter;
mod public_names;
pub(crate) mod quasi;
mod readings;
mod required;
mod review;
pub mod roster;
mod roster_search;
mod score;
#[doc(hidden)]
pub mod steps;
mod surname_shape;
mod trait_classes;
mod trait_lives;
mod trait_patterns;
pub(crate) mod traits;
mod unknown_names;
pub(crate) mod value;
mod waiver;

pub use gate::Gate;
pub use hit::Hit;
pub(crate) use hit::{mask, mask_name};
pub use kind::{Kind, Severity};
pub use lists::Lists;
pub(crate) use names::is_surname_latin;
pub(crate) use required::required_clauses;
pub use review::{Lifted, Place, Review, review};
pub use roster_search::RosterName;
pub use trait_classes::Class as Trait;
pub use traits::find_plain_traits;
pub(crate) use unknown_names::find_unknown_names;
