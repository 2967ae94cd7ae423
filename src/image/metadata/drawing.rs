//! What drawing programs write into an SVG beside the drawing: metadata, the names and folders of files, comments, and
//! what a camera wrote into the photos that are embedded as letters.

use std::{ops::Range, sync::Arc};

use data_encoding::BASE64;

use crate::{
    image::metadata::{jpeg, png},
    text::span::floor_char_boundary,
};

/// A drawing without what its program wrote beside it.
pub(crate) struct Plain {
    /// The drawing.
    pub(crate) text: String,
    /// Whether something was taken out that an editor may want to know of.
    pub(crate) cleaned: bool,
    /// Whether an embedded photo told a place.
    pub(crate) located: bool,
    /// Where an embedded photo stands that cannot be cleaned.
    pub(crate) refused: Option<Range<usize>>,
}

/// Elements of programs, with all that is in them.
const ELEMENTS: [&str; 3] = ["metadata", "sodipodi:namedview", "i:pgf"];

/// Prefixes of attributes in which programs write for themselves.
const PREFIXES: [&str; 4] = ["sodipodi:", "inkscape:", "serif:", "i:"];

/// Takes out everything that is no drawing.
pub(crate) fn plain(text: &str) -> Plain {
    let mut plain = Plain { text: String::with_capacity(text.len()), cleaned: false, located: false, refused: None };
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|open| at + open) {
        plain.text.push_str(&text[at..open]);
        let rest = &text[open..];
        let end = tag_end(rest).map_or(text.len(), |end| open + end);
        at = end;
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(text.len(), |end| open + end + 3);
            continue;
        }
        let tag = &text[open..end];
        let name = tag[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        let own = ELEMENTS.iter().any(|own| name == *own || name.strip_prefix("svg:") == Some(own));
        if own {
            plain.cleaned = true;
            let close = format!("</{name}");
            if !tag.ends_with("/>") {
                let after = text[end..].find(&close).map_or(text.len(), |close| end + close);
                at = text[after..].find('>').map_or(text.len(), |end| after + end + 1);
            }
            continue;
        }
        push_tag(tag, open, &mut plain);
    }
    plain.text.push_str(&text[at.min(text.len())..]);
    plain
}

/// Where a tag ends; `>` in quotation marks does not end it.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// Writes a tag without the attributes of programs, its photos cleaned.
fn push_tag(tag: &str, start: usize, plain: &mut Plain) {
    let mut at = 0;
    while let Some(quote) = tag[at..].find(['"', '\'']).map(|quote| at + quote) {
        let mark = tag.as_bytes()[quote];
        let Some(close) = memchr::memchr(mark, &tag.as_bytes()[quote + 1..]).map(|close| quote + 1 + close) else {
            break;
        };
        let before = &tag[at..quote];
        let name = before.trim_end_matches(['=', ' ', '\n', '\t', '\r']);
        let from = name.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let value = &tag[quote + 1..close];
        if PREFIXES.iter().any(|prefix| name[from..].starts_with(prefix)) {
            plain.cleaned |= ["docname", "filename", "absref", "path"].iter().any(|part| name[from..].contains(part));
            plain.text.push_str(before[..from].trim_end());
        } else if let Some(photo) = embedded(value) {
            plain.text.push_str(&tag[at..=quote]);
            match cleaned_photo(photo) {
                Some((photo, located)) => {
                    plain.located |= located;
                    plain.text.push_str(&photo);
                }
                None => {
                    let length = floor_char_boundary(value, 22);
                    plain.refused = Some(start + quote + 1..start + quote + 1 + length);
                    plain.text.push_str(value);
                }
            }
            plain.text.push(char::from(mark));
        } else {
            plain.text.push_str(&tag[at..=close]);
        }
        at = close + 1;
    }
    plain.text.push_str(&tag[at..]);
}

/// What follows `data:image/` of an embedded picture: in small letters or in large ones, as browsers read it.
fn embedded(value: &str) -> Option<&str> {
    let (start, photo) = value.trim_start().split_at_checked("data:image/".len())?;
    start.eq_ignore_ascii_case("data:image/").then_some(photo)
}

/// A photo in letters without what the camera wrote, and whether that was a place. `None` if it is none that can be
/// cleaned, as one that is not in letters.
fn cleaned_photo(photo: &str) -> Option<(String, bool)> {
    let (kind, data) = photo.split_once(";base64,")?;
    let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes: Arc<[u8]> = BASE64.decode(data.as_bytes()).ok()?.into();
    let clean = if bytes.starts_with(b"\xff\xd8") { jpeg::clean(&bytes) } else { png::clean(bytes) }?;
    Some((format!("data:image/{kind};base64,{}", BASE64.encode(&clean.bytes)), clean.located))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_drawing_stays() {
        for (text, expected, cleaned) in [
            ("<svg><path d=\"M0 0\"/></svg>", "<svg><path d=\"M0 0\"/></svg>", false),
            ("<svg><!-- 佐藤 --><metadata id=\"a\"><x>佐藤</x></metadata><g/></svg>", "<svg><g/></svg>", true),
            ("<svg><svg:metadata/><g/></svg>", "<svg><g/></svg>", true),
            (
                "<svg sodipodi:docname=\"C:\\佐藤\\a.svg\" width=\"1\" inkscape:label='x'><g/></svg>",
                "<svg width=\"1\"><g/></svg>",
                true,
            ),
            ("<svg><sodipodi:namedview id=\"b\"/><text>a&gt;b</text></svg>", "<svg><text>a&gt;b</text></svg>", true),
            ("<svg a=\"x>y\"", "<svg a=\"x>y\"", false),
            ("text", "text", false),
        ] {
            let plain = plain(text);
            assert_eq!((plain.text.as_str(), plain.cleaned), (expected, cleaned), "{text}");
        }
        for photo in
            ["data:image/jpeg;base64,AAAA", "DATA:Image/JPEG;BASE64,AAAA", " data:image/jpeg,%FF%D8", "data:image/花"]
        {
            assert!(plain(&format!("<image href=\"{photo}\"/>")).refused.is_some(), "{photo}");
        }
    }
}
