//! `section`: 区分のページ / a section's page, with what is below it.

use crate::render::page_kinds::Kind;

pub(super) const KIND: Kind = Kind { list: true, ..Kind::new("section", "section.html") };
