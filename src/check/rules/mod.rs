//! The rules: one file each, and one word in the list below. `tests/rules.rs` runs their examples.

use crate::check::Rule;

/// Declares the rules: one module and one entry each.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(pub(crate) mod $name;)*
        /// Every rule, in the order in which they run.
        pub static RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules![
    dead_link,
    link_to_unpublished,
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
    personal_data,
    quasi_identifiers
];
