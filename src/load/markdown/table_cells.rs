//! The cells of a Markdown table as texts.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::load::markdown::{Events, plain::plain};

/// The texts of a table's cells and where they stand, by rows.
pub(super) fn rows_of(source: &str, events: &Events<'_>) -> Vec<Vec<(String, Range<usize>)>> {
    let mut rows = Vec::new();
    let mut from = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => from = at + 1,
            Event::End(TagEnd::TableCell) => {
                let inner = &events[from..at];
                let has_picture = inner.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
                let text = if has_picture { "…".to_owned() } else { plain(source, inner) };
                if let Some(row) = rows.last_mut() {
                    row.push((text, range.clone()));
                }
            }
            _ => {}
        }
    }
    rows
}
