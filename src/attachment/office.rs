//! Word, Excel and PowerPoint of today: every part of the package, the ones that are never shown too.

use std::collections::BTreeSet;

use crate::{
    attachment::{
        fault::FaultKind,
        office_form::{has_notes, is_hidden_slide, read_people, unlisted_slides},
        old::read_macros,
        package::Package,
        prose::{self, Prose, hidden_styles},
        reading::{Reading, body, name_of},
        runs::words_in,
        workbook,
        xml::{self, Node, holds, words},
    },
    msg, msgf,
    report::message::Message,
};

/// Parts in which nobody writes anything.
const FORM: [&str; 12] = [
    "/theme/",
    "/fontTable",
    "/webSettings",
    "/numbering",
    "/styles",
    "/stylesWithEffects",
    "[Content_Types]",
    "/tableStyles",
    "/viewProps",
    "/itemProps",
    "/calcChain",
    "/presProps",
];

/// The properties that programs write by themselves.
const PROPERTIES: [(&str, Message); 14] = [
    ("creator", msg!(ja: "プロパティ 作成者", en: "property author")),
    ("lastModifiedBy", msg!(ja: "プロパティ 前回保存者", en: "property last modified by")),
    ("Manager", msg!(ja: "プロパティ 管理者", en: "property manager")),
    ("Company", msg!(ja: "プロパティ 会社", en: "property company")),
    ("title", msg!(ja: "プロパティ タイトル", en: "property title")),
    ("subject", msg!(ja: "プロパティ 件名", en: "property subject")),
    ("description", msg!(ja: "プロパティ コメント", en: "property comments")),
    ("keywords", msg!(ja: "プロパティ タグ", en: "property tags")),
    ("category", msg!(ja: "プロパティ 分類項目", en: "property category")),
    ("contentStatus", msg!(ja: "プロパティ 内容の状態", en: "property status")),
    ("Template", msg!(ja: "プロパティ テンプレート", en: "property template")),
    ("HyperlinkBase", msg!(ja: "プロパティ ハイパーリンクの基点", en: "property hyperlink base")),
    ("lpstr", msg!(ja: "プロパティ 見出しの一覧", en: "property titles of parts")),
    ("lpwstr", msg!(ja: "プロパティ 独自の項目", en: "custom property")),
];

/// Reads a package.
pub(super) fn read(package: &mut Package<'_>, reading: &mut Reading) {
    let mut styles = BTreeSet::new();
    if package.has("word/styles.xml") {
        styles = hidden_styles(&[&package.text("word/styles.xml", reading)]);
    }
    let book = workbook::part_of(package, reading);
    for slide in unlisted_slides(package, reading) {
        reading.fault(FaultKind::HiddenSlide, name_of(&slide));
    }
    for name in package.names() {
        if reading.is_full() {
            return;
        }
        if book.as_ref().is_some_and(|book| name == *book || is_of_workbook(&name)) {
            // What the workbook does not lead to is read there too.
            continue;
        }
        if is_text(&name) {
            let text = package.text(&name, reading);
            read_written(&name, &text, &styles, reading);
        } else if let Some(bytes) = package.bytes(&name, reading).filter(|_| !is_form(&name)) {
            read_binary(&name, &bytes, reading);
        }
    }
    if let Some(book) = book {
        workbook::read(&book, package, reading);
    }
}

/// Whether a part is text by its name.
fn is_text(name: &str) -> bool {
    [".xml", ".rels", ".vml", ".html", ".txt", ".psmdcp"].iter().any(|ending| name.ends_with(ending))
}

/// Reads a part that is text.
fn read_written(name: &str, text: &str, styles: &BTreeSet<String>, reading: &mut Reading) {
    if name.starts_with("docProps/") || name.ends_with(".psmdcp") {
        read_properties(text, reading);
    } else if name.ends_with(".rels") {
        read_relations(text, reading);
    } else if !is_form(name) {
        read_people(text, reading);
        read_part(name, text, styles, reading);
    }
}

/// Reads a part that is no text: files and pictures that were put in, macros, settings, tables in binary form.
fn read_binary(name: &str, bytes: &[u8], reading: &mut Reading) {
    let file = name.rsplit('/').next().unwrap_or(name);
    if name.contains("/embeddings/") {
        reading.fault(FaultKind::EmbeddedObject, name_of(file));
        reading.nested(file, bytes);
    } else if file.eq_ignore_ascii_case("vbaProject.bin") {
        read_macros(bytes, reading);
    } else if name.contains("/model/") {
        reading.fault(FaultKind::PivotCache, msg!(ja: "データモデル", en: "the data model"));
        reading.text(name_of(file), words_in(bytes));
    } else if name.contains("/printerSettings/") {
        // Printers are named by the folders of their machines, and drivers keep who printed.
        for line in words_in(bytes).lines().filter(|line| !line.is_ascii() || line.contains(['\\', '@'])) {
            reading.property(msg!(ja: "プリンターの設定", en: "settings of the printer"), line);
        }
    } else {
        // A reader knows it, or it is told.
        reading.nested(name, bytes);
    }
}

/// Whether the reader of workbooks reads a part.
fn is_of_workbook(name: &str) -> bool {
    let sheet = name.starts_with("xl/worksheets/") || name == "xl/sharedStrings.xml";
    let notes = name.starts_with("xl/comments") || name.starts_with("xl/threadedComments");
    name.ends_with(".xml") && (sheet || notes)
}

/// Whether nobody writes anything into a part.
fn is_form(name: &str) -> bool {
    FORM.iter().any(|part| name.contains(part)) || name.ends_with(".odttf") || name.ends_with(".fntdata")
}

