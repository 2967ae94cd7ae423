//! Links that look like buttons: `[申し込む](moushikomi.md){.button}`, alone in their paragraph.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::{
    load::markdown::{Events, Options, end_of},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::{normalize::nearest, span::Span},
};

/// The one mark that a link may have behind it.
const BUTTON: &str = "button";

/// Events, as the parser gives them.
type Found<'e> = Vec<(Event<'e>, Range<usize>)>;

/// The events without the marks, and where the links begin that are buttons, in their order. `start` is where the text
/// begins in its file.
pub(super) fn find_buttons<'e>(
    events: Found<'e>,
    start: usize,
    options: &Options<'_>,
    findings: &mut Vec<Diagnostic>,
) -> (Found<'e>, Vec<usize>) {
    let mut buttons = Vec::new();
    if !(1..events.len()).any(|at| mark(&events, at).is_some()) {
        return (events, buttons);
    }
    let mut out: Found<'e> = Vec::with_capacity(events.len());
    // Until where a paragraph of nothing but buttons goes.
    let mut alone = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        if matches!(event, Event::Start(Tag::Paragraph)) && is_of_buttons(&events, at) {
            alone = end_of(&events, at);
        }
        let Some((name, length)) = mark(&events, at) else {
            out.push((event.clone(), range.clone()));
            continue;
        };
        let span = Span::new(range.start, range.start + length).shifted(start);
        if name != BUTTON {
            findings.extend(report_unknown(name, span, options));
            out.push((event.clone(), range.clone()));
            continue;
        }
        if at < alone {
            buttons.push(link_before(&events, at));
        } else {
            findings.push(report_place(span, options));
        }
        if let Event::Text(text) = event
            && !text[length..].trim().is_empty()
        {
            out.push((Event::Text(text[length..].to_owned().into()), range.start + length..range.end));
        }
    }
    (out, buttons)
}

/// The mark behind a link that the text at `at` begins with: its name and its length.
fn mark<'t>(events: &'t Events<'_>, at: usize) -> Option<(&'t str, usize)> {
    let [(Event::End(TagEnd::Link), link), (Event::Text(text), range)] = events.get(at.checked_sub(1)?..=at)? else {
        return None;
    };
    let (name, _) = text.strip_prefix("{.")?.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_name && link.end == range.start).then_some((name, name.len() + "{.}".len()))
}

/// Whether the paragraph at `at` holds links with the mark, and nothing else.
fn is_of_buttons(events: &Events<'_>, at: usize) -> bool {
    let end = end_of(events, at);
    let mut next = at + 1;
    let mut found = false;
    while next < end {
        match &events[next].0 {
            Event::Start(Tag::Link { .. }) => {
                next = end_of(events, next) + 1;
                let is_button = next < end && mark(events, next).is_some_and(|(name, _)| name == BUTTON);
                let rest = match events.get(next) {
                    Some((Event::Text(text), _)) if is_button => &text[BUTTON.len() + 3..],
                    _ => return false,
                };
                if !rest.trim().is_empty() {
                    return false;
                }
                found = true;
                next += 1;
            }
            Event::Text(text) if text.trim().is_empty() => next += 1,
            Event::SoftBreak | Event::HardBreak => next += 1,
            _ => return false,
        }
    }
    found
}

/// Where the link begins that ends before `at`.
fn link_before(events: &Events<'_>, at: usize) -> usize {
    let start = events[..at].iter().rev().find(|(event, _)| matches!(event, Event::Start(Tag::Link { .. })));
    start.map_or(0, |(_, range)| range.start)
}

fn report_place(span: Span, options: &Options<'_>) -> Diagnostic {
    Diagnostic::warning(
        "button-place",
        msg!(
            ja: "文の中のリンクは、ボタンにできません。ふつうのリンクで表示します",
            en: "a link within a sentence is no button; it is shown as a link"),
    )
    .at(options.path, span)
    .help(msg!(
        ja: "ボタンは、前後に空の行をあけて、その行だけに書いてください。文の中なら `{.button}` を消してください",
        en: "write the button on a line of its own, with empty lines around it, or remove `{.button}`"))
}

/// A mark that is nearly the one that there is. Others are text, as any words in braces are.
fn report_unknown(name: &str, span: Span, options: &Options<'_>) -> Option<Diagnostic> {
    nearest(&name.to_ascii_lowercase(), [BUTTON])?;
    let finding = Diagnostic::warning(
        "unknown-block",
        msgf!(ja: "リンクの印「{name}」はありません", en: "there is no mark `{name}` for links"),
    );
    Some(
        finding
            .at(options.path, span)
            .help(msg!(ja: "`{.button}` のことではありませんか", en: "did you mean `{.button}`?"))
            .offer(span, "{.button}"),
    )
}
