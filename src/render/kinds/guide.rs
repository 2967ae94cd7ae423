//! `guide`: 暮らしの話題ひとつの案内 / a guide to one topic of life.

use super::Kind;

pub(super) const KIND: Kind = Kind::new("guide", "guide.html");
