//! `home`: トップページ / the top page.

use super::Kind;

pub(super) const KIND: Kind = Kind::new("home", "home.html");
