//! The events of a site beside what their pages keep for calendars.

use std::collections::BTreeMap;

use crate::{
    render::event_record::{EventRecord, KEY, other_id, print_fields, stamp_event},
    site::{Site, page::Page},
    text::span::Span,
};

/// An event's page.
pub(super) struct Event<'a> {
    pub(super) page: &'a Page,
    /// What it keeps; `None`: nothing.
    pub(super) record: Option<EventRecord>,
    /// What it should keep, as front matter has it.
    pub(super) right: String,
    /// Whether another event, which comes before it or is the older one, has its id.
    pub(super) is_twin: bool,
    /// Whether it is certain which of the two is the copy.
    pub(super) is_certain: bool,
}

impl Event<'_> {
    /// The edit of its file that makes it keep what it should: a place and a text. `None` where it is not written in
    /// one line of its own.
    pub(super) fn edit(&self) -> Option<(Span, String)> {
        let document = &self.page.document;
        if let Some(place) = document.given(KEY) {
            let one_line =
                document.written(place.value).is_some_and(|text| text.starts_with('{') && text.ends_with('}'));
            return one_line.then(|| (place.value, self.right.clone()));
        }
        let start = document.given("start")?.key.start;
        let before = document.written(Span::new(start.checked_sub(1)?, start))?;
        (*before == *"\n").then(|| (Span::new(start, start), format!("{KEY}: {}\n", self.right)))
    }
}

/// Every event that has a page of its own.
pub(super) fn find_events(site: &Site) -> Vec<Event<'_>> {
    let (base, today) = (&site.config().base_url, site.options().now);
    let is_own =
        |page: &&Page| page.card.nature.is_event() && !page.card.fallback && page.card.fields.contains_key("start");
    let pages: Vec<&Page> = site.pages().iter().filter(is_own).collect();
    let mut by_id: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        by_id.entry((page.lang, stamp_event(&page.card, base, today).uid)).or_default().push(at);
    }
    let mut events = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let stamp = stamp_event(&page.card, base, today);
        let twins = &by_id[&(page.lang, stamp.uid.clone())];
        let (first, is_certain) = choose_original(&pages, twins);
        let is_twin = first != at;
        let uid = if is_twin { other_id(base, &page.card) } else { stamp.uid };
        let right = EventRecord { uid, sequence: stamp.sequence, of: print_fields(&page.card) }.written();
        events.push(Event { page, record: EventRecord::read(&page.card.fields), right, is_twin, is_certain });
    }
    events
}

/// The one of some events with one id that had it first, and whether that is certain: a page that is copied and
/// changed no longer is what its record says.
fn choose_original(pages: &[&Page], twins: &[usize]) -> (usize, bool) {
    let record = |at: &&usize| EventRecord::read(&pages[**at].card.fields);
    let kept: Vec<usize> = twins.iter().filter(|at| record(at).is_some()).copied().collect();
    let same: Vec<usize> = kept
        .iter()
        .filter(|at| record(at).is_some_and(|record| record.of == print_fields(&pages[**at].card)))
        .copied()
        .collect();
    match (kept.as_slice(), same.as_slice()) {
        ([only], _) | (_, [only]) => (*only, true),
        _ => (twins[0], twins.len() == 1),
    }
}
