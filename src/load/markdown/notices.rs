//! Notices with a title: `> [!NOTE] 雪の日は` is a notice whose first words are bold, as other programs write it.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::load::markdown::blocks::NOTICES;

/// Events, as the parser gives them.
type Found<'e> = Vec<(Event<'e>, Range<usize>)>;

/// Makes notices of the quotes that begin with a notice's name and words behind it on one line.
pub(super) fn find_titled<'e>(events: Found<'e>, source: &str) -> Found<'e> {
    let begins = |at: usize| label(&events[at..], source);
    if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::BlockQuote(None))))
        || !(0..events.len()).any(|at| begins(at).is_some())
    {
        return events;
    }
    let mut out = Vec::with_capacity(events.len() + 8);
    let (mut at, mut open) = (0, Vec::new());
    while at < events.len() {
        let found = begins(at);
        match (&events[at].0, found) {
            (Event::Start(Tag::BlockQuote(None)), Some((kind, words))) => {
                open.push(Some(kind));
                out.push((Event::Start(Tag::BlockQuote(Some(kind))), events[at].1.clone()));
                at = put_title(&events, at + 1, words, &mut out);
                continue;
            }
            (Event::Start(Tag::BlockQuote(kind)), _) => open.push(*kind),
            (Event::End(TagEnd::BlockQuote(_)), _) => {
                let kind = open.pop().flatten();
                out.push((Event::End(TagEnd::BlockQuote(kind)), events[at].1.clone()));
                at += 1;
                continue;
            }
            _ => {}
        }
        out.push(events[at].clone());
        at += 1;
    }
    out
}

/// The kind of a quote that begins with a notice's name, and where the words behind it begin; `None` of any other.
fn label(events: &[(Event<'_>, Range<usize>)], source: &str) -> Option<(BlockQuoteKind, usize)> {
    let [(Event::Start(Tag::BlockQuote(None)), _), (Event::Start(Tag::Paragraph), _), (Event::Text(_), first), ..] =
        events
    else {
        return None;
    };
    let line = source.get(first.start..)?.lines().next()?;
    let (name, rest) = line.strip_prefix("[!")?.split_once(']')?;
    let (_, kind) = *NOTICES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let words = rest.trim_start();
    // `[!NOTE](…)` is a link, and a name alone is what the parser knows.
    let is_title = !words.is_empty() && !rest.starts_with(['(', '[', ':']);
    is_title.then(|| (kind, first.start + line.len() - words.len()))
}

/// Writes the first line of the paragraph at `at`, from `words` on, as a bold paragraph of its own; returns where the
/// rest of the quote goes on.
fn put_title<'e>(events: &Found<'e>, at: usize, words: usize, out: &mut Found<'e>) -> usize {
    let (paragraph, place) = events[at].clone();
    out.extend([(paragraph.clone(), place.clone()), (Event::Start(Tag::Strong), place.clone())]);
    let mut next = at + 1;
    while !matches!(events[next].0, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph)) {
        let (event, range) = &events[next];
        next += 1;
        match event {
            _ if range.end <= words => {}
            Event::Text(text) if range.start < words => {
                // The parser may have put the name and the words into one text.
                let cut = words - range.start;
                let rest = text.get(cut..).filter(|_| text.len() == range.len()).unwrap_or_default().to_owned();
                out.push((Event::Text(rest.into()), words..range.end));
            }
            _ => out.push((event.clone(), range.clone())),
        }
    }
    out.extend([(Event::End(TagEnd::Strong), place.clone()), (Event::End(TagEnd::Paragraph), place)]);
    if matches!(events[next].0, Event::End(TagEnd::Paragraph)) {
        return next + 1;
    }
    let rest = events[next].1.end;
    let end = events[next..].iter().find(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)));
    out.push((paragraph, rest..end.map_or(rest, |(_, range)| range.end)));
    next + 1
}
