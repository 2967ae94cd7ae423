//! `{{名前}}`: a fact of site.toml's `[facts]` within a text, put in before anything else reads the words.
//!
//! Must never put one into code or behind `\`, and never shift a place: a value stands where its name is written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::{
    base::path::SourcePath,
    config::facts::{PageFacts, find_names},
    report::diagnostic::Diagnostic,
    text::span::Span,
};

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
            out.push((event, range));
            continue;
        };
        let (text, mut done) = (text.to_string(), 0);
        let names = if code || !text.contains("{{") || body.get(range.clone()) != Some(&*text) {
            Vec::new()
        } else {
            find_names(&text[skip_escaped(body, &text, range.start)..])
        };
        let skipped = skip_escaped(body, &text, range.start);
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
            && body.get(before.clone()) == Some(&**text)
            && body.get(range.clone()) == Some(&**more)
        {
            *text = format!("{text}{more}").into();
            before.end = range.end;
            continue;
        }
        out.push((event, range));
    }
    out
}
