//! What stands beside a PDF's pages: properties, bookmarks, forms, files, pictures.

use hayro_syntax::{
    Filter, Pdf,
    object::{Array, Dict, Name, Object, Stream},
};

use crate::{
    attachment::{
        fault::FaultKind,
        pdf::encoding::{text_of, with_kanji},
        reading::{Reading, name_of},
        xml::words,
    },
    msg, msgf,
    report::message::Message,
};

/// Objects that are looked at.
const MOST_OBJECTS: usize = 500_000;

/// What matters of a document as a whole.
#[derive(Default)]
pub(super) struct Beside {
    /// Whether it has pictures.
    pub(super) pictures: bool,
    /// Whether it says how it is read aloud.
    pub(super) tagged: bool,
}

/// Reads everything beside the pages.
pub(super) fn read_beside(pdf: &Pdf, reading: &mut Reading) -> Beside {
    let mut beside = Beside::default();
    read_properties(pdf, reading);
    if let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) {
        beside.tagged = root.contains_key("StructTreeRoot");
    }
    let mut loose = String::new();
    for object in pdf.objects().into_iter().take(MOST_OBJECTS) {
        match object {
            Object::Dict(dict) => read_dict(&dict, &mut loose, reading),
            Object::Stream(stream) => {
                beside.pictures |= read_stream(&stream, reading);
                read_dict(stream.dict(), &mut loose, reading);
            }
            _ => {}
        }
    }
    reading
        .text(msg!(ja: "しおり・代替テキスト・リンク", en: "bookmarks, alternative texts, links"), with_kanji(&loose));
    beside
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

/// Texts of an object that belongs to no page, and what it carries.
fn read_dict(dict: &Dict<'_>, loose: &mut String, reading: &mut Reading) {
    let mut add = |words: &str| {
        if !words.trim().is_empty() {
            loose.push_str(words);
            loose.push('\n');
        }
    };
    if dict.contains_key("Parent") && dict.contains_key("Title") {
        add(&string_of(dict, "Title"));
    }
    for key in ["Alt", "ActualText", "E", "JS"] {
        add(&string_of(dict, key));
    }
    let target = string_of(dict, "URI");
    add(if target.starts_with("http") { "" } else { &target });
    if dict.contains_key("FT") || dict.contains_key("V") && dict.contains_key("T") {
        read_field(dict, reading);
    }
    if let Some(files) = dict.get::<Dict<'_>>("EF") {
        let name = ["UF", "F"].iter().map(|key| string_of(dict, key)).find(|name| !name.is_empty()).unwrap_or_default();
        reading.fault(FaultKind::EmbeddedFile, name_of(&name));
        let file = ["UF", "F"].iter().find_map(|key| files.get::<Stream<'_>>(key));
        if let Some(bytes) = file.and_then(|file| file.decoded_data().ok().map(std::borrow::Cow::into_owned)) {
            reading.unpack(bytes.len());
            reading.nested(&name, &bytes);
        }
    }
}

/// A field of a form: what it is called, and what somebody has written into it.
fn read_field(dict: &Dict<'_>, reading: &mut Reading) {
    let value = match dict.get::<Object<'_>>("V") {
        Some(Object::String(text)) => text_of(text.as_bytes()),
        Some(Object::Stream(stream)) => stream.decoded_data().map_or_else(|_| String::new(), |data| text_of(&data)),
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
    if (is("Type", b"Metadata") || is("Subtype", b"XML"))
        && let Ok(data) = stream.decoded_data()
    {
        let place: Message = msg!(ja: "XMPのプロパティ", en: "XMP properties");
        reading.text(place, words(&String::from_utf8_lossy(&data)));
    }
    let picture = is("Subtype", b"Image");
    if picture && stream.filters().first() == Some(&Filter::DctDecode) {
        reading.nested("image.jpg", &stream.raw_data());
    }
    picture
}
