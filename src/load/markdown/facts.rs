//! `{{名前}}`: a fact of site.toml's `[facts]` within a text, put in before anything else reads the words.
//!
//! Must never put one into code or behind `\`, and never shift a place: a value stands where its name is written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::{base::path::SourcePath, config::facts::PageFacts, report::diagnostic::Diagnostic, text::span::Span};

/// Puts facts into the words of `events` of a file's text, `body`, which begins at byte `start`; what is wrong goes to
/// `findings`.
pub(super) fn put_facts<'e>(
    events: Vec<(Event<'e>, Range<usize>)>,
    (body, start): (&str, usize),
    facts: Option<PageFacts<'_>>,
    path: &SourcePath,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Event<'e>, Range<usize>)> {
    let Some(page) = facts.filter(|_| body.contains("{{")) else { return events };
    let (mut out, mut code) = (Vec::with_capacity(events.len()), false);
    for (event, range) in join_cut(events, body) {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            _ => {}
        }
        let Event::Text(text) = &event else {
            let told = |finding: Diagnostic| findings.push(finding.at(path, Span::from(range.clone()).shifted(start)));
            out.push((fill_title(event, &page, told), range));
            continue;
        };
        let (text, mut done) = (text.to_string(), 0);
        let skipped = skip_escaped(body, &text, range.start);
        let is_read = !code && text.contains("{{") && is_as_written(body, &text, &range);
        let names = if is_read { page.facts.find_names(&text[skipped..]) } else { Vec::new() };
        for (place, name) in names {
            let place = place.start + skipped..place.end + skipped;
            let at = range.start + place.start..range.start + place.end;
            match page.find(name) {
                Ok(value) => {
                    if done < place.start {
                        let before = text[done..place.start].to_owned();
                        out.push((Event::Text(before.into()), range.start + done..at.start));
                    }
                    out.push((Event::Text(value.to_owned().into()), at));
                    done = place.end;
                }
                Err(finding) => {
                    findings.push(finding.at(path, Span::from(at).shifted(start)));
                }
            }
        }
        if done == 0 {
            out.push((event, range));
        } else if done < text.len() {
            out.push((Event::Text(text[done..].to_owned().into()), range.start + done..range.end));
        }
    }
    out
}

/// Puts facts into the title of a link or a picture, which is shown as a caption, and into the address of a mail and
/// the number of a call.
fn fill_title<'e>(mut event: Event<'e>, page: &PageFacts<'_>, mut told: impl FnMut(Diagnostic)) -> Event<'e> {
    let Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) = &mut event else {
        return event;
    };
    let is_call = ["mailto:", "tel:"].iter().any(|scheme| dest_url.starts_with(scheme));
    for text in [title].into_iter().chain(is_call.then_some(dest_url)) {
        let (mut filled, mut done) = (String::new(), 0);
        for (place, name) in page.facts.find_names(text) {
            match page.find(name) {
                Ok(value) => {
                    filled.push_str(&text[done..place.start]);
                    filled.push_str(value);
                    done = place.end;
                }
                Err(finding) => told(*finding),
            }
        }
        if done > 0 {
            filled.push_str(&text[done..]);
            *text = filled.into();
        }
    }
    event
}

/// Whether words are those of the file: then the places of names in them are known, and they are put in or told.
pub(super) fn is_as_written(body: &str, text: &str, range: &Range<usize>) -> bool {
    body.get(range.clone()) == Some(text)
}

/// How many bytes of a text, which the parser cuts at an escape, are a brace that an escape makes a letter.
fn skip_escaped(body: &str, text: &str, start: usize) -> usize {
    usize::from(text.starts_with('{') && body[..start].ends_with('\\'))
}

/// Joins words that the parser has cut though they stand side by side: a name may cross the cut.
fn join_cut<'e>(events: Vec<(Event<'e>, Range<usize>)>, body: &str) -> Vec<(Event<'e>, Range<usize>)> {
    let mut out: Vec<(Event<'e>, Range<usize>)> = Vec::with_capacity(events.len());
    for (event, range) in events {
        if let (Event::Text(more), Some((Event::Text(text), before))) = (&event, out.last_mut())
            && before.end == range.start
            && is_as_written(body, text, before)
            && is_as_written(body, more, &range)
        {
            *text = format!("{text}{more}").into();
            before.end = range.end;
            continue;
        }
        out.push((event, range));
    }
    out
}
