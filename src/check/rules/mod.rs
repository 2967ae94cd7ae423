//! The rules: one file each, and one word in the list below.
//!
//! - **In**: a document or the site.
//! - **Out**: diagnostics with a place, a help and perhaps a fix.
//! - **Never**: offer a safe fix that has more than one meaning.
//! - **Read first**: [`heading_skip`].
//! - **One more**: a file with a `RULE` (code, level, why, how, examples), and one word in the list.
//! - **Tests**: `tests/it/rules.rs` runs the examples and applies every fix.

pub(crate) mod alias_form;
pub(crate) mod alias_taken;
pub(crate) mod answer_role;
pub(crate) mod case_twins;
pub(crate) mod dead_link;
pub(crate) mod duplicate_url;
pub(crate) mod empty_link;
pub(crate) mod field_form;
pub(crate) mod field_missing;
pub(crate) mod fiscal_year_past;
pub(crate) mod heading_skip;
pub(crate) mod last_checked;
pub(crate) mod link_to_unpublished;
pub(crate) mod missing_alt;
pub(crate) mod no_weight;
pub(crate) mod output_name;
pub(crate) mod personal_data;
pub(crate) mod quasi_identifiers;
pub(crate) mod review_due;
pub(crate) mod search_query;
pub(crate) mod search_words;
pub(crate) mod second_h1;
pub(crate) mod self_description;
pub(crate) mod site_image;
pub(crate) mod source_form;
pub(crate) mod source_lost;
pub(crate) mod table_file;
pub(crate) mod tag_spelling;
pub(crate) mod unapproved;
pub(crate) mod unknown_key;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_topic;
pub(crate) mod url_scheme;

use crate::check::Rule;

/// Declares the rules: one module and one entry each.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        /// Every rule, in the order in which they run.
        pub static RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules![
    dead_link,
    link_to_unpublished,
    url_scheme,
    empty_link,
    missing_alt,
    second_h1,
    heading_skip,
    unknown_key,
    unknown_kind,
    field_form,
    field_missing,
    table_file,
    review_due,
    fiscal_year_past,
    last_checked,
    answer_role,
    duplicate_url,
    no_weight,
    unknown_topic,
    tag_spelling,
    unapproved,
    source_form,
    source_lost,
    alias_form,
    alias_taken,
    output_name,
    case_twins,
    site_image,
    search_words,
    search_query,
    personal_data,
    quasi_identifiers,
    self_description
];
