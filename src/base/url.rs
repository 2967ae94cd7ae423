//! Where things stand in the site: URLs as paths below the site's root, and the files they are written to.

use std::{borrow::Cow, fmt, sync::Arc};

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A page's or file's URL below the site's root, decoded: `/sumai/rent/`, `/sumai/photo.jpg`. Always starts with `/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    /// The URL of this path.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        let path = path.into();
        debug_assert!(path.starts_with('/'), "a site URL starts at the root: {path}");
        Self(path)
    }

    /// The site's top page.
    pub fn root() -> Self {
        Self::new("/")
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A page below this one.
    pub fn child(&self, part: &str) -> Self {
        Self::new([&*self.0, part, "/"].concat())
    }

    /// A file beside this page.
    pub fn file(&self, name: &str) -> Self {
        Self::new([&*self.0, name].concat())
    }

    /// The same page's `number`th part; the first is the page itself.
    pub fn numbered(&self, number: usize) -> Self {
        if number < 2 { self.clone() } else { self.child(&format!("page/{number}")) }
    }

    /// The file that a host serves for it.
    pub fn out(&self) -> OutPath {
        let path = &self.0[1..];
        OutPath::new(if path.is_empty() || path.ends_with('/') { [path, "index.html"].concat() } else { path.into() })
    }

    /// The reference that leads from `from` to here, relative and encoded.
    pub fn relative(&self, from: &Self) -> String {
        let folder = &from.0[..from.0.rfind('/').map_or(0, |at| at + 1)];
        let shared = folder.bytes().zip(self.0.bytes()).take_while(|(a, b)| a == b).count();
        let shared = self.0.as_bytes()[..shared].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
        let ups = folder.as_bytes()[shared..].iter().filter(|b| **b == b'/').count();
        let rest = &self.0[shared..];
        let mut out = "../".repeat(ups);
        if ups == 0 && (rest.is_empty() || rest.split('/').next().is_some_and(|first| first.contains(':'))) {
            out.push_str("./");
        }
        out.push_str(&encode(rest, false));
        out
    }

    /// Percent-encoded for documents that are read away from the site: feeds, sitemaps, canonical links.
    pub fn absolute(&self, base_url: &str) -> String {
        format!("{base_url}{}", encode(&self.0[1..], true))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// What may not stand in a path as it is.
const OUTSIDE_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Percent-encodes what may not stand in a path; Japanese stays readable unless `all`.
pub fn encode(path: &str, all: bool) -> String {
    if all { utf8_percent_encode(path, OUTSIDE_PATHS).to_string() } else { encode_ascii(path, OUTSIDE_PATHS) }
}

/// Percent-encodes words for a part of a query: of a link to a mail, say.
pub fn encode_query(words: &str) -> String {
    utf8_percent_encode(words, NON_ALPHANUMERIC).to_string()
}

/// Percent-encodes the ASCII characters of a set, and nothing else.
pub fn encode_ascii(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !c.is_ascii()) {
        let ascii = part.trim_end_matches(|c: char| !c.is_ascii());
        out.extend(utf8_percent_encode(ascii, set));
        out.push_str(&part[ascii.len()..]);
    }
    out
}

/// Why a name can be no file's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameFault {
    /// It has more than 255 bytes.
    Long,
    /// Windows has another use for it.
    Reserved,
    /// It holds a sign, or ends with one, that Windows takes in no name.
    Sign,
}

/// Why one part of a path can be no file's name somewhere; `None` if it can everywhere.
pub fn name_fault(part: &str) -> Option<NameFault> {
    const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    // The names of devices have at most seven letters: a longer plain name, as nearly all are, is none of them. Every
    // name of a site is asked for at every edit.
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    if part.is_empty() || (8..=255).contains(&part.len()) && part.bytes().all(is_plain) {
        return None;
    }
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|number| {
        matches!(number, "¹" | "²" | "³") || number.len() == 1 && number != "0" && number.as_bytes()[0].is_ascii_digit()
    });
    if part.len() > 255 {
        Some(NameFault::Long)
    } else if is_port || DEVICES.contains(&stem.as_str()) {
        Some(NameFault::Reserved)
    } else if part.contains(['<', '>', ':', '"', '\\', '|', '?', '*'])
        || part.chars().any(char::is_control)
        || part.ends_with(['.', ' '])
    {
        Some(NameFault::Sign)
    } else {
        None
    }
}

