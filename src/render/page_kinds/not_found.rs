//! `not_found`: 見つからないページ / the page for addresses that do not exist.

use crate::{load::nature::Nature, render::page_kind::PageKind};

pub(in crate::render) const KIND: PageKind = PageKind {
    nature: Nature { is_error_page: true, ..Nature::ORDINARY },
    ..PageKind::new("not_found", "not_found.html")
};