fn read_part(name: &str, text: &str, styles: &BTreeSet<String>, reading: &mut Reading) {
    let number: String = name.chars().filter(char::is_ascii_digit).collect();
    let file = name.rsplit('/').next().unwrap_or(name);
    let place = match file {
        "document.xml" => body(),
        _ if name.contains("/slides/") => {
            let place = msgf!(ja: "スライド{number}", en: "slide {number}");
            if is_hidden_slide(text) {
                reading.fault(FaultKind::HiddenSlide, place.clone());
            }
            place
        }
        _ if name.contains("/notesSlides/") => {
            let place = msgf!(ja: "スライド{number}のノート", en: "notes of slide {number}");
            if has_notes(text) {
                reading.fault(FaultKind::SpeakerNotes, place.clone());
            }
            place
        }
        _ if file.starts_with("header") => msg!(ja: "ヘッダー", en: "the header"),
        _ if file.starts_with("footer") => msg!(ja: "フッター", en: "the footer"),
        _ if file.starts_with("footnotes") || file.starts_with("endnotes") => msg!(ja: "脚注", en: "the notes"),
        _ if is_comments(name) => {
            let place = msg!(ja: "コメント", en: "comments");
            if holds(text, &["comment", "cm"]) {
                reading.fault(FaultKind::Comment, Message::default());
            }
            place
        }
        _ if name.contains("/pivotCache/") => {
            if file.starts_with("pivotCacheRecords") && holds(text, &["r"]) {
                reading.fault(FaultKind::PivotCache, Message::default());
            }
            return reading.text(msg!(ja: "ピボットテーブルの元データ", en: "the pivot table's records"), words(text));
        }
        _ if name.contains("/revisions/") => {
            reading.fault(FaultKind::TrackedChange, Message::default());
            return reading.text(msg!(ja: "変更履歴", en: "tracked changes"), words(text));
        }
        _ if name.contains("/externalLinks/") => {
            reading.fault(FaultKind::ExternalLink, Message::default());
            return reading.text(msg!(ja: "ほかのブックへのリンク", en: "links to other workbooks"), words(text));
        }
        _ if name.contains("/charts/") => msg!(ja: "グラフ", en: "a chart"),
        _ => name_of(name),
    };
    add_prose(&place, &prose::read(text, styles, false), reading);
    // Words may stand anywhere in parts that are no prose, and in runs that only prose joins.
    if !is_prose(name) {
        reading.text(place, words(text));
    }
}

/// Adds what a part says, and what is wrong with its form.
pub(super) fn add_prose(place: &Message, prose: &Prose, reading: &mut Reading) {
    let Message { ja, en } = place;
    if prose.tracked {
        reading.fault(FaultKind::TrackedChange, place.clone());
    }
    if !prose.hidden.trim().is_empty() {
        reading.fault(FaultKind::HiddenText, place.clone());
    }
    reading.text(place.clone(), prose.text.as_str());
    reading.text(msgf!(ja: "{ja}の変更履歴", en: "{en}, tracked changes"), prose.deleted.as_str());
    reading.text(msgf!(ja: "{ja}の隠し文字", en: "{en}, hidden text"), prose.hidden.as_str());
    reading.text(msgf!(ja: "{ja}の代替テキストとフィールド", en: "{en}, alt texts and fields"), prose.beside.as_str());
    for author in &prose.authors {
        reading.property(msgf!(ja: "{ja}の変更履歴の校閲者", en: "{en}, author of changes"), author);
    }
}

fn is_comments(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with("comment") || name.contains("/comments/") || file.starts_with("modernComment")
}

/// Whether all words of a part are in its runs and attributes.
fn is_prose(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file == "document.xml" || ["/slides/", "/notesSlides/"].iter().any(|folder| name.contains(folder))
}

/// The properties, each with its name: whatever is no number or day may be somebody's words.
fn read_properties(text: &str, reading: &mut Reading) {
    let (mut own, mut value) = (String::new(), String::new());
    xml::walk(text, |node| match node {
        Node::Open(name, attributes) => {
            if name == "property" {
                attributes.get("name").clone_into(&mut own);
            }
            value.clear();
        }
        Node::Text(words) => value.push_str(&words),
        Node::Close(name) => {
            let words = std::mem::take(&mut value);
            let form = matches!(name, "Application" | "AppVersion" | "created" | "modified" | "lastPrinted" | "bool");
            let form = form || matches!(words.as_str(), "true" | "false");
            if form || !words.contains(|c: char| c.is_alphabetic() || c == '@') && words.len() < 9 {
                return;
            }
            let known = PROPERTIES.iter().find(|(known, _)| *known == name).map(|(_, place)| place.clone());
            reading.property(known.unwrap_or_else(|| msgf!(ja: "プロパティ {name}", en: "property {name}")), &words);
            if !own.is_empty() {
                // The name that somebody gave it tells what it is.
                reading.text(msg!(ja: "プロパティ 独自の項目", en: "custom property"), format!("{own}: {words}"));
            }
        }
        Node::Comment(_) => {}
    });
}

/// Where a document's parts lead outside: other people's folders, mail addresses.
fn read_relations(text: &str, reading: &mut Reading) {
    xml::walk(text, |node| {
        let Node::Open("Relationship", attributes) = node else { return };
        let target = attributes.get("Target");
        if attributes.get("TargetMode") != "External" || target.starts_with("http") {
            return;
        }
        reading.property(msg!(ja: "リンク先", en: "target of a link"), target);
    });
}
