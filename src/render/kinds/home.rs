//! `home`: トップページ / the top page.

use super::Kind;

pub(super) const KIND: Kind = Kind { name: "home", template: "home.html", fields: &[], list: false };
