//! Fonts: which characters the codes of a text stand for, and how far each moves on.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};

use crate::attachment::pdf::encoding::{of_code, of_name};
use crate::attachment::pdf::unpack::unpacked;

/// The last number that a glyph may have.
const LAST_GLYPH: u32 = 0xffff;
/// Widths that are taken of a font: a file may give the same ones again and again.
const MOST_WIDTHS: usize = 4 << 16;

/// A code of a text.
pub(super) struct Code {
    /// What it says; empty if that is unknown.
    pub(super) words: String,
    /// How far it moves on, in thousandths of the size.
    pub(super) width: f64,
    /// Whether it is the code of a space, after which words are spaced.
    pub(super) space: bool,
}

/// A font.
pub(super) struct Font {
    to_unicode: Option<CMap>,
    kind: Kind,
}

enum Kind {
    /// One byte a character.
    Simple { characters: Vec<String>, widths: Vec<f64> },
    /// One byte or several.
    Composite { codes: Codes, widths: BTreeMap<u32, f64>, default: f64, vertical: bool, meanings: Option<Box<CMap>> },
}

/// How the bytes of a text are divided into codes.
enum Codes {
    /// Two bytes each: the number of the glyph.
    Identity,
    /// Two bytes each, in Unicode; characters outside the first plane are pairs.
    Unicode,
    /// As in this encoding of Japanese texts.
    Encoded(&'static Encoding),
    /// As a table of the file or of the standard says.
    Mapped(Box<CMap>),
}

/// The fonts of a document: each is read once, for whatever pages need it.
#[derive(Clone, Default)]
pub(super) struct Fonts(Rc<RefCell<BTreeMap<ObjectIdentifier, Rc<Font>>>>);

impl Fonts {
    /// A font; one that has no number of its own is read again.
    pub(super) fn load(&self, dict: &Dict<'_>) -> Rc<Font> {
        let read = || Rc::new(Font::load(dict));
        let Some(id) = dict.obj_id() else { return read() };
        let known = self.0.borrow().get(&id).cloned();
        known.unwrap_or_else(|| Rc::clone(self.0.borrow_mut().entry(id).or_insert_with(read)))
    }
}

impl Font {
    /// Reads a font as far as its text needs it.
    fn load(dict: &Dict<'_>) -> Self {
        let to_unicode = dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| map_of(&stream));
        let composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Type0");
        let kind = if composite { composite_kind(dict) } else { simple_kind(dict) };
        Self { to_unicode, kind }
    }

    /// Whether lines run downwards.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(self.kind, Kind::Composite { vertical: true, .. })
    }

    /// The characters of a text.
    pub(super) fn decode(&self, bytes: &[u8]) -> Vec<Code> {
        match &self.kind {
            Kind::Simple { characters, widths } => {
                let one = |byte: &u8| {
                    let words = self.known(u32::from(*byte)).unwrap_or_else(|| characters[usize::from(*byte)].clone());
                    Code { words, width: widths[usize::from(*byte)], space: *byte == b' ' }
                };
                bytes.iter().map(one).collect()
            }
            Kind::Composite { codes, widths, default, meanings, .. } => {
                let mut out = Vec::new();
                let mut at = 0;
                while at < bytes.len() {
                    let (length, cid, own) = next_code(codes, &bytes[at..]);
                    let code = bytes[at..at + length].iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte));
                    let meaning = || meanings.as_ref().and_then(|map| map.lookup_bf_string(cid)).map(words_of);
                    let words = self.known(code).or(own).or_else(meaning).unwrap_or_default();
                    let width = widths.get(&cid).copied().unwrap_or(*default);
                    out.push(Code { words, width, space: length == 1 && code == 32 });
                    at += length;
                }
                out
            }
        }
    }

    /// What the file itself says of a code.
    fn known(&self, code: u32) -> Option<String> {
        self.to_unicode.as_ref()?.lookup_bf_string(code).map(words_of).filter(|words| !words.contains('\0'))
    }
}

fn words_of(words: BfString) -> String {
    match words {
        BfString::Char(c) => c.to_string(),
        BfString::String(words) => words,
    }
}

fn map_of(stream: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&unpacked(stream)?, load_embedded)
}

/// The length of the code that a text begins with, its glyph's number and what the encoding says that it is.
fn next_code(codes: &Codes, bytes: &[u8]) -> (usize, u32, Option<String>) {
    let pair = |at: usize| bytes.get(at..at + 2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    match codes {
        Codes::Identity => (2.min(bytes.len()), pair(0).map_or(0, u32::from), None),
        Codes::Unicode => {
            let first = pair(0).unwrap_or(0);
            let long = (0xd800..0xdc00).contains(&first) && bytes.len() >= 4;
            let units: Vec<u16> = std::iter::once(first).chain(pair(2).filter(|_| long)).collect();
            let length = if long { 4 } else { 2.min(bytes.len()) };
            (length, u32::from(first), Some(String::from_utf16_lossy(&units)))
        }
        Codes::Encoded(encoding) => {
            let single = match *encoding {
                it if it == SHIFT_JIS => matches!(bytes[0], 0..=0x80 | 0xa0..=0xdf | 0xfd..),
                _ => bytes[0] < 0x80,
            };
            let length = if single { 1 } else { 2.min(bytes.len()) };
            let words = encoding.decode_without_bom_handling(&bytes[..length]).0.into_owned();
            (length, 0, Some(words))
        }
        Codes::Mapped(map) => {
            let found = (1..=4.min(bytes.len())).find_map(|length| {
                let code = bytes[..length].iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte));
                Some((length, map.lookup_cid_code(code, u8::try_from(length).ok()?)?))
            });
            let (length, cid) = found.unwrap_or((2.min(bytes.len()), 0));
            (length, cid, None)
        }
    }
}

