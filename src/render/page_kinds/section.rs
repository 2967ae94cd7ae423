//! `section`: 区分のページ / a section's page, with what is below it.

use crate::render::page_kinds::PageKind;

pub(super) const KIND: PageKind = PageKind { list: true, ..PageKind::new("section", "section.html") };
