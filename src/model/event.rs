//! Events in lists: in the order of their days, and in none once they are over.

use crate::{
    load::document::Document,
    model::{Page, Site, card::Card},
    text::{date::Date, moment::Moment},
    value::Value,
};

/// The kind of a page that is an event.
const KIND: &str = "event";

/// Whether a page of this kind is an event whose last day has passed.
pub(super) fn is_over(kind: &str, document: &Document, today: Date) -> bool {
    let fields = &document.meta.fields;
    let last = fields.get("end").or_else(|| fields.get("start")).and_then(Value::as_text).and_then(Moment::parse);
    kind == KIND && last.is_some_and(|last| last.day < today)
}

/// When an event begins; `None` for every other page.
pub(super) fn start(card: &Card) -> Option<&str> {
    (card.kind == KIND).then(|| card.fields.get("start").and_then(Value::as_text).unwrap_or_default())
}

impl Site {
    /// The events of a language in the order of their days; only those that are not over, if `coming`.
    pub(super) fn events(&self, lang: usize, coming: bool) -> Vec<&Page> {
        let wanted = |page: &&Page| page.lang == lang && page.card.kind == KIND && !(coming && page.card.over);
        let mut events: Vec<&Page> = self.pages.iter().filter(wanted).collect();
        events.sort_by(|a, b| (start(&a.card), &a.document.path).cmp(&(start(&b.card), &b.document.path)));
        events
    }
}