fn composite_kind(dict: &Dict<'_>) -> Kind {
    let below = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let below = below.unwrap_or_default();
    let (codes, vertical) = match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => codes_named(&name),
        Some(Object::Stream(stream)) => {
            let vertical = stream.dict().get::<Number>("WMode").is_some_and(|mode| mode.as_i64() == 1);
            (map_of(&stream).map_or(Codes::Identity, |map| Codes::Mapped(Box::new(map))), vertical)
        }
        _ => (Codes::Identity, false),
    };
    let system = below.get::<Dict<'_>>("CIDSystemInfo").unwrap_or_default();
    let text = |key: &str| {
        system
            .get::<Object<'_>>(key)
            .and_then(Object::into_string)
            .map_or_else(Vec::new, |text| text.as_bytes().to_vec())
    };
    let family = CidFamily::from_registry_ordering(&text("Registry"), &text("Ordering"));
    let needs = matches!(codes, Codes::Identity | Codes::Mapped(_));
    let meanings = family.ucs2_cmap().filter(|_| needs).and_then(load_embedded);
    let meanings = meanings.and_then(|data| CMap::parse(data, load_embedded)).map(Box::new);
    let default = below.get::<Number>("DW").map_or(1000.0, |width| width.as_f64());
    Kind::Composite { codes, widths: widths_of(&below), default, vertical, meanings }
}

/// How texts are divided in an encoding of the standard, and whether its lines run downwards.
fn codes_named(name: &[u8]) -> (Codes, bool) {
    let words = String::from_utf8_lossy(name);
    let vertical = words.ends_with("-V") || words == "V";
    let has = |part: &str| words.contains(part);
    let codes = if has("Identity") {
        Codes::Identity
    } else if has("UCS2") || has("UTF16") {
        Codes::Unicode
    } else if has("RKSJ") {
        Codes::Encoded(SHIFT_JIS)
    } else if words.starts_with("EUC-") {
        Codes::Encoded(EUC_JP)
    } else {
        let map = load_embedded(CMapName::from_bytes(name)).and_then(|data| CMap::parse(data, load_embedded));
        map.map_or(Codes::Identity, |map| Codes::Mapped(Box::new(map)))
    };
    (codes, vertical)
}

/// The widths of a composite font: `c [w …]` and `from to w`.
fn widths_of(font: &Dict<'_>) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let Some(list) = font.get::<Array<'_>>("W") else { return widths };
    let mut numbers: Vec<f64> = Vec::new();
    let mut left = MOST_WIDTHS;
    let mut insert = |number: u32, width: f64| {
        left = left.saturating_sub(1);
        if left > 0 {
            widths.insert(number, width);
        }
        left > 0
    };
    for item in list.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => numbers.push(number.as_f64()),
            Object::Array(row) => {
                let from = (numbers.pop().unwrap_or(0.0) as u32).min(LAST_GLYPH);
                for (number, width) in (from..=LAST_GLYPH).zip(row.iter::<Number>()) {
                    if !insert(number, width.as_f64()) {
                        break;
                    }
                }
                numbers.clear();
            }
            _ => {}
        }
        if let [from, to, width] = numbers[..] {
            let (from, to) = (from as u32, (to as u32).min(LAST_GLYPH));
            _ = (from..=to).all(|number| insert(number, width));
            numbers.clear();
        }
    }
    widths
}

fn simple_kind(dict: &Dict<'_>) -> Kind {
    let (mut base, mut names) = (String::new(), BTreeMap::new());
    match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => base = name.as_str().to_owned(),
        Some(Object::Dict(encoding)) => {
            base = encoding.get::<Name<'_>>("BaseEncoding").map_or(String::new(), |name| name.as_str().to_owned());
            let mut code = 0usize;
            let differences = encoding.get::<Array<'_>>("Differences");
            for item in differences.iter().flat_map(|list| list.iter::<Object<'_>>()) {
                match item {
                    Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(0),
                    Object::Name(name) => {
                        names.insert(code, name.as_str().to_owned());
                        code += 1;
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
    let symbols = dict.get::<Name<'_>>("BaseFont").is_some_and(|name| {
        let name = name.as_str();
        name.contains("Symbol") || name.contains("Dingbats")
    });
    let character = |code: usize| match names.get(&code) {
        Some(name) => of_name(name).unwrap_or_default(),
        None if symbols => String::new(),
        None => u8::try_from(code).map_or_else(|_| String::new(), |code| of_code(&base, code)),
    };
    let first = dict.get::<Number>("FirstChar").map_or(0, |number| number.as_i64());
    let given: Vec<f64> = dict
        .get::<Array<'_>>("Widths")
        .map_or_else(Vec::new, |widths| widths.iter::<Number>().map(|width| width.as_f64()).collect());
    // Fonts that are drawings have a measure of their own.
    let own = dict.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<Number>().next());
    let scale = own.map_or(1.0, |scale| scale.as_f64() * 1000.0);
    let width = |code: usize| {
        let number = i64::try_from(code).unwrap_or(0) - first;
        usize::try_from(number).ok().and_then(|number| given.get(number)).copied().unwrap_or(556.0) * scale
    };
    Kind::Simple { characters: (0..256).map(character).collect(), widths: (0..256).map(width).collect() }
}
