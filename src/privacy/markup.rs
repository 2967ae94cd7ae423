//! Characters of a block without its markup: inline tags, emphasis, entities, percent codes, ruby. A light reading of
//! HTML and Markdown at once; whatever looks like text stays text.

use std::ops::Range;

use crate::text::span::floor_char_boundary;

/// Tags that divide texts; all others stand inside one.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "img",
    "input", "label", "li", "link", "main", "meta", "nav", "ol", "option", "p", "pre", "script", "section", "select",
    "style", "summary", "svg", "table", "tbody", "td", "template", "text", "textarea", "tfoot", "th", "thead", "time",
    "title", "tr", "ul", "video", "entry", "item", "feed", "url", "loc", "desc",
];

/// How many bytes after its beginning a reading ends at the latest: what never ends is read once.
const READING: usize = 2000;

/// Gives every character of text with the range of source that it stands for; attribute values of tags go to `inner`.
pub(crate) fn strip(source: &str, give: &mut impl FnMut(char, Range<usize>), inner: &mut Vec<Range<usize>>) {
    let (mut at, mut line_start) = (0, true);
    while at < source.len() {
        let c = source[at..].chars().next().expect("`at` is a boundary inside the text");
        let next = at + c.len_utf8();
        let quote = line_start && c == '>';
        // The mark of an item inside a block: its parts belong together.
        if line_start && at > 0 && matches!(c, '-' | '+' | '*') && source[next..].starts_with(' ') {
            (at, line_start) = (next + 1, false);
            continue;
        }
        line_start = c == '\n' || quote || line_start && c == ' ';
        at = match markup(source, at, c, give, inner) {
            Some(end) => end,
            None if quote => next,
            None => {
                give(c, at..next);
                next
            }
        };
    }
}

/// Reads markup that begins at a byte, and gives what it stands for; returns where it ends, `None` if it is a character
/// of text.
fn markup(
    source: &str,
    at: usize,
    c: char,
    give: &mut impl FnMut(char, Range<usize>),
    inner: &mut Vec<Range<usize>>,
) -> Option<usize> {
    let (rest, bytes, next) = (&source[at..], source.as_bytes(), at + 1);
    match c {
        '<' => element(source, at, give, inner),
        '-' if rest.starts_with("-->") => {
            give('\n', at..at + 3);
            Some(at + 3)
        }
        '&' => {
            let (c, length) = entity(rest)?;
            give(c, at..at + length);
            Some(at + length)
        }
        '%' => {
            let hex = source.get(next..next + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            let byte = hex.filter(|byte| byte.is_ascii_graphic() || *byte == b' ')?;
            give(char::from(byte), at..at + 3);
            Some(at + 3)
        }
        '*' | '`' => Some(next),
        '~' | '_' if bytes.get(next) == Some(&bytes[at]) => Some(next + 1),
        '\\' if bytes.get(next).is_some_and(u8::is_ascii_punctuation) => Some(next),
        '{' => {
            let (base, length) = ruby(rest)?;
            let last = base.char_indices().next_back().map_or(0, |(last, _)| last);
            for (offset, c) in base.char_indices() {
                // The brackets and the reading go with the base: what replaces it replaces them.
                let start = if offset == 0 { at } else { next + offset };
                let end = if offset == last { at + length } else { next + offset + c.len_utf8() };
                give(c, start..end);
            }
            Some(at + length)
        }
        _ => None,
    }
}

/// Reads a tag, with a reading all that is in it; one that divides texts stands for a line break.
fn element(
    source: &str,
    at: usize,
    give: &mut impl FnMut(char, Range<usize>),
    inner: &mut Vec<Range<usize>>,
) -> Option<usize> {
    let tag = tag(&source[at..])?;
    let range = at..at + tag.length;
    if tag.comment || BLOCKS.contains(&tag.name.to_ascii_lowercase().as_str()) {
        give('\n', range.clone());
    }
    // A reading, and the brackets that keep it apart where ruby is unknown, are no part of the text.
    let reading = [("rt", "</rt"), ("rp", "</rp")].into_iter().find(|(name, _)| tag.name.eq_ignore_ascii_case(name));
    if let Some((_, close)) = reading.filter(|_| !tag.closing) {
        let near = floor_char_boundary(source, range.end + READING);
        return Some(source[range.end..near].find(close).map_or(range.end, |end| range.end + end));
    }
    attributes(&source[range.clone()], range.start, inner);
    Some(range.end)
}

/// The base of `{base|reading}` at the start of a text, and the length of the whole.
fn ruby(text: &str) -> Option<(&str, usize)> {
    let end = text
        .bytes()
        .take(120)
        .position(|byte| matches!(byte, b'}' | b'\n'))
        .filter(|end| text.as_bytes()[*end] == b'}')?;
    let base = text[1..end].split(['|', '｜']).next().filter(|base| !base.is_empty() && base.len() + 1 < end)?;
    Some((base, end + 1))
}

struct Tag<'a> {
    name: &'a str,
    length: usize,
    closing: bool,
    comment: bool,
}

/// The HTML tag or the start of a comment that a text begins with.
fn tag(text: &str) -> Option<Tag<'_>> {
    if text.starts_with("<!--") {
        return Some(Tag { name: "", length: 4, closing: false, comment: true });
    }
    let closing = text.as_bytes().get(1) == Some(&b'/');
    let name = &text[1 + usize::from(closing)..];
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    // `<taro@example.jp>` and `<https://…>` are texts in brackets.
    let follows = name[end..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
    let name = name.get(..end).filter(|name| follows && name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let after = 1 + usize::from(closing) + end;
    let mut quote = None;
    for (offset, byte) in text.bytes().enumerate().skip(after).take(2000) {
        match (byte, quote) {
            (b'>', None) => return Some(Tag { name, length: offset + 1, closing, comment: false }),
            (b'<', None) => return None,
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The quoted values of a tag's attributes.
fn attributes(tag: &str, start: usize, inner: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(open) = tag[at..].find(['"', '\'']).map(|open| at + open) {
        let Some(length) = tag[open + 1..].find(char::from(tag.as_bytes()[open])) else { return };
        let range = open + 1..open + 1 + length;
        if length > 3 {
            inner.push(start + range.start..start + range.end);
        }
        at = range.end + 1;
    }
}

#[rustfmt::skip]
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '), ("ensp", ' '), ("emsp", ' '),
    ("thinsp", ' '), ("shy", '\u{ad}'), ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'), ("ndash", '–'), ("mdash", '—'),
    ("minus", '−'),
    ("hyphen", '‐'), ("dash", '‐'), ("commat", '@'), ("period", '.'), ("lpar", '('),
    ("rpar", ')'),
    ("num", '#'), ("colon", ':'), ("sol", '/'), ("ZeroWidthSpace", '\u{200b}'), ("NoBreak", '\u{2060}'),
    ("lowbar", '_'), ("plus", '+'), ("NewLine", '\n'), ("Tab", '\t'),
];

/// The character that an entity at the start of a text stands for, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(18).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}
