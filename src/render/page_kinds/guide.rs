//! `guide`: 暮らしの話題ひとつの案内 / a guide to one topic of life.

use crate::render::page_kinds::PageKind;

pub(super) const KIND: PageKind = PageKind::new("guide", "guide.html");
