//! `not_found`: 見つからないページ / the page for addresses that do not exist.

use super::Kind;

pub(super) const KIND: Kind = Kind::new("not_found", "not_found.html");
