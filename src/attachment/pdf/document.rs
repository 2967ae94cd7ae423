//! What stands beside a PDF's pages: properties, bookmarks, forms, files, pictures.

use std::collections::BTreeSet;

use hayro_syntax::{
    Filter, Pdf,
    object::{Array, Dict, MaybeRef, Name, Object, Stream},
};

use crate::{
    attachment::{
        fault::FaultKind,
        pdf::{
            encoding::{text_of, with_kanji},
            font::Fonts,
            page,
            unpack::{photo_of, unpacked},
        },
        reading::{Reading, name_of},
        xml::{self, Node, words},
    },
    msg, msgf,
    report::message::Message,
};

/// Objects that are looked at.
const MOST_OBJECTS: usize = 500_000;
/// How deep objects may lie within each other without a number of their own.
const DEPTH: usize = 8;
/// Keys of which the text is a date, a sum, the name of a font or a command, or a property of the document.
const FORM: [&[u8]; 30] = [
    b"ID",
    b"DA",
    b"DS",
    b"M",
    b"CreationDate",
    b"ModDate",
    b"NM",
    b"Lang",
    b"CheckSum",
    b"Registry",
    b"Ordering",
    b"Panose",
    b"FontFamily",
    b"CharSet",
    b"Cert",
    b"O",
    b"U",
    b"OE",
    b"UE",
    b"Perms",
    b"Producer",
    b"Creator",
    b"Author",
    b"LastModified",
    b"Lookup",
    b"Matte",
    b"Base",
    b"Trapped",
    b"PTEX.Fullbanner",
    b"IDS",
];

/// What matters of a document as a whole.
#[derive(Default)]
pub(super) struct Beside {
    /// Whether it has pictures.
    pub(super) pictures: bool,
    /// Whether it says how it is read aloud.
    pub(super) tagged: bool,
}

/// Reads everything beside the pages.
pub(super) fn read_beside(pdf: &Pdf, fonts: &Fonts, reading: &mut Reading) -> Beside {
    let mut beside = Beside::default();
    read_properties(pdf, reading);
    if let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) {
        beside.tagged = root.contains_key("StructTreeRoot");
        read_xfa(&root, reading);
    }
    let listed: BTreeSet<_> = pdf.pages().iter().filter_map(|page| page.raw().obj_id()).collect();
    let mut loose = String::new();
    let mut objects = pdf.objects().into_iter();
    for object in objects.by_ref().take(MOST_OBJECTS) {
        match object {
            Object::Dict(dict) => {
                read_dict(&dict, DEPTH, &mut loose, reading);
                let page = dict.get::<Name<'_>>("Type").is_some_and(|name| &*name == b"Page");
                if page && dict.obj_id().is_some_and(|id| !listed.contains(&id)) {
                    read_loose_page(&dict, fonts, reading);
                }
            }
            Object::Stream(stream) => {
                beside.pictures |= read_stream(&stream, reading);
                read_dict(stream.dict(), DEPTH, &mut loose, reading);
            }
            Object::Array(list) => read_list(&list, DEPTH, &mut loose, reading),
            _ => {}
        }
    }
    if objects.next().is_some() {
        reading.fault(FaultKind::NotReadToEnd, Message::default());
    }
    reading
        .text(msg!(ja: "しおり・代替テキスト・リンク", en: "bookmarks, alternative texts, links"), with_kanji(&loose));
    beside
}

/// Reads a page that was taken out of the document and is in the file all the same.
fn read_loose_page(page: &Dict<'_>, fonts: &Fonts, reading: &mut Reading) {
    let text = page::read_loose(page, fonts);
    let place = msg!(ja: "取り除いたページ", en: "a page that was taken out");
    if text.cut {
        reading.fault(FaultKind::NotReadToEnd, place.clone());
    }
    let words = format!("{}\n{}", text.text, text.annotations);
    if !words.trim().is_empty() {
        reading.fault(FaultKind::OldRevision, place.clone());
        reading.text(place, words);
    }
}

