//! SVG: a drawing may carry scripts and references to other sites; one that does is not published.

use std::ops::Range;

use crate::{
    base::path::SourcePath,
    image::metadata::{Clean, drawing},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::{Span, floor_char_boundary},
};

/// How many faults of a drawing are told, and how much of each.
const TOLD: usize = 10;
const SHOWN: usize = 80;

/// The longest name of a handler, with the spaces behind it.
const LONGEST_NAME: usize = 200;

/// What a published drawing must not hold, in small letters.
const FORBIDDEN: [&str; 8] =
    ["<script", "<foreignobject", "<!entity", "javascript:", "<iframe", "data:text/html", "<handler", "@import"];

/// Looks through a drawing. One that is not safe has findings and no bytes.
pub(crate) fn clean(path: &SourcePath, bytes: &[u8]) -> (Clean, Vec<Diagnostic>) {
    let original = String::from_utf8_lossy(bytes);
    let plain = drawing::plain(&original);
    let text = plain.text.as_str();
    let small = text.to_ascii_lowercase();
    let words = FORBIDDEN.iter().filter_map(|word| small.find(word).map(|at| at..at + word.len()));
    let faults = words.chain(handlers(&small)).chain(references(&small)).take(TOLD);
    let told = |range: Range<usize>| report_refusal(path, &text[range.clone()], in_original(&original, text, range));
    let mut findings: Vec<_> = faults.map(told).collect();
    findings.extend(plain.refused.map(|range| report_refusal(path, &original[range.clone()], range)));
    let bytes = if findings.is_empty() { text.as_bytes().to_vec() } else { Vec::new() };
    let dimensions = dimensions(text);
    if plain.cleaned {
        findings.push(cleaned(path));
    }
    (Clean { dimensions, bytes, located: plain.located }, findings)
}

/// Where a part of the cleaned drawing stands in the file.
fn in_original(original: &str, cleaned: &str, range: Range<usize>) -> Range<usize> {
    let moved = original.len().saturating_sub(cleaned.len());
    let from = original.match_indices(&cleaned[range.clone()]).map(|(at, _)| at);
    let at = from.into_iter().find(|at| (range.start..=range.start + moved).contains(at)).unwrap_or(0);
    at..at + range.len()
}

fn cleaned(path: &SourcePath) -> Diagnostic {
    Diagnostic::hint(
        "svg-cleaned",
        msg!(
            ja: "図（SVG）に、描画ソフトの書いた情報が入っています。公開する図からは消しました",
            en: "the drawing holds what its program wrote about itself; the published one does not"),
    )
    .in_file(path)
    .help(msg!(
        ja: "描画ソフトで「最適化SVG」や「プレーンSVG」で保存すると、元のファイルからも消えます",
        en: "save it as optimised or plain SVG to remove it from the original as well"))
}

fn report_refusal(path: &SourcePath, what: &str, range: Range<usize>) -> Diagnostic {
    let what: String = what.trim().chars().take(SHOWN).collect();
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

/// `onload=` and the like, as attributes. One pass: what stands before a place is never read again.
fn handlers(small: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = small.as_bytes();
    let (mut inside, mut read) = (false, 0);
    small.match_indices("on").filter_map(move |(at, _)| {
        let last = memchr::memrchr2(b'<', b'>', &bytes[read..at]).map(|last| bytes[read + last]);
        inside = last.map_or(inside, |last| last == b'<');
        read = at;
        let apart = at > 0 && (bytes[at - 1].is_ascii_whitespace() || matches!(bytes[at - 1], b'"' | b'\'' | b'/'));
        if !inside || !apart {
            return None;
        }
        let near = &bytes[at..bytes.len().min(at + LONGEST_NAME)];
        let name = near.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let spaces = near[name..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        (name > 2 && near.get(name + spaces) == Some(&b'=')).then_some(at..at + name)
    })
}

/// References that leave the drawing: only `#part` and embedded pictures stay.
fn references(small: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    small.match_indices("href").chain(small.match_indices("url(")).filter_map(|(at, mark)| {
        let value = small[at + mark.len()..].trim_start();
        let value = if mark == "href" { value.strip_prefix('=')? } else { value };
        let value = value.trim_start_matches(['"', '\'', ' ', '\t', '\n', '\r']);
        let start = small.len() - value.len();
        let stays = ["#", "\"", "'", ")", ">"];
        // Only where it is all that an attribute says, a picture is cleaned of what the camera wrote.
        let cleaned = mark == "href" && ["data:image/png", "data:image/jpeg"].iter().any(|it| value.starts_with(it));
        if value.is_empty() || cleaned || stays.iter().any(|beginning| value.starts_with(beginning)) {
            return None;
        }
        let length = value.char_indices().take(SHOWN).find(|(_, c)| matches!(c, '"' | '\'' | ')' | '>' | ' '));
        Some(start..length.map_or(floor_char_boundary(small, start + SHOWN), |(length, _)| start + length))
    })
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