/// Undoes percent-encoding; what is no valid code stays.
pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// A file of the output, relative to its folder: `sumai/rent/index.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// The file of this name.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// The schemes that an address in a page may have.
pub const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "webcal"];

/// Whether an address, as a browser reads it, leads where pages may lead: within the site, or by one of [`SCHEMES`].
/// `javascript:` runs, `data:` is a page of nobody's, `C:\\…` and `\\\\server` lie on the editor's own machine.
pub fn is_followed(address: &str) -> bool {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    // Browsers drop these wherever they stand.
    let plain = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    let start: String = plain.take_while(|c| c.is_ascii_alphanumeric() || "+-.:\\".contains(*c)).take(40).collect();
    match start.split_once(':') {
        Some((scheme, _)) if scheme.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
        }
        _ => !start.starts_with('\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative() {
        for (from, to, expected) in [
            ("/", "/", "./"),
            ("/", "/sumai/", "sumai/"),
            ("/sumai/rent/", "/", "../../"),
            ("/sumai/rent/", "/sumai/", "../"),
            ("/sumai/rent/", "/sumai/rent/", "./"),
            ("/sumai/rent/", "/sumai/akiya/", "../akiya/"),
            ("/sumai/", "/sumainote/", "../sumainote/"),
            ("/sumai/rent/", "/assets/a b.css", "../../assets/a%20b.css"),
        ] {
            assert_eq!(Url::new(to).relative(&Url::new(from)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn a_path_keeps_its_signs_and_nothing_else() {
        let ascii: String = (0..=127u8).map(char::from).collect();
        let kept: String = ascii.chars().filter(|c| encode(&c.to_string(), true).len() == 1).collect();
        assert_eq!(kept, "!$&'()*+,-./0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
        assert_eq!(encode(&ascii, false), encode(&ascii, true));
        assert_eq!(decode(&encode(&ascii, true)), ascii);
    }

    #[test]
    fn names_that_some_system_refuses_are_known() {
        let long = "あ".repeat(86);
        for (name, fault) in [
            ("", None),
            ("家賃", None),
            ("CON", Some(NameFault::Reserved)),
            ("con.pdf", Some(NameFault::Reserved)),
            ("Aux.tar.gz", Some(NameFault::Reserved)),
            ("com1", Some(NameFault::Reserved)),
            ("lpt9.txt", Some(NameFault::Reserved)),
            ("com0", None),
            ("com10", None),
            ("console", None),
            ("common", None),
            ("9:00.pdf", Some(NameFault::Sign)),
            ("何？.pdf", None),
            ("what?.pdf", Some(NameFault::Sign)),
            ("終わり. ", Some(NameFault::Sign)),
            ("終わり.", Some(NameFault::Sign)),
            ("a\u{7}b", Some(NameFault::Sign)),
            (&long, Some(NameFault::Long)),
            (&long[3..], None),
        ] {
            assert_eq!(name_fault(name), fault, "{name}");
        }
    }

    #[test]
    fn encoding_keeps_japanese_where_people_read_it() {
        assert_eq!(encode("住まい/a b?.pdf", false), "住まい/a%20b%3F.pdf");
        assert_eq!(Url::new("/灯/").absolute("https://example.jp/"), "https://example.jp/%E7%81%AF/");
        assert_eq!(decode("%E7%81%AF%zz%"), "灯%zz%");
        assert_eq!([decode("%"), decode("%+f"), decode("%ff"), decode("100%")], ["%", "%+f", "%ff", "100%"]);
    }

    #[test]
    fn what_runs_or_lies_elsewhere_is_not_followed() {
        for address in [
            "",
            "#料金",
            "../sumai/rent.md#a:b",
            "a b:c",
            "時間:9時",
            "/a/?b=javascript:c",
            "//example.jp/",
            "https://a.jp/",
            "HTTP://a.jp",
            "mailto:a@example.jp",
            "tel:+81160001000",
            "webcal://a.jp/x.ics",
            "1:2",
            "./c:d",
        ] {
            assert!(is_followed(address), "{address}");
        }
        for address in [
            "javascript:x",
            "JavaScript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "java\tscript:x",
            "java\nscript\r:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/x",
            "blob:x",
            "C:\\x",
            "c:/x",
            "\\\\server\\x",
            "\\x",
            "about:blank",
            "view-source:x",
            "x:y",
        ] {
            assert!(!is_followed(address), "{address}");
        }
    }
}
