//! `.shirube/salon/people.toml`: what the editor wrote of the salon's people, as commands and builds read it alike.
//!
//! Must never lose a `publish = false`: where a line cannot be read, nobody knows whose it was.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    msgf,
    report::diagnostic::{Diagnostic, Reported},
};

/// Where the notes lie.
pub const NOTES: &str = ".shirube/salon/people.toml";

/// The key of the notes that lists names which are ordinary words as well; the gate reads it.
const COMMON: &str = "common";

/// The key of the notes that gives roles by channel and user group.
const GROUPS: &str = "groups";

/// A line as it should be.
pub const EXAMPLE: &str = "U0123ABCD = { role = \"resident\", moved = 2022, area = \"北地区\" }";

/// What somebody is to the town.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// 市職員, 町職員.
    Staff,
    /// 市民, 町民.
    Resident,
    /// 先輩移住者.
    Mover,
    /// 専門家.
    Expert,
    /// 参加者.
    #[default]
    Participant,
    /// 質問者: whoever began the conversation.
    #[value(skip)]
    Asker,
}

impl Role {
    /// As pages write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Resident => "resident",
            Self::Mover => "mover",
            Self::Expert => "expert",
            Self::Participant => "participant",
            Self::Asker => "asker",
        }
    }

    /// The word on the page; `kind` is 市, 町 or 村.
    pub fn word(self, kind: &str) -> String {
        match self {
            Self::Staff => format!("{kind}職員"),
            Self::Resident => format!("{kind}民"),
            Self::Mover => "先輩移住者".to_owned(),
            Self::Expert => "専門家".to_owned(),
            Self::Participant => "参加者".to_owned(),
            Self::Asker => "質問者".to_owned(),
        }
    }
}

/// What the editor wrote of somebody.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    /// Their role.
    pub role: Role,
    /// The year in which they moved here.
    pub moved: Option<i32>,
    /// Their district; empty: not said.
    pub area: String,
    /// A staff member's section; empty: not said.
    pub section: String,
    /// `false`: never proposed, never drafted, never published.
    pub publish: Option<bool>,
}

/// What the editor wrote of everybody.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Notes {
    /// By the salon's id.
    pub entries: BTreeMap<String, Entry>,
    /// By channel, `#職員`, or user group, `@senpai`: of whoever is in it and has no entry.
    pub groups: BTreeMap<String, Entry>,
    /// Whether something in them could not be read: then it is not known who may be published.
    pub damaged: bool,
}

/// Reads the notes; the findings are errors.
pub fn read_notes(text: &str) -> Reported<Notes> {
    let text = text.trim_start_matches('\u{feff}');
    let mut read: Reported<Notes> = Reported::default();
    let table: BTreeMap<String, toml::Value> = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            read.findings.push(wrong(line));
            BTreeMap::new()
        }
    };
    let line_of = |key: &str| text.lines().position(|line| line.contains(key)).map_or(1, |line| line + 1);
    for (id, value) in table.into_iter().filter(|(id, _)| id != COMMON) {
        if id == GROUPS {
            match read_groups(value) {
                Some(groups) => read.value.groups = groups,
                None => read.findings.push(wrong(line_of(GROUPS))),
            }
            continue;
        }
        let line = || line_of(&id);
        match value.try_into::<Entry>() {
            Ok(entry) if is_id(&id) => drop(read.value.entries.insert(id, entry)),
            _ => read.findings.push(wrong(line())),
        }
    }
    read.value.damaged = !read.findings.is_empty();
    read
}

/// Roles by group. Who may be published is said person by person: a build does not know who is in a group.
fn read_groups(value: toml::Value) -> Option<BTreeMap<String, Entry>> {
    let groups: BTreeMap<String, Entry> = value.try_into().ok()?;
    let fits = |(name, entry): (&String, &Entry)| name.starts_with(['#', '@']) && entry.publish.is_none();
    groups.iter().all(fits).then_some(groups)
}

/// Whether a key can be somebody's id: one with a slip in it would name nobody.
fn is_id(key: &str) -> bool {
    (2..=32).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The finding names the line and quotes nothing of it: names may stand there.
fn wrong(line: usize) -> Diagnostic {
    let message = msgf!(
        ja: "`{NOTES}` の{line}行目を読み取れません",
        en: "line {line} of `{NOTES}` cannot be read");
    Diagnostic::error("salon-people", message)
        .help(msgf!(
            ja: "`{EXAMPLE}` のように書いてください。公開しない人は `U0123ABCD = {{ publish = false }}` です",
            en: "write it like `{EXAMPLE}`; of somebody who is not to be published: \
                `U0123ABCD = {{ publish = false }}`"))
        .help(msgf!(
            ja: "直すまで、だれを公開してよいか分からないため、サロンのページは下書きも承認も公開もできません",
            en: "until it is mended nobody knows who may be published: no page from the salon is drafted, approved or \
                published"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_and_nobody_is_forgotten() {
        for (text, lines) in [
            ("", vec![]),
            ("common = [\"さくら\"]\nU1 = { publish = false }\n", vec![]),
            ("\u{feff}U1 = { role = \"staff\", section = \"移住交流課\" }\n", vec![]),
            ("U1 = { publish = false }\nU2 = { publsh = false }\n", vec!["2"]),
            ("U1 = { publish = false }\nU2 = { publish = \"false\" }\n", vec!["2"]),
            ("U1 = { publish = false }\nU2 = { publish = false\n", vec!["2"]),
            ("[groups]\n\"#職員\" = { role = \"staff\" }\n", vec![]),
            ("[groups]\n\"#職員\" = { publish = false }\n", vec!["1"]),
            ("[groups]\n\"職員\" = { role = \"staff\" }\n", vec!["1"]),
            ("u1 = { publish = false }\n", vec!["1"]),
            ("U1 = { publish = false }\nU1 = { role = \"staff\" }\n", vec!["2"]),
            ("[people]\nU1 = { publish = false }\n", vec!["1"]),
        ] {
            let read = read_notes(text);
            assert_eq!(read.value.damaged, !lines.is_empty(), "{text}");
            let told: Vec<_> = read.findings.iter().map(|finding| finding.message.ja.to_string()).collect();
            assert_eq!(told.len(), lines.len(), "{text}: {told:?}");
            for (told, line) in told.iter().zip(lines) {
                assert!(told.contains(&format!("の{line}行目")), "{text}: {told}");
            }
        }
        assert_eq!(read_notes("U1 = { publish = false }").value.entries["U1"].publish, Some(false));
    }

    #[test]
    fn every_line_that_a_message_shows_can_be_read() {
        let finding = &read_notes("x").findings[0];
        let mut shown = 0;
        for say in &finding.help {
            for words in [&say.ja, &say.en] {
                for example in words.split('`').skip(1).step_by(2).filter(|part| part.contains('=')) {
                    assert!(!read_notes(example).value.damaged, "{example}");
                    shown += 1;
                }
            }
        }
        assert_eq!(shown, 4);
    }
}
