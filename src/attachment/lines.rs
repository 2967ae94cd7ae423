//! Calendars and address cards: lines that are folded, escaped and named by short words.

use crate::{
    attachment::{
        data_urls,
        fault::FaultKind,
        mail::{decode_quoted, decode_words},
        reading::{File, Reader, Reading, name_of},
        text::decode_text,
        xml::is_words,
    },
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

/// What the names of lines are for people, where it tells what a value is.
const NAMES: [(&str, &str); 9] = [
    ("FN", "氏名"),
    ("N", "氏名"),
    ("NICKNAME", "氏名"),
    ("TEL", "電話番号"),
    ("ADR", "住所"),
    ("BDAY", "生年月日"),
    ("EMAIL", "メール"),
    ("ORG", "勤務先"),
    ("NOTE", "メモ"),
];

fn knows(file: &File<'_>) -> bool {
    let Some(text) = decode_text(file.bytes) else { return false };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:V"))
}

fn read(file: &File<'_>, reading: &mut Reading) {
    let Some(text) = decode_text(file.bytes) else { return };
    let mut out = String::new();
    for line in unfold(&text) {
        let Some((name, value)) = line.split_once(':') else {
            out.extend([line.trim(), "\n"].into_iter().filter(|_| !line.trim().is_empty()));
            continue;
        };
        let (key, parameters) = name.split_once(';').unwrap_or((name, ""));
        let upper = parameters.to_ascii_uppercase();
        let value =
            if upper.contains("QUOTED-PRINTABLE") { decode_quoted(value, charset(&upper)) } else { value.to_owned() };
        let own = key.rsplit('.').next().unwrap_or(key).to_ascii_uppercase();
        // A file in letters: the older way says so before, the newer one within.
        if upper.contains("ENCODING=B") {
            let data: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            match data_encoding::BASE64.decode(data.as_bytes()) {
                Ok(bytes) => reading.nested(key, &bytes),
                Err(_) => reading.fault(FaultKind::Damaged, name_of(key)),
            }
            continue;
        }
        if value.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
            data_urls::read(&value, reading);
            continue;
        }
        if matches!(own.as_str(), "UID" | "DTSTAMP" | "PRODID" | "VERSION" | "RRULE" | "SEQUENCE" | "REV") {
            continue;
        }
        let shown = NAMES.iter().find(|(known, _)| *known == own).map_or(own.as_str(), |(_, words)| words);
        let value = decode_words(&value.replace("\\n", " ").replace("\\N", " ").replace(['\\', ';'], " "));
        // Who is invited is told by a parameter.
        for (key, words) in parameters.split(';').filter_map(|part| part.split_once('=')) {
            let words = words.trim_matches('"');
            if key.eq_ignore_ascii_case("CN") {
                out.push_str(&format!("氏名: {words}\n"));
            } else if is_words(words) {
                out.push_str(&format!("{key}: {words}\n"));
            }
        }
        out.push_str(&format!("{shown}: {}\n", value.split_whitespace().collect::<Vec<_>>().join(" ")));
        if own == "END" {
            out.push('\n');
        }
    }
    reading.text(Message::default(), out);
}

fn charset(parameters: &str) -> &str {
    parameters.split("CHARSET=").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or("UTF-8")
}

/// Lines whose ends are not ends: the next begins with a space, or this one ends with `=`.
fn unfold(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(&line[1..]),
            Some(last) if last.ends_with('=') && last.to_ascii_uppercase().contains("QUOTED-PRINTABLE") => {
                last.pop();
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}
