//! Page kinds: one file each, and one word in the list below.
//!
//! A kind's file is data, and a function where it has structured data of its own; its template shows it.
//!
//! - **In**: nothing.
//! - **Out**: [`KINDS`].
//! - **Never**: render.
//! - **Read first**: [`event`].
//! - **One more**: a file with a `KIND`, a template of that name, and one word in the list.
//! - **Tests**: `tests/it/kinds.rs`.

mod area;
mod cost;
mod decision;
mod event;
mod facility;
mod guide;
mod home;
pub mod not_found;
mod procedure;
mod qa;
mod section;
mod support;
mod table;
mod trial;
mod voice;

use crate::{
    load::nature::Natures,
    render::page_kind::{FieldForm, PageKind},
};

/// Declares the kinds: one module and one entry each.
macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        /// Every kind.
        pub static KINDS: &[PageKind] = &[$($name::KIND),*];

        /// What pages of each kind are, for the floors below.
        pub const NATURES: Natures = Natures(&[$(($name::KIND.name, $name::KIND.nature)),*]);
    };
}

kinds![
    guide, home, section, qa, procedure, support, event, decision, facility, area, voice, trial, cost, table, not_found
];

/// Whether a kind's page shows a field of its own as words of the page: the search reads those.
pub fn shows_words(kind_name: &str, field: &str) -> bool {
    let words = |form: &FieldForm| {
        matches!(form, FieldForm::Text | FieldForm::Short(_) | FieldForm::List | FieldForm::Records(_))
    };
    kind(kind_name).field(field).is_some_and(|field| words(&field.form))
}

/// The kind of this name; pages of an unknown kind are shown as guides.
pub fn kind(name: &str) -> &'static PageKind {
    KINDS.iter().find(|kind| kind.name == name).unwrap_or(&KINDS[0])
}
