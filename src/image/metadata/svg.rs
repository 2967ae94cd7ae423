//! SVG: a drawing may carry scripts and references to other sites; one that does is not published.

use crate::{
    base::path::SourcePath, image::metadata::Clean, msg, msgf, report::diagnostic::Diagnostic, text::span::Span,
};

/// What a published drawing must not hold, in small letters.
const FORBIDDEN: [&str; 9] = [
    "<script",
    "<foreignobject",
    "<metadata",
    "<!entity",
    "javascript:",
    "<iframe",
    "data:text/html",
    "<handler",
    "@import",
];

/// Looks through a drawing. One that is not safe has findings and no bytes.
pub(crate) fn clean(path: &SourcePath, bytes: &[u8]) -> (Clean, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let small = text.to_ascii_lowercase();
    let findings: Vec<_> = FORBIDDEN
        .iter()
        .filter_map(|word| Some(small.find(word)?..small.find(word)? + word.len()))
        .chain(handlers(&small))
        .chain(references(&small))
        .map(|range| report_refusal(path, &text[range.clone()], range))
        .collect();
    let bytes = if findings.is_empty() { bytes.to_vec() } else { Vec::new() };
    (Clean { dimensions: dimensions(&text), bytes, located: false }, findings)
}

fn report_refusal(path: &SourcePath, what: &str, range: std::ops::Range<usize>) -> Diagnostic {
    let what = what.trim();
    Diagnostic::error(
        "svg-unsafe",
        msgf!(
        ja: "この画像（SVG）には、公開できない部分があります：`{what}`",
        en: "the drawing holds something that cannot be published: `{what}`"),
    )
    .at(path, Span::from(range))
    .help(msg!(
        ja: "描画ソフトで「最適化SVG」や「Web用」で書き出すか、PNGで保存してください",
        en: "export it as optimised or plain SVG, or save it as PNG"))
}

/// `onload=` and the like, as attributes.
fn handlers(small: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in small.match_indices("on") {
        let before = small[..at].chars().next_back();
        let name = small[at..].bytes().take_while(u8::is_ascii_lowercase).count();
        let inside = small[..at].rfind('<') > small[..at].rfind('>');
        if inside
            && name > 2
            && before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/'))
            && small[at + name..].trim_start().starts_with('=')
        {
            found.push(at..at + name);
        }
    }
    found
}

/// References that leave the drawing: only `#part` and embedded pictures stay.
fn references(small: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, mark) in small.match_indices("href=").chain(small.match_indices("url(")) {
        let value = small[at + mark.len()..].trim_start_matches(['"', '\'', ' ']);
        let start = small.len() - value.len();
        let end = value.find(['"', '\'', ')', '>', ' ']).unwrap_or(value.len());
        let value = &value[..end];
        if !(value.is_empty()
            || value.starts_with('#')
            || value.starts_with("data:image/png")
            || value.starts_with("data:image/jpeg"))
        {
            found.push(start..start + end);
        }
    }
    found
}

/// Width and height of the root element, else of its view box.
fn dimensions(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let root = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let at = root.find(&format!(" {name}=")).or_else(|| root.find(&format!("\n{name}=")))? + name.len() + 2;
        let value = root.get(at + 1..)?;
        Some(value[..value.find(['"', '\''])?].to_owned())
    };
    let pixels = |text: &str| {
        text.trim_end_matches("px")
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|size| (1.0..100_000.0).contains(size))
            .map(|size| size.round() as u32)
    };
    let given =
        attribute("width").and_then(|width| pixels(&width)).zip(attribute("height").and_then(|height| pixels(&height)));
    given.or_else(|| {
        let view = attribute("viewBox")?;
        let mut sizes = view.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        Some((pixels(sizes.next()?)?, pixels(sizes.next()?)?))
    })
}
