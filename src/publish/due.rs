//! Whether anything of a site has become public, or ceased to be, since it was published last. Pure.

use crate::{load::document::Document, text::date::Date};

/// Whether a page's window has opened or closed after `last`, the day of the last publication, up to today. Without a
/// last publication everything is due.
pub fn has_window_moved<'a>(documents: impl Iterator<Item = &'a Document>, last: &str, now: Date) -> bool {
    let Some(last) = Date::parse(last) else { return true };
    let mut documents = documents.filter(|document| !document.meta.draft && !document.broken);
    documents.any(|document| {
        let opened = document.meta.publish_from.is_some_and(|day| last < day && day <= now);
        // A page is public on its last day.
        let closed = document.meta.publish_until.is_some_and(|day| last <= day && day < now);
        opened || closed
    })
}
