//! `home`: トップページ / the top page.

use crate::render::page_kinds::Kind;

pub(super) const KIND: Kind = Kind::new("home", "home.html");
