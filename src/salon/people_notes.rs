//! `people set`: what an editor says of somebody, written into the editor's own list and touching nothing else there.
//!
//! Must never lose a comment or another person's line, and never write what cannot be read back.

use std::path::Path;

use crate::{
    base::{atomic_file, os::fs},
    ledger::notes::{Entry, NOTES, Role, read_notes},
    msg, msgf,
    report::diagnostic::Diagnostic,
    salon::{not_written, place::private_root},
};

/// What is said of somebody; `None` leaves what the list says.
#[derive(Clone, Default, Debug)]
pub struct NoteRequest {
    /// Their role.
    pub role: Option<Role>,
    /// The year in which they moved here.
    pub moved: Option<i32>,
    /// Their district.
    pub area: Option<String>,
    /// A staff member's section.
    pub section: Option<String>,
    /// Whether their words may be published.
    pub publish: Option<bool>,
}

/// Writes a note of somebody by their id; returns what the list says of them now.
pub fn set_note(root: &Path, id: &str, request: &NoteRequest) -> Result<Entry, Box<Diagnostic>> {
    let path = private_root(root)?.join(NOTES);
    let bytes = fs::read_if_there(&path).map_err(|error| not_written(NOTES, &error))?.unwrap_or_default();
    let text = String::from_utf8(bytes).map_err(|_| by_hand(id))?;
    let entry = merge(read_notes(&text).value.entries.get(id).cloned().unwrap_or_default(), request);
    let after = with_note(&text, id, &entry).ok_or_else(|| by_hand(id))?;
    atomic_file::write_private(&path, after.as_bytes()).map_err(|error| not_written(NOTES, &error))?;
    Ok(entry)
}

fn merge(known: Entry, request: &NoteRequest) -> Entry {
    Entry {
        role: request.role.unwrap_or(known.role),
        moved: request.moved.or(known.moved),
        area: request.area.clone().unwrap_or(known.area),
        section: request.section.clone().unwrap_or(known.section),
        publish: request.publish.or(known.publish),
    }
}

/// The list with a line of somebody; `None` where it cannot be written without changing something else.
fn with_note(text: &str, id: &str, entry: &Entry) -> Option<String> {
    let before = read_notes(text).value;
    let line = format!("{id} = {}", written(entry));
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_theirs =
        |line: &&String| line.trim_start_matches('\u{feff}').trim_start().split(['=', ' ', '\t']).next() == Some(id);
    match lines.iter().position(|line| is_theirs(&line)) {
        Some(place) => {
            let comment = lines[place].rsplit_once('}').map_or("", |(_, rest)| rest).to_owned();
            lines[place] = line + &comment;
        }
        // What follows a table's head belongs to the table.
        None => {
            let place = lines.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(lines.len());
            lines.insert(place, line);
        }
    }
    let after = lines.join("\n") + "\n";
    let read = read_notes(&after).value;
    let mut expected = before.entries;
    expected.insert(id.to_owned(), entry.clone());
    (!before.damaged && !read.damaged && read.entries == expected).then_some(after)
}

/// A note as a line of the list holds it.
fn written(entry: &Entry) -> String {
    let text = |value: &str| serde_json::to_string(value).expect("a text is JSON, and a string of JSON is one of TOML");
    let mut parts = Vec::new();
    if entry.role != Role::Participant {
        parts.push(format!("role = \"{}\"", entry.role.name()));
    }
    parts.extend(entry.moved.map(|year| format!("moved = {year}")));
    parts.extend((!entry.area.is_empty()).then(|| format!("area = {}", text(&entry.area))));
    parts.extend((!entry.section.is_empty()).then(|| format!("section = {}", text(&entry.section))));
    parts.extend(entry.publish.map(|publish| format!("publish = {publish}")));
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

fn by_hand(id: &str) -> Box<Diagnostic> {
    let message = msgf!(
        ja: "`{NOTES}` の「{id}」を、ほかの行を変えずに書きかえられません",
        en: "`{NOTES}` cannot be changed for `{id}` without changing something else in it");
    Box::new(Diagnostic::error("salon-people", message).help(msg!(
        ja: "読み取れない行や、1行で書かれていない項目がないか、テキストエディターで確かめてください",
        en: "look in an editor for a line that cannot be read, or an entry that is not on one line")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_changes_and_nothing_else() {
        let entry = Entry { role: Role::Resident, moved: Some(2022), area: "北地区".into(), ..Entry::default() };
        let line = "U1 = { role = \"resident\", moved = 2022, area = \"北地区\" }";
        for (before, after) in [
            ("", Some(format!("{line}\n"))),
            (
                "# だれがだれか\nU2 = { publish = false } # 本人から\n",
                Some(format!("# だれがだれか\nU2 = {{ publish = false }} # 本人から\n{line}\n")),
            ),
            (
                "common = [\"さくら\"]\nU1 = { role = \"mover\" }  # 春に来た人\nU2 = {}\n",
                Some(format!("common = [\"さくら\"]\n{line}  # 春に来た人\nU2 = {{}}\n")),
            ),
            ("U2 = {}\n[U3]\nrole = \"staff\"\n", Some(format!("U2 = {{}}\n{line}\n[U3]\nrole = \"staff\"\n"))),
            // Written in another form, or not to be read: the editor's own hand is needed.
            ("[U1]\nrole = \"staff\"\n", None),
            ("U2 = { publish = flase }\n", None),
        ] {
            assert_eq!(with_note(before, "U1", &entry), after, "{before}");
        }
        let quoted = Entry { area: "「北」\"地区\"\n".into(), ..Entry::default() };
        assert_eq!(read_notes(&with_note("", "U1", &quoted).unwrap()).value.entries["U1"], quoted);
        assert_eq!(
            merge(entry.clone(), &NoteRequest { publish: Some(false), ..NoteRequest::default() }).moved,
            Some(2022)
        );
    }
}