fn read_properties(pdf: &Pdf, reading: &mut Reading) {
    let known = pdf.metadata();
    let all = [
        (&known.author, msg!(ja: "プロパティ 作成者", en: "property author")),
        (&known.title, msg!(ja: "プロパティ タイトル", en: "property title")),
        (&known.subject, msg!(ja: "プロパティ サブタイトル", en: "property subject")),
        (&known.keywords, msg!(ja: "プロパティ キーワード", en: "property keywords")),
        (&known.creator, msg!(ja: "プロパティ アプリケーション", en: "property application")),
    ];
    for (value, place) in all {
        // A browser's name is a long list of other browsers.
        if let Some(value) = value.as_deref().filter(|value| !value.starts_with(b"Mozilla/")) {
            reading.property(place, &text_of(value));
        }
    }
}

fn string_of(dict: &Dict<'_>, key: &str) -> String {
    let text = dict.get::<Object<'_>>(key).and_then(Object::into_string);
    text.map_or_else(String::new, |text| text_of(text.as_bytes()))
}

/// Texts of an object that belongs to no page, and what it carries; other objects that it leads to are read on their
/// own.
fn read_dict(dict: &Dict<'_>, depth: usize, loose: &mut String, reading: &mut Reading) {
    for (key, value) in dict.entries() {
        let MaybeRef::NotRef(value) = value else { continue };
        match value {
            Object::String(text) if !is_form(&key, dict) => add_words(&text_of(text.as_bytes()), loose),
            Object::Dict(inner) if depth > 0 => read_dict(&inner, depth - 1, loose, reading),
            Object::Array(list) if depth > 0 && !is_form(&key, dict) => read_list(&list, depth - 1, loose, reading),
            _ => {}
        }
    }
    // Long texts and scripts are streams.
    for key in ["JS", "RC"] {
        match dict.get::<Stream<'_>>(key).map(|stream| unpacked(&stream)) {
            Some(Some(data)) => add_words(&text_of(&data), loose),
            Some(None) => reading.fault(FaultKind::Damaged, Message::default()),
            None => {}
        }
    }
    if dict.contains_key("FT") || dict.contains_key("V") && dict.contains_key("T") {
        read_field(dict, reading);
    }
    if let Some(files) = dict.get::<Dict<'_>>("EF") {
        let name = ["UF", "F"].iter().map(|key| string_of(dict, key)).find(|name| !name.is_empty()).unwrap_or_default();
        reading.fault(FaultKind::EmbeddedFile, name_of(&name));
        let file = files.keys().find_map(|key| files.get::<Stream<'_>>(key));
        if let Some(bytes) = file.and_then(|file| Some(unpacked(&file)?.into_owned())) {
            reading.unpack(bytes.len());
            reading.nested(&name, &bytes);
        } else {
            reading.fault(FaultKind::Damaged, name_of(&name));
        }
    }
}

fn read_list(list: &Array<'_>, depth: usize, loose: &mut String, reading: &mut Reading) {
    for item in list.raw_iter() {
        let MaybeRef::NotRef(item) = item else { continue };
        match item {
            Object::String(text) => add_words(&text_of(text.as_bytes()), loose),
            Object::Dict(inner) if depth > 0 => read_dict(&inner, depth - 1, loose, reading),
            Object::Array(list) if depth > 0 => read_list(&list, depth - 1, loose, reading),
            _ => {}
        }
    }
}

fn add_words(words: &str, loose: &mut String) {
    if !words.trim().is_empty() && !words.starts_with("http") {
        loose.push_str(words);
        loose.push('\n');
    }
}

/// Whether the text of a key is none of anybody's words, or is read elsewhere.
fn is_form(key: &[u8], dict: &Dict<'_>) -> bool {
    match key {
        // Properties of the document, unless it is a bookmark.
        b"Title" | b"Subject" | b"Keywords" => !dict.contains_key("Parent") && dict.contains_key("Producer"),
        // The seal of a signature.
        b"Contents" => dict.contains_key("ByteRange"),
        b"V" | b"DV" => dict.contains_key("FT"),
        _ => FORM.contains(&key),
    }
}

