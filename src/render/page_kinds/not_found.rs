//! `not_found`: 見つからないページ / the page for addresses that do not exist.

use crate::render::page_kinds::Kind;

pub(super) const KIND: Kind = Kind::new("not_found", "not_found.html");
