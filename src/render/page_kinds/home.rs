//! `home`: トップページ / the top page.

use crate::{
    load::nature::{Nature, Standing},
    render::page_kind::{Lead, PageKind},
};

pub(super) const KIND: PageKind = PageKind {
    nature: Nature { default_for: Some(Standing::Top), ..Nature::ORDINARY },
    lead: Lead::Nothing,
    ..PageKind::new("home", "home.html")
};
