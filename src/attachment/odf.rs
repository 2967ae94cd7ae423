//! OpenDocument, as LibreOffice writes it: texts, tables, slides.

use crate::{
    attachment::{
        fault::FaultKind,
        odf_form,
        office::add_prose,
        package::Package,
        prose::{self, hidden_styles},
        reading::{Reading, body, name_of},
        xml::{self, Node, holds, words},
    },
    msg, msgf,
    report::message::Message,
};

/// Reads a package.
pub(super) fn read(package: &mut Package<'_>, reading: &mut Reading) {
    if package.text("META-INF/manifest.xml", reading).contains("encryption-data") {
        return reading.fault(FaultKind::Encrypted, Message::default());
    }
    let styles = package.text("styles.xml", reading);
    for name in package.names() {
        if reading.is_full() {
            return;
        }
        match name.as_str() {
            "content.xml" => read_content(&package.text(&name, reading), &styles, &body(), reading),
            "styles.xml" => {
                let place = msg!(ja: "ヘッダーとフッター", en: "headers and footers");
                read_content(&styles, "", &place, reading);
            }
            "meta.xml" => read_properties(&package.text(&name, reading), reading),
            "settings.xml" => read_settings(&package.text(&name, reading), reading),
            "mimetype" | "META-INF/manifest.xml" | "manifest.rdf" => {}
            _ if name.starts_with("Configurations2/") || name.starts_with("layout-cache") => {}
            _ if name.ends_with("/content.xml") => {
                let text = package.text(&name, reading);
                // A formula has no data behind it.
                if !holds(&text, &["math"]) {
                    reading.fault(FaultKind::EmbeddedObject, name_of(&name));
                }
                read_content(&text, &styles, &name_of(&name), reading);
            }
            _ if name.starts_with("Basic/") || name.starts_with("Scripts/") => {
                reading.fault(FaultKind::Macros, Message::default());
                let text = package.text(&name, reading);
                reading.text(msg!(ja: "マクロ", en: "macros"), words(&text));
            }
            _ if name.starts_with("Versions/") => {
                reading.fault(FaultKind::OldRevision, name_of(&name));
                if let Some(bytes) = package.bytes(&name, reading) {
                    reading.nested(&name, &bytes);
                }
            }
            _ if name.ends_with(".xml") => {
                let text = package.text(&name, reading);
                reading.text(name_of(&name), words(&text));
            }
            _ => {
                if let Some(bytes) = package.bytes(&name, reading) {
                    reading.nested(&name, &bytes);
                }
            }
        }
    }
}

/// Reads a document that is one text, and no package.
pub(super) fn read_flat(text: &str, reading: &mut Reading) {
    read_content(text, "", &body(), reading);
    read_settings(text, reading);
    // What stands before the styles and the words are the properties.
    if let Some((head, _)) = text.split_once("</office:meta>") {
        read_properties(head, reading);
    }
    if holds(text, &["scripts"]) && holds(text, &["module"]) {
        reading.fault(FaultKind::Macros, Message::default());
    }
}

/// Reads a part with words; `styles` has the styles that are not in it.
fn read_content(text: &str, styles: &str, place: &Message, reading: &mut Reading) {
    let hidden = hidden_styles(&[text, styles]);
    let prose = prose::read(text, &hidden, true);
    add_prose(place, &prose, reading);
    if !prose.notes.trim().is_empty() {
        reading.fault(FaultKind::Comment, place.clone());
        let Message { ja, en } = place;
        reading.text(msgf!(ja: "{ja}のコメント", en: "{en}, comments"), prose.notes);
    }
    odf_form::read(text, &hidden, reading);
}

/// The properties, each with its name: whatever is no number or day may be somebody's words.
fn read_properties(text: &str, reading: &mut Reading) {
    let (mut own, mut value) = (String::new(), String::new());
    xml::walk(text, |node| match node {
        Node::Open(name, attributes) => {
            attributes.get("name").clone_into(&mut own);
            value.clear();
            if name == "template" {
                for key in ["title", "href"] {
                    reading.property(msg!(ja: "プロパティ テンプレート", en: "property template"), attributes.get(key));
                }
            }
        }
        Node::Text(words) => value.push_str(&words),
        Node::Close(name) => {
            let words = std::mem::take(&mut value);
            let place = match name {
                "initial-creator" | "creator" | "printed-by" => msg!(ja: "プロパティ 作成者", en: "property author"),
                "title" | "subject" | "description" | "keyword" => {
                    msg!(ja: "プロパティ タイトルや説明", en: "property title or description")
                }
                "user-defined" => {
                    // The name that somebody gave it tells what it is.
                    let place = msg!(ja: "プロパティ 独自の項目", en: "custom property");
                    reading.text(place.clone(), format!("{own}: {words}"));
                    place
                }
                "generator" | "editing-duration" | "creation-date" | "date" | "print-date" | "language" => return,
                _ => msgf!(ja: "プロパティ {name}", en: "property {name}"),
            };
            if words.contains(|c: char| c.is_alphabetic() || c == '@') || words.len() > 8 {
                reading.property(place, &words);
            }
        }
        Node::Comment(_) => {}
    });
}

/// What a program remembers of how it showed the document: the printer is named by the folder of its machine.
fn read_settings(text: &str, reading: &mut Reading) {
    let mut at = String::new();
    xml::walk(text, |node| match node {
        Node::Open("config-item", attributes) => attributes.get("name").clone_into(&mut at),
        Node::Text(words)
            if matches!(at.as_str(), "PrinterName" | "PrinterPaperFromSetup" | "CurrentDatabaseDataSource") =>
        {
            reading.property(msg!(ja: "プリンターの設定", en: "settings of the printer"), &words);
        }
        Node::Close(_) => at.clear(),
        _ => {}
    });
}
