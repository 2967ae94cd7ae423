//! `home`: トップページ / the top page.

use crate::render::page_kinds::PageKind;

pub(super) const KIND: PageKind = PageKind::new("home", "home.html");
