//! `guide`: 暮らしの話題ひとつの案内 / a guide to one topic of life.

use crate::{
    load::nature::{Nature, Standing},
    render::page_kind::PageKind,
};

pub(super) const KIND: PageKind = PageKind {
    nature: Nature { default_for: Some(Standing::Leaf), ..Nature::ORDINARY },
    ..PageKind::new("guide", "guide.html")
};
