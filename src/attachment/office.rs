//! Word, Excel and PowerPoint of today: every part of the package, the ones that are never shown too.

use std::collections::BTreeSet;

use crate::{
    attachment::{
        fault::FaultKind,
        package::Package,
        prose::{self, Prose, hidden_styles},
        reading::{Reading, body, name_of},
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
        styles = hidden_styles(&package.text("word/styles.xml", reading));
    }
    for name in package.names() {
        if reading.is_full() {
            return;
        }
        if name.starts_with("docProps/") && name.ends_with(".xml") {
            read_properties(&package.text(&name, reading), reading);
        } else if name.contains("/embeddings/") {
            read_embedded(package, &name, reading);
        } else if name.contains("/media/") || name.ends_with(".jpeg") || name.ends_with(".jpg") {
            if let Some(bytes) = package.bytes(&name, reading) {
                reading.nested(&name, &bytes);
            }
        } else if name.ends_with(".rels") {
            read_relations(&package.text(&name, reading), reading);
        } else if name.ends_with("vbaProject.bin") {
            reading.fault(FaultKind::UnknownKind, msg!(ja: "マクロ", en: "macros"));
        } else if is_written(&name) {
            let text = package.text(&name, reading);
            read_part(&name, &text, &styles, reading);
        }
    }
    if package.has("xl/workbook.xml") {
        workbook::read(package, reading);
    }
}

/// Whether people's words may stand in a part that no other reader reads.
fn is_written(name: &str) -> bool {
    let sheet = name.starts_with("xl/worksheets/") || matches!(name, "xl/workbook.xml" | "xl/sharedStrings.xml");
    let read_by_workbook = sheet || name.starts_with("xl/comments") || name.starts_with("xl/threadedComments");
    let text = [".xml", ".vml", ".html", ".txt"].iter().any(|ending| name.ends_with(ending));
    text && !read_by_workbook && !FORM.iter().any(|part| name.contains(part))
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
            reading.text(place.clone(), words(text));
            place
        }
        _ if name.contains("/pivotCache/") => {
            if file.starts_with("pivotCacheRecords") && holds(text, &["r"]) {
                reading.fault(FaultKind::PivotCache, Message::default());
            }
            return reading.text(msg!(ja: "ピボットテーブルの元データ", en: "the pivot table's records"), words(text));
        }
        _ if name.contains("/externalLinks/") => {
            reading.fault(FaultKind::ExternalLink, Message::default());
            return reading.text(msg!(ja: "ほかのブックへのリンク", en: "links to other workbooks"), words(text));
        }
        _ if name.contains("/charts/") => msg!(ja: "グラフ", en: "a chart"),
        _ => return reading.text(name_of(name), words(text)),
    };
    add_prose(&place, &prose::read(text, styles, false), reading);
    if name.contains("/charts/") {
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

fn is_hidden_slide(text: &str) -> bool {
    let mut hidden = false;
    xml::walk(text, |node| {
        if let Node::Open("sld", attributes) = node {
            hidden |= matches!(attributes.get("show"), "0" | "false");
        }
    });
    hidden
}

/// Whether somebody has written into a slide's notes: what programs put there themselves is no note.
fn has_notes(text: &str) -> bool {
    let (mut own, mut in_text, mut found) = (true, false, false);
    xml::walk(text, |node| match node {
        Node::Open("sp", _) => own = true,
        Node::Open("ph", attributes) => {
            own = !matches!(attributes.get("type"), "sldNum" | "sldImg" | "hdr" | "ftr" | "dt");
        }
        Node::Open("t", _) => in_text = true,
        Node::Close("t") => in_text = false,
        Node::Text(words) => found |= own && in_text && !words.trim().is_empty(),
        _ => {}
    });
    found
}

fn read_properties(text: &str, reading: &mut Reading) {
    let mut at: Option<Message> = None;
    let mut value = String::new();
    xml::walk(text, |node| match node {
        Node::Open(name, _) => {
            at = PROPERTIES.iter().find(|(known, _)| *known == name).map(|(_, place)| place.clone());
            value.clear();
        }
        Node::Text(words) => value.push_str(&words),
        Node::Close(_) => {
            // A template without a path is a name of the program's own.
            if let Some(place) = at.take() {
                reading.property(place, &value);
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

fn read_embedded(package: &mut Package<'_>, name: &str, reading: &mut Reading) {
    let file = name.rsplit('/').next().unwrap_or(name);
    reading.fault(FaultKind::EmbeddedObject, name_of(file));
    if let Some(bytes) =
        package.bytes(name, reading).filter(|bytes| bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF"))
    {
        reading.nested(file, &bytes);
    }
}
