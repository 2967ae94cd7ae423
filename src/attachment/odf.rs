//! OpenDocument, as LibreOffice writes it: texts, tables, slides.

use crate::{
    attachment::{
        fault::FaultKind,
        office::add_prose,
        package::Package,
        prose::{self, hidden_styles},
        reading::{Reading, body, name_of},
        xml::{self, Node, words},
    },
    msg, msgf,
    report::message::Message,
};

/// Reads a package.
pub(super) fn read(package: &mut Package<'_>, reading: &mut Reading) {
    for entry in package.entries.clone().into_iter().filter(|entry| entry.locked) {
        reading.fault(FaultKind::Encrypted, name_of(&entry.name));
    }
    if package.text("META-INF/manifest.xml", reading).contains("encryption-data") {
        return reading.fault(FaultKind::Encrypted, Message::default());
    }
    for name in package.names() {
        if reading.is_full() {
            return;
        }
        match name.as_str() {
            "content.xml" => read_content(&package.text(&name, reading), &body(), reading),
            "styles.xml" => {
                let place = msg!(ja: "ヘッダーとフッター", en: "headers and footers");
                read_content(&package.text(&name, reading), &place, reading);
            }
            "meta.xml" => read_properties(&package.text(&name, reading), reading),
            "settings.xml" | "mimetype" | "META-INF/manifest.xml" | "manifest.rdf" => {}
            _ if name.starts_with("Configurations2/") || name.starts_with("layout-cache") => {}
            _ if name.ends_with("/content.xml") => {
                reading.fault(FaultKind::EmbeddedObject, name_of(&name));
                read_content(&package.text(&name, reading), &name_of(&name), reading);
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

fn read_content(text: &str, place: &Message, reading: &mut Reading) {
    let hidden = hidden_styles(text);
    let prose = prose::read(text, &hidden, true);
    add_prose(place, &prose, reading);
    if !prose.notes.trim().is_empty() {
        reading.fault(FaultKind::Comment, place.clone());
        let Message { ja, en } = place;
        reading.text(msgf!(ja: "{ja}のコメント", en: "{en}, comments"), prose.notes);
    }
    find_hidden(text, &hidden, reading);
}

/// Sheets, rows and columns that are not shown, and notes of slides.
fn find_hidden(text: &str, hidden: &std::collections::BTreeSet<String>, reading: &mut Reading) {
    let (mut sheet, mut row) = (String::new(), 0);
    let (mut sheet_hidden, mut row_hidden, mut in_notes) = (false, false, false);
    let mut found = Vec::new();
    xml::walk(text, |node| match node {
        Node::Open("table", attributes) => {
            attributes.get("name").clone_into(&mut sheet);
            (row, sheet_hidden) = (0, hidden.contains(attributes.get("style-name")));
        }
        Node::Close("table") => sheet_hidden = false,
        Node::Open("table-row", attributes) => {
            row += attributes.get("number-rows-repeated").parse::<usize>().unwrap_or(1);
            row_hidden = matches!(attributes.get("visibility"), "collapse" | "filter");
        }
        Node::Close("table-row") => row_hidden = false,
        Node::Open("notes", _) => in_notes = true,
        Node::Close("notes") => in_notes = false,
        Node::Text(words) if !words.trim().is_empty() => {
            if in_notes {
                found.push((FaultKind::SpeakerNotes, Message::default()));
            }
            if sheet_hidden {
                found.push((FaultKind::HiddenSheet, msgf!(ja: "シート「{sheet}」", en: "sheet `{sheet}`")));
            }
            if row_hidden {
                let place = msgf!(ja: "シート「{sheet}」の{row}行", en: "sheet `{sheet}` row {row}");
                found.push((FaultKind::HiddenCells, place));
            }
        }
        _ => {}
    });
    for (kind, place) in found {
        reading.fault(kind, place);
    }
}

fn read_properties(text: &str, reading: &mut Reading) {
    let (mut at, mut value) = (Message::default(), String::new());
    xml::walk(text, |node| match node {
        Node::Open(name, _) => {
            at = match name {
                "initial-creator" | "creator" | "printed-by" => msg!(ja: "プロパティ 作成者", en: "property author"),
                "title" | "subject" | "description" | "keyword" => {
                    msg!(ja: "プロパティ タイトルや説明", en: "property title or description")
                }
                "user-defined" => msg!(ja: "プロパティ 独自の項目", en: "custom property"),
                _ => Message::default(),
            };
            value.clear();
        }
        Node::Text(words) => value.push_str(&words),
        Node::Close(_) if !at.is_empty() => reading.property(std::mem::take(&mut at), &value),
        _ => {}
    });
}
