//! The plain text of inline events, and the braces in it that are letters.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::{
    load::markdown::{Events, ruby},
    text::japanese::joins_lines,
};

/// The plain text of inline events, without readings; line ends as in the page. Braces that are escaped or in code are
/// text.
pub(in crate::load) fn plain(source: &str, events: &Events<'_>) -> String {
    let (mut out, mut run) = (String::new(), String::new());
    let mut open_line = false;
    for (event, range) in events {
        match event {
            Event::Text(text) | Event::Code(text) => {
                let literal =
                    if matches!(event, Event::Code(_)) { text.len() } else { escaped_brace(source, text, range) };
                if std::mem::take(&mut open_line) {
                    let before = run.chars().next_back().or_else(|| out.chars().next_back());
                    let after = if literal == 0 { ruby::strip(text).chars().next() } else { text.chars().next() };
                    let joined = before.zip(after).is_some_and(|(before, after)| joins_lines(before, after));
                    run.push_str(if joined { "" } else { " " });
                }
                if literal > 0 {
                    out.push_str(&ruby::strip(&run));
                    run.clear();
                    out.push_str(&text[..literal]);
                }
                run.push_str(&text[literal..]);
            }
            Event::SoftBreak | Event::HardBreak => open_line = true,
            _ => {}
        }
    }
    out + &ruby::strip(&run)
}

/// How many bytes of a text, which the parser cuts at an escape, are a brace that an escape makes a letter: one or
/// none.
pub(in crate::load) fn escaped_brace(source: &str, text: &str, range: &Range<usize>) -> usize {
    usize::from(text.starts_with('{') && source[..range.start].ends_with('\\'))
}
