//! The days of an event: when it begins, and whether it is over.

use std::collections::BTreeMap;

use crate::{
    base::value::Value,
    load::{document::Document, nature::Nature},
    site::resolve::cards::Card,
    text::{date::Date, moment::Moment},
};

/// Whether a page of this nature is an event whose last day has passed.
pub(super) fn is_over(nature: Nature, document: &Document, today: Date) -> bool {
    nature.is_event() && has_passed(&document.meta.fields, today)
}

/// Whether the last day of an event with these fields has passed.
pub(super) fn has_passed(fields: &BTreeMap<String, Value>, today: Date) -> bool {
    let last = fields.get("end").or_else(|| fields.get("start")).and_then(Value::as_text).and_then(Moment::parse);
    last.is_some_and(|last| last.day < today)
}

/// When an event begins; `None` for every other page.
pub(super) fn start(card: &Card) -> Option<&str> {
    card.nature.is_event().then(|| card.fields.get("start").and_then(Value::as_text).unwrap_or_default())
}
