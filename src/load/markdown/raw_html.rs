//! Raw HTML in Markdown: what a tag is, and whether it may stand as it is written. Comments disappear; they are notes
//! to editors.
//!
//! A tag passes only if it is written in the plain form that every reader of HTML takes for the same, names an element
//! that may pass, and says nothing but what is listed for it. Everything else is shown as text and told: what is not
//! understood is not guessed. What a browser makes of the page in the end, [`super::sanitise`] looks at.

use crate::{base::url::is_followed, load::html::escape, report::diagnostic::Level};

/// Elements that need no switch: Markdown has no form for them, and they only mark words or fold them away.
pub(super) const FREE: [&str; 6] = ["details", "summary", "br", "sub", "sup", "kbd"];

/// The elements of a table, which need no switch where its cells span rows or columns: Markdown's cannot.
pub(super) const TABLE: [&str; 8] = ["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"];

/// Elements that never pass, whatever a site allows: they run something, load something, or change what follows.
pub(super) const NEVER: [&str; 36] = [
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "select",
    "option",
    "textarea",
    "base",
    "meta",
    "link",
    "svg",
    "math",
    "template",
    "slot",
    "noscript",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "listing",
    "title",
    "html",
    "head",
    "body",
    "image",
    "portal",
    "marquee",
    "isindex",
    "param",
];

/// What any element may say.
pub(super) const ATTRIBUTES: [&str; 5] = ["id", "class", "lang", "title", "dir"];

