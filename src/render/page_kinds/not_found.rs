//! `not_found`: 見つからないページ / the page for addresses that do not exist.

use crate::render::page_kinds::PageKind;

pub(super) const KIND: PageKind = PageKind::new("not_found", "not_found.html");
