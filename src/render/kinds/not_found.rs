//! `not_found`: 見つからないページ / the page for addresses that do not exist.

use super::Kind;

pub(super) const KIND: Kind = Kind { name: "not_found", template: "not_found.html", fields: &[], list: false };
