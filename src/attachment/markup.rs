//! XML that is no document: maps (KML, GPX), drawings (SVG), data. Web pages are read as text, which the gate can.

use crate::{
    attachment::{
        data_urls, odf,
        reading::{File, Reader, Reading, body},
        text::{decode_text, tell_encoding},
        xml::{self, Node},
    },
    msg,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

fn knows(file: &File<'_>) -> bool {
    let Some(text) = decode_text(file.bytes) else { return false };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let page = start.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
        || start.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("<html"));
    let named =
        matches!(file.ending, "xml" | "kml" | "gpx" | "svg" | "rss" | "atom" | "xsl" | "fodt" | "fods" | "fodp");
    start.starts_with('<') && (named || !page && start.starts_with("<?xml"))
}

fn read(file: &File<'_>, reading: &mut Reading) {
    let Some(text) = decode_text(file.bytes) else { return };
    if text.contains("<office:document ") {
        return odf::read_flat(&text, reading);
    }
    tell_encoding(file, reading);
    let mut out = String::new();
    // Parts of a drawing's line of text are one line.
    let (mut line, mut coordinates) = (0usize, false);
    xml::walk(&text, |node| match node {
        Node::Open(name, attributes) => {
            line += usize::from(name == "text");
            coordinates = name == "coordinates";
            if line == 0 {
                out.push('\n');
            }
            if matches!(name, "wpt" | "trkpt") {
                out.push_str(&format!("{}, {}\n", attributes.get("lat"), attributes.get("lon")));
            }
            for (key, value) in attributes.iter().filter(|(key, value)| is_words(name, key, value)) {
                out.push_str(&format!("{key}: {value}\n"));
            }
        }
        // A map's positions are length before width; people write it the other way round.
        Node::Text(words) if coordinates => {
            for point in words.split_whitespace() {
                let mut parts = point.split(',');
                if let (Some(lng), Some(lat)) = (parts.next(), parts.next()) {
                    out.push_str(&format!("{lat}, {lng}\n"));
                }
            }
        }
        Node::Text(words) => out.push_str(if line > 0 { words.trim_matches('\n') } else { &words }),
        Node::Comment(words) => out.push_str(&format!("\n{words}\n")),
        Node::Close(name) => {
            line = line.saturating_sub(usize::from(name == "text"));
            if line == 0 {
                out.push('\n');
            }
            if matches!(name, "Placemark" | "wpt") {
                out.push('\n');
            }
        }
    });
    let place = if file.ending == "svg" {
        msg!(ja: "図の中の文字", en: "words in the drawing")
    } else {
        Message::default()
    };
    let place = if file.ending.is_empty() { body() } else { place };
    reading.text(place, collapse(&out));
    data_urls::read(&text, reading);
}

/// Whether an attribute may hold somebody's words: no shape, style, colour or address of a form.
fn is_words(element: &str, key: &str, value: &str) -> bool {
    let form = matches!(key, "d" | "style" | "class" | "id" | "points" | "transform" | "viewBox" | "href" | "src");
    !form && xml::is_words(value) && !matches!(element, "path" | "polygon" | "polyline" | "rect" | "circle")
}

/// The text without lines of nothing; an empty line stands between entries.
fn collapse(text: &str) -> String {
    let mut out = String::new();
    let mut empty = 0;
    for line in text.lines().map(str::trim) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if !line.is_empty() || empty == 3 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