/// A form of Adobe's own, as XML: what is filled in stands in its data.
fn read_xfa(root: &Dict<'_>, reading: &mut Reading) {
    let Some(form) = root.get::<Dict<'_>>("AcroForm").and_then(|form| form.get::<Object<'_>>("XFA")) else { return };
    let parts: Vec<Stream<'_>> = match form {
        Object::Stream(whole) => vec![whole],
        Object::Array(parts) => parts.iter::<Object<'_>>().filter_map(Object::into_stream).collect(),
        _ => Vec::new(),
    };
    let place: Message = msg!(ja: "入力欄（XFA）", en: "fields (XFA)");
    for part in parts {
        let Some(data) = unpacked(&part) else {
            reading.fault(FaultKind::Damaged, place.clone());
            continue;
        };
        let text = String::from_utf8_lossy(&data);
        let data_only = text.find("<xfa:data").map(|at| &text[at..]);
        let data_only = data_only.map(|data| data.split("</xfa:data>").next().unwrap_or(data));
        if data_only.is_some_and(has_text) {
            reading.fault(FaultKind::FilledForm, place.clone());
        }
        reading.text(place.clone(), words(&text));
    }
}

fn has_text(source: &str) -> bool {
    let mut found = false;
    xml::walk(source, |node| found |= matches!(node, Node::Text(words) if !words.trim().is_empty()));
    found
}

/// A field of a form: what it is called, and what somebody has written into it.
fn read_field(dict: &Dict<'_>, reading: &mut Reading) {
    let value = match dict.get::<Object<'_>>("V") {
        Some(Object::String(text)) => text_of(text.as_bytes()),
        Some(Object::Stream(stream)) => match unpacked(&stream) {
            Some(data) => text_of(&data),
            None => return reading.fault(FaultKind::Damaged, msg!(ja: "入力欄", en: "a field")),
        },
        Some(Object::Array(list)) => list_of(&list),
        _ => String::new(),
    };
    // A value that stands there from the beginning is the form's own, and so is the label of a button.
    let button = dict.get::<Name<'_>>("FT").is_some_and(|kind| matches!(&*kind, b"Btn" | b"Sig"));
    if value.trim().is_empty() || button || value == string_of(dict, "DV") {
        return;
    }
    let name =
        [string_of(dict, "TU"), string_of(dict, "T")].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let place = msgf!(ja: "入力欄「{name}」", en: "field `{name}`");
    reading.fault(FaultKind::FilledForm, place.clone());
    reading.text(place, format!("| {name} |\n| {value} |\n"));
}

fn list_of(list: &Array<'_>) -> String {
    let words = list.iter::<Object<'_>>().filter_map(Object::into_string).map(|text| text_of(text.as_bytes()));
    words.collect::<Vec<_>>().join(" ")
}

/// Reads what is no drawing: metadata, forms as XML, photos; returns whether it is a picture.
fn read_stream(stream: &Stream<'_>, reading: &mut Reading) -> bool {
    let dict = stream.dict();
    let is = |key: &str, value: &[u8]| dict.get::<Name<'_>>(key).is_some_and(|name| &*name == value);
    if is("Type", b"Metadata") || is("Subtype", b"XML") {
        let place: Message = msg!(ja: "XMPのプロパティ", en: "XMP properties");
        match unpacked(stream) {
            Some(data) => reading.text(place, words(&String::from_utf8_lossy(&data))),
            None => reading.fault(FaultKind::Damaged, place),
        }
    }
    let picture = is("Subtype", b"Image");
    match photo_of(stream) {
        Some(photo) => reading.nested("image.jpg", &photo),
        None if picture && stream.filters().last() == Some(&Filter::DctDecode) => {
            reading.fault(FaultKind::NotReadToEnd, msg!(ja: "写真", en: "a photo"));
        }
        None => {}
    }
    picture
}
