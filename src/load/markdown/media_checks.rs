//! Films and sounds in HTML, where a site allows them: their name, and words for those who do not hear them.

use pulldown_cmark::Event;

use crate::{
    load::markdown::{Events, Options},
    msg,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// The findings about the films of a text, which begins at byte `start` of its file.
pub(super) fn findings(start: usize, events: &Events<'_>, options: &Options<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if !options.html.iter().any(|element| element == "video" || element == "audio") {
        return findings;
    }
    let html = events.iter().filter_map(|(event, range)| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some((html.to_ascii_lowercase(), range)),
        _ => None,
    });
    let html: Vec<_> = html.collect();
    let has_track = html.iter().any(|(text, _)| text.contains("<track"));
    for (text, range) in &html {
        let Some(at) = text.find("<video").or_else(|| text.find("<audio")) else { continue };
        let tag = &text[at..text[at..].find('>').map_or(text.len(), |end| at + end)];
        let span = Span::new(range.start + at, range.start + at + "<video".len()).shifted(start);
        if !tag.contains(" title=") {
            let message = msg!(ja: "動画や音声に題名がありません", en: "a film or a sound has no title");
            findings.push(Diagnostic::error("media-name", message).at(options.path, span).help(msg!(
                ja: "`<video title=\"雪かきのしかた\" …>` のように、何の動画かを書いてください",
                en: "say what it is, like `<video title=\"how to clear snow\" …>`")));
        }
        if tag.starts_with("<video") && !has_track {
            let message = msg!(ja: "動画に字幕がありません", en: "a film has no captions");
            findings.push(Diagnostic::warning("video-caption", message).at(options.path, span).help(msg!(
                ja: "`<track kind=\"captions\" src=\"字幕.vtt\" srclang=\"ja\" label=\"日本語\">` を加えるか、内容を文字でも書いてください",
                en: "add `<track kind=\"captions\" …>`, or write what it says as text")));
        }
    }
    findings
}
