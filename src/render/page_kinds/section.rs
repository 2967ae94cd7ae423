//! `section`: 区分のページ / a section's page, with what is below it.

use crate::{
    load::nature::{Nature, Standing},
    render::page_kind::{Lead, PageKind},
};

pub(super) const KIND: PageKind = PageKind {
    nature: Nature { default_for: Some(Standing::Section), is_list: true, ..Nature::ORDINARY },
    lead: Lead::WithoutText,
    ..PageKind::new("section", "section.html")
};
