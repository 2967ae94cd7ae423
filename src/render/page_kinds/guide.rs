//! `guide`: 暮らしの話題ひとつの案内 / a guide to one topic of life.

use crate::render::page_kinds::Kind;

pub(super) const KIND: Kind = Kind::new("guide", "guide.html");
