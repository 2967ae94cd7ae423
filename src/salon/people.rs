//! Who somebody is in a conversation: a role from the editor's own list, and a label that belongs to one conversation.
//!
//! In another conversation the same person has another label, so that posts cannot be joined. Names never get here.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::salon::{inbox, post_time::PostTime, transcript::Post};
use crate::{
    msg, msgf,
    privacy::roster,
    report::diagnostic::{Diagnostic, Reported},
};

/// What somebody is to the town.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Deserialize)]
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
    fn word(self, kind: &str) -> String {
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

/// What the editor wrote of somebody in `people.toml`.
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
    /// `false`: never proposed, never drafted.
    pub publish: Option<bool>,
}

/// Everyone of whom something is known, and the words for roles.
#[derive(Clone, Debug, Default)]
pub struct People {
    entries: BTreeMap<String, Entry>,
    words: BTreeMap<String, String>,
    kind: String,
}

impl People {
    /// Reads `.shirube/salon/people.toml`; `kind` is the municipality's, `words` are `[salon.labels]` of site.toml.
    pub fn read(root: &Path, kind: &str, words: BTreeMap<String, String>) -> Reported<Self> {
        let path = inbox::folder(root).join("people.toml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (mut entries, mut findings) = (BTreeMap::new(), Vec::new());
        let table: BTreeMap<String, toml::Value> = match toml::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
                findings.push(wrong(line, error.message()));
                BTreeMap::new()
            }
        };
        // Words that are names as well: the gate reads them.
        for (id, value) in table.into_iter().filter(|(id, _)| id != roster::COMMON) {
            match value.try_into::<Entry>() {
                Ok(entry) => drop(entries.insert(id, entry)),
                Err(error) => {
                    let line =
                        text.lines().position(|line| line.trim_start().starts_with(&id)).map_or(1, |line| line + 1);
                    findings.push(wrong(line, error.message()));
                }
            }
        }
        Reported { value: Self { entries, words, kind: kind.to_owned() }, findings }
    }

    /// What is known of somebody.
    pub fn of(&self, id: &str) -> Entry {
        self.entries.get(id).cloned().unwrap_or_default()
    }

    /// Whether their words may be proposed.
    pub fn may_publish(&self, id: &str) -> bool {
        self.of(id).publish != Some(false)
    }

    /// Their role in a conversation that `asker` began.
    pub fn role(&self, id: &str, asker: &str) -> Role {
        if id == asker { Role::Asker } else { self.of(id).role }
    }

    /// The labels of a conversation, by first post; those in `known` stay what they are.
    pub fn labels<'a>(
        &self,
        messages: impl Iterator<Item = &'a Post>,
        asker: &str,
        known: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let mut labels = known.clone();
        for message in messages.filter(|message| !message.author.is_empty()) {
            if labels.contains_key(&message.author) {
                continue;
            }
            let role = self.role(&message.author, asker);
            let word = self.words.get(role.name()).cloned().unwrap_or_else(|| role.word(&self.kind));
            let label = match role {
                Role::Asker | Role::Staff => word,
                _ => (0..)
                    .map(|number| format!("{word}{}", letters(number)))
                    .find(|label| !labels.values().any(|taken| taken == label))
                    .expect("letters never end"),
            };
            labels.insert(message.author.clone(), label);
        }
        labels
    }

    /// The years since somebody moved here, at a post; `None` if it is not known or would be none.
    pub fn years(&self, id: &str, at: PostTime) -> Option<i32> {
        self.of(id).moved.map(|moved| at.day().year - moved).filter(|years| *years > 0)
    }
}

/// A, B, …, Z, AA, AB, …
fn letters(number: usize) -> String {
    let last = char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    if number < 26 { last.to_string() } else { letters(number / 26 - 1) + &last.to_string() }
}

fn wrong(line: usize, error: &str) -> Diagnostic {
    Diagnostic::warning(
        "salon-people",
        msgf!(
        ja: "`.shirube/salon/people.toml` の{line}行目を読み取れません（{error}）",
        en: "line {line} of `.shirube/salon/people.toml` cannot be read ({error})"),
    )
    .help(msg!(
        ja: "`U0123ABCD = {{ role = \"resident\", moved = 2022, area = \"北地区\" }}` のように書いてください",
        en: "write it like `U0123ABCD = {{ role = \"resident\", moved = 2022, area = \"北地区\" }}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_given_by_first_post_and_kept() {
        let mut people = People { kind: "町".into(), ..People::default() };
        people.entries.insert("U2".into(), Entry { role: Role::Resident, moved: Some(2022), ..Entry::default() });
        people.entries.insert("U3".into(), Entry { role: Role::Resident, ..Entry::default() });
        people.entries.insert("U4".into(), Entry { role: Role::Staff, ..Entry::default() });
        let posts: Vec<Post> = ["U1", "U3", "U2", "U4", "U5", "U1"]
            .iter()
            .map(|id| Post { author: (*id).into(), ..Post::default() })
            .collect();
        let labels = people.labels(posts.iter(), "U1", &BTreeMap::new());
        let expected = [("U1", "質問者"), ("U2", "町民B"), ("U3", "町民A"), ("U4", "町職員"), ("U5", "参加者A")];
        assert_eq!(labels, expected.map(|(id, label)| (id.to_owned(), label.to_owned())).into());
        let known = BTreeMap::from([("U2".to_owned(), "町民A".to_owned())]);
        assert_eq!(people.labels(posts.iter(), "U1", &known)["U3"], "町民B");
        assert_eq!(people.years("U2", PostTime::parse("1714581000.000100").unwrap()), Some(2));
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }
}