/// What some elements may say beside it.
pub(super) const OWN_ATTRIBUTES: [(&str, &[&str]); 13] = [
    ("details", &["open"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("a", &["href"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("time", &["datetime"]),
    ("data", &["value"]),
    ("video", &["src", "controls", "width", "height", "poster", "preload"]),
    ("audio", &["src", "controls", "preload"]),
    ("source", &["src", "type"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
];

/// Attributes that lead somewhere.
pub(super) const ADDRESSES: [&str; 3] = ["href", "src", "poster"];

/// Elements that have no end.
const VOID: [&str; 7] = ["br", "hr", "img", "wbr", "col", "source", "track"];

/// Elements that stand among words: a block of them alone is a paragraph.
const WORDS: [&str; 22] = [
    "br", "sub", "sup", "kbd", "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "ins", "mark", "q",
    "s", "small", "span", "strong", "u",
];

/// How many elements of an author's own may be open at once, and how many tags a page may have: a browser opens again
/// in every paragraph what is left open.
const DEEPEST: usize = 50;
const MOST: usize = 5_000;

/// The longest tag in bytes.
const LONGEST: usize = 2_000;

/// A tag that did not pass.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The element's name in small letters, and that of the attribute if it is the fault.
    pub name: String,
    /// How much it matters: what runs or is not understood is an error.
    pub level: Level,
}

/// What has passed of a fragment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Passed {
    /// Only text.
    Nothing,
    /// Elements among words.
    Words,
    /// Elements that hold paragraphs.
    Blocks,
}

/// The raw HTML of one page.
#[derive(Debug)]
pub struct RawHtml<'a> {
    /// The elements that site.toml allows.
    site: &'a [String],
    /// The elements that are open, from the outermost.
    open: Vec<String>,
    /// The elements whose beginning was refused: with it their end is told.
    refused: Vec<String>,
    /// How many tags have passed.
    tags: usize,
}

/// A tag in the plain form.
pub(super) struct Tag<'t> {
    pub(super) name: String,
    pub(super) closing: bool,
    /// Whether it ends in a slash.
    slash: bool,
    pub(super) attributes: Vec<(String, &'t str)>,
    pub(super) length: usize,
}

impl<'a> RawHtml<'a> {
    /// A page without any yet.
    pub fn new(site: &'a [String]) -> Self {
        Self { site, open: Vec::new(), refused: Vec::new(), tags: 0 }
    }

    /// Whether any tag has passed.
    pub fn has_passed(&self) -> bool {
        self.tags > 0
    }

    /// Forgets what is open: a part of the page ends, and a browser closes what stands in it.
    pub fn end_part(&mut self) {
        self.open.clear();
    }

    /// Appends raw HTML as far as it may pass and escapes the rest. Returns the gravest of what was refused, and what
    /// has passed.
    pub fn write(&mut self, html: &mut String, raw: &str) -> (Option<Refused>, Passed) {
        let (mut refused, mut passed): (Option<Refused>, _) = (None, Passed::Nothing);
        let spans = ["colspan", "rowspan"].iter().any(|name| raw.to_ascii_lowercase().contains(name));
        let mut rest = raw;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            escape_text(html, &rest[..at]);
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let name = name(rest);
            let tag = read_tag(rest);
            let length = tag.as_ref().map_or(1, |tag| tag.length);
            let verdict = match &tag {
                Some(tag) => self.judge(tag, spans),
                None if name.is_empty() => Ok(Passed::Nothing),
                None => Err(Refused { level: level(&name).min(level_of_words(rest)), name }),
            };
            match verdict {
                Ok(kind) if tag.is_some() => {
                    html.push_str(&rest[..length]);
                    passed = passed.max(kind);
                }
                Ok(_) => escape(html, &rest[..length]),
                Err(_) if tag.as_ref().is_some_and(|tag| self.ends_refused(tag)) => escape(html, &rest[..length]),
                Err(fault) => {
                    escape(html, &rest[..length]);
                    let graver = refused.as_ref().is_none_or(|known| fault.level < known.level);
                    refused = if graver { Some(fault) } else { refused };
                }
            }
            rest = &rest[length..];
        }
        escape_text(html, rest);
        (refused, passed)
    }

    /// Whether a refused tag ends an element whose beginning was refused and told; keeps count of these.
    fn ends_refused(&mut self, tag: &Tag<'_>) -> bool {
        let known = self.refused.iter().rposition(|name| *name == tag.name);
        match known {
            Some(at) if tag.closing => {
                self.refused.truncate(at);
                return true;
            }
            _ if !tag.closing && !tag.slash && !VOID.contains(&&*tag.name) && self.refused.len() < DEEPEST => {
                self.refused.push(tag.name.clone());
            }
            _ => {}
        }
        false
    }

    /// Whether a tag may pass; keeps count of what is open.
    fn judge(&mut self, tag: &Tag<'_>, spans: bool) -> Result<Passed, Refused> {
        let name = tag.name.as_str();
        let runs = tag.attributes.iter().any(|(attribute, _)| attribute.starts_with("on"));
        let refused = |level| Err(Refused { name: name.to_owned(), level: if runs { Level::Error } else { level } });
        let table = TABLE.contains(&name) && (spans || self.open.iter().any(|open| open == "table"));
        let known = FREE.contains(&name) || table || self.site.iter().any(|allowed| allowed == name);
        if !known || NEVER.contains(&name) {
            return refused(level(name));
        }
        let void = VOID.contains(&name);
        if tag.closing {
            let Some(at) = self.open.iter().rposition(|open| open == name).filter(|_| tag.attributes.is_empty()) else {
                return refused(Level::Warning);
            };
            self.open.truncate(at);
        } else {
            if let Some(fault) = tag.attributes.iter().find_map(|attribute| attribute_fault(name, attribute)) {
                return Err(fault);
            }
            if tag.slash && !void || self.open.len() >= DEEPEST || self.tags >= MOST {
                return refused(Level::Warning);
            }
            self.open.extend((!void).then(|| tag.name.clone()));
        }
        self.tags += 1;
        Ok(if WORDS.contains(&name) { Passed::Words } else { Passed::Blocks })
    }
}

/// What is wrong with an attribute of an element that may pass.
fn attribute_fault(element: &str, (name, value): &(String, &str)) -> Option<Refused> {
    let own = OWN_ATTRIBUTES.iter().find(|(of, _)| *of == element).map_or(&[][..], |(_, names)| names);
    let known = ATTRIBUTES.contains(&name.as_str()) || own.contains(&name.as_str());
    let dangerous = name.starts_with("on") || ADDRESSES.contains(&name.as_str()) && !leads_safely(value);
    let counts = matches!(name.as_str(), "colspan" | "rowspan");
    let counted = value.len() <= 3 && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    if known && !dangerous && (!counts || counted) {
        return None;
    }
    let level = if dangerous { Level::Error } else { Level::Warning };
    Some(Refused { name: format!("{element} {name}"), level })
}

/// Whether an address as written in an attribute leads where a browser may go; one with an entity that hides letters
/// is none.
fn leads_safely(value: &str) -> bool {
    let plain = value.replace("&amp;", "&");
    is_followed(&plain) && !plain.contains("&#") && !plain.split('?').next().unwrap_or_default().contains('&')
}

/// Text between tags: entities are kept, as HTML has them.
fn escape_text(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        escape(html, &rest[..at]);
        let name = rest.as_bytes()[at + 1..].iter().take(12);
        let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        let entity = length > 0 && rest.as_bytes().get(at + 1 + length) == Some(&b';');
        html.push_str(if entity { "&" } else { "&amp;" });
        rest = &rest[at + 1..];
    }
    escape(html, rest);
}

/// The name of the element whose tag a text may begin with, in small letters; empty if it begins with none.
fn name(text: &str) -> String {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<')).unwrap_or_default();
    let letters = name.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    if begins { name[..letters].to_ascii_lowercase() } else { String::new() }
}

/// The tag at the start of a text, in the plain form: a name, attributes with spaces between them, values in quotes or
/// of letters and digits alone, no `<` inside.
pub(super) fn read_tag(text: &str) -> Option<Tag<'_>> {
    let name = name(text);
    let closing = text.starts_with("</");
    let mut at = 1 + usize::from(closing) + name.len();
    let bytes = text.as_bytes();
    let mut attributes = Vec::new();
    if name.is_empty() {
        return None;
    }
    loop {
        let spaces = count(&bytes[at..], u8::is_ascii_whitespace);
        at += spaces;
        match bytes.get(at)? {
            b'>' => return Some(Tag { name, closing, slash: false, attributes, length: at + 1 }),
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                return Some(Tag { name, closing, slash: true, attributes, length: at + 2 });
            }
            _ if spaces == 0 || at > LONGEST => return None,
            _ => {}
        }
        let length = count(&bytes[at..], |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'));
        let attribute = text[at..at + length].to_ascii_lowercase();
        at += length;
        if length == 0 || attributes.iter().any(|(known, _)| *known == attribute) {
            return None;
        }
        let equals = at + count(&bytes[at..], u8::is_ascii_whitespace);
        if bytes.get(equals) != Some(&b'=') {
            attributes.push((attribute, ""));
            continue;
        }
        at = equals + 1 + count(&bytes[equals + 1..], u8::is_ascii_whitespace);
        let value = match bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let length = count(&bytes[at + 1..], |byte| byte != quote && *byte != b'<');
                let end = at + 1 + length;
                if bytes.get(end) != Some(quote) {
                    return None;
                }
                let value = &text[at + 1..end];
                at = end + 1;
                value
            }
            _ => {
                let length = count(&bytes[at..], |byte| byte.is_ascii_alphanumeric() || b"-_.:/#%".contains(byte));
                let value = &text[at..at + length];
                at += length;
                if length == 0 {
                    return None;
                }
                value
            }
        };
        attributes.push((attribute, value));
    }
}

/// How many bytes at the start are so, of as many as a tag has at most.
fn count(bytes: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take(LONGEST).take_while(|byte| is(byte)).count()
}

/// CHECK.md C01: what runs or frames is an error.
fn level(name: &str) -> Level {
    if NEVER.contains(&name) { Level::Error } else { Level::Warning }
}

/// The level of what is no plain tag: whether it looks as if it would run something.
fn level_of_words(text: &str) -> Level {
    let tag = text.as_bytes().iter().take(LONGEST).take_while(|byte| **byte != b'>');
    let tag = tag.map(u8::to_ascii_lowercase).collect::<Vec<_>>();
    let runs = tag.windows(3).any(|three| three.ends_with(b"on") && !three[0].is_ascii_alphanumeric());
    if runs { Level::Error } else { Level::Warning }
}

#[cfg(test)]
#[path = "raw_html_tests.rs"]
mod tests;
