//! What the gate says of a file's texts and properties.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    attachment::contents::{Contents, Fault},
    privacy::{Gate, Hit, Kind, Place, Severity, is_surname_latin, mask, review, value::Value},
    report::message::Message,
    text::date::Date,
};

/// Personal values by what they are.
pub(super) type Values = BTreeSet<(Kind, Value)>;

/// What the gate says of a file.
#[derive(Default)]
pub(super) struct Reviewed {
    /// What is personal in it.
    pub(super) hits: Vec<Found>,
    /// The properties that name somebody or somebody's folder.
    pub(super) properties: Vec<(Message, String)>,
    /// What its form hides.
    pub(super) faults: Vec<Fault>,
}

/// Something personal in a file.
pub(super) struct Found {
    pub(super) place: Message,
    pub(super) kind: Kind,
    pub(super) severity: Severity,
    /// As a report may show it.
    pub(super) shown: String,
    pub(super) value: Value,
}

/// Has the gate look at everything that stands in a file.
pub(super) fn review_contents(contents: &Contents, gate: &Gate, now: Date) -> Reviewed {
    let mut reviewed = Reviewed { faults: contents.faults.clone(), ..Reviewed::default() };
    for text in &contents.texts {
        for hit in review(&text.text, Place::Words, gate, now).open {
            if hit.severity == Severity::Info {
                continue;
            }
            let shown = mask(&text.text[hit.range.clone()], &hit);
            let place = text.place_at(hit.range.start);
            reviewed.hits.push(Found { place, kind: hit.kind, severity: hit.severity, shown, value: hit.value });
        }
    }
    for property in &contents.properties {
        let mut open = review(&property.value, Place::Words, gate, now).open;
        // A name alone is what programs write by themselves; it is told as a property.
        open.retain(|hit| {
            hit.severity.blocks() && !(hit.kind == Kind::PersonName && is_whole(&property.value, &hit.range))
        });
        for hit in &open {
            let shown = mask(&property.value[hit.range.clone()], hit);
            let place = property.place.clone();
            let (kind, severity, value) = (hit.kind, hit.severity, hit.value.clone());
            reviewed.hits.push(Found { place, kind, severity, shown, value });
        }
        if open.is_empty() && (is_path(&property.value) || is_name(&property.value, gate, now)) {
            let first = property.value.chars().next().map_or(String::new(), |c| format!("{c}…"));
            reviewed.properties.push((property.place.clone(), first));
        }
    }
    reviewed
}

/// Whether a property tells a folder of somebody's machine.
fn is_path(value: &str) -> bool {
    let drive = value.as_bytes().get(1..3) == Some(b":\\") && value.as_bytes()[0].is_ascii_alphabetic();
    drive
        || value.starts_with("\\\\")
        || value.starts_with("file:")
        || ["/Users/", "/home/", "\\Users\\"].iter().any(|part| value.contains(part))
}

/// Whether a range is all that a value says.
fn is_whole(value: &str, range: &Range<usize>) -> bool {
    !value[..range.start].chars().chain(value[range.end..].chars()).any(char::is_alphanumeric)
}

/// Whether a property may be somebody's name: a surname in Latin letters, or what the gate takes for a name with a
/// polite ending.
fn is_name(value: &str, gate: &Gate, now: Date) -> bool {
    if value.chars().count() > 40 {
        return false;
    }
    let called = if value.is_ascii() { value.to_owned() } else { format!("担当：{value}さん") };
    let named = |hit: &Hit| matches!(hit.kind, Kind::PersonName | Kind::Nickname);
    let parts = || value.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_lowercase);
    value.is_ascii() && parts().any(|part| is_surname_latin(&part))
        || review(&called, Place::Words, gate, now).open.iter().any(named)
}
